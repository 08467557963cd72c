"""The trace id of an article: the beginning of its address's key, alike in every log line from entry to receipt.

It needs no column and no hand-over: whoever knows the address, the entry or the article knows it.
"""

from collections.abc import Collection

from sqlalchemy import Connection, select

from archive.tables.alerts import outbox_item
from archive.tables.articles import article, entry
from archive.tables.incidents import incident_event

LENGTH = 16  # hexadecimal digits: among 10 million addresses two alike are a matter of one in 370,000


def trace_id(url_key: str) -> str:
    """Return the trace id of a key (`pipeline.page.urls.url_key`)."""
    return url_key[:LENGTH]


def key_of(connection: Connection, trace: str) -> str | None:
    """Return the whole key that a trace id begins; None when no entry and no article has it."""
    for table in (article, entry):
        found: str | None = connection.execute(
            select(table.c.url_key).where(table.c.url_key.startswith(trace, autoescape=True)).limit(1)
        ).scalar()
        if found is not None:
            return found
    return None


def traces_of_articles(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Return the trace ids of articles, by id."""
    query = select(article.c.id, article.c.url_key).where(article.c.id.in_(ids))
    return {row.id: trace_id(row.url_key) for row in connection.execute(query)} if ids else {}


def traces_of_message(connection: Connection, outbox_id: int) -> tuple[str, ...]:
    """Return the trace ids of the articles that a message tells of, each once."""
    query = (
        select(article.c.url_key)
        .join(incident_event, incident_event.c.article_id == article.c.id)
        .join(outbox_item, outbox_item.c.event_id == incident_event.c.id)
        .where(outbox_item.c.outbox_id == outbox_id)
        .distinct()
    )
    return tuple(sorted(trace_id(key) for key in connection.execute(query).scalars()))
