"""Lines that recur on an outlet's articles, learnt so that cleaning can drop them.

Counts are of pages and fade with time; a line must recur on several different pages: a sentence seen once stays, and so
does a paragraph that a large outlet copied a few times. Prose must stand on most of the outlet's pages and on several
days: the follow-ups of one event share paragraphs, and on a small outlet they may be all that was printed that day.
This is the only place where that is decided.

A row is a line's hash and the pages it stood on; beside it, for prose that was seen before, `@` and the rest of its
hash with the days on which that was; the row `@` alone counts the outlet's pages.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select

from archive.store.dialect import upsert
from archive.tables.operations import furniture

HALF_LIFE = timedelta(days=14)  # a redesign's old lines are forgotten within weeks
ENOUGH_PAGES = 3.0  # decayed; a line on three other articles of the outlet is furniture, two may be one copied story
MIN_SHARE = 0.02  # of the pages that carry the outlet's commonest line: what recurs less is a much copied paragraph
PROSE_PAGES = 10.0  # decayed pages a sentence must have stood on
PROSE_SHARE = 0.75  # of the outlet's pages that carry it
PROSE_DAYS = 2.5  # decayed days it was seen again on: three that follow each other
DAY_APART = timedelta(hours=20)  # sightings that are that far apart are of two days
_PAGES = "@"
_ROUNDING = 0.05  # of a page, by which counts fade within the hours of one crawl
FORGET_BELOW = 0.25  # decayed pages: a line seen once, four weeks ago


def prose_key(line_hash: str) -> str:
    """Return the key under which a line is known to be furniture although it is prose."""
    return _PAGES + line_hash[1:]


def known_furniture(
    connection: Connection, outlet: str, *, pages: float = ENOUGH_PAGES, now: datetime | None = None
) -> frozenset[str]:
    """Return the hashes of the outlet's lines that are furniture; of prose its `prose_key`.

    Args:
        connection: Open connection.
        outlet: Outlet id.
        pages: Decayed number of pages that a line must have stood on.
        now: Counts fade up to this instant; None takes them as of when each line was last seen.
    """
    marked = furniture.c.line_hash.startswith(_PAGES)
    query = select(furniture).where(furniture.c.outlet == outlet, or_(furniture.c.pages >= pages - _ROUNDING, marked))
    counts = {
        row.line_hash: decayed(row.pages, row.last_seen_at, now or row.last_seen_at)
        for row in connection.execute(query)
    }
    of_days = {key: counts.pop(key) for key in [key for key in counts if key.startswith(_PAGES) and key != _PAGES]}
    printed = max(counts.values(), default=0.0)  # on any page; before pages were counted, the commonest line tells
    counts.pop(_PAGES, None)
    enough = max(pages, MIN_SHARE * printed) - _ROUNDING
    often = max(PROSE_PAGES, PROSE_SHARE * printed) - _ROUNDING
    return frozenset(
        {line for line, count in counts.items() if count >= enough and prose_key(line) not in of_days}
        | {
            key
            for key, line in ((prose_key(line), line) for line in counts)
            if of_days.get(key, 0.0) >= PROSE_DAYS - _ROUNDING and counts[line] >= often
        }
    )


def learn_furniture(
    connection: Connection,
    outlet: str,
    line_hashes: Collection[str],
    *,
    now: datetime,
    prose: Collection[str] = (),
) -> None:
    """Note the lines that one new page of an outlet carried (each counts once).

    Args:
        connection: In a write transaction.
        outlet: Outlet id.
        line_hashes: Of all lines of the page.
        now: The present, aware.
        prose: Those of the hashes whose lines are prose.
    """
    lines = set(line_hashes)
    wanted = sorted({_PAGES, *lines, *map(prose_key, prose)})
    query = select(furniture).where(furniture.c.outlet == outlet, furniture.c.line_hash.in_(wanted))
    known = {
        row.line_hash: (decayed(row.pages, row.last_seen_at, now), row.last_seen_at)
        for row in connection.execute(query)
    }
    counted = {_PAGES, *lines}
    for line in prose:
        day = prose_key(line)
        if line in known and (day not in known or now - known[day][1] >= DAY_APART):
            counted.add(day)
    rows = [
        {"outlet": outlet, "line_hash": key, "pages": known.get(key, (0.0, now))[0] + 1, "last_seen_at": now}
        for key in sorted(counted)
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
