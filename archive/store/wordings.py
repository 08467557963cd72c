"""Wordings of articles: what their newsrooms printed before an edit and after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from archive.store.dialect import insert_missing
from archive.tables.articles import article as articles
from archive.tables.articles import article_version


@dataclass(frozen=True, slots=True)
class Version:
    """A wording of an article.

    Args:
        number: 1 for the first.
        seen_at: When we first saw it, aware UTC.
    """

    number: int
    seen_at: datetime
    title: str
    text: str


def versions(connection: Connection, article_id: int) -> tuple[Version, ...]:
    """Return the wordings of an article, oldest first: one when it was never edited, none when it does not exist."""
    query = select(article_version).where(article_version.c.article_id == article_id)
    rows = connection.execute(query.order_by(article_version.c.version)).all()
    if rows:
        return tuple(Version(row.version, row.seen_at, row.title, row.text) for row in rows)
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    return () if row is None else (Version(1, row.first_seen_at, row.title, row.text),)


def correct_wording(connection: Connection, stored: Row[Any], row: dict[str, Any]) -> None:
    """Correct the latest wording of an article that has several; of an unedited one only the article holds it."""
    latest = article_version.c.article_id == stored.id, article_version.c.version == stored.version
    correct = {name: row[name] for name in ("title", "text", "text_hash")}
    connection.execute(update(article_version).where(*latest).values(**correct))


def keep_wordings(connection: Connection, stored: Row[Any], row: dict[str, Any], now: datetime) -> None:
    """Keep the stored wording of an article and the one that takes its place."""
    first = {
        "article_id": stored.id,
        "version": stored.version,
        "seen_at": stored.first_seen_at,
        "title": stored.title,
        "text": stored.text,
        "text_hash": stored.text_hash,
    }
    latest = first | {name: row[name] for name in ("version", "title", "text", "text_hash")} | {"seen_at": now}
    insert_missing(connection, article_version, [first])  # the stored wording is there already from the second edit on
    connection.execute(insert(article_version).values(**latest))
