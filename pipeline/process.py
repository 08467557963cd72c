"""From a page to a stored incident.

    page | screen | extract and clean | fingerprint | analyse | store | link -> Outcome

`read` is the pure half and runs in a process pool; `keep` is the other half, one transaction; `process` is both.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Engine

from archive.database import write
from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.records.page import Page
from archive.store.articles import find_article, load_article, load_page, store_article
from archive.store.mask import mask_article, mask_page
from archive.store.rejected import keep_rejected, was_sampled
from pipeline.analyse import Analyser
from pipeline.linking.link import link
from pipeline.outcome import Outcome, State
from pipeline.page.announced import is_other_page
from pipeline.page.extract import extract
from pipeline.page.screen import Screen
from pipeline.page.urls import url_key
from pipeline.page.wording import same_wording
from pipeline.source import Source

INSTANT_WITHIN = timedelta(hours=48)  # older news is history: it goes to the digest and never rings
Seconds = tuple[tuple[str, float], ...]
OTHER_PAGE = "The page holds almost no text, and none of it has to do with the announced title."
STORED: dict[str, State] = {"new": "kept", "updated": "updated", "unchanged": "unchanged"}


@dataclass(frozen=True)
class Tools:
    """What reading needs; each part is loaded when it is first asked for, once a process.

    Args:
        config: The configuration folder.
    """

    config: Path

    @cached_property
    def screen(self) -> Screen:
        """The screen's patterns."""
        return Screen.load(self.config)

    @cached_property
    def analyser(self) -> Analyser:
        """Lexicon, gazetteers, rules, calendar and model."""
        return Analyser.load(self.config)


@dataclass(frozen=True, slots=True)
class Examined:
    """What extraction and analysis made of a page.

    Args:
        article: None when the page could not be read (`failure` says why).
        analysis: None when nothing was extracted.
        failure: `timed_out: ...`, `out_of_memory: ...` or `crashed: ...` of a process pool; None otherwise.
        seconds: Time by stage.
    """

    article: Article | None
    analysis: Analysis | None
    failure: str | None = None
    seconds: Seconds = ()


Examiner = Callable[[Page, Source, datetime], Examined]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading made of a page.

    Args:
        page: The page.
        passed: What the screen said, also for pages that were read all the same.
        examined: None when the page was screened out.
        seconds: Time by stage.
        sampled: The screen rejected it and it was read all the same, to estimate the screen's recall.
    """

    page: Page
    passed: bool
    examined: Examined | None
    seconds: Seconds
    sampled: bool = False

    @property
    def article(self) -> Article | None:
        """Return the article; None when screened out or failed."""
        return self.examined.article if self.examined else None

    @property
    def analysis(self) -> Analysis | None:
        """Return the analysis; None when screened out, failed or empty."""
        return self.examined.analysis if self.examined else None


@dataclass(frozen=True, slots=True)
class Keeping:
    """How to keep what was read.

    Args:
        fresh: The page is news of now: an ordinary crawl, neither import nor backfill nor an outlet's first crawl.
        alert: The user asked for alerts whatever the age.
        everything: Keep articles that are not relevant too: a person brought them.
        instant_within: Age up to which fresh news may ring.
    """

    fresh: bool = False
    alert: bool = False
    everything: bool = False
    instant_within: timedelta = INSTANT_WITHIN

    def alertable(self, article: Article, now: datetime) -> bool:
        """Tell whether events of this article may become instant alerts; without a date they may not."""
        if self.alert:
            return True
        published = article.published
        return self.fresh and published is not None and now - published.at <= self.instant_within


def read(
    page: Page,
    source: Source,
    tools: Tools,
    now: datetime,
    *,
    screen: bool = True,
    sample: bool = False,
    examiner: Examiner | None = None,
) -> Reading:
    """Screen a page, then extract and analyse it; touches nothing.

    Args:
        page: The page.
        source: Its outlet, as far as known.
        tools: Loaded lexicon and rules.
        now: For pages that date themselves relative to the present.
        screen: False reads the page whatever the screen says (visits, imports, `pantau read`).
        sample: The page is of the sample: it is read whatever the screen says, and marked when the screen rejects it.
        examiner: Extracts and analyses; None does so in this process, crawls bring one with limits of time and memory.
    """
    started = perf_counter()
    passed = tools.screen.check(b"\n".join((_announced(page), page.body, *page.more))).passed
    seconds = (("screen", perf_counter() - started),)
    if screen and not passed and not sample:
        return Reading(page, passed, None, seconds)
    examined = examiner(page, source, now) if examiner else examine(tools, page, source, now)
    return Reading(page, passed, examined, (*seconds, *examined.seconds), sampled=sample and not passed)


def examine(tools: Tools, page: Page, source: Source, now: datetime) -> Examined:
    """Extract and analyse a page; the costly half of `read`."""
    started = perf_counter()
    article = extract(page, source.outlet, now)
    extracted = perf_counter()
    analysis = tools.analyser.analyse(article, source.region) if article.state != "empty" else None
    seconds = (("extract", extracted - started), ("analyse", perf_counter() - extracted))
    return Examined(article, analysis, None, seconds)


def _announced(page: Page) -> bytes:
    """Return title words that stand outside the body: a case may be named in the feed's title only."""
    titles = (page.title, page.entry.title if page.entry else None)
    return " ".join(title for title in titles if title).encode()


def keep(connection: Connection, reading: Reading, keeping: Keeping, source: Source, now: datetime) -> Outcome:
    """Store what was read and link it to its case, inside the caller's transaction.

    Args:
        connection: Open write transaction.
        reading: From `read`.
        keeping: Policy.
        source: As given to `read`.
        now: Present instant.
    """
    article, analysis, sampled = reading.article, reading.analysis, reading.sampled
    if reading.examined is None:
        return Outcome("screened_out", reason="no office, candidate or supervisor in reach", seconds=reading.seconds)
    if article is None:
        failure = reading.examined.failure or "no article"
        keep_rejected(connection, reading.page, url_key(reading.page.url), reason=failure, now=now, sampled=sampled)
        return Outcome("failed", reason=failure, sampled=sampled, seconds=reading.seconds)
    if analysis is None:
        keep_rejected(connection, reading.page, article.url_key, reason="empty", now=now, sampled=sampled)
        return Outcome("empty", reason=next(iter(article.notes), "nothing extracted"), seconds=reading.seconds)
    if is_other_page(reading.page, article.text):
        keep_rejected(connection, reading.page, article.url_key, reason="empty", now=now, sampled=sampled)
        return Outcome("empty", reason=OTHER_PAGE, seconds=reading.seconds)
    article, analysis = _as_kept(connection, reading.page, article, analysis, source)
    if not analysis.relevant and not keeping.everything:
        keep_rejected(connection, reading.page, article.url_key, reason="unrelated", now=now, sampled=sampled)
        return Outcome("unrelated", kind=analysis.kind, sampled=sampled, seconds=reading.seconds)
    started = perf_counter()
    network = source.outlet.network if source.outlet else None
    marked = sampled or was_sampled(connection, article.url_key)  # a later lexicon may find it relevant
    stored = store_article(connection, article, analysis, reading.page, network=network, now=now, sampled=marked)
    linked = link(connection, stored.article_id, now=now, alertable=keeping.alertable(article, now))
    return Outcome(
        STORED[stored.outcome],
        article_id=stored.article_id,
        linked=linked,
        kind=analysis.kind,
        sampled=sampled,
        seconds=(*reading.seconds, ("store", perf_counter() - started)),
    )


def _as_kept(
    connection: Connection, page: Page, article: Article, analysis: Analysis, source: Source
) -> tuple[Article, Analysis]:
    """Return a reading, in the wording kept before where its newsroom changed nothing.

    What we learn of an outlet's furniture, or a later extractor, reads the same page otherwise; that is no edit.
    """
    article_id = find_article(connection, article.url_key)
    if article_id is None:
        return article, analysis
    known, judged = load_article(connection, article_id)
    masked = mask_article(article)
    if (known.title, known.text) == (masked.title, masked.text):
        return article, analysis
    furniture = source.outlet.furniture if source.outlet else frozenset()
    if not same_wording(known, masked, furniture) and not _same_bytes(load_page(connection, article_id), page):
        return article, analysis
    kept = replace(
        article,
        title=known.title,
        text=known.text,
        state=known.state,
        cuts=known.cuts,
        text_hash=known.text_hash,
        sketch=known.sketch,
    )
    return kept, judged or analysis


def _same_bytes(kept: Page | None, page: Page) -> bool:
    """Tell whether a page is the one that was kept, byte by byte but for blanked numbers."""
    if kept is None or (kept.form, kept.title) != (page.form, page.title) or len(kept.more) != len(page.more):
        return False
    return [kept.body, *kept.more] == [mask_page(body) for body in (page.body, *page.more)]


def process(
    engine: Engine, page: Page, source: Source, tools: Tools, keeping: Keeping, now: datetime, *, screen: bool = True
) -> Outcome:
    """Take one page all the way: `read`, then `keep` in a transaction of its own."""
    reading = read(page, source, tools, now, screen=screen)
    transaction: AbstractContextManager[Connection] = write(engine)
    with transaction as connection:
        return keep(connection, reading, keeping, source, now)
