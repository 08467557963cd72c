"""What the outbox shows to people: counts, messages, disabled channels; and how a person lets it try again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from alerts.acknowledge import unanswered
from alerts.decide import EVERYONE
from alerts.outbox import enable, settle_items
from archive.tables.alerts import channel, outbox, outbox_item
from base.errors import UsageError
from base.said import said


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the outbox.

    Args:
        when: Sent at, else due at.
        said: The last word of the channel; empty when it was never tried.
    """

    id: int
    state: str
    form: str
    channel: str
    recipient: str
    subscription: str
    subject: str
    when: datetime
    attempts: int
    said: str


@dataclass(frozen=True, slots=True)
class Disabled:
    """A channel, or one recipient of it, that is not used any more until a person says so."""

    channel: str
    recipient: str | None
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything at a glance.

    Args:
        messages: Number by state.
        events: Number of (event, subscription) pairs by fate.
        disabled: What is switched off.
        unanswered: Cases of the last week whose alert nobody has answered within twelve hours.
    """

    messages: dict[str, int]
    events: dict[str, int]
    disabled: tuple[Disabled, ...]
    unanswered: int


def overview(connection: Connection, now: datetime) -> Overview:
    """Return the counts at a time: no event is without a fate, and none is hidden."""
    messages = connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    fates = connection.execute(
        select(outbox_item.c.fate, func.count())
        .where(outbox_item.c.subscription_id != EVERYONE)
        .group_by(outbox_item.c.fate)
    )
    switched = connection.execute(select(channel).where(channel.c.disabled_at.is_not(None)).order_by(channel.c.id))
    return Overview(
        {row[0]: row[1] for row in messages},
        {row[0]: row[1] for row in fates},
        tuple(Disabled(row.type, row.recipient, row.disabled_at, row.disabled_reason or "") for row in switched),
        len(unanswered(connection, now)),
    )


def list_messages(connection: Connection, *, state: str | None = None, limit: int = 30) -> tuple[Line, ...]:
    """Return the newest messages, newest first."""
    wanted = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
    if state is not None:
        wanted = wanted.where(outbox.c.state == state)
    return tuple(_line(row) for row in connection.execute(wanted))


def _line(row: object) -> Line:
    import json

    found: dict[str, object] = dict(row._mapping)  # type: ignore[attr-defined]  # noqa: SLF001 - SQLAlchemy's public way
    payload = json.loads(str(found["payload"]))
    return Line(
        id=int(str(found["id"])),
        state=str(found["state"]),
        form=str(found["form"]),
        channel=str(found["channel"]),
        recipient=str(found["recipient"]),
        subscription=str(found["subscription_id"]),
        subject=str(payload["subject"]),
        when=found["sent_at"] or found["due_at"],  # type: ignore[arg-type]
        attempts=int(str(found["attempts"])),
        said=str(found["receipt"] or ""),
    )


def retry(connection: Connection, ids: tuple[int, ...], now: datetime) -> int:
    """Let messages be tried again now, and switch on what their refusals switched off.

    Args:
        connection: For writing.
        ids: Of failed or waiting messages; empty: all failed ones and all that wait for a later try.
        now: The present.

    Returns:
        How many messages will be tried.

    Raises:
        UsageError: An id names no failed or waiting message.
    """
    wanted = select(outbox.c.id, outbox.c.channel, outbox.c.recipient).where(
        outbox.c.state.in_(("failed", "waiting")), (outbox.c.state == "failed") | (outbox.c.attempts > 0)
    )
    if ids:
        wanted = wanted.where(outbox.c.id.in_(ids))
    rows = connection.execute(wanted).all()
    missing = set(ids) - {row.id for row in rows}
    if missing:
        raise UsageError(
            said(
                "Message {missing} is neither failed nor waiting for another try. See: pantau outbox list",
                missing=min(missing),
            )
        )
    for row in rows:
        enable(connection, row.channel)
        enable(connection, row.channel, row.recipient)
        connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(state="waiting", due_at=now, attempts=0, lease_until=None, expires_at=None)
        )
        settle_items(connection, row.id, "queued")
    if not ids:
        connection.execute(update(channel).values(disabled_at=None, disabled_reason=None))
    return len(rows)
