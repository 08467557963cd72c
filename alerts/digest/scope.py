"""What belongs into a digest: events that wait for it, or those of a period, for one reader."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from alerts.decide import EVERYONE
from alerts.facts import BATCH, load_events
from alerts.match import Matcher
from alerts.model import Event, Subscription
from alerts.query import CaseQueries
from archive.query.regions import RegionNames
from archive.tables.alerts import outbox, outbox_item
from archive.tables.incidents import incident_event


@dataclass(frozen=True, slots=True)
class Scope:
    """The content of a digest.

    Args:
        since: Start of its period.
        waiting: Events that wait for a digest of this reader: sending it settles them.
        alerted: Events of an instant alert since the last digest; shown again, marked so.
        sent: Ids of those whose alert has been delivered.
        sending: Ids of those whose alert is still on its way.
        fates: Numbers of the reader's other events in the period: merged, muted, failed, capped.
        made_at: When a digest of these events was made; None when there was none yet.
    """

    since: datetime
    waiting: tuple[Event, ...]
    alerted: tuple[Event, ...]
    fates: dict[str, int]
    made_at: datetime | None = None
    sent: frozenset[int] = frozenset()
    sending: frozenset[int] = frozenset()


def waiting_scope(connection: Connection, subscription: Subscription, since: datetime, now: datetime) -> Scope:
    """Return what waits for the reader's next digest.

    Args:
        connection: For reading, or inside the transaction that queues the digest.
        subscription: The reader.
        since: When the last digest was made, or the subscription began.
        now: The present.
    """
    mine = outbox_item.c.subscription_id == subscription.id
    waiting = connection.scalars(
        select(outbox_item.c.event_id).where(mine, outbox_item.c.fate == "digest", outbox_item.c.outbox_id.is_(None))
    ).all()
    alerted = connection.execute(
        select(outbox_item.c.event_id, outbox.c.state)
        .join(outbox, outbox.c.id == outbox_item.c.outbox_id)
        .where(mine, outbox.c.form == "instant", outbox_item.c.decided_at > since, outbox_item.c.decided_at <= now)
    ).all()
    return Scope(
        since,
        load_events(connection, waiting),
        load_events(connection, (row.event_id for row in alerted)),
        _fates(connection, subscription, since, now),
        sent=frozenset(row.event_id for row in alerted if row.state == "sent"),
        sending=frozenset(row.event_id for row in alerted if row.state in {"waiting", "claimed"}),
    )


def told_scope(connection: Connection, subscription: Subscription, day: date) -> Scope | None:
    """Return what the reader's digest of a local day told; None when none was made."""
    row = connection.execute(
        select(outbox.c.id, outbox.c.created_at).where(
            outbox.c.subscription_id == subscription.id, outbox.c.form == "digest", outbox.c.local_day == day
        )
    ).first()
    if row is None:
        return None
    ids = connection.scalars(select(outbox_item.c.event_id).where(outbox_item.c.outbox_id == row.id)).all()
    before: datetime | None = connection.execute(
        select(func.max(outbox.c.created_at)).where(
            outbox.c.subscription_id == subscription.id, outbox.c.form == "digest", outbox.c.id < row.id
        )
    ).scalar()
    since = before or row.created_at - timedelta(days=1)
    return Scope(since, load_events(connection, ids), (), {}, row.created_at)


def period_scope(
    connection: Connection,
    subscription: Subscription,
    since: datetime,
    until: datetime,
    regions: RegionNames | None = None,
) -> Scope:
    """Return the events of a period that the reader's filter admits, by publication, else by when they were noticed."""
    moment = func.coalesce(incident_event.c.published_at, incident_event.c.at)
    ids = connection.scalars(
        select(incident_event.c.id).where(moment > since, moment <= until).order_by(incident_event.c.id)
    ).all()
    matcher = Matcher((as_digest_reader(subscription),), CaseQueries(connection, regions))
    events = tuple(event for event in load_events(connection, ids) if any(matcher.match(event)))
    return Scope(since, events, (), {})


def as_digest_reader(subscription: Subscription) -> Subscription:
    """Return the subscription as its digest filters: by `digest_level`, even when it is paused."""
    return replace(subscription, mode="digest", paused=False)


def settle_into(connection: Connection, subscription: Subscription, events: Iterable[Event], row: int) -> None:
    """Tie waiting events to the digest that tells them."""
    ids = sorted(event.id for event in events)
    for start in range(0, len(ids), BATCH):
        connection.execute(
            outbox_item.update()
            .where(
                outbox_item.c.subscription_id == subscription.id,
                outbox_item.c.event_id.in_(ids[start : start + BATCH]),
                outbox_item.c.fate == "digest",
                outbox_item.c.outbox_id.is_(None),
            )
            .values(outbox_id=row, fate="queued")
        )


def _fates(connection: Connection, subscription: Subscription, since: datetime, now: datetime) -> dict[str, int]:
    rows = connection.execute(
        select(outbox_item.c.fate, outbox_item.c.reason, func.count())
        .where(
            outbox_item.c.subscription_id == subscription.id,
            outbox_item.c.subscription_id != EVERYONE,
            outbox_item.c.decided_at > since,
            outbox_item.c.decided_at <= now,
        )
        .group_by(outbox_item.c.fate, outbox_item.c.reason)
    )
    found: dict[str, int] = {}
    for fate, reason, number in rows:
        name = reason if reason in {"cap", "expired"} else fate
        found[name] = found.get(name, 0) + number
    return found
