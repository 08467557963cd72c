"""Mutes: a person asks for no instant alerts on a case, or at all, until a time; the digest still counts them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from alerts.outbox import withhold
from archive.tables.alerts import mute
from archive.tables.incidents import incident
from base.errors import UsageError
from base.said import said


@dataclass(frozen=True, slots=True)
class MuteLine:
    """A mute as people see it.

    Args:
        case: Code; None: all cases.
        subscription: None: everyone.
    """

    id: int
    case: str | None
    subscription: str | None
    reason: str
    by: str
    until: datetime


def add_mute(
    connection: Connection,
    *,
    case: str | None,
    subscription: str | None,
    until: datetime,
    reason: str,
    by: str,
    now: datetime,
) -> int:
    """Mute a case (by its code), or everything when `case` is None; return the mute's id.

    An alert that waits in the outbox is kept back too: who mutes wants silence from now on.

    Raises:
        UsageError: There is no such case, or the end lies in the past.
    """
    if until <= now:
        raise UsageError(said("A mute ends in the future"))
    key = None
    if case is not None:
        key = connection.execute(select(incident.c.id).where(incident.c.code == case)).scalar()
        if key is None:
            raise UsageError(said("There is no case {case}. See: pantau incident list", case=case))
    found: int = connection.execute(
        insert(mute)
        .values(
            subscription_id=subscription,
            incident_id=key,
            record="{}",
            reason=reason,
            by=by,
            since=now,
            until=until,
        )
        .returning(mute.c.id)
    ).scalar_one()
    withhold(connection, thread=None if case is None else f"case:{case}", subscription=subscription)
    return found


def list_mutes(connection: Connection, now: datetime) -> tuple[MuteLine, ...]:
    """Return the mutes that hold now, the soonest to end first."""
    rows = connection.execute(
        select(mute, incident.c.code)
        .outerjoin(incident, incident.c.id == mute.c.incident_id)
        .where(mute.c.until > now)
        .order_by(mute.c.until, mute.c.id)
    )
    return tuple(MuteLine(row.id, row.code, row.subscription_id, row.reason, row.by, row.until) for row in rows)


def end_mute(connection: Connection, key: int) -> None:
    """Take a mute back.

    Raises:
        UsageError: There is none of that id.
    """
    if not connection.execute(delete(mute).where(mute.c.id == key)).rowcount:
        raise UsageError(said("There is no mute {key}. See: pantau mute --list", key=key))
