"""The coverage ledger: what each outlet announced and what became of it, hour by hour, so that a gap shows.

Every address ends in one column: found + again = fetched + failed + refused + waiting.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from archive.store.dialect import add_to, insert_missing
from archive.tables.operations import coverage

WALKED = "back:"
"""Before the means of an hour that was walked afterwards: what it brought is counted in the hour of the walk, too."""
AMOUNTS = ("found", "fetched", "screened", "kept", "failed", "waiting", "again", "refused")


@dataclass(frozen=True, slots=True)
class Covered:
    """One outlet's hour.

    Args:
        hour: Its start, aware UTC.
        means: How it was discovered last.
        found: Addresses announced that were wanted: neither known nor outside the days looked at.
        fetched: Pages read.
        screened: Of them, put aside by the screen.
        kept: Of them, articles stored anew or with changes.
        failed: Pages that could not be had, or showed a wall.
        waiting: Addresses that were left: for the next crawl, or for good where a whole archive was announced at once.
        again: Addresses of earlier crawls that were asked for again: visits, and what had waited.
        refused: Addresses that will not be read: gone, forbidden by robots.txt, no page or no public address.
    """

    outlet: str
    hour: datetime
    means: str
    found: int = 0
    fetched: int = 0
    screened: int = 0
    kept: int = 0
    failed: int = 0
    waiting: int = 0
    again: int = 0
    refused: int = 0


def add_coverage(
    connection: Connection,
    outlet: str,
    at: datetime,
    means: str,
    *,
    found: int = 0,
    fetched: int = 0,
    screened: int = 0,
    kept: int = 0,
    failed: int = 0,
    waiting: int = 0,
) -> None:
    """Add amounts to the outlet's hour that `at` (aware) falls in; zeros are noted too: looked at and nothing new."""
    amounts = {"found": found, "fetched": fetched, "screened": screened, "kept": kept, "failed": failed}
    add_covered(connection, [Covered(outlet, at, means, **amounts, waiting=waiting)])


def add_covered(connection: Connection, covered: Sequence[Covered]) -> None:
    """Add amounts to outlets' hours; the `hour` of each may be any aware instant in it."""
    rows = [asdict(replace(one, hour=_hour(one.hour))) for one in covered]
    add_to(connection, coverage, rows, key=("outlet", "hour"), amounts=AMOUNTS)


def _hour(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def fill_gaps(
    connection: Connection, outlet: str, since: datetime, until: datetime, means: str, published: Iterable[datetime]
) -> int:
    """Note that hours nobody looked at were walked afterwards; return how many. Hours that were looked at stay.

    Args:
        connection: In a write transaction.
        outlet: Outlet id.
        since: First instant of the walk, aware; at most 400 days before `until` count.
        until: Its end.
        means: How it was walked.
        published: When the articles it found were published.
    """
    start = _hour(max(since, until - timedelta(days=400)))
    counts = Counter(_hour(at) for at in published)
    known = set(found_between(connection, outlet, start, until)[1])
    hours = [start + timedelta(hours=n) for n in range(int((until - start) / timedelta(hours=1)))]
    rows = [
        {"outlet": outlet, "hour": hour, "means": f"{WALKED}{means}"[:64], "found": counts[hour]}
        for hour in hours
        if hour not in known
    ]
    insert_missing(connection, coverage, rows)
    return len(rows)


def ledger(
    connection: Connection, since: datetime, until: datetime, *, outlet: str | None = None
) -> tuple[Covered, ...]:
    """Return the hours in [since, until) by outlet and time; an hour that is missing was not looked at."""
    query = select(coverage).where(coverage.c.hour >= since, coverage.c.hour < until)
    if outlet is not None:
        query = query.where(coverage.c.outlet == outlet)
    rows = connection.execute(query.order_by(coverage.c.outlet, coverage.c.hour))
    return tuple(Covered(*row) for row in rows)


_BETWEEN = (
    select(coverage.c.hour, coverage.c.found)
    .where(
        coverage.c.outlet == bindparam("outlet"),
        coverage.c.hour >= bindparam("since"),
        coverage.c.hour < bindparam("until"),
    )
    .order_by(coverage.c.hour)
)


def found_between(
    connection: Connection, outlet: str, since: datetime, until: datetime
) -> tuple[int, tuple[datetime, ...]]:
    """Return how many articles an outlet announced in [since, until) and the hours in which it was looked at."""
    rows = connection.execute(_BETWEEN, {"outlet": outlet, "since": since, "until": until}).all()
    return sum(row.found for row in rows), tuple(row.hour for row in rows)
