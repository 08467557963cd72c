"""Sends what is due: claim, send, mark, one message at a time, each step committed.

What a channel answers decides what becomes of a message: a receipt ends it, a retryable fault puts it back with a
longer wait each time, a refusal ends it and disables what was refused, visibly. Whoever runs this, and how often,
matters only for the delay: leases and unique keys keep two senders from sending one message twice.
"""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import Connection, Engine, Select, and_, or_, select, update

from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.outbox import Claimed, claim, disable, record_attempt, settle, settle_items
from alerts.schedule import retry_at
from archive.database import read, write
from archive.store.traces import traces_of_message
from archive.tables.alerts import outbox, outbox_item
from base.said import said

log = structlog.get_logger("pantau.alerts")

SEND_TIMEOUT = timedelta(seconds=90)  # below the lease, so that nobody takes over a message that is being sent


class Channel(Protocol):
    """One way to reach people. The caller owns retries and de-duplication."""

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Send one message; expected faults are returned, never raised."""
        ...


@dataclass
class DeliveryReport:
    """What a round of sending did.

    Args:
        sent: Messages taken by a channel.
        retried: Messages put back.
        failed: Messages refused or given up.
        expired: Instant alerts that grew too old and went into the digest.
        refusals: What was disabled and why.
        by_channel: Messages sent by channel.
        lines: Subjects of what was sent, for the terminal.
    """

    sent: int = 0
    retried: int = 0
    failed: int = 0
    expired: int = 0
    refusals: list[str] = field(default_factory=list)
    by_channel: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lines: list[str] = field(default_factory=list)


def deliver_due(
    engine: Engine,
    channels: Mapping[str, Channel],
    now: datetime,
    *,
    most: int = 1000,
    stop_after: timedelta = timedelta(minutes=5),
) -> DeliveryReport:
    """Send everything that is due, in an event loop of its own (call it from a thread when one runs already).

    Args:
        engine: The archive.
        channels: By id; messages to other channels wait.
        now: The present at the start, aware; time goes on while messages are sent.
        most: Messages at most.
        stop_after: No new message is begun after this.
    """
    return asyncio.run(deliver(engine, channels, now, most=most, stop_after=stop_after))


async def deliver(
    engine: Engine, channels: Mapping[str, Channel], now: datetime, *, most: int, stop_after: timedelta
) -> DeliveryReport:
    """Do what `deliver_due` does inside a running event loop; the database calls are short and block it."""
    report = DeliveryReport()
    started = time.monotonic()

    def present() -> datetime:
        return now + timedelta(seconds=time.monotonic() - started)

    with read(engine) as connection:
        expired = connection.execute(_expired(now).limit(1)).first() is not None
    if expired:
        with write(engine) as connection:
            report.expired = expire_instants(connection, now)
    usable = set(channels)
    for _ in range(most):
        if not usable or present() - now > stop_after:
            break
        held = claim(engine, frozenset(usable), present())
        if held is None:
            break
        delivery = Delivery(present(), reply_to=held.reply_to, done=held.done, first_ref=held.first_ref)
        outcome = await send_one(channels[held.channel], held.channel, held.message, delivery)
        with write(engine) as connection:
            mark(connection, held, outcome, present(), report)
            traces = traces_of_message(connection, held.id)
        log.info(
            "message", traces=traces, message=held.id, channel=held.channel, outcome=type(outcome).__name__.lower()
        )
        if isinstance(outcome, Retryable) and outcome.everyone:
            usable.discard(held.channel)  # the others wait for the next round without losing an attempt
    return report


async def send_one(channel: Channel, name: str, message: Message, delivery: Delivery) -> Outcome:
    """Send a message; whatever goes wrong is an outcome, also what the channel did not foresee."""
    try:
        async with asyncio.timeout(SEND_TIMEOUT.total_seconds()):
            return await channel.send(message, delivery)
    except TimeoutError:
        return Retryable(said("no answer within {n} s", n=int(SEND_TIMEOUT.total_seconds())), everyone=True)
    except Exception as error:
        log.exception("channel failed", channel=name, message=message.key)
        return Retryable(said("fault of the channel: {error}", error=type(error).__name__))


def mark(connection: Connection, held: Claimed, outcome: Outcome, now: datetime, report: DeliveryReport) -> None:
    """Write down what became of a message."""
    if not record_attempt(connection, held, outcome, now):
        return
    if isinstance(outcome, Receipt):
        settle(connection, held.id, "sent", sent_at=now, receipt=outcome.detail[:500], ref=outcome.ref)
        settle_items(connection, held.id, "sent")
        report.sent += 1
        report.by_channel[held.channel] += 1
        report.lines.append(held.message.subject)
    elif isinstance(outcome, Retryable):
        _put_back(connection, held, outcome, now, report)
    else:
        _refuse(connection, held, outcome, now, report)


def _put_back(connection: Connection, held: Claimed, outcome: Retryable, now: datetime, report: DeliveryReport) -> None:
    again = retry_at(held.attempts, now, outcome.after, random.Random(f"{held.id}:{held.attempts}"))  # noqa: S311 - jitter
    if again is None:
        # Its events are not lost: the next digest takes them.
        settle(connection, held.id, "failed", receipt=outcome.reason[:500])
        settle_items(connection, held.id, "digest", release=True)
        report.failed += 1
        return
    progress = {"done": outcome.done, "ref": outcome.first_ref} if outcome.done else {}
    settle(connection, held.id, "waiting", due_at=again, receipt=outcome.reason[:500], **progress)
    report.retried += 1


def _refuse(connection: Connection, held: Claimed, outcome: Refused, now: datetime, report: DeliveryReport) -> None:
    settle(connection, held.id, "failed", receipt=outcome.reason[:500])
    settle_items(connection, held.id, "failed")
    report.failed += 1
    if outcome.scope == "message":
        return
    recipient = held.message.recipient if outcome.scope == "recipient" else None
    disable(connection, held.channel, recipient, outcome.reason, now)
    report.refusals.append(f"{held.channel}{f' → {recipient}' if recipient else ''}: {outcome.reason}")
    log.warning("channel disabled", channel=held.channel, scope=outcome.scope, reason=outcome.reason)


def expire_instants(connection: Connection, now: datetime) -> int:
    """Give up instant alerts that waited too long; their events go into the next digest. Returns how many."""
    rows = connection.execute(_expired(now)).all()
    for row in rows:
        settle(connection, row.id, "expired")
        connection.execute(
            update(outbox_item)
            .where(outbox_item.c.outbox_id == row.id)
            .values(fate="digest", reason="expired", outbox_id=None)
        )
    return len(rows)


def _expired(now: datetime) -> Select[tuple[int]]:
    return select(outbox.c.id).where(
        outbox.c.form == "instant",
        outbox.c.expires_at <= now,
        or_(outbox.c.state == "waiting", and_(outbox.c.state == "claimed", outbox.c.lease_until <= now)),
    )
