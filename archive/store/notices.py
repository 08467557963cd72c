"""What an outlet did to an article after printing it: taken down, corrected, answered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select, update

from archive.store.dialect import insert_missing
from archive.tables.watching import article_notice as notices

NoticeKind = Literal["takedown", "ralat", "koreksi", "hak_jawab"]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice.

    Args:
        kind: `takedown`: the address no longer shows the article; the others are printed on its page.
        seen_at: When we saw it first, aware UTC.
        ended_at: When a page that had been taken down was back; None while it holds.
        detail: HTTP status or the words that say it; never names.
    """

    kind: NoticeKind
    seen_at: datetime
    ended_at: datetime | None = None
    detail: str = ""


def add_notices(connection: Connection, article_id: int, found: Mapping[NoticeKind, str], *, now: datetime) -> None:
    """Note what a page prints, by kind with the words that say it; what is noted already keeps its time."""
    rows = [
        {"article_id": article_id, "kind": kind, "seen_at": now, "detail": detail[:200]}
        for kind, detail in found.items()
    ]
    insert_missing(connection, notices, rows)


def note_takedown(connection: Connection, article_id: int, detail: str, *, now: datetime) -> None:
    """Note that the outlet took an article down; the first sight of a takedown that still holds keeps its time."""
    back = update(notices).where(
        notices.c.article_id == article_id, notices.c.kind == "takedown", notices.c.ended_at.is_not(None)
    )
    row = {"article_id": article_id, "kind": "takedown", "seen_at": now, "ended_at": None, "detail": detail[:200]}
    if not connection.execute(back.values(seen_at=now, ended_at=None, detail=detail[:200])).rowcount:
        insert_missing(connection, notices, [row])


def end_takedown(connection: Connection, article_id: int, *, now: datetime) -> None:
    """Note that an article is there again; does nothing when it was never taken down."""
    down = (notices.c.article_id == article_id, notices.c.kind == "takedown", notices.c.ended_at.is_(None))
    connection.execute(update(notices).where(*down).values(ended_at=now))


def notices_of(connection: Connection, article_ids: Collection[int]) -> dict[int, tuple[Notice, ...]]:
    """Return the notices of those articles that have any, oldest first."""
    found: dict[int, list[Notice]] = {}
    ordered = sorted(set(article_ids))
    for start in range(0, len(ordered), _BATCH):
        wanted = notices.c.article_id.in_(ordered[start : start + _BATCH])
        for row in connection.execute(select(notices).where(wanted).order_by(notices.c.seen_at, notices.c.kind)):
            found.setdefault(row.article_id, []).append(Notice(row.kind, row.seen_at, row.ended_at, row.detail))
    return {article_id: tuple(told) for article_id, told in found.items()}
