"""The day at a glance: new cases, steps, limits that run out, and how well the sources were read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from alerts.digest.quality import HEALTHY
from archive.records.codec import from_json
from archive.records.incident import Incident, IncidentEvent
from archive.store.incident_filter import living
from archive.store.incidents import load_incidents
from archive.tables.incidents import incident, incident_event
from archive.tables.operations import coverage, outlet_state
from pipeline.linking.clocks import Clock, incident_clocks

STEPS = ("step", "cleared", "denied")
SHOWN = 25
LOOKED = 400  # open cases whose limits are worked out: those with the newest news
RUNNING = timedelta(days=45)  # the longest limit is 14 working days, and an ended one is shown for some days more
MOST_KNOWN = 4 * LOOKED
Limits = dict[tuple[int, datetime, date], tuple[tuple[Incident, Clock], ...]]
"""Running limits by case, its last change and the day."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A step of a case that was reached; `stage` is None for a denial."""

    case: Incident
    event: IncidentEvent
    stage: str | None


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the sources were read in the period.

    Args:
        outlets: Outlets ever crawled.
        well: Of these, without trouble.
        troubled: (outlet, health, last read) of the others.
        found: New addresses announced.
        kept: Articles kept.
        failed: Pages that could not be read.
    """

    outlets: int
    well: int
    troubled: tuple[tuple[str, str, datetime | None], ...]
    found: int
    kept: int
    failed: int


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


def ending(
    connection: Connection, now: datetime, zone: ZoneInfo, known: Limits | None = None
) -> tuple[tuple[Incident, Clock], ...]:
    """Return the running limits of open cases, the soonest to end first.

    Args:
        connection: For reading.
        now: The present.
        zone: Of days.
        known: Limits worked out before, kept between calls: reading a case takes longer than all else here. It is
            emptied when it has grown; a case that changed, or another day, is worked out anew.
    """
    known = {} if known is None else known
    today = now.astimezone(zone).date()
    query = living(select(incident.c.id, incident.c.changed_at)).where(
        incident.c.closed_day.is_(None), incident.c.review != "dismissed", incident.c.last_published_at > now - RUNNING
    )
    rows = connection.execute(query.order_by(incident.c.last_published_at.desc()).limit(LOOKED)).all()
    keys = {row.id: (row.id, row.changed_at, today) for row in rows}
    if len(known) > MOST_KNOWN:
        known.clear()
    missing = [case_id for case_id, key in keys.items() if key not in known]
    for case_id, case in load_incidents(connection, missing).items():
        clocks = incident_clocks(case, now, zone)
        known[keys[case_id]] = tuple((case, clock) for clock in clocks if clock.state == "running")
    found = [pair for key in keys.values() for pair in known.get(key, ())]
    return tuple(sorted(found, key=lambda pair: (pair[1].due, pair[0].code))[:SHOWN])


def quality(connection: Connection, since: datetime, until: datetime) -> Quality:
    """Return how well the sources are read, and what they gave after one instant and until another."""
    rows = connection.execute(select(outlet_state).order_by(outlet_state.c.outlet)).all()
    troubled = tuple((r.outlet, r.health, r.last_success_at) for r in rows if r.health not in HEALTHY)
    amounts = (coverage.c.found, coverage.c.kept, coverage.c.failed)
    query = select(*(func.coalesce(func.sum(amount), 0) for amount in amounts)).where(
        coverage.c.hour > since, coverage.c.hour <= until
    )
    found, kept, failed = connection.execute(query).one()
    return Quality(len(rows), len(rows) - len(troubled), troubled, int(found), int(kept), int(failed))
