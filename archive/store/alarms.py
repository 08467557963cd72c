"""Alarms about outlets that are not seen as they should be, from their first sight to their end."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, update

from archive.tables.watching import outlet_alarm as alarms


@dataclass(frozen=True, slots=True)
class OutletAlarm:
    """One alarm.

    Args:
        kind: silent, blocked, unreachable, robots, busy, parser, clock, frozen or few.
        since: Aware UTC.
        reason: In English; `crawlers.words.reason_in` tells it in other languages.
        ended_at: None while it holds.
    """

    id: int
    outlet: str
    kind: str
    since: datetime
    reason: str
    ended_at: datetime | None = None


def note_alarms(
    connection: Connection, outlet: str, raised: Mapping[str, str], *, now: datetime, seen: bool = True
) -> None:
    """Note which alarms hold for an outlet: new ones begin, those that are missing end, the others go on.

    Args:
        connection: In a write transaction.
        outlet: Outlet id.
        raised: Reason by kind.
        now: End of the crawl that they were decided after, aware.
        seen: The crawl came through; one that did not says nothing of the alarms that are missing, and ends none.
    """
    here = select(alarms).where(alarms.c.outlet == outlet, alarms.c.ended_at.is_(None))
    known = {row.kind: row for row in connection.execute(here)}
    for kind, row in known.items():
        if kind not in raised and not seen:
            continue
        values = {"seen_at": now, "reason": raised[kind]} if kind in raised else {"ended_at": now}
        connection.execute(update(alarms).where(alarms.c.id == row.id).values(**values))
    new = [
        {"outlet": outlet, "kind": kind, "since": now, "seen_at": now, "reason": reason}
        for kind, reason in raised.items()
        if kind not in known
    ]
    if new:
        connection.execute(insert(alarms), new)


def open_alarms(connection: Connection, *, outlet: str | None = None) -> tuple[OutletAlarm, ...]:
    """Return the alarms that hold, of one outlet or of all, oldest first."""
    query = select(alarms).where(alarms.c.ended_at.is_(None)).order_by(alarms.c.since, alarms.c.id)
    if outlet is not None:
        query = query.where(alarms.c.outlet == outlet)
    return _read(connection, query)


def untold_alarms(connection: Connection) -> tuple[OutletAlarm, ...]:
    """Return what the operators have not been told: alarms that hold, and the ends of those they were told of."""
    begun = alarms.c.told_at.is_(None) & alarms.c.ended_at.is_(None)
    ended = alarms.c.told_at.is_not(None) & alarms.c.ended_at.is_not(None) & alarms.c.end_told_at.is_(None)
    return _read(connection, select(alarms).where(or_(begun, ended)).order_by(alarms.c.since, alarms.c.id))


def mark_told(connection: Connection, told: Collection[OutletAlarm], *, now: datetime) -> None:
    """Note that the operators' notice of these was queued; call it in the transaction that queues the notice."""
    for one in told:
        column = "told_at" if one.ended_at is None else "end_told_at"
        connection.execute(update(alarms).where(alarms.c.id == one.id).values({column: now}))


def _read(connection: Connection, query: object) -> tuple[OutletAlarm, ...]:
    rows = connection.execute(query)  # type: ignore[call-overload]
    return tuple(OutletAlarm(row.id, row.outlet, row.kind, row.since, row.reason, row.ended_at) for row in rows)
