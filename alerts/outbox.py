"""The outbox: messages that wait, are claimed by one sender at a time, and what became of each.

Claim, send, mark: each is its own committed transaction and concerns one message. A sender that dies between send and
mark leaves a claimed row, whose lease runs out; it is sent again with the same key. Marking first would lose messages,
committing many at once would repeat many.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, and_, exists, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from alerts.model import Message, Outcome, Receipt, Refused
from archive.database import read, write
from archive.records.codec import from_json, to_json
from archive.tables.alerts import channel as channel_table
from archive.tables.alerts import delivery_attempt, outbox, outbox_item
from base.said import said

CLOCKS_DIFFER = timedelta(minutes=5)  # what was made later than that after now was made by a clock that was ahead
LEASE = timedelta(minutes=3)  # longer than any channel's timeout; a dead sender's message waits this long


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this sender holds until its lease ends.

    Args:
        attempts: With this attempt.
        done: Parts that earlier attempts sent.
        first_ref: Reference of the first of them.
        reply_to: Reference of the first message of the thread to the same recipient; None when there is none.
    """

    id: int
    channel: str
    message: Message
    attempts: int
    expires_at: datetime | None
    done: int
    first_ref: str | None
    reply_to: str | None


def message_id(key: str) -> str:
    """Return the stable local part of the Message-ID that belongs to a key."""
    return hashlib.sha256(key.encode(errors="backslashreplace")).hexdigest()[:40]


def queue(
    connection: Connection,
    message: Message,
    channel: str,
    *,
    due_at: datetime,
    expires_at: datetime | None = None,
    priority: int = 5,
) -> int | None:
    """Put a message into the outbox.

    Returns:
        Its row; None when a message with its key is there already.
    """
    make = postgres_insert if connection.dialect.name == "postgresql" else sqlite_insert
    found: int | None = connection.execute(
        make(outbox)
        .values(
            subscription_id=message.subscription_id,
            channel=channel,
            recipient=message.recipient,
            form=message.form,
            dedup_key=message.key,
            message_id=message_id(message.key),
            thread_key=message.thread,
            priority=priority,
            payload=to_json(message),
            state="waiting",
            created_at=message.made_at,
            due_at=due_at,
            expires_at=expires_at,
            local_day=message.local_day,
        )
        .on_conflict_do_nothing()
        .returning(outbox.c.id)
    ).scalar()
    return found


def claim(engine: Engine, channels: frozenset[str], now: datetime, lease: timedelta = LEASE) -> Claimed | None:
    """Claim the most urgent message that is due on one of the channels; None when there is none."""
    free = or_(
        and_(outbox.c.state == "waiting", or_(outbox.c.due_at <= now, outbox.c.created_at > now + CLOCKS_DIFFER)),
        # A lease that ends later than any given now was given by a clock that was ahead.
        and_(outbox.c.state == "claimed", or_(outbox.c.lease_until <= now, outbox.c.lease_until > now + 2 * lease)),
    )
    wanted = (
        select(outbox)
        .where(free, outbox.c.channel.in_(channels), ~_disabled())
        .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.id)
        .limit(1)
    )
    with read(engine) as connection:  # an idle look takes no write lock
        if connection.execute(wanted.with_only_columns(outbox.c.id)).first() is None:
            return None
    with write(engine) as connection:
        if connection.dialect.name == "postgresql":
            wanted = wanted.with_for_update(skip_locked=True)
        row = connection.execute(wanted).first()
        if row is None:
            return None
        connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(state="claimed", lease_until=now + lease, attempts=row.attempts + 1)
        )
        reply_to = None if row.thread_key is None else _thread_start(connection, row)
    message = from_json(Message, row.payload)
    return Claimed(
        row.id,
        row.channel,
        message,
        row.attempts + 1,
        row.expires_at,
        row.done,
        row.ref if row.done else None,
        reply_to,
    )


def _disabled() -> ColumnElement[bool]:
    return exists().where(
        channel_table.c.type == outbox.c.channel,
        channel_table.c.disabled_at.is_not(None),
        or_(channel_table.c.recipient.is_(None), channel_table.c.recipient == outbox.c.recipient),
    )


def _thread_start(connection: Connection, row: object) -> str | None:
    found: str | None = connection.execute(
        select(outbox.c.ref)
        .where(
            outbox.c.thread_key == row.thread_key,  # type: ignore[attr-defined]
            outbox.c.subscription_id == row.subscription_id,  # type: ignore[attr-defined]
            outbox.c.recipient == row.recipient,  # type: ignore[attr-defined]
            outbox.c.state == "sent",
            outbox.c.ref.is_not(None),
        )
        .order_by(outbox.c.id)
        .limit(1)
    ).scalar()
    return found


def record_attempt(connection: Connection, held: Claimed, outcome: Outcome, now: datetime) -> bool:
    """Write the attempt down; False when another sender took the message over because the lease ran out."""
    still = connection.execute(
        select(outbox.c.id).where(
            outbox.c.id == held.id, outbox.c.state == "claimed", outbox.c.attempts == held.attempts
        )
    ).first()
    detail = outcome.detail if isinstance(outcome, Receipt) else outcome.reason
    name = "sent" if isinstance(outcome, Receipt) else "refused" if isinstance(outcome, Refused) else "retry"
    connection.execute(insert(delivery_attempt).values(outbox_id=held.id, at=now, outcome=name, detail=detail[:500]))
    return still is not None


def settle(connection: Connection, row: int, state: str, **values: object) -> None:
    """Give a message its state; `values` are further columns of the outbox."""
    connection.execute(update(outbox).where(outbox.c.id == row).values(state=state, lease_until=None, **values))


def settle_items(connection: Connection, row: int, fate: str, *, release: bool = False) -> None:
    """Give the events of a message their fate; `release` lets the next digest take them."""
    values: dict[str, object] = {"fate": fate}
    if release:
        values["outbox_id"] = None
    connection.execute(update(outbox_item).where(outbox_item.c.outbox_id == row).values(**values))


def withdraw(connection: Connection, subscriptions: Iterable[str]) -> None:
    """Keep back what waits for readers who want nothing any more; clearings of what they were told still go out."""
    _keep_back(
        connection,
        outbox.c.subscription_id.in_(list(subscriptions)),
        said("the subscription was paused or removed"),
    )


def withhold(connection: Connection, *, thread: str | None, subscription: str | None) -> None:
    """Keep back the instant alerts that wait when somebody mutes; clearings of what was told still go out.

    Args:
        connection: For writing.
        thread: Of the muted case; None: all cases.
        subscription: Whose alerts; None: everyone's.
    """
    wanted = outbox.c.form == "instant"
    if thread is not None:
        wanted &= outbox.c.thread_key == thread
    if subscription is not None:
        wanted &= outbox.c.subscription_id == subscription
    _keep_back(connection, wanted, said("muted before it was sent"))


def _keep_back(connection: Connection, wanted: ColumnElement[bool], why: str) -> None:
    cleared = select(outbox_item.c.outbox_id).where(
        outbox_item.c.outbox_id.is_not(None), outbox_item.c.reason == "clearing"
    )
    waiting = select(outbox.c.id).where(wanted, outbox.c.state == "waiting", outbox.c.id.not_in(cleared))
    for row in connection.scalars(waiting).all():
        settle(connection, row, "expired", receipt=why)
        settle_items(connection, row, "muted", release=True)


def disable(connection: Connection, channel: str, recipient: str | None, reason: str, now: datetime) -> None:
    """Stop sending on a channel, or to one recipient of it, until a person says `pantau outbox retry`."""
    make = postgres_insert if connection.dialect.name == "postgresql" else sqlite_insert
    values = {"disabled_at": now, "disabled_reason": reason[:500]}
    connection.execute(
        make(channel_table)
        .values(id=channel_id(channel, recipient), type=channel, recipient=recipient, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )


def channel_id(channel: str, recipient: str | None) -> str:
    """Return the id of a channel's row, or of the row of one recipient of it."""
    if recipient is None:
        return channel
    return f"{channel}:{hashlib.sha256(recipient.encode()).hexdigest()[:32]}"


def enable(connection: Connection, channel: str, recipient: str | None = None) -> None:
    """Let a channel, or one recipient of it, be used again."""
    wanted = channel_table.c.id == channel_id(channel, recipient)
    connection.execute(update(channel_table).where(wanted).values(disabled_at=None, disabled_reason=None))


def rewrite(connection: Connection, row: int, message: Message, now: datetime) -> bool:
    """Replace a message that nobody has tried to send yet; False when it is too late."""
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.id == row, outbox.c.state == "waiting", outbox.c.attempts == 0, outbox.c.due_at > now)
        .values(payload=to_json(message))
    )
    return bool(changed.rowcount)
