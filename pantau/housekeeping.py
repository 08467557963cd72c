"""What the monitor tidies up a few times a day: each part may be repeated at any time without harm."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.database import write
from archive.store.furniture import forget_furniture
from archive.store.rejected import prune_rejected
from pantau.bootstrap import Application
from pantau.expiry import expire

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was tidied up.

    Args:
        rejected: Rejected pages deleted after 30 days.
        furniture: Lines of outlets' furniture forgotten.
        nameless: Codes of closed cases whose names were removed.
        backups: Backups that expired, by path.
    """

    rejected: int
    furniture: int
    nameless: tuple[str, ...]
    backups: tuple[str, ...] = ()


def tidy(application: Application, now: datetime) -> Tidied:
    """Delete old rejected pages and backups, forget old furniture, remove the names of cases that closed long ago.

    Args:
        application: The composed application.
        now: Present instant.
    """
    from pipeline.linking.retention import apply_retention  # keeps the linker out of the monitor until it is needed

    settings = application.settings
    today = now.astimezone(settings.zone).date()
    with write(application.engine) as connection:
        rejected = prune_rejected(connection, now=now)
        furniture = forget_furniture(connection, now=now)
    with write(application.engine) as connection:
        nameless = apply_retention(connection, now, today, settings.retention_months * MONTH)
    backups = expire(settings.var, now, timedelta(days=settings.backup_days))
    return Tidied(rejected, furniture, tuple(nameless), backups)
