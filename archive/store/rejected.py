"""Pages the screen put aside, kept for 30 days so that a new lexicon can be rehearsed on them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from archive.records.page import Page
from archive.store.dialect import insert_missing
from archive.store.pages import pack, unpack
from archive.tables.articles import rejected_text

KEEP = timedelta(days=30)


def keep_rejected(
    connection: Connection, page: Page, url_key: str, *, reason: str, now: datetime, sampled: bool = False
) -> None:
    """Keep a page that was put aside; one that is kept already stays as it is.

    Args:
        connection: In a write transaction.
        page: As fetched.
        url_key: SHA-256 of its folded address.
        reason: Why it was put aside, for people.
        now: The present, aware.
        sampled: The screen had rejected it and it was read all the same, by the sample.
    """
    row = {
        "url_key": url_key,
        "outlet": page.outlet,
        "url": page.url,
        "seen_at": now,
        "page": pack(page),
        "sampled": sampled,
        "reason": reason,
    }
    insert_missing(connection, rejected_text, [row])


def rejected_pages(connection: Connection, *, sampled: bool | None = None) -> Iterator[tuple[str, Page, str]]:
    """Yield (key, page, reason), newest first; only sampled or unsampled ones when asked."""
    query = select(rejected_text).order_by(rejected_text.c.seen_at.desc(), rejected_text.c.url_key)
    if sampled is not None:
        query = query.where(rejected_text.c.sampled.is_(sampled))
    for row in connection.execute(query, execution_options={"yield_per": 100}):
        yield row.url_key, unpack(row.page), row.reason


def is_rejected(connection: Connection, url_key: str) -> bool:
    """Tell whether a page lies here already."""
    row = select(rejected_text.c.url_key).where(rejected_text.c.url_key == url_key)
    return connection.execute(row).scalar() is not None


def was_sampled(connection: Connection, url_key: str) -> bool:
    """Tell whether a page lies here that the sample had read."""
    row = select(rejected_text.c.sampled).where(rejected_text.c.url_key == url_key)
    return bool(connection.execute(row).scalar())


def prune_rejected(connection: Connection, *, now: datetime, dry_run: bool = False) -> int:
    """Delete what is older than 30 days; return how many pages that is (or would be)."""
    old = rejected_text.c.seen_at < now - KEEP
    if dry_run:
        return int(connection.execute(select(func.count()).where(old)).scalar_one())
    return connection.execute(delete(rejected_text).where(old)).rowcount
