"""Lines that recur on an outlet's articles, learnt so that cleaning can drop them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from archive.store.dialect import upsert
from archive.tables.operations import furniture

HALF_LIFE = timedelta(days=14)  # a redesign's old lines are forgotten within weeks
ENOUGH_PAGES = 3.0  # a line on three other articles of the outlet is furniture
FORGET_BELOW = 0.25  # decayed pages: a line seen once, four weeks ago


def known_furniture(connection: Connection, outlet: str, *, pages: float = ENOUGH_PAGES) -> frozenset[str]:
    """Return the hashes of the outlet's lines that stood on at least so many (decayed) pages."""
    query = select(furniture.c.line_hash).where(furniture.c.outlet == outlet, furniture.c.pages >= pages)
    return frozenset(connection.execute(query).scalars())


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
