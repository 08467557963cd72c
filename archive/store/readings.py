"""Pages that one machine hands to another to be read: put, done, taken back; a row lives for seconds."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from archive.tables.sharing import page_reading


def put(connection: Connection, reading_id: str, page: bytes, *, now: datetime) -> None:
    """Lay down a page to be read."""
    connection.execute(insert(page_reading).values(id=reading_id, made_at=now, page=page))


def waiting(connection: Connection, reading_id: str) -> bytes | None:
    """Return the page of a reading that waits; None when it was read or nobody wants it any more."""
    query = select(page_reading.c.page).where(page_reading.c.id == reading_id, page_reading.c.result.is_(None))
    found: bytes | None = connection.execute(query).scalar()
    return found


def done(connection: Connection, reading_id: str, result: bytes) -> None:
    """Lay down what was read; nothing happens when nobody wants it any more."""
    connection.execute(update(page_reading).where(page_reading.c.id == reading_id).values(result=result))


def result_of(connection: Connection, reading_id: str) -> bytes | None:
    """Return what was read; None while it waits."""
    found: bytes | None = connection.execute(
        select(page_reading.c.result).where(page_reading.c.id == reading_id)
    ).scalar()
    return found


def drop(connection: Connection, reading_id: str) -> None:
    """Take a reading away."""
    connection.execute(delete(page_reading).where(page_reading.c.id == reading_id))


def forget(connection: Connection, before: datetime) -> int:
    """Take away readings that nobody fetched; return how many."""
    return connection.execute(delete(page_reading).where(page_reading.c.made_at < before)).rowcount
