"""The way of an article before and after its page is read.

    outlet due | crawl (discover, choose, fetch) | Sink (read in the pool, keep in one transaction) | alerts | deliver

What a page becomes is `pipeline/process.py`; who is told of it, `alerts/`.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from archive.database import read as reading_of
from archive.records.page import Entry, Page
from archive.store.furniture import known_furniture, learn_furniture
from archive.store.outlets import reached
from archive.store.rejected import is_rejected
from base.clock import Clock
from base.settling import settle
from crawlers.evidence.book import EvidenceBook
from crawlers.evidence.witness import Witness
from crawlers.hosts import Hosts
from crawlers.job import CrawlOptions, Job, Turns
from crawlers.report import CrawlReport
from crawlers.robots import RobotsCache
from crawlers.run import OnReport, crawl
from pantau.bootstrap import Application
from pantau.due import Judge
from pantau.memory import ArchiveMemory
from pantau.visiting import is_visit, keep_visit, note_kept, visits_due
from pipeline.outcome import Outcome
from pipeline.page.furniture import is_prose, line_hash
from pipeline.page.urls import url_key
from pipeline.process import Examiner, Keeping, Reading, Tools, keep, read
from pipeline.source import Source

QUIET = Keeping(fresh=False)
"""For outlets whose crawl may not ring: their first one, a backfill, a crawl started by Scrapy's own command."""


@dataclass
class Sink:
    """Takes pages off the crawler's hands: threads read them (extraction in processes), one thread keeps them.

    Args:
        tools: Screen, lexicon, rules.
        memory: Writes to the archive.
        clock: Time.
        source_of: What is known of an outlet, with its learnt furniture.
        keepings: Policy by outlet; an outlet that is not named is kept quietly.
        examiner: Extracts and analyses in a process pool with limits of time and memory; None: in this process.
        threads: How many pages are read side by side.
        sample_one_in: Of the pages screened out, how many are read all the same; 0 for none.
    """

    tools: Tools
    memory: ArchiveMemory
    clock: Clock
    source_of: Callable[[str | None], Source]
    examiner: Examiner | None = None
    keepings: dict[str, Keeping] = field(default_factory=dict)
    threads: int = 2
    sample_one_in: int = 0

    def __post_init__(self) -> None:
        self._readers = ThreadPoolExecutor(max_workers=self.threads, thread_name_prefix="read")

    async def __call__(self, page: Page, entry: Entry | None = None) -> Outcome:
        """Take one page to its end."""
        _ = entry  # the page carries it
        loop = asyncio.get_running_loop()
        now = self.clock.now()
        source = self.source_of(page.outlet)
        reading = await loop.run_in_executor(self._readers, self._read, page, source, now)
        keeping = self.keepings.get(page.outlet or "", QUIET)
        return await self.memory.write(lambda connection: _keep_and_learn(connection, reading, keeping, source, now))

    def _read(self, page: Page, source: Source, now: datetime) -> Reading:
        screen = not is_visit(page.entry)
        sample = screen and is_sample(page.url, self.sample_one_in)
        return read(page, source, self.tools, now, screen=screen, sample=sample, examiner=self.examiner)

    def close(self) -> None:
        """Finish what is being read."""
        self._readers.shutdown(wait=True)


def is_sample(url: str, one_in: int) -> bool:
    """Tell whether a page is read whatever the screen says: chosen by its address, so that a repeat chooses alike."""
    return one_in > 0 and int(url_key(url)[:12], 16) % one_in == 0


def _keep_and_learn(connection: Any, reading: Reading, keeping: Keeping, source: Source, now: datetime) -> Outcome:
    """Keep a reading and count the lines of a new page of the outlet as possible furniture."""
    if is_visit(reading.page.entry):
        return keep_visit(connection, reading, keeping, source, now)
    article = reading.article
    again = article is not None and is_rejected(connection, article.url_key)  # its lines were counted then
    outcome = keep(connection, reading, keeping, source, now)
    note_kept(connection, reading, outcome, now)
    new = outcome.state in {"kept", "unrelated"} and not again and not outcome.copy
    if source.outlet is not None and article is not None and new:
        lines = [line for line in (*article.text.split("\n\n"), *(cut.text for cut in article.cuts)) if line]
        prose = [line_hash(line) for line in lines if is_prose(line)]
        learn_furniture(connection, source.outlet.id, list(map(line_hash, lines)), now=now, prose=prose)
    return outcome


class Crawling:
    """Everything that the crawls of one process share.

    Args:
        application: The composed application.
        examiner: See `Sink`.
        turns: Shared by machines, so that together they keep a host's delay; None for a machine of its own.
    """

    def __init__(self, application: Application, examiner: Examiner | None = None, turns: Turns | None = None) -> None:
        settings = application.settings
        bounds = (settings.crawl.shortest_interval, settings.crawl.longest_interval)
        self.application = application
        self.memory = ArchiveMemory(application.engine, Judge(application.outlets, bounds), application.clock)
        self.sink = Sink(
            application.tools,
            self.memory,
            application.clock,
            self.source,
            examiner,
            threads=settings.extraction.processes + 1,
            sample_one_in=settings.crawl.sample_one_in,
        )
        self._furniture: dict[str, frozenset[str]] = {}
        self._robots, self._hosts = RobotsCache(), Hosts()
        self._turns = turns
        self.recorder = evidence_book(application) if settings.crawl.evidence else None

    def settle(self) -> None:
        """Take what a process holds for good out of the garbage collector's sight, and into large pages.

        Call it once, before the first crawl of a process that lives long: with 10,000 outlets in memory, to look
        through them again and again was a fifth of a poll's CPU time (`pantau bench polling`).
        """
        _ = self.application.outlets
        settle()

    def source(self, outlet: str | None) -> Source:
        """Return what is known of an outlet, with the furniture known when its crawl brought its first page."""
        name = outlet or ""
        if outlet is not None and name not in self._furniture:  # most polls bring no page and need none
            with reading_of(self.application.engine) as connection:
                self._furniture[name] = known_furniture(connection, name, now=self.application.clock.now())
        return self.application.source(outlet, self._furniture.get(name, frozenset()))

    async def crawl(
        self,
        ids: Sequence[str],
        options: CrawlOptions,
        *,
        alert: bool = False,
        stopping: asyncio.Event | None = None,
        on_report: OnReport | None = None,
    ) -> tuple[CrawlReport, ...]:
        """Crawl outlets by id; what they publish is read, kept and linked.

        Args:
            ids: Known outlet ids.
            options: As for `crawlers.run.crawl`.
            alert: Let what is found ring whatever its age.
            stopping: When set, the crawl finishes what is in flight.
            on_report: Called as each outlet ends.
        """
        settings = self.application.settings
        first = await asyncio.to_thread(self._prepare, ids)
        visits = await asyncio.to_thread(self._visits, ids, options)
        for outlet in ids:
            fresh = outlet not in first and options.since is None
            self.sink.keepings[outlet] = Keeping(fresh=fresh, alert=alert, instant_within=settings.instant_within)
        return await crawl(
            [self.application.outlets[outlet] for outlet in ids],
            replace(
                options,
                user_agent=settings.user_agent,
                first=timedelta(days=settings.crawl.first_crawl_days),
                revisit={**visits, **options.revisit},
            ),
            self.sink,
            self.memory,
            self.application.clock,
            robots=self._robots,
            recorder=self.recorder,
            stopping=stopping,
            on_report=on_report,
            turns=self._turns,
            hosts=self._hosts,
        )

    def _prepare(self, ids: Collection[str]) -> set[str]:
        """Forget the furniture of outlets, to be loaded anew; return those that were never crawled through."""
        for outlet in ids:
            self._furniture.pop(outlet, None)
        with reading_of(self.application.engine) as connection:
            return set(ids) - reached(connection, ids)

    def _visits(self, ids: Sequence[str], options: CrawlOptions) -> dict[str, tuple[Entry, ...]]:
        """Return the kept articles to visit again; none in a crawl that is after certain days, or only looks."""
        if options.since is not None or options.dry_run:
            return {}
        return visits_due(self.application.engine, list(ids), self.application.clock.now())

    def close(self) -> None:
        """Finish reading and writing."""
        self.sink.close()
        self.memory.close()


def evidence_book(application: Application) -> EvidenceBook:
    """Return the book that this machine's crawls write their evidence into."""
    settings = application.settings
    return EvidenceBook(settings.var / "evidence", Witness(application.engine), sealed=settings.evidence.sealed)


def scrapy_sink(crawler: Any) -> Job:
    """Return the job of a crawl that Scrapy's own command started: stored and analysed like any other, nothing is sent.

    Args:
        crawler: Scrapy's crawler; its setting PANTAU_CONFIG names the configuration folder.
    """
    from pathlib import Path

    from pantau.logs import set_up
    from pantau.settings import load_settings

    settings = load_settings(Path(crawler.settings["PANTAU_CONFIG"]))
    set_up("warning", settings.log_format)  # on standard error: standard output may be what `-O -:json` writes to
    application = Application(settings)
    crawling = Crawling(application)
    return Job(crawling.sink, crawling.memory, clock=application.clock, recorder=crawling.recorder)
