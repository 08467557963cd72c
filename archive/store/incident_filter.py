"""Which cases a list or a figure is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select

from archive.tables.articles import article_facet
from archive.tables.incidents import incident, incident_article

STANDS = func.coalesce(incident.c.end_stage, incident.c.criminal_stage, incident.c.discipline_stage, "S1")


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which cases; None and False mean: any.

    Args:
        region: Province (with all inside it) or kabupaten/kota code.
        level: `Kritis` ...
        review: `unreviewed` ...
        stage: Cases that stand at this step.
        assignee: Officer; an empty text means nobody.
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


def living(query: Any) -> Any:
    """Return the query over cases that live: neither merged away nor without articles."""
    return query.where(incident.c.merged_into.is_(None), incident.c.articles > 0)


def narrowed(query: Any, wanted: IncidentFilter) -> Any:
    """Return the query over the living cases that a filter leaves."""
    return living(query).where(*_what(wanted), *_when(wanted))


def _what(wanted: IncidentFilter) -> Iterator[Any]:
    same = ((incident.c.level, wanted.level), (incident.c.review, wanted.review))
    yield from (column == value for column, value in same if value)
    if wanted.assignee is not None:
        yield incident.c.assignee == wanted.assignee if wanted.assignee else incident.c.assignee.is_(None)
    yield from (incident.c.id.in_(_telling(*one)) for one in (("act", wanted.act), ("role", wanted.role)) if one[1])
    if wanted.region:
        yield _inside(wanted.region)
    if wanted.stage:
        yield _stage(wanted.stage, counted=wanted.counted)
    if wanted.counted or wanted.open_only:
        yield incident.c.review != "dismissed"
    if wanted.open_only:
        yield incident.c.closed_day.is_(None)


def _when(wanted: IncidentFilter) -> Iterator[Any]:
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


def midnight(day: date) -> datetime:
    """Return the instant a day begins in western Indonesia, where most readers of counts are."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Asia/Jakarta"))
