"""Puts the decided instant alerts into the outbox, one message a reader and case, collected while the case breaks."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from alerts.decide import Verdict
from alerts.facts import events_of
from alerts.instant import Cause, instant_key, write_instant
from alerts.links import Links
from alerts.model import Event, Message, Subscription
from alerts.outbox import queue, rewrite
from alerts.schedule import INSTANT_LIFE, instant_due
from alerts.views import CaseView, load_views
from archive.query.regions import RegionNames
from archive.records.codec import from_json
from archive.tables.alerts import outbox

PRIORITIES = {"Kritis": 1, "Tinggi": 2, "Sedang": 3, "Rendah": 4}
"""Order of sending; digests and notices come after."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How messages link, and how queries are understood.

    Args:
        links: Addresses in messages.
        regions: Names of regions in queries; None: codes only.
        sample_one_in: Of the pages screened out, one in so many is read; 0: none is.
    """

    links: Links = field(default_factory=Links)
    regions: RegionNames | None = None
    sample_one_in: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The verdict on one event for one subscription."""

    subscription: Subscription
    event: Event
    verdict: Verdict


def queue_alerts(
    connection: Connection, choices: list[Choice], now: datetime, voice: Voice
) -> dict[tuple[str, int], int]:
    """Queue the alerts of choices whose fate is `queued`; return the outbox row by subscription and event."""
    groups: dict[tuple[str, int], list[Choice]] = defaultdict(list)
    for choice in choices:
        groups[choice.subscription.id, choice.event.case.id].append(choice)
    views = _Views(connection, now, {case for _, case in groups})
    rows: dict[tuple[str, int], int] = {}
    for (name, case), group in groups.items():
        row = _queue_group(connection, group, views.get(case, group[0].subscription), now, voice.links)
        rows |= {(name, choice.event.id): row for choice in group}
    return rows


class _Views:
    """Views of the batch's cases, loaded once a language and zone."""

    def __init__(self, connection: Connection, now: datetime, cases: set[int]) -> None:
        self._connection, self._now, self._cases = connection, now, cases
        self._loaded: dict[tuple[str, str], dict[int, CaseView]] = {}

    def get(self, case: int, reader: Subscription) -> CaseView:
        key = (reader.language, reader.timezone)
        if key not in self._loaded:
            zone = ZoneInfo(reader.timezone)
            self._loaded[key] = load_views(self._connection, self._cases, reader.language, self._now, zone, quotes=True)
        return self._loaded[key][case]


def _queue_group(connection: Connection, group: list[Choice], view: CaseView, now: datetime, links: Links) -> int:
    subscription = group[0].subscription
    waiting, follows = _thread(connection, subscription, view.code, now)
    new = Cause(tuple(choice.event for choice in group), follows, tuple(choice.verdict.reason for choice in group))
    if waiting is not None:
        earlier = events_of(connection, waiting)
        cause = replace(
            new,
            events=(*(event for event, _ in earlier), *new.events),
            reasons=(*(reason for _, reason in earlier), *new.reasons),
        )
        old = _message(connection, waiting)
        if rewrite(connection, waiting, write_instant(view, cause, subscription, links, old.made_at, old.key), now):
            return waiting
    message = write_instant(view, new, subscription, links, now, instant_key(subscription, view, new))
    due = instant_due(subscription, view.level, now, waits=not follows)
    row = queue(
        connection,
        message,
        subscription.channel,
        due_at=due,
        expires_at=due + INSTANT_LIFE,
        priority=PRIORITIES.get(view.level, 4),
    )
    if row is not None:
        return row
    known: int = connection.execute(select(outbox.c.id).where(outbox.c.dedup_key == message.key)).scalar_one()
    return known


def _thread(connection: Connection, reader: Subscription, code: str, now: datetime) -> tuple[int | None, bool]:
    """Return the alert on the case that waits and may be rewritten, and whether another went before it."""
    rows = connection.execute(
        select(outbox.c.id, outbox.c.state, outbox.c.attempts, outbox.c.due_at)
        .where(
            outbox.c.thread_key == f"case:{code}",
            outbox.c.subscription_id == reader.id,
            outbox.c.form == "instant",
            outbox.c.state.in_(("waiting", "claimed", "sent")),
        )
        .order_by(outbox.c.id)
    ).all()
    waiting = [row.id for row in rows if row.state == "waiting" and row.attempts == 0 and row.due_at > now]
    newest = waiting[-1] if waiting else None
    return newest, any(row.id != newest for row in rows)


def _message(connection: Connection, row: int) -> Message:
    payload = connection.execute(select(outbox.c.payload).where(outbox.c.id == row)).scalar_one()
    return from_json(Message, payload)
