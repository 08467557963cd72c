"""From a page to a stored incident.

    page | screen | extract and clean | fingerprint | analyse | store | link -> Outcome

`read` is the pure half and runs in a process pool; `keep` is the other half, one transaction; `process` is both.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Literal, Self

from sqlalchemy import Connection, Engine

from archive.database import write
from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.records.page import Page
from archive.store.articles import store_article
from archive.store.rejected import keep_rejected
from pipeline.analyse import Analyser
from pipeline.linking.link import link
from pipeline.outcome import Outcome, State
from pipeline.page.extract import extract
from pipeline.page.outlet import OutletContext
from pipeline.page.screen import Screen

Extractor = Callable[[Page, OutletContext | None, datetime], Article]
INSTANT_WITHIN = timedelta(hours=48)  # older news is history: it goes to the digest and never rings
Verdict = Literal["read", "screened_out"]
STORED: dict[str, State] = {"new": "kept", "updated": "updated", "unchanged": "unchanged"}


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs, loaded once a process."""

    screen: Screen
    analyser: Analyser

    @classmethod
    def load(cls, config: Path) -> Self:
        """Load lexicon, gazetteers, rules and calendar from the configuration folder."""
        return cls(Screen.load(config), Analyser.load(config))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page comes from.

    Args:
        outlet: What extraction may know about the outlet; None when it is unknown.
        region: Kemendagri code of the outlet's home; a weak prior for places; None when unknown.
    """

    outlet: OutletContext | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading made of a page.

    Args:
        page: The page.
        verdict: `screened_out` when the screen saw nothing and the page is no sample: then there is no article.
        passed: What the screen said, also for pages that were read all the same.
        article: None when screened out.
        analysis: None when screened out or nothing was extracted.
        seconds: Time by stage.
    """

    page: Page
    verdict: Verdict
    passed: bool
    article: Article | None
    analysis: Analysis | None
    seconds: tuple[tuple[str, float], ...]


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
    extractor: Extractor = extract,
) -> Reading:
    """Screen, extract and analyse a page; touches nothing.

    Args:
        page: The page.
        source: Its outlet, as far as known.
        tools: Loaded lexicon and rules.
        now: For pages that date themselves relative to the present.
        screen: False reads the page whatever the screen says (samples, imports, `pantau read`).
        extractor: Page to article; crawls bring one that works in a process pool with limits.
    """
    started = perf_counter()
    passed = tools.screen.check(b"\n".join((_announced(page), page.body, *page.more))).passed
    screened = perf_counter()
    if screen and not passed:
        return Reading(page, "screened_out", passed, None, None, (("screen", screened - started),))
    article = extractor(page, source.outlet, now)
    extracted = perf_counter()
    analysis = tools.analyser.analyse(article, source.region) if article.state != "empty" else None
    seconds = (
        ("screen", screened - started),
        ("extract", extracted - screened),
        ("analyse", perf_counter() - extracted),
    )
    return Reading(page, "read", passed, article, analysis, seconds)


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
    article, analysis = reading.article, reading.analysis
    if article is None:
        return Outcome("screened_out", reason="no office, candidate or supervisor in reach", seconds=reading.seconds)
    sampled = not reading.passed
    if analysis is None:
        keep_rejected(connection, reading.page, article.url_key, reason="empty", now=now, sampled=sampled)
        return Outcome("empty", reason="; ".join(article.notes) or "nothing extracted", seconds=reading.seconds)
    if not analysis.relevant and not keeping.everything:
        keep_rejected(connection, reading.page, article.url_key, reason="unrelated", now=now, sampled=sampled)
        return Outcome("unrelated", kind=analysis.kind, sampled=sampled, seconds=reading.seconds)
    started = perf_counter()
    network = source.outlet.network if source.outlet else None
    stored = store_article(connection, article, analysis, reading.page, network=network, now=now)
    linked = link(connection, stored.article_id, now=now, alertable=keeping.alertable(article, now))
    return Outcome(
        STORED[stored.outcome],
        article_id=stored.article_id,
        linked=linked,
        kind=analysis.kind,
        sampled=sampled,
        seconds=(*reading.seconds, ("store", perf_counter() - started)),
    )


def process(
    engine: Engine, page: Page, source: Source, tools: Tools, keeping: Keeping, now: datetime, *, screen: bool = True
) -> Outcome:
    """Take one page all the way: `read`, then `keep` in a transaction of its own."""
    reading = read(page, source, tools, now, screen=screen)
    transaction: AbstractContextManager[Connection] = write(engine)
    with transaction as connection:
        return keep(connection, reading, keeping, source, now)
