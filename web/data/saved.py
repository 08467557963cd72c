"""Saved searches of users."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from archive.tables.people import saved_search
from base.errors import UsageError
from base.said import said

MOST = 200  # of one user


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
    values = {"user": user, "name": name.strip()[:120], "query": query, "created_at": now}
    connection.execute(insert(saved_search).values(**values))


def forget(connection: Connection, user: str, key: int) -> None:
    """Remove a search of a user; another's stays."""
    connection.execute(delete(saved_search).where(saved_search.c.id == key, saved_search.c.user == user))


def find(connection: Connection, user: str, key: int) -> Saved | None:
    """Return a search of a user; None when it is not the user's."""
    return next((one for one in saved(connection, user) if one.id == key), None)
