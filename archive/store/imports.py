"""How far each import came, so that it goes on where it was stopped."""

from datetime import datetime

from sqlalchemy import Connection, select

from archive.store.dialect import upsert
from archive.tables.operations import import_progress


def done_records(connection: Connection, source: str) -> int:
    """Return how many records of a source are stored; 0 when it is new.

    Args:
        connection: To the archive.
        source: SHA-256 (hex) of path, size and modification time.
    """
    query = select(import_progress.c.done).where(import_progress.c.source == source)
    return int(connection.execute(query).scalar() or 0)


def set_done(connection: Connection, source: str, path: str, done: int, *, now: datetime) -> None:
    """Note how many records of a source are stored, in the transaction that stores the last of them."""
    row = {"source": source, "path": path, "done": done, "at": now}
    upsert(connection, import_progress, [row], key=["source"], change=["path", "done", "at"])
