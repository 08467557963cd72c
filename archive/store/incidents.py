"""Cases: stored, found, listed; their append-only history and the history of their severity."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from archive.records.codec import from_json, to_json
from archive.records.incident import EventType, Incident, IncidentEvent, Level
from archive.store.incident_filter import IncidentFilter, narrowed
from archive.tables.incidents import incident, incident_event, incident_mention, incident_severity
from base.errors import ArchiveError
from base.said import said

MOST = 10_000

# Statements of the way every article takes, built once: building them anew takes longer than running them.
_COLUMNS = tuple(column.name for column in incident.c if column.name not in {"id", "names_removed_at"})
_ADD = insert(incident)
_CHANGE = (
    update(incident).where(incident.c.id == bindparam("this")).values({name: bindparam(name) for name in _COLUMNS})
)
_ADD_SEVERITY = insert(incident_severity)
_ADD_EVENTS = insert(incident_event)
_RECORDS = select(incident.c.id, incident.c.record).where(incident.c.id.in_(bindparam("ids", expanding=True)))
_MENTIONS = select(incident_mention.c.article_id).where(incident_mention.c.incident_id == bindparam("case"))
_UNMENTION = delete(incident_mention).where(incident_mention.c.article_id == bindparam("article"))


def save_incident(connection: Connection, record: Incident, before: Incident | None) -> None:
    """Store a case; keeps the history of its severity.

    Args:
        connection: In a write transaction.
        record: The case as it is now.
        before: The case as it is stored; None for a new one.
    """
    row = incident_row(record)
    if before is None:
        connection.execute(_ADD, {"id": record.id, **row})
    else:
        connection.execute(_CHANGE, {"this": record.id, **row})
    if before is None or before.severity != record.severity:
        severity = {
            "incident_id": record.id,
            "at": record.changed,
            "score": record.severity.score,
            "level": record.severity.level,
            "record": to_json(record.severity),
        }
        connection.execute(_ADD_SEVERITY, severity)


def reserve(connection: Connection, year: int) -> tuple[int, str]:
    """Return id and code for a new case; the number counts up inside the year of its first article.

    The row of the case has to be written in the same transaction.
    """
    number = connection.execute(
        text(
            "INSERT INTO incident_number (year, last) VALUES (:year, 1) "
            "ON CONFLICT (year) DO UPDATE SET last = incident_number.last + 1 RETURNING last"
        ),
        {"year": year},
    ).scalar_one()
    if connection.dialect.name == "postgresql":
        next_id = connection.execute(text("SELECT nextval(pg_get_serial_sequence('incident', 'id'))")).scalar_one()
    else:
        next_id = connection.execute(text("SELECT COALESCE(MAX(id), 0) + 1 FROM incident")).scalar_one()
    return int(next_id), f"{year}-{number:04d}"


def load_incident(connection: Connection, name: int | str) -> Incident:
    """Return a case by id or code; a case that was merged away is returned as it is, with `merged_into` set.

    Raises:
        ArchiveError: There is no such case.
    """
    column = incident.c.id if isinstance(name, int) or name.isdecimal() else incident.c.code
    value = int(name) if column is incident.c.id else name
    record = connection.execute(select(incident.c.record).where(column == value)).scalar()
    if record is None:
        raise ArchiveError(said("There is no incident {name}. List them with `pantau incident list`.", name=name))
    return from_json(Incident, record)


def load_living(connection: Connection, name: int | str) -> Incident:
    """Return a case by id or code, following merges to the case that lives on.

    Raises:
        ArchiveError: There is no such case.
    """
    found = load_incident(connection, name)
    while found.merged_into is not None:
        found = load_incident(connection, found.merged_into)
    return found


def load_incidents(connection: Connection, ids: Iterable[int]) -> dict[int, Incident]:
    """Return those cases that exist, by id."""
    wanted = sorted(set(ids))
    rows = connection.execute(_RECORDS, {"ids": wanted}) if wanted else ()
    return {row[0]: from_json(Incident, row[1]) for row in rows}


def list_incidents(
    connection: Connection, wanted: IncidentFilter | None = None, *, limit: int = 50, offset: int = 0
) -> list[Incident]:
    """Return living cases, last changed first."""
    query = narrowed(select(incident.c.record), wanted or IncidentFilter())
    query = query.order_by(incident.c.last_published_at.desc(), incident.c.id.desc()).limit(limit).offset(offset)
    return [from_json(Incident, record) for record in connection.execute(query).scalars()]


def incident_row(record: Incident) -> dict[str, Any]:
    """Return the columns of a case, without its id."""
    return {
        "code": record.code,
        "label": record.label,
        "region": record.places[0].code if record.places else None,
        "discipline_stage": record.discipline and record.discipline.value,
        "criminal_stage": record.criminal and record.criminal.value,
        "end_stage": record.end and record.end.value,
        "severity": record.severity.score or 0,
        "level": record.severity.level,
        "review": record.review,
        "event_day": record.event_day,
        "first_published_at": record.first_published,
        "last_published_at": record.last_published,
        "changed_at": record.changed,
        "articles": len(record.articles),
        "sources": len(record.sources),
        "persons": record.persons,
        "followed": record.followed,
        "assignee": record.assignee,
        "merged_into": record.merged_into,
        "closed_day": record.closed_day,
        "record": to_json(record),
    }


def add_events(connection: Connection, events: Sequence[IncidentEvent]) -> None:
    """Append to the history, in the transaction of the change; ids given in the records are not used."""
    rows = [
        {
            "incident_id": event.incident_id,
            "at": event.at,
            "type": event.type,
            "article_id": event.article_id,
            "published_at": event.published_at,
            "alertable": event.alertable,
            "level": event.level,
            "payload": json.dumps(event.payload, ensure_ascii=False),
        }
        for event in events
    ]
    if rows:
        connection.execute(_ADD_EVENTS, rows)


def load_events(
    connection: Connection, *, incident_id: int | None = None, since: datetime | None = None, limit: int = MOST
) -> list[IncidentEvent]:
    """Return the history of one case or of all, oldest first; only what happened after `since` when it is given."""
    query = select(incident_event).order_by(incident_event.c.at, incident_event.c.id).limit(limit)
    if incident_id is not None:
        query = query.where(incident_event.c.incident_id == incident_id)
    if since is not None:
        query = query.where(incident_event.c.at > since)
    return [
        IncidentEvent(
            incident_id=row.incident_id,
            at=row.at,
            type=cast("EventType", row.type),
            level=cast("Level", row.level),
            alertable=row.alertable,
            payload=json.loads(row.payload),
            article_id=row.article_id,
            published_at=row.published_at,
            id=row.id,
        )
        for row in connection.execute(query)
    ]


def severity_history(connection: Connection, incident_id: int) -> list[tuple[datetime, int | None, str]]:
    """Return (when, score, level) of every change of a case's severity, oldest first; score None: none is given."""
    query = select(incident_severity).where(incident_severity.c.incident_id == incident_id)
    rows = connection.execute(query.order_by(incident_severity.c.at, incident_severity.c.id))
    return [(row.at, row.score, row.level) for row in rows]


def set_mention(connection: Connection, article_id: int, incident_ids: Iterable[tuple[int, float]]) -> None:
    """Write which cases an article of another kind speaks of, in place of what was there."""
    connection.execute(_UNMENTION, {"article": article_id})
    for incident_id, score in incident_ids:
        connection.execute(insert(incident_mention).values(incident_id=incident_id, article_id=article_id, score=score))


def mentions(connection: Connection, incident_id: int) -> tuple[int, ...]:
    """Return the articles that speak of a case in passing, ascending."""
    return tuple(sorted(connection.execute(_MENTIONS, {"case": incident_id}).scalars()))


def merged_away(record: Incident, into: int | None, now: datetime) -> Incident:
    """Return the record of a case without articles: it keeps what it was; `into` is the case it became part of."""
    return replace(record, merged_into=into, changed=now, articles=(), copies=(), sources=())
