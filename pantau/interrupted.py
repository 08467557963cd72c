"""Refuses to work with an archive while its place and that of its evidence are being changed, or were left half-way."""

from pathlib import Path

from base.errors import ArchiveError
from base.said import said

JOURNAL = "restore.json"
"""In `var/`: what a restore is about to move (`operations/switch.py`); it is there only while it does."""


def refuse_half_restored(var: Path) -> None:
    """Look for a restore that changes places.

    Args:
        var: Folder of the installation's data.

    Raises:
        ArchiveError: There is one, or it was interrupted.
    """
    if (var / JOURNAL).exists():
        raise ArchiveError(
            said(
                "A restore of the archive in {folder} is going on or was interrupted. Run it again: pantau restore "
                "FILE; it first brings back what was there",
                folder=var,
            )
        )
