"""Counts that official bodies publish, beside ours. Unit, source and dates are never left out: units do not compare."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Select, func, or_, select

from archive.store.dialect import upsert
from archive.store.incident_filter import midnight
from archive.tables.incidents import incident, official_count
from base.errors import UsageError
from base.said import said

CountUnit = Literal["persons", "cases", "reports"]


@dataclass(frozen=True, slots=True)
class OfficialCount:
    """One published count.

    Args:
        body: Who counted: `BKN`, `KASN`, `Bawaslu Jawa Barat` ...
        unit: What was counted.
        region: Kemendagri code; None for the country.
        since: First day of the period.
        until: Last day.
        count: At least 0.
        source: Address or citation.
        stated_on: Day of publication.
    """

    body: str
    unit: CountUnit
    region: str | None
    since: date
    until: date
    count: int
    source: str
    stated_on: date


@dataclass(frozen=True, slots=True)
class OwnCount:
    """What our archive holds for a region and a period, by the day a case was first reported.

    Args:
        cases: Living cases that were not dismissed.
        persons: Sum over the cases that tell a number.
        unknown: Cases that tell none.
    """

    cases: int
    persons: int
    unknown: int


def add_count(connection: Connection, stated: OfficialCount, *, by: str, now: datetime) -> None:
    """Store a count; the same body, unit, region, period and day of statement replaces the earlier entry.

    Raises:
        UsageError: Unit, number, period or source is wrong.
    """
    if stated.unit not in get_args(CountUnit):
        raise UsageError(
            said("A count is of {choices}, not of '{unit}'.", choices=", ".join(get_args(CountUnit)), unit=stated.unit)
        )
    if stated.count < 0 or stated.until < stated.since:
        raise UsageError(said("A count is at least 0 and its period ends on or after the day it begins."))
    if not stated.source.strip():
        raise UsageError(said("A count needs its source: an address or a citation."))
    row = {
        "body": stated.body,
        "unit": stated.unit,
        "region": stated.region or "",  # an empty text: a null would make every entry unique
        "since": stated.since,
        "until": stated.until,
        "count": stated.count,
        "source": stated.source,
        "stated_on": stated.stated_on,
        "by": by,
        "at": now,
    }
    key = ["body", "unit", "region", "since", "until", "stated_on"]
    upsert(connection, official_count, [row], key=key, change=["count", "source", "by", "at"])


def official_counts(connection: Connection, *, region: str | None = None) -> list[OfficialCount]:
    """Return stored counts, latest period first; those of one region (and the places in it) when it is given."""
    query = select(official_count).order_by(official_count.c.since.desc(), official_count.c.body, official_count.c.unit)
    if region:
        column = official_count.c.region
        query = query.where(or_(column == region, column.startswith(f"{region}.")))
    return [
        OfficialCount(
            body=row["body"],
            unit=row["unit"],
            region=row["region"] or None,
            since=row["since"],
            until=row["until"],
            count=row["count"],
            source=row["source"],
            stated_on=row["stated_on"],
        )
        for row in connection.execute(query).mappings()
    ]


def own_count(connection: Connection, region: str | None, since: date, until: date) -> OwnCount:
    """Return our count for a region (None: everywhere) and a period."""
    return_columns = (func.count(), func.coalesce(func.sum(incident.c.persons), 0), func.count(incident.c.persons))
    row = connection.execute(_within(select(*return_columns), region, since, until)).one()
    return OwnCount(int(row[0]), int(row[1]), int(row[0]) - int(row[2]))


def source_counts(connection: Connection, region: str | None, since: date, until: date) -> list[int]:
    """Return the number of independent newsrooms of each case of a region and a period."""
    return list(connection.execute(_within(select(incident.c.sources), region, since, until)).scalars())


def _within(query: Select[Any], region: str | None, since: date, until: date) -> Select[Any]:
    query = query.where(
        incident.c.merged_into.is_(None),
        incident.c.articles > 0,
        incident.c.review != "dismissed",
        incident.c.first_published_at >= midnight(since),
        incident.c.first_published_at < midnight(date.fromordinal(until.toordinal() + 1)),
    )
    if region:
        query = query.where(or_(incident.c.region == region, incident.c.region.startswith(f"{region}.")))
    return query
