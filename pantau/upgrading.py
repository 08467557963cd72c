"""From any released version to this one in one step: save, change the schema, make the queue's tables, look again.

pending? -> backup as of one moment -> schema changes in one transaction -> evidence of before -> queue tables -> look
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.database import migrate, open_database, pending
from archive.upgrade import revisions
from base.catalogue import Catalogue
from base.clock import Clock
from crawlers.evidence.witness import adopt
from pantau.operations.backup import back_up
from pantau.operations.doctor import examine
from pantau.operations.finding import Finding
from pantau.operations.rights import grant
from pantau.operations.setup import configuration
from pantau.settings import Settings
from pantau.sharing.engine import ensure_tables, shares

CHAINED = "0006"
"""The schema since which the archive holds the chain of the evidence, too: what was kept before is taken in."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an upgrade would do.

    Args:
        steps: Schema changes, oldest first; empty: the schema is the newest.
        backup: Where the archive is saved first; None: there is nothing to save, or it is not wanted.
    """

    steps: tuple[str, ...]
    backup: Path | None


def plan(settings: Settings, now: datetime, *, save: bool = True) -> Plan:
    """Say what an upgrade would do, and change nothing.

    Args:
        settings: Typed settings.
        now: For the backup's name.
        save: Make a backup first.
    """
    steps = pending(open_database(settings.archive_url))
    new = steps == revisions()  # no archive yet
    file = settings.var / "backups" / f"before-{steps[-1]}-{now:%Y%m%d-%H%M%S}.tar.gz" if steps and not new else None
    return Plan(steps, file if save else None)


def upgrade(settings: Settings, planned: Plan, now: datetime) -> None:
    """Do what was planned; a step that fails leaves the archive as it was.

    Raises:
        ArchiveError: The archive cannot be saved or written; the text says what to do.
    """
    if planned.backup is not None:
        planned.backup.parent.mkdir(parents=True, exist_ok=True)
        back_up(settings, planned.backup, now)
    engine = open_database(settings.archive_url)
    migrate(engine)
    if CHAINED in planned.steps:
        with suppress(ValueError):  # a line that cannot be read: the examination names it
            adopt(settings.var / "evidence", engine)
    if shares(settings.archive_url):
        ensure_tables(engine)
    grant(engine)
    engine.dispose()


def obstacles(settings: Settings, t: Catalogue) -> Iterator[Finding]:
    """Yield what of the configuration would stop this version; the archive is not looked at."""
    return (found for found in configuration(t, settings) if found.state == "bad")


def doubts(settings: Settings, t: Catalogue, clock: Clock) -> Iterator[Finding]:
    """Yield what is not as it should be after an upgrade."""
    return (found for found in examine(settings, t, clock) if found.state != "ok")
