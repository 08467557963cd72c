"""`pantau trace`: the way of one article through the house, from the entry to the receipts, with times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from archive.store.traces import LENGTH, key_of
from archive.tables.alerts import delivery_attempt, outbox, outbox_item
from archive.tables.articles import analysis, article, article_page, article_version, entry, rejected_text
from archive.tables.incidents import incident, incident_article, incident_event
from archive.tables.operations import crawl
from base.errors import UsageError
from base.said import said
from crawlers.evidence.book import entries
from pipeline.page.urls import url_key

MOST_ID = re.compile(r"\d{1,15}")
TRACE = re.compile(rf"[0-9a-f]{{{LENGTH}}}")
KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Step:
    """One station of the way.

    Args:
        at: Aware UTC; None when no time is kept.
        station: `published`, `crawl`, `entry`, `page`, `evidence`, `rejected`, `article`, `version`, `analysis`,
            `case`, `event`, `message`, `attempt` or `sent`.
        detail: Identifiers and states, for people and machines alike.
    """

    at: datetime | None
    station: str
    detail: dict[str, str]


@dataclass(frozen=True, slots=True)
class Trace:
    """The way of an article.

    Args:
        article_id: None when the page was not kept.
        url: Its address.
        steps: In the order of the way; those without time stand where they belong.
        delays: From publication to each message sent about it (instant alerts and digests), the first first.
    """

    article_id: int | None
    url: str
    steps: tuple[Step, ...]
    delays: tuple[timedelta, ...]


def trace(connection: Connection, name: str, evidence: Path | None = None) -> Trace:
    """Follow an article.

    Args:
        connection: For reading.
        name: Article id, or the address of a page, kept or not.
        evidence: Folder of the evidence; None: it is not looked at.

    Raises:
        UsageError: Nothing is known of it.
    """
    if TRACE.fullmatch(name):
        name = key_of(connection, name) or name
    found = _article(connection, name)
    key = found.url_key if found is not None else name if KEY.fullmatch(name) else url_key(name)
    steps = [*_before(connection, key, found.id if found is not None else None)]
    if found is None:
        if not steps:
            raise UsageError(
                said("Nothing is known of {name}. Give an article's id (pantau search) or a page's address", name=name)
            )
        return Trace(None, name, tuple(steps), ())
    told = [*_inside(connection, found, evidence), *_after(connection, found.id)]
    published = Step(found.published_at, "published", {"outlet": found.outlet or "-"})
    sent = sorted(step.at for step in told if step.station == "sent" and step.at is not None)
    delays = tuple(at - found.published_at for at in sent) if found.published_at is not None else ()
    return Trace(found.id, found.url, (published, *steps, *told), delays)


def _article(connection: Connection, name: str) -> Row[*tuple[Any, ...]] | None:
    columns = (article.c.id, article.c.url_key, article.c.url, article.c.outlet, article.c.published_at)
    more = (article.c.first_seen_at, article.c.state, article.c.version, article.c.copy_of)
    key = name if KEY.fullmatch(name) else url_key(name)
    wanted = article.c.id == int(name) if MOST_ID.fullmatch(name) else article.c.url_key == key
    return connection.execute(select(*columns, *more).where(wanted)).one_or_none()


def _before(connection: Connection, key: str, article_id: int | None) -> Iterator[Step]:
    mine = (
        entry.c.url_key == key if article_id is None else or_(entry.c.url_key == key, entry.c.article_id == article_id)
    )
    for row in connection.execute(select(entry).where(mine).order_by(entry.c.found_at, entry.c.id)):
        yield from _crawl(connection, row.outlet, row.found_at)
        detail = {"outlet": row.outlet, "via": row.via, "state": row.state, "tries": str(row.tries)}
        yield Step(row.found_at, "entry", detail | ({"reason": row.state_reason} if row.state_reason else {}))
    query = select(rejected_text.c.seen_at, rejected_text.c.reason).where(rejected_text.c.url_key == key)
    for row in connection.execute(query):
        yield Step(row.seen_at, "rejected", {"reason": row.reason})


def _crawl(connection: Connection, outlet: str, at: datetime) -> Iterator[Step]:
    """Yield the crawl in which an entry was found: the last that began before and had not ended."""
    during = (crawl.c.outlet == outlet, crawl.c.started_at <= at)
    row = connection.execute(select(crawl).where(*during).order_by(crawl.c.started_at.desc()).limit(1)).one_or_none()
    if row is not None and (row.ended_at is None or row.ended_at >= at):
        yield Step(row.started_at, "crawl", {"id": str(row.id), "outcome": row.outcome or "running"})


def _inside(connection: Connection, found: Row[*tuple[Any, ...]], evidence: Path | None) -> Iterator[Step]:
    one = found.id
    for row in connection.execute(select(article_page.c.kept_at).where(article_page.c.article_id == one)):
        yield Step(row.kept_at, "page", {})
    for line in entries(evidence) if evidence is not None else ():
        if line.article_id == one:
            yield Step(datetime.fromisoformat(line.at), "evidence", {"line": str(line.number), "file": line.file})
    copied = {"copy_of": str(found.copy_of)} if found.copy_of else {}
    yield Step(found.first_seen_at, "article", {"id": str(one), "state": found.state} | copied)
    query = select(article_version).where(article_version.c.article_id == one).order_by(article_version.c.version)
    for row in connection.execute(query):
        yield Step(row.seen_at, "version", {"number": str(row.version)})
    for row in connection.execute(select(analysis).where(analysis.c.article_id == one)):
        severity = "-" if row.severity is None else str(row.severity)
        judged = {
            "kind": row.kind,
            "stage": row.stage or "-",
            "severity": severity,
            "versions": row.versions,
        }
        yield Step(row.analysed_at, "analysis", judged)


def _after(connection: Connection, article_id: int) -> Iterator[Step]:
    homes = (
        select(incident.c.code, incident_article.c.by, incident_article.c.score)
        .join(incident_article, incident_article.c.incident_id == incident.c.id)
        .where(incident_article.c.article_id == article_id)
    )
    for row in connection.execute(homes):
        yield Step(None, "case", {"code": row.code, "by": row.by, "score": f"{row.score:.2f}"})
    events = select(incident_event).where(incident_event.c.article_id == article_id).order_by(incident_event.c.id)
    told: set[int] = set()
    for row in connection.execute(events).all():
        rings = "yes" if row.alertable else "no"
        yield Step(row.at, "event", {"id": str(row.id), "type": row.type, "level": row.level, "alertable": rings})
        yield from _messages(connection, row.id, told)


def _messages(connection: Connection, event_id: int, told: set[int]) -> Iterator[Step]:
    """Yield what subscriptions made of an event; a message of several events is told with its first one."""
    fates = select(outbox_item).where(outbox_item.c.event_id == event_id).order_by(outbox_item.c.subscription_id)
    for item in connection.execute(fates).all():
        detail = {"subscription": item.subscription_id, "fate": item.fate, "reason": item.reason or "-"}
        message = f"{item.outbox_id}" if item.outbox_id is not None else "-"
        yield Step(item.decided_at, "message", detail | {"message": message})
        if item.outbox_id is None or item.outbox_id in told:
            continue
        told.add(item.outbox_id)
        attempts = select(delivery_attempt).where(delivery_attempt.c.outbox_id == item.outbox_id)
        for row in connection.execute(attempts.order_by(delivery_attempt.c.id)):
            yield Step(row.at, "attempt", {"outcome": row.outcome, "detail": row.detail})
        sent = connection.execute(select(outbox).where(outbox.c.id == item.outbox_id)).one()
        if sent.sent_at is not None:
            yield Step(
                sent.sent_at, "sent", {"channel": sent.channel, "form": sent.form, "receipt": sent.receipt or ""}
            )
