"""The log of crawls."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from archive.tables.operations import crawl as crawls


@dataclass(frozen=True, slots=True)
class Crawl:
    """One crawl of one outlet.

    Args:
        ended_at: None while it runs, or when it was killed.
        outcome: `ok`, `unchanged`, `unreachable`, `blocked`, `failed`; None while it runs.
        first: The outlet's first crawl, which never alerts.
        counts: By stage (`found`, `fetched`, `screened`, `kept` ...).
        detail: For people; None when the outcome says enough.
    """

    id: int
    outlet: str
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str | None = None
    first: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    detail: str | None = None


def start_crawl(connection: Connection, outlet: str, *, now: datetime, first: bool = False) -> int:
    """Note that a crawl begins; return its id."""
    made = connection.execute(insert(crawls).values(outlet=outlet, started_at=now, first=first).returning(crawls.c.id))
    return int(made.scalar_one())


def end_crawl(
    connection: Connection,
    crawl_id: int,
    *,
    now: datetime,
    outcome: str,
    counts: Mapping[str, int] | None = None,
    detail: str | None = None,
) -> None:
    """Note how a crawl ended."""
    values = {"ended_at": now, "outcome": outcome, "counts": json.dumps(dict(counts or {})), "detail": detail}
    connection.execute(update(crawls).where(crawls.c.id == crawl_id).values(**values))


_NOTED = ("outlet", "started_at", "ended_at", "outcome", "first", "detail")
_NOTE = insert(crawls)


def note_crawls(connection: Connection, ended: Sequence[Crawl]) -> None:
    """Note crawls that have ended; their ids are made here."""
    rows = [{**{name: getattr(one, name) for name in _NOTED}, "counts": json.dumps(one.counts)} for one in ended]
    if rows:
        connection.execute(_NOTE, rows)


def recent_crawls(connection: Connection, *, outlet: str | None = None, limit: int = 50) -> tuple[Crawl, ...]:
    """Return the last crawls, of one outlet or of all, newest first."""
    query = select(crawls).order_by(crawls.c.started_at.desc(), crawls.c.id.desc()).limit(limit)
    if outlet is not None:
        query = query.where(crawls.c.outlet == outlet)
    return tuple(
        Crawl(
            row.id, row.outlet, row.started_at, row.ended_at, row.outcome, row.first, json.loads(row.counts), row.detail
        )
        for row in connection.execute(query)
    )
