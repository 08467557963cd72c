"""Saved searches of users, with the feed and the mails that were made of them."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from alerts.roster import enrolled, remove
from archive.tables.people import saved_search
from base.errors import UsageError
from base.said import said

MOST = 200  # of one user
IDS = 2**31  # drawn from: the id of a search that is gone, and with it the address of its feed, never comes back


@dataclass(frozen=True, slots=True)
class Saved:
    """A search somebody keeps."""

    id: int
    name: str
    query: str
    created_at: datetime


def saved(connection: Connection, user: str) -> tuple[Saved, ...]:
    """Return a user's searches by name."""
    query = select(saved_search).where(saved_search.c.user == user).order_by(saved_search.c.name, saved_search.c.id)
    return tuple(Saved(row.id, row.name, row.query, row.created_at) for row in connection.execute(query))


def save(connection: Connection, user: str, name: str, query: str, now: datetime) -> None:
    """Keep a search.

    Raises:
        UsageError: It has no name, or the user keeps too many.
    """
    if not name.strip():
        raise UsageError(said("A saved search needs a name."))
    if len(saved(connection, user)) >= MOST:
        raise UsageError(said("At most {most} searches can be kept; remove one first.", most=MOST))
    values = {
        "id": 1 + secrets.randbelow(IDS),
        "user": user,
        "name": name.strip()[:120],
        "query": query,
        "created_at": now,
    }
    connection.execute(insert(saved_search).values(**values))


def forget(connection: Connection, user: str, key: int) -> tuple[str, ...]:
    """Remove a search of a user with what was made of it; another's stays. Returns the ids of feeds that ended."""
    if find(connection, user, key) is None:
        return ()
    connection.execute(delete(saved_search).where(saved_search.c.id == key, saved_search.c.user == user))
    return _end(connection, [key])


def forget_all(connection: Connection, user: str) -> tuple[str, ...]:
    """Remove all searches of a user with what was made of them; returns the ids of feeds that ended."""
    keys = [one.id for one in saved(connection, user)]
    connection.execute(delete(saved_search).where(saved_search.c.user == user))
    return _end(connection, keys)


def _end(connection: Connection, keys: Iterable[int]) -> tuple[str, ...]:
    held = {entry.subscription.id for entry in enrolled(connection)}
    keys = list(keys)
    for name in (name for key in keys for name in (feed_of(key), mail_of(key)) if name in held):
        remove(connection, name)
    return tuple(feed_of(key) for key in keys if feed_of(key) in held)


def feed_of(key: int) -> str:
    """Return the id of the subscription that is the feed of a search."""
    return f"cari-{key}"


def mail_of(key: int) -> str:
    """Return the id of the subscription by e-mail of a search."""
    return f"cari-{key}-surat"


def find(connection: Connection, user: str, key: int) -> Saved | None:
    """Return a search of a user; None when it is not the user's."""
    return next((one for one in saved(connection, user) if one.id == key), None)
