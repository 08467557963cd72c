"""What a worker's failed round means: the database is away, something odd, or this role can never do the work."""

from collections.abc import Iterator

from sqlalchemy import Engine, text

from archive.database import read
from base.errors import UsageError
from base.said import said

PAUSE = 2.0  # seconds between two rounds when the database is away
LONGEST = 60.0  # seconds, when something else fails again and again
NEEDED = (
    ("procrastinate_jobs", "INSERT, UPDATE, DELETE"),
    ("procrastinate_workers", "INSERT, UPDATE, DELETE"),
    ("procrastinate_events", "INSERT"),
    ("article", "INSERT, UPDATE"),
    ("entry", "INSERT, UPDATE"),
    ("crawl", "INSERT, UPDATE"),
    ("outlet_state", "INSERT, UPDATE"),
    ("outbox", "INSERT, UPDATE"),
)
"""Tables that every worker writes, be it only as the schedule's holder; the rest goes with the same role."""


def check_rights(engine: Engine) -> None:
    """Refuse a role that may not do a worker's work; asked before anything is taken.

    Raises:
        UsageError: It lacks a right; the text names both and the role that has it.
    """
    asked = text("SELECT to_regclass(:name) IS NOT NULL AND NOT has_table_privilege(current_user, :name, :right)")
    with read(engine) as connection:
        role = str(connection.execute(text("SELECT current_user")).scalar_one())
        for table, rights in NEEDED:
            for right in rights.split(", "):  # of a list it would do to have one
                if connection.execute(asked, {"name": table, "right": right}).scalar_one():
                    raise lacking(f"{right} {table}", role)


def lacking(right: str, role: str) -> UsageError:
    """Return the error of a role that lacks a right."""
    return UsageError(
        said(
            "The database role {role} may not do a worker's work: it lacks the right {right}. Use pantau_crawl in "
            "PANTAU_DATABASE_URL, or give it its rights: deploy/grants.sql",
            role=role,
            right=right,
        )
    )


def causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came from, down to the database's own words."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


def meaning(error: BaseException) -> str:
    """Return what is wrong: the innermost error, whose text tells most."""
    *_, last = causes(error)
    return f"{type(last).__name__}: {last}".strip()


def is_refused(error: BaseException) -> bool:
    """Tell whether the database refuses our role: that never ends by itself."""
    return any(getattr(one, "sqlstate", None) == "42501" for one in causes(error))  # insufficient_privilege


def pause_after(error: BaseException, failures: int) -> float:
    """Return how long to wait before the next round, in seconds.

    Args:
        error: That ended the last one.
        failures: Rounds that failed one after the other.
    """
    away = any(type(one).__name__ in {"OperationalError", "PoolTimeout", "ArchiveError"} for one in causes(error))
    return PAUSE if away else min(LONGEST, PAUSE * 2 ** (failures - 1))
