"""Queues the digests that are due: each reader and local day once, whoever runs this and however often."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, func, select

from alerts.digest.collect import collect
from alerts.digest.data import DigestData
from alerts.digest.render import Rendered, period, render
from alerts.digest.scope import settle_into, waiting_scope
from alerts.links import Links
from alerts.model import Message, Subscription
from alerts.outbox import queue
from alerts.plan import QUIET, lock
from alerts.queueing import Voice
from alerts.roster import Enrolled, roster_of
from alerts.schedule import due_digest
from archive.database import read, write
from archive.tables.alerts import outbox, outbox_item

PRIORITY = 6  # after instant alerts


@dataclass(frozen=True, slots=True)
class Due:
    """A digest to make.

    Args:
        key: Unique: a second one with it is not queued.
        local_day: Filled for the regular digest of a day.
    """

    entry: Enrolled
    day: date
    key: str
    local_day: date | None


def plan_digests(
    engine: Engine,
    subscriptions: tuple[Subscription, ...],
    now: datetime,
    voice: Voice = QUIET,
    *,
    first: bool = False,
    at_once: bool = False,
) -> int:
    """Queue every digest that is due; return how many.

    Args:
        engine: The archive.
        subscriptions: Those of the file; those of people are in the archive.
        now: The present, aware.
        voice: How messages link and queries are understood.
        first: Also make one for each reader who never had a digest (after the first crawl round).
        at_once: Make one for every reader now, whatever the time; once a minute at most.
    """
    awake = [entry for entry in roster_of(engine, subscriptions, now) if not entry.subscription.paused]
    with read(engine) as connection:
        owed = [entry for entry in awake if _due(connection, entry, now, first=first, at_once=at_once)]
    made = 0
    for entry in owed:
        with write(engine) as connection:  # one transaction a reader: collecting takes up to a second
            lock(connection)
            due = _due(connection, entry, now, first=first, at_once=at_once)
            made += due is not None and _queue(connection, due, now, voice)
    return made


def _due(connection: Connection, entry: Enrolled, now: datetime, *, first: bool, at_once: bool) -> Due | None:
    reader = entry.subscription
    if not reader.digest and not _has_waiting(connection, reader):
        return None  # only alerts are wanted, and none was left over
    today = now.astimezone(ZoneInfo(reader.timezone)).date()
    if at_once:
        return Due(entry, today, f"digest:{reader.id}:now:{now:%Y-%m-%dT%H:%M}", None)
    last_day, number = connection.execute(
        select(func.max(outbox.c.local_day), func.count()).where(
            outbox.c.subscription_id == reader.id, outbox.c.form == "digest"
        )
    ).one()
    day = due_digest(reader, now, entry.created_at, last_day)
    if day is not None:
        return Due(entry, day, f"digest:{reader.id}:{day:%Y-%m-%d}", day)
    if first and not number:
        return Due(entry, today, f"digest:{reader.id}:first", None)
    return None


def _has_waiting(connection: Connection, reader: Subscription) -> bool:
    found = connection.execute(
        select(outbox_item.c.event_id)
        .where(
            outbox_item.c.subscription_id == reader.id,
            outbox_item.c.fate == "digest",
            outbox_item.c.outbox_id.is_(None),
        )
        .limit(1)
    ).first()
    return found is not None


def _queue(connection: Connection, due: Due, now: datetime, voice: Voice) -> bool:
    if connection.execute(select(outbox.c.id).where(outbox.c.dedup_key == due.key)).first():
        return False
    reader = due.entry.subscription
    since = _since(connection, due.entry)
    scope = waiting_scope(connection, reader, since, now)
    data = collect(connection, reader, scope, due.day, now, voice.regions, sample_one_in=voice.sample_one_in)
    message = write_digest(data, voice.links, key=due.key)
    row = queue(connection, replace(message, local_day=due.local_day), reader.channel, due_at=now, priority=PRIORITY)
    if row is None:
        return False
    settle_into(connection, reader, scope.waiting, row)
    return True


def _since(connection: Connection, entry: Enrolled) -> datetime:
    """Return when the reader's last digest was made, else when the subscription began."""
    found: datetime | None = connection.execute(
        select(func.max(outbox.c.created_at)).where(
            outbox.c.subscription_id == entry.subscription.id, outbox.c.form == "digest"
        )
    ).scalar()
    return found or entry.created_at


def write_digest(data: DigestData, links: Links, *, key: str, full: bool = False) -> Message:
    """Return the digest as a message."""
    made: Rendered = render(data, links, full=full)
    reader = data.subscription
    counts = data.counts
    return Message(
        key=key,
        form="digest",
        recipient=reader.recipient,
        subscription_id=reader.id,
        subscription=reader.title,
        subject=made.subject,
        text=made.text,
        html=made.html,
        parts=made.parts,
        summary=made.summary,
        link=period(data, links),
        unsubscribe=links.unsubscribe(reader.id),
        made_at=data.made_at,
        language=reader.language,
        thread="digest",
        local_day=data.day,
        data={
            "type": "digest",
            "day": f"{data.day:%Y-%m-%d}",
            "new": counts.new,
            "progress": counts.progress,
            "cleared": counts.cleared,
            "archive": counts.archive,
            "actions": counts.actions,
            "cases": [line.view.code for level in data.levels for line in level.lines],
        },
    )
