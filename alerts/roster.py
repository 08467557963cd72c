"""Who is subscribed: the entries of the file and of people in one list, kept in the archive with their start."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select, update

from alerts.model import Subscription
from alerts.outbox import withdraw
from archive.database import read, write
from archive.records.codec import from_json, to_json
from archive.tables.alerts import subscription as table
from base.errors import UsageError
from base.said import said


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A subscription and since when it holds: digests due before are not owed."""

    subscription: Subscription
    created_at: datetime


def enrol(connection: Connection, from_file: tuple[Subscription, ...], now: datetime) -> tuple[Enrolled, ...]:
    """Bring the file's subscriptions into the archive and return all, those of the file first.

    A subscription that left the file leaves the archive; what was sent for it stays. A pause set by a person holds
    whatever the file says.
    """
    rows = {row.id: row for row in connection.execute(select(table))}
    for entry in from_file:
        row = rows.get(entry.id)
        if row is None:
            connection.execute(insert(table).values(_values(entry, now)))
        elif row.origin != "file":
            raise UsageError(
                said(
                    "subscriptions.yaml and a person both have a subscription '{id}'; rename one or remove it: "
                    "pantau subscription remove {id}",
                    id=entry.id,
                )
            )
        elif row.record != to_json(entry):
            connection.execute(update(table).where(table.c.id == entry.id).values(record=to_json(entry)))
    gone = {key for key, row in rows.items() if row.origin == "file"} - {entry.id for entry in from_file}
    if gone:
        connection.execute(delete(table).where(table.c.id.in_(gone)))
    withdraw(connection, gone | {entry.id for entry in from_file if entry.paused})
    return enrolled(connection)


def roster_of(engine: Engine, from_file: tuple[Subscription, ...], now: datetime) -> tuple[Enrolled, ...]:
    """Return all subscriptions, writing only when the file has changed: a tick with nothing to do takes no lock."""
    with read(engine) as connection:
        found = enrolled(connection)
        rows = connection.execute(select(table.c.id, table.c.record).where(table.c.origin == "file"))
        same = {row.id: row.record for row in rows} == {entry.id: to_json(entry) for entry in from_file}
    if same:
        return found
    with write(engine) as connection:
        return enrol(connection, from_file, now)


def enrolled(connection: Connection) -> tuple[Enrolled, ...]:
    """Return all subscriptions as they hold now, paused ones among them."""
    rows = connection.execute(select(table).order_by(table.c.origin, table.c.created_at, table.c.id)).all()
    found = []
    for row in rows:
        entry = from_json(Subscription, row.record)
        found.append(Enrolled(replace(entry, paused=entry.paused or row.paused), row.created_at))
    return tuple(found)


def add(connection: Connection, entry: Subscription, now: datetime) -> None:
    """Add a person's subscription.

    Raises:
        UsageError: The id is taken.
    """
    if connection.execute(select(table.c.id).where(table.c.id == entry.id)).first():
        raise UsageError(said("There is a subscription '{id}' already; choose another id", id=entry.id))
    connection.execute(insert(table).values(_values(replace(entry, origin="person"), now)))


def pause(connection: Connection, name: str, *, paused: bool) -> None:
    """Pause or resume a subscription.

    Raises:
        UsageError: There is none of that id.
    """
    if not connection.execute(update(table).where(table.c.id == name).values(paused=paused)).rowcount:
        raise unknown(name)
    if paused:
        withdraw(connection, [name])


def remove(connection: Connection, name: str) -> None:
    """Remove a person's subscription; what was sent for it stays in the outbox.

    Raises:
        UsageError: There is none, or it stands in the file.
    """
    row = connection.execute(select(table.c.origin).where(table.c.id == name)).first()
    if row is None:
        raise unknown(name)
    if row.origin == "file":
        raise UsageError(said("'{name}' stands in config/subscriptions.yaml; delete it there, or pause it", name=name))
    connection.execute(delete(table).where(table.c.id == name))
    withdraw(connection, [name])


def find(connection: Connection, name: str) -> Enrolled:
    """Return one subscription.

    Raises:
        UsageError: There is none of that id.
    """
    for entry in enrolled(connection):
        if entry.subscription.id == name:
            return entry
    raise unknown(name)


def unknown(name: str) -> UsageError:
    """Return the error for an id that nobody has."""
    return UsageError(said("There is no subscription '{name}'. See: pantau subscription list", name=name))


def _values(entry: Subscription, now: datetime) -> dict[str, object]:
    return {"id": entry.id, "origin": entry.origin, "record": to_json(entry), "paused": False, "created_at": now}
