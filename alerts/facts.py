"""Reads what alerts are about: events not yet decided, their cases, what each subscription was told, mutes."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, select

from alerts.decide import EVERYONE, History
from alerts.model import Case, Event, Mute
from archive.records.codec import from_json
from archive.records.incident import Incident
from archive.tables.alerts import mute, outbox, outbox_item
from archive.tables.articles import analysis
from archive.tables.incidents import incident, incident_article, incident_event

TELLING = ("queued", "sent")  # fates of events of a message that was sent or will be
BATCH = 400  # ids in one IN list


def undecided(connection: Connection, most: int, after: int = 0) -> list[Event]:
    """Return events that were decided for nobody yet, by id.

    An anti-join on what was decided, never a cursor: events of concurrent writers become visible out of order.

    Args:
        connection: For reading, or inside the planner's transaction.
        most: Events at most.
        after: Only ids above this: saves a long run from passing over what it has just decided. A run ends with 0.
    """
    decided = and_(outbox_item.c.subscription_id == EVERYONE, outbox_item.c.event_id == incident_event.c.id)
    rows = connection.execute(
        select(incident_event)
        .outerjoin(outbox_item, decided)
        .where(outbox_item.c.event_id.is_(None), incident_event.c.id > after)
        .order_by(incident_event.c.id)
        .limit(most)
    ).all()
    cases = load_cases(connection, {row.incident_id for row in rows})
    return [_event(row, cases[row.incident_id]) for row in rows]


def events_of(connection: Connection, message: int) -> tuple[tuple[Event, str], ...]:
    """Return the events of one message, oldest first, each with the reason of its fate."""
    rows = connection.execute(
        select(incident_event, outbox_item.c.reason)
        .join(outbox_item, outbox_item.c.event_id == incident_event.c.id)
        .where(outbox_item.c.outbox_id == message)
        .order_by(incident_event.c.id)
    ).all()
    cases = load_cases(connection, {row.incident_id for row in rows})
    return tuple((_event(row, cases[row.incident_id]), row.reason) for row in rows)


def load_events(connection: Connection, ids: Iterable[int]) -> tuple[Event, ...]:
    """Return events by their ids, oldest first."""
    wanted = sorted(set(ids))
    rows = [
        row
        for start in range(0, len(wanted), BATCH)
        for row in connection.execute(
            select(incident_event)
            .where(incident_event.c.id.in_(wanted[start : start + BATCH]))
            .order_by(incident_event.c.id)
        )
    ]
    cases = load_cases(connection, {row.incident_id for row in rows})
    return tuple(_event(row, cases[row.incident_id]) for row in rows)


def _event(row: Any, case: Case) -> Event:
    return Event(
        id=row.id,
        case=case,
        type=row.type,
        at=row.at,
        level=row.level,
        alertable=row.alertable,
        published_at=row.published_at,
        article_id=row.article_id,
        payload=json.loads(row.payload),
    )


def load_cases(connection: Connection, ids: Iterable[int]) -> dict[int, Case]:
    """Return the cases as matching needs them, by id."""
    kinds: dict[int, set[str]] = defaultdict(set)
    wanted = sorted(set(ids))
    for row in connection.execute(
        select(incident_article.c.incident_id, analysis.c.kind)
        .join(analysis, analysis.c.article_id == incident_article.c.article_id)
        .where(incident_article.c.incident_id.in_(wanted))
        .distinct()
    ):
        kinds[row.incident_id].add(row.kind)
    return {
        record.id: Case(
            id=record.id,
            code=record.code,
            label=record.label,
            level=record.severity.level,
            regions=record.regions,
            kinds=tuple(sorted(kinds[record.id])),
            acts=record.acts,
            followed=record.followed,
            articles=record.articles,
        )
        for record in load_incidents(connection, wanted).values()
    }


def load_incidents(connection: Connection, ids: Iterable[int]) -> dict[int, Incident]:
    """Return the incident records by id."""
    rows = connection.execute(select(incident.c.id, incident.c.record).where(incident.c.id.in_(sorted(set(ids)))))
    return {row.id: from_json(Incident, row.record) for row in rows}


def histories(connection: Connection, cases: Iterable[int]) -> dict[tuple[str, int], History]:
    """Return what each subscription was told of the cases, by subscription and case; `this_hour` is left at 0."""
    rows = connection.execute(
        select(
            outbox_item.c.subscription_id,
            incident_event.c.incident_id,
            func.max(outbox.c.form == "instant").label("alerted")
            if connection.dialect.name == "sqlite"
            else func.bool_or(outbox.c.form == "instant").label("alerted"),
        )
        .join(incident_event, incident_event.c.id == outbox_item.c.event_id)
        .join(outbox, outbox.c.id == outbox_item.c.outbox_id)
        .where(incident_event.c.incident_id.in_(sorted(set(cases))), outbox_item.c.fate.in_(TELLING))
        .group_by(outbox_item.c.subscription_id, incident_event.c.incident_id)
    )
    return {(row.subscription_id, row.incident_id): History(bool(row.alerted), told=True) for row in rows}


def alerts_this_hour(connection: Connection, now: datetime) -> dict[str, int]:
    """Return the number of instant alerts planned in the last hour by subscription."""
    rows = connection.execute(
        select(outbox.c.subscription_id, func.count())
        .where(outbox.c.form == "instant", outbox.c.created_at > now - timedelta(hours=1), outbox.c.created_at <= now)
        .group_by(outbox.c.subscription_id)
    )
    return {row[0]: row[1] for row in rows}


def active_mutes(connection: Connection, now: datetime) -> tuple[Mute, ...]:
    """Return the mutes that hold now."""
    rows = connection.execute(select(mute).where(mute.c.since <= now, mute.c.until > now))
    return tuple(Mute(row.subscription_id, row.incident_id, row.since, row.until) for row in rows)
