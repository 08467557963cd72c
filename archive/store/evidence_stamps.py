"""Time stamps of the evidence's chain: one request a book waits at a time, tokens are kept for good."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from archive.tables.evidence import evidence_stamp


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp, asked for or received.

    Args:
        id: Of its row.
        book: Folder of evidence.
        number: Line that is stamped; all before it hang on it.
        hash: Of that line.
        asked_at: When it was put into the queue.
        due_at: When to ask; None when it was received.
        tries: Asked in vain so often.
        problem: Why the last try failed, in English; empty when none failed.
        authority: Who stamped; empty before.
        stamped_at: By the authority's clock; None before.
        token: TimeStampResp of RFC 3161, DER; None before.
    """

    id: int
    book: str
    number: int
    hash: str
    asked_at: datetime
    due_at: datetime | None
    tries: int
    problem: str
    authority: str
    stamped_at: datetime | None
    token: bytes | None


def last_stamp(connection: Connection, book: str) -> Stamp | None:
    """Return the newest stamp of a book, waiting or received; None when none was asked for."""
    query = select(evidence_stamp).where(evidence_stamp.c.book == book)
    row = connection.execute(query.order_by(evidence_stamp.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else Stamp(**row)


def stamps(connection: Connection, book: str | None = None) -> tuple[Stamp, ...]:
    """Return all stamps in the order they were asked for.

    Args:
        connection: For reading.
        book: Only of this one; None for all.
    """
    query = select(evidence_stamp).order_by(evidence_stamp.c.id)
    if book is not None:
        query = query.where(evidence_stamp.c.book == book)
    return tuple(Stamp(**row) for row in connection.execute(query).mappings())


def queue_stamp(connection: Connection, book: str, number: int, line: str, now: datetime) -> None:
    """Put a request into the queue, due at once."""
    row = {"book": book, "number": number, "hash": line, "asked_at": now, "due_at": now}
    connection.execute(insert(evidence_stamp).values(**row))


def renew_stamp(connection: Connection, stamp_id: int, number: int, line: str) -> None:
    """Let a waiting request be for a later line: its token covers the earlier one, too."""
    here = (evidence_stamp.c.id == stamp_id, evidence_stamp.c.token.is_(None))
    connection.execute(update(evidence_stamp).where(*here).values(number=number, hash=line))


def note_failure(connection: Connection, stamp_id: int, problem: str, due_at: datetime) -> None:
    """Remember a try in vain and when to ask again."""
    values = {"tries": evidence_stamp.c.tries + 1, "problem": problem[:500], "due_at": due_at}
    connection.execute(update(evidence_stamp).where(evidence_stamp.c.id == stamp_id).values(**values))


def keep_token(connection: Connection, stamp: Stamp, authority: str, stamped_at: datetime, token: bytes) -> None:
    """Keep what an authority answered to a request as it was asked."""
    asked = (evidence_stamp.c.id == stamp.id, evidence_stamp.c.hash == stamp.hash, evidence_stamp.c.token.is_(None))
    values = {"authority": authority, "stamped_at": stamped_at, "token": token, "due_at": None, "problem": ""}
    connection.execute(update(evidence_stamp).where(*asked).values(**values))
