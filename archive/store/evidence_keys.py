"""Keys that the exchanges of kept articles are sealed with, one an article; retention destroys those of a case.

An article rather than a case has the key because cases merge and split long after an exchange was written: what a case
is when its time is over decides what becomes unreadable.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update

from archive.store.dialect import insert_missing
from archive.tables.evidence import evidence_key

KEY_BYTES = 32  # AES-256


def key_of(connection: Connection, article_id: int, now: datetime) -> bytes | None:
    """Return the key of an article, made at its first use; None when it was destroyed: nothing more may be kept.

    Args:
        connection: In a write transaction.
        article_id: Of a stored article.
        now: Present instant.
    """
    row = {"article_id": article_id, "key": secrets.token_bytes(KEY_BYTES), "made_at": now}
    insert_missing(connection, evidence_key, [row])
    return connection.execute(select(evidence_key.c.key).where(evidence_key.c.article_id == article_id)).scalar()


def find_keys(connection: Connection, articles: Iterable[int]) -> dict[int, bytes]:
    """Return the keys of articles that have one which was not destroyed."""
    here = (evidence_key.c.article_id.in_(list(articles)), evidence_key.c.key.is_not(None))
    rows = connection.execute(select(evidence_key.c.article_id, evidence_key.c.key).where(*here))
    return {article_id: bytes(key) for article_id, key in rows}


def destroyed(connection: Connection) -> frozenset[int]:
    """Return the articles whose evidence was made unreadable."""
    query = select(evidence_key.c.article_id).where(evidence_key.c.destroyed_at.is_not(None))
    return frozenset(connection.execute(query).scalars())


def destroy_keys(connection: Connection, articles: Iterable[int], now: datetime) -> None:
    """Make the evidence of articles unreadable for good; its hashes still verify, and nothing more of them is kept.

    What SQLite frees is overwritten with zeros. Backups keep the key until they expire.

    Args:
        connection: In a write transaction.
        articles: Ids, with evidence or without.
        now: Present instant.
    """
    wanted = sorted(set(articles))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    insert_missing(connection, evidence_key, [{"article_id": one, "made_at": now} for one in wanted])
    here = (evidence_key.c.article_id.in_(wanted), evidence_key.c.destroyed_at.is_(None))
    connection.execute(update(evidence_key).where(*here).values(key=None, destroyed_at=now))
