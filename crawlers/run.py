"""Crawls many outlets side by side in the running asyncio loop, one Scrapy crawler each."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerRunner

from base.clock import Clock, SystemClock
from crawlers.hosts import Hosts
from crawlers.job import CrawlOptions, Job, MemoryState, Recorder, Sink, State, Turns, discard
from crawlers.lean import LeanSettings, lean
from crawlers.loader import spider_of
from crawlers.outlet import Outlet
from crawlers.plan import Fetch, Fetched
from crawlers.quick import QuickPoller
from crawlers.report import CrawlReport
from crawlers.robots import RobotsCache
from crawlers.spiders.errand import Errand, ErrandSpider

log = logging.getLogger(__name__)
OnReport = Callable[[CrawlReport], None]


async def crawl(
    outlets: Iterable[Outlet],
    options: CrawlOptions,
    sink: Sink,
    state: State | None = None,
    clock: Clock | None = None,
    *,
    robots: RobotsCache | None = None,
    recorder: Recorder | None = None,
    stopping: asyncio.Event | None = None,
    on_report: OnReport | None = None,
    turns: Turns | None = None,
    hosts: Hosts | None = None,
) -> tuple[CrawlReport, ...]:
    """Crawl outlets and return a report of each, in the given order.

    A crawl that fails in itself becomes a report too; nothing a site does raises.

    Args:
        outlets: What to crawl.
        options: Dates, limits, politeness.
        sink: Where pages go.
        state: What is remembered; None remembers nothing.
        clock: The present; None for the machine's.
        robots: robots.txt rules shared with other calls; None starts empty.
        recorder: Keeps the exchanges of kept articles; None keeps none.
        stopping: When set, nothing new is requested, what is in flight gets `options.grace` seconds.
        on_report: Called as each outlet ends.
        turns: Shared by machines, so that together they keep a host's delay; None for a machine of its own.
        hosts: Shared with other calls, so that outlets of one host are crawled one after the other; None knows this
            call's alone.
    """
    present, rules, stop = clock or SystemClock(), robots or RobotsCache(), stopping or asyncio.Event()
    job = Job(sink, state or MemoryState(), options, present, rules, recorder, stop, turns)
    around = _Round(job, hosts or Hosts())

    async def one(outlet: Outlet) -> CrawlReport:
        report = await around.crawl(outlet)
        if on_report is not None:
            on_report(report)
        return report

    stopper = asyncio.create_task(_stop(around.runner, job))
    try:
        return tuple(await asyncio.gather(*(one(outlet) for outlet in outlets)))
    finally:
        stopper.cancel()
        await around.quick.close()


class _Round:
    """What the crawls of one call share: how many go at once, who has a host, and both ways of asking a site."""

    def __init__(self, job: Job, hosts: Hosts) -> None:
        self._job, self._hosts = job, hosts
        self._gate = asyncio.Semaphore(job.options.outlets_at_once)
        self.runner = _Runner(job.options)
        self.quick = QuickPoller(job)

    async def crawl(self, outlet: Outlet) -> CrawlReport:
        """Crawl an outlet when its host is free: by a quick poll and, where that leaves something, by Scrapy."""
        job = self._job
        delay = outlet.delay if job.options.delay is None else job.options.delay
        async with self._hosts.alone(urlsplit(outlet.home).netloc, delay, job.stopping), self._gate:
            polled = await _poll(self.quick, outlet, job)
            if isinstance(polled, CrawlReport):
                return polled
            await self.quick.rest(outlet)
            return await _crawl_one(self.runner, outlet, job, polled)


async def _poll(quick: QuickPoller, outlet: Outlet, job: Job) -> CrawlReport | Fetched | None:
    """Poll an outlet; an archive that does not answer ends its poll and no other one."""
    started = job.clock.now()
    try:
        return await quick.poll(outlet)
    except Exception as error:
        log.exception("the poll of %s failed", outlet.id)
        return CrawlReport(outlet.id, started, job.clock.now(), "failed", f"{type(error).__name__}: {error}"[:200])


class _Runner:
    """Scrapy's runner, made when the first crawl needs it: at most polls none does, and settings cost 6 ms."""

    def __init__(self, options: CrawlOptions) -> None:
        self._options = options
        self._made: AsyncCrawlerRunner | None = None

    @property
    def scrapy(self) -> AsyncCrawlerRunner:
        """The runner itself."""
        if self._made is None:
            self._made = AsyncCrawlerRunner(_settings(self._options))
        return self._made

    async def stop(self) -> None:
        """Ask the crawls under way to end."""
        if self._made is not None:
            await self._made.stop()


async def errand(
    outlet: Outlet,
    work: Errand,
    options: CrawlOptions,
    clock: Clock | None = None,
    *,
    robots: RobotsCache | None = None,
    hosts: Hosts | None = None,
) -> Any:
    """Run one errand on a site with all politeness and guards, and return its result.

    Args:
        outlet: The site; its ways of discovery are not walked.
        work: Given the way to fetch documents.
        options: Politeness and limits; nothing is stored.
        clock: The present; None for the machine's.
        robots: robots.txt rules shared with other errands; None starts empty.
        hosts: Shared with other errands, so that the site's delay is kept between them; None knows this one's alone.

    Raises:
        Whatever the errand raises.
    """
    rules = robots or RobotsCache()
    job = Job(discard, MemoryState(), replace(options, dry_run=True), clock or SystemClock(), rules)
    crawler = AsyncCrawlerRunner(_settings(options)).create_crawler(spider_of(outlet, ErrandSpider))
    errors: list[BaseException] = []

    async def run(fetch: Fetch) -> Any:
        try:
            return await work(fetch)
        except Exception as error:  # noqa: BLE001 - raised again outside Scrapy, which would only log it
            errors.append(error)

    parts = urlsplit(outlet.home)
    known = rules.get(f"{parts.scheme}://{parts.netloc}", job.clock.now())
    delay = max(outlet.delay if options.delay is None else options.delay, known.delay if known is not None else 0.0)
    async with (hosts or Hosts()).alone(parts.netloc, delay, job.stopping):
        await AsyncCrawlerRunner(_settings(options)).crawl(crawler, job=job, errand=run)
    if errors:
        raise errors[0]
    return getattr(crawler.spider, "result", None)


def _settings(options: CrawlOptions) -> LeanSettings:
    for name in ("scrapy", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)  # they log every crawler they start; ours are told by reports
    settings = LeanSettings()
    settings.setmodule("crawlers.settings", priority="project")
    own: dict[str, Any] = {"USER_AGENT": options.user_agent, "DOWNLOAD_TIMEOUT": options.timeout, "PANTAU_SINK": None}
    # Spiders come from data handed in here, so the loader need not read the configuration again.
    own |= {"SPIDER_LOADER_CLASS": "scrapy.spiderloader.DummySpiderLoader", "LOG_ENABLED": False}
    if options.delay is not None:
        own["DOWNLOAD_DELAY"] = options.delay
    settings.setdict(own, priority="cmdline")
    return settings


async def _crawl_one(runner: _Runner, outlet: Outlet, job: Job, ahead: Fetched | None) -> CrawlReport:
    started = job.clock.now()
    if job.stopping.is_set():
        return CrawlReport(outlet.id, started, started, "stopped", "asked to stop")
    crawler = lean(runner.scrapy.create_crawler(spider_of(outlet)))
    task = runner.scrapy.crawl(crawler, job=job, ahead=ahead)
    try:
        await _ended(task, job)
    except Exception as error:
        log.exception("the crawl of %s failed", outlet.id)
        return CrawlReport(outlet.id, started, job.clock.now(), "failed", f"{type(error).__name__}: {error}"[:200])
    report: CrawlReport | None = getattr(crawler.spider, "report", None)
    if report is None:
        return CrawlReport(outlet.id, started, job.clock.now(), "stopped", "asked to stop")
    if job.stopping.is_set() and report.outcome == "failed":
        report = replace(report, outcome="stopped", reason="asked to stop")  # cut off, which says nothing of the site
    return replace(report, started_at=started)


async def _ended(task: "asyncio.Task[None]", job: Job) -> None:
    """Wait for a crawl; after a stop, no longer than the grace."""
    stopping = asyncio.create_task(job.stopping.wait())
    try:
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            await asyncio.wait({task}, timeout=job.options.grace)
        if not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=1)
            return
        task.result()
    finally:
        stopping.cancel()


async def _stop(runner: _Runner, job: Job) -> None:
    await job.stopping.wait()
    await runner.stop()
