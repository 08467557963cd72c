"""What people decided, append-only, and suggestions that wait for them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, or_, select, update

from archive.store.dialect import upsert
from archive.tables.incidents import decision, incident, link_suggestion


def _heirs() -> Select[Any]:
    part = select(incident.c.id).where(incident.c.id == bindparam("case")).cte("part", recursive=True)
    return select(part.union(select(incident.c.id).where(incident.c.merged_into == part.c.id)).c.id)


# Built once: building them anew for every article takes longer than running them.
_OLDEST_FIRST = (decision.c.at, decision.c.id)
_OF_CASE = select(decision).where(decision.c.incident_id.in_(_heirs())).order_by(*_OLDEST_FIRST)
_OF_ARTICLES = (
    select(decision).where(decision.c.article_id.in_(bindparam("ids", expanding=True))).order_by(*_OLDEST_FIRST)
)
_DROP = delete(link_suggestion).where(
    or_(link_suggestion.c.low_id == bindparam("case"), link_suggestion.c.high_id == bindparam("case")),
    link_suggestion.c.state == "open",
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One stored decision.

    Args:
        incident_id: The case; None for a decision on an article alone.
        article_id: The article; None for one on the case.
        field: What was decided: `review`, `stage`, `note`, `assignee`, `kind`, `merge`, `split` ...
        value: As written.
        by: Officer.
        at: Aware UTC.
        reason: Empty when none was given.
    """

    incident_id: int | None
    article_id: int | None
    field: str
    value: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StoredSuggestion:
    """Two cases that may be one.

    Args:
        low: Id of one case.
        high: Id of the other.
        score: Mean log-odds.
        reasons: As `feature +weight`.
        state: `open`, `accepted`, `refused`.
    """

    low: int
    high: int
    score: float
    reasons: tuple[str, ...]
    state: str


def add_decision(connection: Connection, made: Decision) -> None:
    """Append a decision."""
    connection.execute(
        insert(decision).values(
            incident_id=made.incident_id,
            article_id=made.article_id,
            field=made.field,
            value=made.value,
            by=made.by,
            at=made.at,
            reason=made.reason,
        )
    )


def case_decisions(connection: Connection, incident_id: int) -> list[Decision]:
    """Return what was decided on a case as a whole, oldest first; notes of cases merged into it come along."""
    rows = connection.execute(_OF_CASE, {"case": incident_id})
    found = [made for made in _made(rows) if made.article_id is None]  # here, or the wrong index is used
    own = [made for made in found if made.incident_id == incident_id and made.field not in {"merge", "split"}]
    return sorted(own + [m for m in found if m.incident_id != incident_id and m.field == "note"], key=lambda m: m.at)


def article_decisions(connection: Connection, article_ids: Iterable[int]) -> dict[int, list[Decision]]:
    """Return corrections by article, oldest first; articles without any are left out."""
    found: dict[int, list[Decision]] = {}
    ids = sorted(set(article_ids))
    for start in range(0, len(ids), 400):
        for made in _made(connection.execute(_OF_ARTICLES, {"ids": ids[start : start + 400]})):
            if made.article_id is not None:
                found.setdefault(made.article_id, []).append(made)
    return found


def _made(rows: Iterable[Any]) -> list[Decision]:
    return [Decision(row.incident_id, row.article_id, row.field, row.value, row.by, row.at, row.reason) for row in rows]


def suggest(
    connection: Connection, incident_id: int, others: dict[int, tuple[float, tuple[str, ...]]], now: datetime
) -> None:
    """Write the open suggestions of a case in place of those there; what people refused stays refused."""
    connection.execute(_DROP, {"case": incident_id})
    rows = [
        {
            "low_id": min(incident_id, other),
            "high_id": max(incident_id, other),
            "score": score,
            "reasons": json.dumps(reasons, ensure_ascii=False),
            "at": now,
        }
        for other, (score, reasons) in sorted(others.items())
        if other != incident_id
    ]
    upsert(connection, link_suggestion, rows, key=["low_id", "high_id"], change=["score", "reasons"])


def suggestions(connection: Connection, incident_id: int | None = None, *, limit: int = 100) -> list[StoredSuggestion]:
    """Return open suggestions, of one case or all, best first."""
    query = select(link_suggestion).where(link_suggestion.c.state == "open")
    if incident_id is not None:
        query = query.where(or_(link_suggestion.c.low_id == incident_id, link_suggestion.c.high_id == incident_id))
    query = query.order_by(link_suggestion.c.score.desc(), link_suggestion.c.low_id, link_suggestion.c.high_id)
    return [
        StoredSuggestion(row.low_id, row.high_id, row.score, tuple(json.loads(row.reasons)), row.state)
        for row in connection.execute(query.limit(limit))
    ]


def answer(connection: Connection, one: int, two: int, *, accepted: bool) -> None:
    """Note that a person answered a suggestion; does nothing when there is none."""
    low, high = sorted((one, two))
    pair = (link_suggestion.c.low_id == low, link_suggestion.c.high_id == high)
    connection.execute(update(link_suggestion).where(*pair).values(state="accepted" if accepted else "refused"))


def drop_suggestions(connection: Connection, incident_id: int) -> None:
    """Remove the open suggestions of a case that is no more."""
    connection.execute(_DROP, {"case": incident_id})
