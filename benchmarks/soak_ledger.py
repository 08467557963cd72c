"""What the archive of a soak run holds: what is stored and sent, what still waits, and where the missing got to."""

from typing import Any

from sqlalchemy import Connection, func, select

from archive.database import open_database, read
from archive.tables.alerts import delivery_attempt, outbox, outbox_item
from archive.tables.articles import article, entry
from archive.tables.incidents import incident_article, incident_event
from archive.tables.operations import crawl


def untold(connection: Connection, last: int) -> int:
    """Return how many events up to one are undecided, and how many messages about them are not sent."""
    decided = select(outbox_item.c.event_id)
    events = select(func.count()).where(incident_event.c.id.not_in(decided), incident_event.c.id <= last)
    about = select(outbox_item.c.outbox_id).where(outbox_item.c.event_id <= last, outbox_item.c.outbox_id.is_not(None))
    messages = select(func.count()).where(outbox.c.state.in_(["waiting", "claimed"]), outbox.c.id.in_(about))
    return int(connection.execute(events).scalar_one() + connection.execute(messages).scalar_one())


def whereabouts(database: str, missing: set[str]) -> list[dict[str, Any]]:
    """Return what the ledger says of stories that are not stored: one line each, so that none is lost unexplained."""
    with read(open_database(database)) as connection:
        rows = connection.execute(
            select(entry.c.url, entry.c.outlet, entry.c.state, entry.c.state_reason, entry.c.tries, entry.c.state_at)
            .where(entry.c.url.in_(sorted(missing)))
        ).mappings()  # fmt: skip
        known = {row["url"]: {name: str(value) for name, value in row.items()} for row in rows}
    return [known.get(url, {"url": url, "state": "not in the ledger"}) for url in sorted(missing)]


def ledger(database: str) -> dict[str, Any]:
    """Return what the archive holds."""
    with read(open_database(database)) as connection:

        def count(table: Any, *where: Any) -> int:
            return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

        cases = connection.execute(
            select(func.count()).select_from(incident_article).group_by(incident_article.c.article_id)
        ).scalars()
        tries = connection.execute(
            select(func.count()).select_from(delivery_attempt).group_by(delivery_attempt.c.outbox_id)
        ).scalars()
        fates = connection.execute(
            select(outbox_item.c.fate, outbox_item.c.reason, func.count()).group_by(
                outbox_item.c.fate, outbox_item.c.reason
            )
        )
        return {
            "articles": count(article),
            "linked_twice": sum(number > 1 for number in cases),
            "crawls": count(crawl),
            "messages": count(outbox),
            "messages_sent": count(outbox, outbox.c.state == "sent"),
            "messages_repeated": sum(number - 1 for number in tries),
            "events_by_fate": {f"{fate} {reason}".strip(): number for fate, reason, number in fates},
        }
