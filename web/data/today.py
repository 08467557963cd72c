"""The day at a glance: what asks for action, new cases, steps, limits, and how well the sources were read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, func, select

from alerts.digest.quality import HEALTHY
from alerts.views import OVERDUE_SHOWN
from archive.records.codec import from_json
from archive.records.incident import Incident, IncidentEvent
from archive.store.coverage import WALKED
from archive.store.incident_filter import living
from archive.store.incidents import load_incidents
from archive.tables.incidents import incident, incident_event
from archive.tables.operations import coverage, outlet_state
from pipeline.linking.clocks import Clock, incident_clocks

GRAVEST = "Kritis"
STEPS = ("step", "cleared", "denied")
SHOWN = 25
LOOKED = 400  # open cases whose limits are worked out: those with the newest news
RUNNING = timedelta(days=45)  # the longest limit is 14 working days, and an ended one is shown for some days more
MOST_KNOWN = 4 * LOOKED
Limits = dict[tuple[int, datetime, date], tuple[tuple[Incident, Clock], ...]]
"""Limits that are shown by case, its last change and the day."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A step of a case that was reached; `stage` is None for a denial."""

    case: Incident
    event: IncidentEvent
    stage: str | None


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Time limits of open cases, the soonest due first.

    Args:
        missed: Ended unmet in the last days, as long as a digest tells them.
        running: Not over yet.
    """

    missed: tuple[tuple[Incident, Clock], ...]
    running: tuple[tuple[Incident, Clock], ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the sources were read in the period; `found` and `again` are together the last four, but `kept`.

    Args:
        outlets: Outlets ever crawled.
        well: Of these, without trouble.
        troubled: (outlet, health, last read) of the others.
        found: New addresses announced.
        again: Addresses known before and asked for again.
        kept: Articles kept, of the pages read.
        fetched: Pages read.
        failed: Pages that could not be read.
        refused: Addresses that are gone, forbidden or no page.
        waiting: Addresses left for later.
    """

    outlets: int
    well: int
    troubled: tuple[tuple[str, str, datetime | None], ...]
    found: int
    again: int
    kept: int
    fetched: int
    failed: int
    refused: int
    waiting: int


def moved(connection: Connection, since: datetime, until: datetime) -> tuple[Moved, ...]:
    """Return the steps, ends and denials noticed after one instant and until another, newest first."""
    query = (
        select(incident_event.c.id, incident_event.c.incident_id, incident_event.c.type, incident_event.c.at)
        .add_columns(incident_event.c.level, incident_event.c.payload, incident_event.c.article_id)
        .where(incident_event.c.at > since, incident_event.c.at <= until, incident_event.c.type.in_(STEPS))
        .order_by(incident_event.c.at.desc(), incident_event.c.id.desc())
        .limit(SHOWN)
    )
    rows = connection.execute(query).all()
    cases = load_incidents(connection, {row.incident_id for row in rows})
    found = []
    for row in rows:
        case = cases.get(row.incident_id)
        if case is None or case.merged_into is not None:
            continue
        payload = _payload(row.payload)
        event = IncidentEvent(case.id, row.at, row.type, row.level, alertable=False, payload=payload)
        stage = payload.get("to") if row.type == "cleared" else payload.get("stage")
        found.append(Moved(case, event, str(stage) if stage else None))
    return tuple(found)


def by_case(steps: Sequence[Moved]) -> list[tuple[Incident, list[Moved]]]:
    """Return each case once with its steps, in the order in which they are first met."""
    found: dict[int, tuple[Incident, list[Moved]]] = {}
    for one in steps:
        found.setdefault(one.case.id, (one.case, []))[1].append(one)
    return list(found.values())


def _payload(text: str) -> dict[str, str | int | bool | None]:
    return from_json(dict[str, str | int | bool | None], text)


def limits(connection: Connection, now: datetime, zone: ZoneInfo, known: Limits | None = None) -> TimeLimits:
    """Return the limits of open cases that run or were missed lately.

    Args:
        connection: For reading.
        now: The present.
        zone: Of days.
        known: Limits worked out before, kept between calls: reading a case takes longer than all else here. It is
            emptied when it has grown; a case that changed, or another day, is worked out anew.
    """
    known = {} if known is None else known
    today = now.astimezone(zone).date()
    query = living(select(incident.c.id, incident.c.changed_at)).where(*_open(now))
    rows = connection.execute(query.order_by(incident.c.last_published_at.desc()).limit(LOOKED)).all()
    keys = {row.id: (row.id, row.changed_at, today) for row in rows}
    if len(known) > MOST_KNOWN:
        known.clear()
    missing = [case_id for case_id, key in keys.items() if key not in known]
    for case_id, case in load_incidents(connection, missing).items():
        clocks = incident_clocks(case, now, zone)
        known[keys[case_id]] = tuple((case, clock) for clock in clocks if _shown(clock, today))
    found = sorted(
        (pair for key in keys.values() for pair in known.get(key, ())), key=lambda pair: (pair[1].due, pair[0].code)
    )
    missed = tuple(pair for pair in found if pair[1].state == "expired")
    running = tuple(pair for pair in found if pair[1].state == "running")
    return TimeLimits(missed[:SHOWN], running[:SHOWN])


def _shown(clock: Clock, today: date) -> bool:
    """Tell whether a limit is news: it runs, or was missed so lately that the digest tells it too."""
    return clock.state == "running" or (clock.state == "expired" and today - clock.due <= OVERDUE_SHOWN)


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of cases that are open, not dismissed and were in the news lately."""
    return (
        incident.c.closed_day.is_(None),
        incident.c.review != "dismissed",
        incident.c.first_published_at <= now,
        incident.c.last_published_at > now - RUNNING,
    )


def unseen(connection: Connection, now: datetime) -> tuple[Incident, ...]:
    """Return the gravest open cases that neither an officer has looked at nor a competent body decided."""
    query = living(select(incident.c.record)).where(
        *_open(now), incident.c.level == GRAVEST, incident.c.review == "unreviewed"
    )
    records = connection.execute(query.order_by(incident.c.severity.desc(), incident.c.id).limit(SHOWN)).scalars()
    return tuple(case for case in (from_json(Incident, record) for record in records) if not case.found)


def quality(connection: Connection, since: datetime, until: datetime) -> Quality:
    """Return how well the sources are read, and what they gave after one instant and until another."""
    rows = connection.execute(select(outlet_state).order_by(outlet_state.c.outlet)).all()
    troubled = tuple((r.outlet, r.health, r.last_success_at) for r in rows if r.health not in HEALTHY)
    names = ("found", "again", "kept", "fetched", "failed", "refused", "waiting")
    amounts = [coverage.c[name] for name in names]
    query = select(*(func.coalesce(func.sum(amount), 0) for amount in amounts)).where(
        coverage.c.hour > since, coverage.c.hour <= until, coverage.c.means.not_like(f"{WALKED}%")
    )
    return Quality(len(rows), len(rows) - len(troubled), troubled, *map(int, connection.execute(query).one()))
