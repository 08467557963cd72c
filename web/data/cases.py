"""Cases for lists: filtered, newest news first, page by page."""

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select, tuple_

from archive.records.codec import from_json
from archive.records.incident import Incident
from archive.store.incidents import midnight
from archive.tables.articles import article_facet
from archive.tables.incidents import incident, incident_article
from base.errors import UsageError
from base.said import said

STANDS = func.coalesce(incident.c.end_stage, incident.c.criminal_stage, incident.c.discipline_stage, "S1")


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
        act: Cases of which an article tells this form of breach.
        role: Cases of which an article tells that somebody of this position is alleged.
        counted: As figures count: dismissed cases are left out, and `stage` is where the case stands, be it discipline,
            a criminal step or an end.
    """

    region: str | None = None
    level: str | None = None
    review: str | None = None
    stage: str | None = None
    assignee: str | None = None
    since: date | None = None
    until: date | None = None
    open_only: bool = False
    act: str | None = None
    role: str | None = None
    counted: bool = False


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
    return living(query).where(*_what(wanted), *_when(wanted))


def _what(wanted: CaseFilter) -> Iterator[Any]:
    same = (
        (incident.c.level, wanted.level),
        (incident.c.review, wanted.review),
        (incident.c.assignee, wanted.assignee),
    )
    yield from (column == value for column, value in same if value)
    yield from (incident.c.id.in_(_telling(*one)) for one in (("act", wanted.act), ("role", wanted.role)) if one[1])
    if wanted.region:
        yield _inside(wanted.region)
    if wanted.stage:
        yield _stage(wanted.stage, counted=wanted.counted)
    if wanted.counted or wanted.open_only:
        yield incident.c.review != "dismissed"
    if wanted.open_only:
        yield incident.c.closed_day.is_(None)


def _when(wanted: CaseFilter) -> Iterator[Any]:
    if wanted.since:
        yield incident.c.first_published_at >= midnight(wanted.since)
    if wanted.until:
        yield incident.c.first_published_at < midnight(wanted.until + timedelta(days=1))


def _inside(region: str) -> Any:
    return or_(incident.c.region == region, incident.c.region.between(f"{region}.", f"{region}.~"))


def _stage(stage: str, *, counted: bool) -> Any:
    columns = {"S": incident.c.discipline_stage, "P": incident.c.criminal_stage}
    return (STANDS if counted else columns.get(stage[0], incident.c.end_stage)) == stage


def _telling(field: str, value: str | None) -> Any:
    """Return the select of the cases of which an article tells a value."""
    told = select(incident_article.c.incident_id)
    told = told.join(article_facet, article_facet.c.article_id == incident_article.c.article_id)
    return told.where(article_facet.c.field == field, article_facet.c.value == value)


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
