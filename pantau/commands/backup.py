"""`pantau backup`: saves everything into one file while the monitor runs."""

from pathlib import Path
from typing import Any

import click

from pantau.bootstrap import Application
from pantau.expiry import note_backup
from pantau.operations.backup import Saved, back_up
from pantau.operations.words import words
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings

INCOMPLETE = 3
"""The exit code of a backup that was written but lacks evidence: 1 would say that there is none."""
MOST_SHOWN = 5  # faults told one by one


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@json_option
@with_settings
def command(settings: Settings, file: Path, *, force: bool, as_json: bool) -> None:
    """Save archive, evidence, configuration and key into FILE (.tar.gz) as of one moment, and read it back.

    The monitor may go on. FILE holds names of persons and the key of links: keep it where only you can read it.

    The monitor deletes FILE after `backup_days` (30).

    Leaves with 3 when FILE was written but evidence that the archive knows of is missing or damaged.
    """
    now = Application(settings).clock.now()
    saved = back_up(settings, file, now, force=force)
    note_backup(settings.var, file, now)
    if saved.aside is not None:
        note_backup(settings.var, saved.aside, now)
    if as_json:
        print_json(_plain(saved, file))
    else:
        _tell(settings, saved, file)
    if saved.kept.faults:
        raise click.exceptions.Exit(INCOMPLETE)


def _plain(saved: Saved, file: Path) -> dict[str, Any]:
    rows = {name: table.rows for name, table in saved.manifest.tables.items()}
    return {
        "file": str(file),
        "bytes": file.stat().st_size,
        "files": len(saved.manifest.files),
        "rows": rows,
        "evidence": [str(fault) for fault in saved.kept.faults],
        "elsewhere": [str(one) for one in saved.kept.elsewhere],
        "kept": None if saved.aside is None else str(saved.aside),
    }


def _tell(settings: Settings, saved: Saved, file: Path) -> None:
    t, console = words(settings.language), terminal()
    rows = {name: table.rows for name, table in saved.manifest.tables.items()}
    figures = {
        "articles": f"{rows.get('article', 0):,}",
        "cases": f"{rows.get('incident', 0):,}",
        "files": len(saved.manifest.files),
        "file": file,
        "size": f"{file.stat().st_size / 1e6:,.1f}",
    }
    if not saved.kept.faults:
        told = (
            "Saved {articles} articles, {cases} cases and {files} files in {file} ({size} MB); "
            "read back and found whole."
        )
        console.print(t(told, **figures), markup=False, soft_wrap=True)
    for clause in saved.kept.elsewhere:
        console.print(clause.tell(settings.language), markup=False, soft_wrap=True)
    if not saved.kept.faults:
        return
    told = (
        "Saved {articles} articles, {cases} cases and {files} files in {file} ({size} MB), but NOT ALL OF THE "
        "EVIDENCE: some of it is missing or damaged here. See: pantau evidence verify; look for it in earlier backups "
        "before they expire"
    )
    console.print(t(told, **figures), markup=False, soft_wrap=True)
    for clause in saved.kept.faults[:MOST_SHOWN]:
        console.print(f"  {clause.tell(settings.language)}", markup=False, soft_wrap=True)
    if len(saved.kept.faults) > MOST_SHOWN:
        console.print(t("... and {more} more", more=len(saved.kept.faults) - MOST_SHOWN), markup=False)
    if saved.aside is not None:
        told = "The earlier backup of this name, whose evidence is whole, was kept: {path}"
        console.print(t(told, path=saved.aside), markup=False, soft_wrap=True)
