"""Visits of kept articles: which are due at an outlet, and what the last one found."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from archive.store.dialect import insert_missing
from archive.tables.watching import article_visit as visits

_BATCH = 500  # names in one statement


@dataclass(frozen=True, slots=True)
class Visit:
    """An article that is visited again.

    Args:
        url: As it was announced.
        kept_at: When the article was first kept, aware UTC.
        visited_at: When it was last read, aware UTC.
        failures: Visits in a row that brought neither a page nor its end.
        lines: Hashes of title and paragraphs of the page as last read; None when no page was read yet.
    """

    article_id: int
    outlet: str
    url: str
    kept_at: datetime
    visited_at: datetime
    due_at: datetime | None
    failures: int = 0
    lines: tuple[str, ...] | None = None


def plan_visits(
    connection: Connection,
    article_id: int,
    *,
    outlet: str,
    url: str,
    url_key: str,
    now: datetime,
    due: datetime | None,
    lines: Sequence[str] | None,
) -> None:
    """Note that a newly kept article is to be visited; one that is planned already stays as it is.

    Args:
        connection: In a write transaction.
        article_id: Its id.
        outlet: Outlet id.
        url: Address as it was announced.
        url_key: SHA-256 of the folded address.
        now: When it was kept, aware.
        due: Of the first visit; None when none is wanted.
        lines: Hashes of what its page said; None when it was kept from a feed.
    """
    row = {
        "article_id": article_id,
        "outlet": outlet,
        "url": url,
        "url_key": url_key,
        "kept_at": now,
        "visited_at": now,
        "due_at": due,
        "lines": None if lines is None else json.dumps(list(lines)),
    }
    insert_missing(connection, visits, [row])


def due_visits(connection: Connection, outlet: str, now: datetime, *, limit: int) -> tuple[Visit, ...]:
    """Return the visits of an outlet that are due, the longest overdue first."""
    query = select(visits).where(visits.c.outlet == outlet, visits.c.due_at <= now)
    return tuple(_visit(row) for row in connection.execute(query.order_by(visits.c.due_at).limit(limit)))


_NEXT = select(visits.c.outlet, func.min(visits.c.due_at).label("due_at")).where(
    visits.c.outlet.in_(bindparam("outlets", expanding=True)), visits.c.due_at.is_not(None)
).group_by(visits.c.outlet)  # fmt: skip


def next_visits(connection: Connection, outlets: Collection[str]) -> dict[str, datetime]:
    """Return when the next visit of each outlet is due; outlets without a planned one are missing."""
    named = sorted(set(outlets))
    found: dict[str, datetime] = {}
    for start in range(0, len(named), _BATCH):
        rows = connection.execute(_NEXT, {"outlets": named[start : start + _BATCH]})
        found.update((row.outlet, row.due_at) for row in rows)
    return found


def next_visit_at(connection: Connection, outlet: str) -> datetime | None:
    """Return when the outlet's next visit is due; None when none is planned."""
    return next_visits(connection, [outlet]).get(outlet)


def outlets_to_visit(connection: Connection, outlets: Collection[str], now: datetime) -> set[str]:
    """Return those of the outlets that have a visit due."""
    named = sorted(set(outlets))
    found: set[str] = set()
    for start in range(0, len(named), _BATCH):
        wanted = visits.c.outlet.in_(named[start : start + _BATCH])
        found.update(connection.execute(select(visits.c.outlet).where(wanted, visits.c.due_at <= now)).scalars())
    return found


def find_visit(connection: Connection, outlet: str, url_key: str) -> Visit | None:
    """Return the planned visit of an address; None when none was ever planned."""
    query = select(visits).where(visits.c.url_key == url_key, visits.c.outlet == outlet).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _visit(row)


def note_visit(
    connection: Connection,
    article_id: int,
    *,
    now: datetime,
    due: datetime | None,
    failures: int = 0,
    lines: Sequence[str] | None = None,
) -> None:
    """Note that an article was visited, or that it could not be.

    Args:
        connection: In a write transaction.
        article_id: Its id.
        now: When, aware.
        due: Of the next visit; None when none is left.
        failures: In a row.
        lines: What the page said; None keeps what is stored.
    """
    values: dict[str, Any] = {"due_at": due, "failures": failures}
    if not failures:
        values["visited_at"] = now
    if lines is not None:
        values["lines"] = json.dumps(list(lines))
    connection.execute(update(visits).where(visits.c.article_id == article_id).values(**values))


def _visit(row: Row[Any]) -> Visit:
    lines = None if row.lines is None else tuple(json.loads(row.lines))
    return Visit(row.article_id, row.outlet, row.url, row.kept_at, row.visited_at, row.due_at, row.failures, lines)
