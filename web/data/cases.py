"""Cases for lists: filtered, newest news first, page by page."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select, tuple_

from archive.records.codec import from_json
from archive.records.incident import Incident
from archive.store.incident_filter import IncidentFilter, narrowed
from archive.tables.incidents import incident
from base.errors import UsageError
from base.said import said


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of cases; `cursor` is None on the last."""

    cases: tuple[Incident, ...]
    cursor: str | None


def case_page(
    connection: Connection, wanted: IncidentFilter, *, limit: int = 30, cursor: str | None = None
) -> CasePage:
    """Return a page of cases, last news first.

    Raises:
        UsageError: The cursor is none of ours.
    """
    order = (incident.c.last_published_at, incident.c.id)
    query = narrowed(select(incident.c.record, *order), wanted)
    if cursor:
        query = query.where(tuple_(*order) < tuple_(*_read_cursor(cursor)))
    rows = connection.execute(query.order_by(*(part.desc() for part in order)).limit(limit + 1)).all()
    more = _cursor(rows[limit - 1].last_published_at, rows[limit - 1].id) if len(rows) > limit else None
    return CasePage(tuple(from_json(Incident, row.record) for row in rows[:limit]), more)


def count_cases(connection: Connection, wanted: IncidentFilter) -> int:
    """Return how many cases a filter leaves."""
    return int(connection.execute(narrowed(select(func.count()), wanted)).scalar_one())


def worst_first(connection: Connection, wanted: IncidentFilter, *, limit: int) -> tuple[Incident, ...]:
    """Return the gravest cases of a filter."""
    query = narrowed(select(incident.c.record), wanted)
    query = query.order_by(incident.c.severity.desc(), incident.c.last_published_at.desc(), incident.c.id.desc())
    return tuple(from_json(Incident, record) for record in connection.execute(query.limit(limit)).scalars())


def by_level(connection: Connection, wanted: IncidentFilter) -> dict[str, int]:
    """Return how many cases there are of each level."""
    query = narrowed(select(incident.c.level, func.count().label("n")), wanted).group_by(incident.c.level)
    return {row.level: row.n for row in connection.execute(query)}


def load_by_code(connection: Connection, codes: Sequence[str]) -> dict[str, Incident]:
    """Return cases by code; those that do not exist are left out."""
    query = select(incident.c.code, incident.c.record).where(incident.c.code.in_(list(codes)))
    return {code: from_json(Incident, record) for code, record in connection.execute(query)} if codes else {}


def _cursor(at: datetime, key: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), key]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime, int]:
    try:
        at, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return datetime.fromisoformat(at).astimezone(UTC), min(int(key), 2**62)
    except (ValueError, TypeError, binascii.Error, OverflowError, RecursionError) as error:
        raise UsageError(said("The cursor belongs to another list. Begin again without it.")) from error
