"""Cases for lists: filtered, newest news first, page by page."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select, tuple_

from archive.records.codec import from_json
from archive.records.incident import Incident
from archive.store.incidents import midnight
from archive.tables.incidents import incident
from base.errors import UsageError
from base.said import said


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases; None and False mean: any.

    Args:
        region: Province (with all inside it) or kabupaten/kota code.
        stage: Cases that stand at this step.
        assignee: Officer.
        since: First reported on this day or later.
        until: First reported on this day or earlier.
        open_only: Only cases that have not ended.
    """

    region: str | None = None
    level: str | None = None
    review: str | None = None
    stage: str | None = None
    assignee: str | None = None
    since: date | None = None
    until: date | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of cases; `cursor` is None on the last."""

    cases: tuple[Incident, ...]
    cursor: str | None


def living(query: Any) -> Any:
    """Return the query over cases that live: neither merged away nor without articles."""
    return query.where(incident.c.merged_into.is_(None), incident.c.articles > 0)


def narrowed(query: Any, wanted: CaseFilter) -> Any:
    """Return the query over the living cases that a filter leaves."""
    query = living(query)
    if wanted.region:
        inside = incident.c.region.between(f"{wanted.region}.", f"{wanted.region}.~")
        query = query.where(or_(incident.c.region == wanted.region, inside))
    for column, value in ((incident.c.level, wanted.level), (incident.c.review, wanted.review)):
        if value:
            query = query.where(column == value)
    if wanted.stage:
        columns = {"S": incident.c.discipline_stage, "P": incident.c.criminal_stage}
        query = query.where(columns.get(wanted.stage[0], incident.c.end_stage) == wanted.stage)
    if wanted.assignee:
        query = query.where(incident.c.assignee == wanted.assignee)
    if wanted.since:
        query = query.where(incident.c.first_published_at >= midnight(wanted.since))
    if wanted.until:
        query = query.where(incident.c.first_published_at < midnight(wanted.until + timedelta(days=1)))
    if wanted.open_only:
        query = query.where(incident.c.closed_day.is_(None), incident.c.review != "dismissed")
    return query


def case_page(connection: Connection, wanted: CaseFilter, *, limit: int = 30, cursor: str | None = None) -> CasePage:
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


def count_cases(connection: Connection, wanted: CaseFilter) -> int:
    """Return how many cases a filter leaves."""
    return int(connection.execute(narrowed(select(func.count()), wanted)).scalar_one())


def worst_first(connection: Connection, wanted: CaseFilter, *, limit: int) -> tuple[Incident, ...]:
    """Return the gravest cases of a filter."""
    query = narrowed(select(incident.c.record), wanted)
    query = query.order_by(incident.c.severity.desc(), incident.c.last_published_at.desc(), incident.c.id.desc())
    return tuple(from_json(Incident, record) for record in connection.execute(query.limit(limit)).scalars())


def by_level(connection: Connection, wanted: CaseFilter) -> dict[str, int]:
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
