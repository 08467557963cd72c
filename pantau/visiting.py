"""Visits of kept articles: planned when they are kept, read like any page, and what they find.

kept -> planned | due -> fetched -> changed? stored as a version : unchanged | gone -> takedown noted
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from archive.database import read as reading_of
from archive.records.article import Article
from archive.records.page import Entry
from archive.store.articles import load_article
from archive.store.notices import add_notices, end_takedown, note_takedown
from archive.store.visits import due_visits, find_visit, note_visit, outlets_to_visit, plan_visits
from crawlers.corrections import corrections_in
from crawlers.report import EntryState
from crawlers.visits import after_failure, next_visit
from pipeline.outcome import Outcome
from pipeline.page.urls import url_key
from pipeline.page.wording import cut_lines, edited, lines_of
from pipeline.process import Keeping, Reading, keep
from pipeline.source import Source

AT_ONCE = 20  # visits of an outlet in one crawl


def is_visit(entry: Entry | None) -> bool:
    """Tell whether an entry is a kept article that is visited again."""
    return entry is not None and entry.via == "revisit"


def visits_due(engine: Engine, outlets: list[str], now: datetime) -> dict[str, tuple[Entry, ...]]:
    """Return the visits that are due, as entries, of those outlets that have any."""
    found: dict[str, tuple[Entry, ...]] = {}
    with reading_of(engine) as connection:
        for outlet in sorted(outlets_to_visit(connection, outlets, now)):
            due = due_visits(connection, outlet, now, limit=AT_ONCE)
            if due:
                found[outlet] = tuple(Entry(outlet, visit.url, "revisit", now) for visit in due)
    return found


def note_kept(connection: Connection, reading: Reading, outcome: Outcome, now: datetime) -> None:
    """Plan the visits of an article that a crawl has kept, and note what it prints about its own mistakes."""
    article, entry = reading.article, reading.page.entry
    if article is None or outcome.article_id is None:
        return
    if outcome.state in {"kept", "updated"}:
        add_notices(connection, outcome.article_id, corrections_in(article.title, article.text), now=now)
    if outcome.state == "kept" and entry is not None and article.outlet is not None:
        whole = reading.page.form == "html"
        plan_visits(
            connection,
            outcome.article_id,
            outlet=article.outlet,
            url=entry.url,
            url_key=url_key(entry.url),
            now=now,
            due=next_visit(now, article.published.at if article.published else None, now),
            lines=lines_of(None if entry.title else article.title, article.text) if whole else None,
        )


def keep_visit(connection: Connection, reading: Reading, keeping: Keeping, source: Source, now: datetime) -> Outcome:
    """Store what a visit found: a version when the page says something else than before.

    The first page of an article that was kept from a feed or REST is only remembered: it says the same in other
    paragraphs, and its edits are announced there. Later ones are compared with it.

    Args:
        connection: Open write transaction.
        reading: Of the page, read whatever the screen says.
        keeping: Policy of the outlet.
        source: As given to `read`.
        now: Present instant.
    """
    entry, article = reading.page.entry, reading.article
    visit = None if entry is None else find_visit(connection, entry.outlet, url_key(entry.url))
    if visit is None or article is None or article.state == "empty":
        reason = reading.examined.failure if reading.examined and reading.examined.failure else "nothing to read"
        return Outcome("failed", reason=reason, seconds=reading.seconds)
    known, _ = load_article(connection, visit.article_id)
    lines = lines_of(article.title or "", article.text)
    furniture = (source.outlet.furniture if source.outlet else frozenset()) | cut_lines(known, article)
    corrections = corrections_in(article.title, article.text)
    add_notices(connection, visit.article_id, corrections, now=now)
    end_takedown(connection, visit.article_id, now=now)
    published = known.published.at if known.published else None
    note_visit(connection, visit.article_id, now=now, due=next_visit(visit.kept_at, published, now), lines=lines)
    told = corrections.keys() - corrections_in(known.title, known.text).keys()
    if not told and (visit.lines is None or not edited(visit.lines, lines, furniture)):
        return Outcome("unchanged", article_id=visit.article_id, seconds=reading.seconds)
    return _stored(connection, reading, known, replace(keeping, everything=True), source, now)


def _stored(
    connection: Connection, reading: Reading, known: Article, keeping: Keeping, source: Source, now: datetime
) -> Outcome:
    """Store the reading as a version of the article that was visited, whatever address its page now calls its own."""
    if reading.examined is None or reading.article is None:
        return Outcome("unchanged")
    same = replace(reading.article, url=known.url, url_key=known.url_key)
    return keep(connection, replace(reading, examined=replace(reading.examined, article=same)), keeping, source, now)


def end_visit(connection: Connection, entry: Entry, state: EntryState, reason: str, now: datetime) -> None:
    """Note a visit that brought no page: a takedown, or a failure to be tried again.

    Args:
        connection: In a write transaction.
        entry: The visit.
        state: What it came to.
        reason: In English, as the crawl says it.
        now: Present instant.
    """
    visit = find_visit(connection, entry.outlet, url_key(entry.url))
    if visit is None or state == "deferred":
        return  # not asked for: it stays due
    known, _ = load_article(connection, visit.article_id)
    following = next_visit(visit.kept_at, known.published.at if known.published else None, now)
    if state == "gone":
        note_takedown(connection, visit.article_id, reason, now=now)
        note_visit(connection, visit.article_id, now=now, due=following)
        return
    due, failures = after_failure(visit.failures + 1, now, following)
    note_visit(connection, visit.article_id, now=now, due=due, failures=failures)
