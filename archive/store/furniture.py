"""Lines that recur on an outlet's articles, learnt so that cleaning can drop them.

Counts are of pages and fade with time; a line must recur on several different pages: a sentence seen once stays, and so
does a paragraph that a large outlet copied a few times. This is the only place where that is decided.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from archive.store.dialect import upsert
from archive.tables.operations import furniture

HALF_LIFE = timedelta(days=14)  # a redesign's old lines are forgotten within weeks
ENOUGH_PAGES = 3.0  # decayed; a line on three other articles of the outlet is furniture, two may be one copied story
MIN_SHARE = 0.02  # of the pages that carry the outlet's commonest line: what recurs less is a much copied paragraph
_ROUNDING = 0.05  # of a page, by which counts fade within the hours of one crawl
FORGET_BELOW = 0.25  # decayed pages: a line seen once, four weeks ago


def known_furniture(
    connection: Connection, outlet: str, *, pages: float = ENOUGH_PAGES, now: datetime | None = None
) -> frozenset[str]:
    """Return the hashes of the outlet's lines that are furniture.

    Args:
        connection: Open connection.
        outlet: Outlet id.
        pages: Decayed number of pages that a line must have stood on.
        now: Counts fade up to this instant; None takes them as of when each line was last seen.
    """
    query = select(furniture).where(furniture.c.outlet == outlet, furniture.c.pages >= pages - _ROUNDING)
    counts = {
        row.line_hash: decayed(row.pages, row.last_seen_at, now or row.last_seen_at)
        for row in connection.execute(query)
    }
    enough = max(pages, MIN_SHARE * max(counts.values(), default=0.0)) - _ROUNDING
    return frozenset(line for line, count in counts.items() if count >= enough)


def learn_furniture(connection: Connection, outlet: str, line_hashes: Collection[str], *, now: datetime) -> None:
    """Note the lines that one new page of an outlet carried (each counts once)."""
    wanted = sorted(set(line_hashes))
    query = select(furniture).where(furniture.c.outlet == outlet, furniture.c.line_hash.in_(wanted))
    known = {row.line_hash: decayed(row.pages, row.last_seen_at, now) for row in connection.execute(query)}
    rows = [
        {"outlet": outlet, "line_hash": line, "pages": known.get(line, 0.0) + 1, "last_seen_at": now} for line in wanted
    ]
    upsert(connection, furniture, rows, key=["outlet", "line_hash"], change=["pages", "last_seen_at"])


def forget_furniture(connection: Connection, *, now: datetime) -> int:
    """Delete lines not seen for long; return how many."""
    # Halving n times brings one page below the bound; lines on more pages live as much longer as they were common.
    edge = now - 2 * HALF_LIFE
    query = select(furniture).where(furniture.c.last_seen_at < edge)
    old = [
        (row.outlet, row.line_hash)
        for row in connection.execute(query)
        if decayed(row.pages, row.last_seen_at, now) < FORGET_BELOW
    ]
    for outlet, line in old:
        connection.execute(delete(furniture).where(furniture.c.outlet == outlet, furniture.c.line_hash == line))
    return len(old)


def decayed(pages: float, seen: datetime, now: datetime) -> float:
    """Return the count as of now: halved every `HALF_LIFE`."""
    age: float = (now - seen) / HALF_LIFE
    return float(pages * 0.5 ** max(0.0, age))
