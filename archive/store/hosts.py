"""Turns at hosts: how several machines that share an archive ask one host politely, one after the other.

A worker on a machine of its own keeps its delays in memory, at no cost. Where several workers crawl, each reserves its
turn here before a request, so that two of them never ask one host within its delay, whatever outlets they crawl.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, case, literal, select

from archive.store.dialect import insert_for
from archive.tables.base import Instant
from archive.tables.watching import host_turn as turns


def reserve(connection: Connection, host: str, now: datetime, delay: timedelta) -> timedelta:
    """Reserve the next turn at a host and return how long to wait for it; zero when it is free.

    The turn is taken at once: whoever comes next waits `delay` longer. Sleep outside the transaction.

    Args:
        connection: In a write transaction of its own: it holds the host's row until it is committed.
        host: Lower-case host name, with port where it is unusual.
        now: Present, aware UTC; the machines' clocks should agree within the delay.
        delay: Time that must lie between two requests to the host.
    """
    statement = insert_for(connection, turns).values(host=host, free_at=now)
    # The insert locks the row and tells its end; the new end is written second, because intervals are added differently
    # on the two databases.
    touched = statement.on_conflict_do_update(index_elements=["host"], set_={"host": statement.excluded.host})
    free_at: datetime = connection.execute(touched.returning(turns.c.free_at)).scalar_one()
    mine = max(free_at, now)
    connection.execute(turns.update().where(turns.c.host == host).values(free_at=mine + delay))
    return mine - now


def rest(connection: Connection, host: str, until: datetime) -> None:
    """Let nobody ask a host before an instant: it answered 429 or 503 with Retry-After."""
    statement = insert_for(connection, turns).values(host=host, free_at=until)
    later = case((turns.c.free_at > until, turns.c.free_at), else_=literal(until, Instant()))
    connection.execute(statement.on_conflict_do_update(index_elements=["host"], set_={"free_at": later}))


def forget_hosts(connection: Connection, before: datetime) -> int:
    """Drop hosts whose last turn ended before an instant; return how many."""
    return connection.execute(turns.delete().where(turns.c.free_at < before)).rowcount


def turn_of(connection: Connection, host: str) -> datetime | None:
    """Return when a host may next be asked; None when it was never reserved."""
    found: datetime | None = connection.execute(select(turns.c.free_at).where(turns.c.host == host)).scalar()
    return found
