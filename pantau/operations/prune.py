"""`pantau prune`: what has had its time, counted before it is removed."""

from dataclasses import dataclass
from datetime import datetime

from archive.database import read
from archive.store.rejected import prune_rejected
from pantau.bootstrap import Application
from pantau.housekeeping import MONTH, tidy
from pipeline.linking.retention import due


@dataclass(frozen=True, slots=True)
class Prunable:
    """What is (or would be) removed.

    Args:
        rejected: Pages the screen put aside more than 30 days ago.
        cases: Closed cases whose names have been kept for as long as the settings say.
    """

    rejected: int
    cases: int


def count(application: Application, now: datetime) -> Prunable:
    """Return what `prune` would remove; nothing is changed."""
    settings = application.settings
    today = now.astimezone(settings.zone).date()
    with read(application.engine) as connection:
        rejected = prune_rejected(connection, now=now, dry_run=True)
        return Prunable(rejected, len(due(connection, today, settings.retention_months * MONTH)))


def prune(application: Application, now: datetime) -> Prunable:
    """Remove what has had its time, as the monitor does a few times a day; return what was removed."""
    tidied = tidy(application, now)
    return Prunable(tidied.rejected, len(tidied.nameless))
