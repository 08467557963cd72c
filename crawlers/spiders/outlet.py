"""The generic spider: one class an outlet is made of it by the loader.

start: walk the ways of discovery -> fresh entries -> whole text announced? deliver : request
page:  wall? -> whole article (further parts fetched in order) -> deliver
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from archive.records.page import Entry, Page
from base.catalogue import Language
from base.errors import PantauError
from crawlers.arguments import job_of, language_of, summary_of
from crawlers.delivery import Delivery, fragment, hints, meta, page_of, plain
from crawlers.discover import Walk
from crawlers.failures import GivenUpError, explain
from crawlers.inplace import wall_in_place
from crawlers.job import Exchange, Job, Known
from crawlers.outlet import Outlet
from crawlers.plan import Fetched, Plan
from crawlers.report import CrawlReport, EntryState, Tally
from crawlers.rest import Rest
from crawlers.select import Selection
from crawlers.split import with_suffix
from crawlers.summary import summarise
from crawlers.walls import find_wall
from crawlers.whole import fetch_whole
from pipeline.outcome import Outcome

log = logging.getLogger(__name__)
AT_ONCE = 8  # pages of one outlet on their way through the sink; the walk waits for them
_NO_PAGE = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")


class OutletSpider(scrapy.Spider):
    """Crawls one outlet; `outlet` is set by the loader on a subclass."""

    outlet: ClassVar[Outlet]
    name = "outlet"

    def __init__(self, *args: Any, job: Job | None = None, ahead: Fetched | None = None, **kwargs: Any) -> None:
        self._arguments: dict[str, str] = {
            key: kwargs.pop(key) for key in ("since", "until", "max", "dry_run", "again") if key in kwargs
        }
        super().__init__(*args, **kwargs)
        self._job = job
        self._ahead = ahead  # a document that the poll before this crawl has brought
        self.tally = Tally()
        self.rest = Rest()
        self._open: dict[tuple[str, bool], Entry] = {}  # taken, and without a state so far
        self.walk: Walk | None = None
        self.slots = asyncio.Semaphore(AT_ONCE)
        self.first = False
        self.by_command = job is None
        self.broken = ""  # why not all was looked at that was announced: then nothing counts as seen up to now

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider of a crawl.

        Raises:
            SystemExit: An argument of `scrapy crawl` cannot be read; the reason was printed.
        """
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.by_command:
            try:
                _ = spider.job
            except PantauError as error:
                sys.stderr.write(f"scrapy crawl {cls.name}: {error.tell(spider.language)}\n")
                logging.getLogger("asyncio").disabled = True  # it would show the way of this exit through the loop
                raise SystemExit(error.exit_code) from None
        return spider

    @property
    def language(self) -> Language:
        """Language of the person who started the crawl with Scrapy's own command."""
        return language_of(self.crawler.settings["PANTAU_CONFIG"])

    @property
    def job(self) -> Job:
        """What the crawl was given; made from settings and `-a` arguments for `scrapy crawl`."""
        if self._job is None:
            self._job = job_of(self.crawler, self.outlet, self._arguments)
        return self._job

    @property
    def delay(self) -> float:
        """Seconds between two requests, before robots.txt and latency raise it."""
        stated = self.job.options.delay
        return self.outlet.delay if stated is None else stated

    async def start(self) -> AsyncIterator[Any]:
        """Yield a request or a delivery for each fresh entry, after the visits that are due."""
        try:
            async for item in self._begin():
                yield item
        except Exception as error:
            self._break(error)
            raise

    async def _begin(self) -> AsyncIterator[Any]:
        options, state = self.job.options, self.job.state
        self.started_at = self.job.clock.now()
        for entry in () if options.dry_run else options.revisit.get(self.outlet.id, ()):
            self.tally.revisited += 1
            self._take(entry)
            yield self._request(entry)
        known = await state.recall(self.outlet.id, self.started_at)
        self.first = known.last is None
        if known.last is not None:
            self.tally.interval = (self.started_at - known.last).total_seconds()
        selection = Selection(self.outlet, options, state, self.tally, known, self.started_at)
        self.walk = Walk(self.outlet, self._fetch, selection, self._plan(known), self.tally)
        async for batch in self.walk.entries():
            self._take(*batch)
            for entry in batch:
                if options.announce is not None:
                    options.announce(entry)
                yield await self._taken(entry)
        left = await selection.left()
        self._take(*left)
        for entry in left:
            yield self._request(entry)

    def _take(self, *entries: Entry) -> None:
        self._open |= {_name(entry): entry for entry in entries}

    def _plan(self, known: Known) -> Plan:
        options = self.job.options
        last = None if options.again else known.last
        return Plan(
            self.started_at,
            options.since,
            options.until,
            last,
            {} if options.again else known.validators,
            floor=self.started_at - options.first if last is None else None,
            look_home=known.look_home and options.since is None,
        )

    async def _taken(self, entry: Entry) -> Any:
        """Return what a fresh entry leads to: its line in a dry run, its own text, or a request for its page."""
        if self.job.options.dry_run:
            await self.settle(entry, "deferred", "dry run")
            fields = ("outlet", "url", "title", "published", "via")
            return {name: getattr(entry, name) for name in fields}
        if entry.body_html:
            return await self._deliver(fragment(entry), entry)
        return self._request(entry)

    async def page(self, response: Response, entry: Entry, *, whole: bool) -> AsyncIterator[Any]:
        """Deliver a fetched article, or say why not; one that provokes a fault of ours is tried again."""
        try:
            async for item in self._read(response, entry, whole=whole):
                yield item
        except Exception as error:
            log.exception("%s: %s could not be read", entry.outlet, entry.url)
            await self.settle(entry, "failed", f"{type(error).__name__}: {error}"[:200])

    async def _read(self, response: Response, entry: Entry, *, whole: bool) -> AsyncIterator[Any]:
        asked = entry.url
        wall = find_wall(
            response.url, meta(response).get("asked", asked), response.status, hints(response), response.body
        )
        if wall is None and response.status == 200:  # noqa: PLR2004 - OK
            wall = wall_in_place(response.body, entry.title)
        if whole and (wall is not None or response.status != 200):  # noqa: PLR2004 - OK
            yield self._request(entry, whole=False)
            return
        if wall is not None:
            if wall.kind != "gone":
                self.tally.walls.append(wall.reason)
            await self.settle(entry, "gone" if wall.kind == "gone" else "blocked", wall.reason)
        elif response.status != 200:  # noqa: PLR2004 - OK
            await self.settle(entry, "failed", f"HTTP {response.status}")
        elif response.body[:2048].lstrip().startswith(_NO_PAGE):
            await self.settle(entry, "refused", "the address holds a file, no page")
        else:
            parts: list[Exchange] = [meta(response)["exchange"]] if "exchange" in meta(response) else []
            yield await self._deliver(await self._whole(response, entry, parts), entry, tuple(parts))

    async def failed(self, failure: Failure) -> AsyncIterator[Any]:
        """Count an article that could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]
        entry: Entry = request.cb_kwargs["entry"]
        state, reason = explain(failure.value or IgnoreRequest("no reason"))
        if request.cb_kwargs["whole"] and state == "failed" and isinstance(failure.value, GivenUpError):
            yield self._request(entry, whole=False)
            return
        await self.settle(entry, state, reason)

    async def settle(self, entry: Entry, state: EntryState, reason: str = "", outcome: Outcome | None = None) -> None:
        """Count an entry in its final state, once, and record it."""
        if self._open.pop(_name(entry), None) is None:
            return  # it has its state: what went wrong afterwards is in the log
        self.tally.states[state] += 1
        if reason and state in {"failed", "blocked", "gone", "refused", "robots", "empty"}:
            self.tally.reasons[reason] += 1
        if state in {"failed", "blocked", "deferred"} and entry.via != "revisit":
            self.tally.complete = False
        if self.job.options.dry_run:
            return
        try:
            await self.job.state.settle(entry, state, reason, outcome)
        except Exception as error:
            self._break(error)
            raise

    def _break(self, error: Exception) -> None:
        """Note that something announced may stand in no ledger: the next crawl looks at everything anew."""
        self.tally.complete = False
        self.broken = self.broken or f"{type(error).__name__}: {error}"[:200]

    async def finish(self) -> CrawlReport:
        """Record the crawl, and what a stop has left on its way."""
        await self._put_open_aside()
        report = summarise(
            self.outlet.id, self.started_at, self.job.clock.now(), self.tally, self.walk, first=self.first
        )
        if self.job.stopping.is_set() and report.outcome in {"ok", "failed"}:
            # Cut off, also before the first request: that says nothing of the site and delays no next crawl.
            report = replace(report, outcome="stopped", reason="asked to stop")
        if self.broken and report.outcome in {"ok", "unchanged", "failed"}:
            report = replace(report, outcome="failed", reason=self.broken)
        kept = self.walk.validators if self.walk is not None and self.tally.complete else {}
        if not self.job.options.dry_run:
            await self.job.state.finish(report, kept)
        self.report = report
        if self.by_command:
            sys.stderr.write(summary_of(report, self.language) + "\n")
        return report

    async def _put_open_aside(self) -> None:
        """Leave to the next crawl what has come to no end in this one."""
        left, self._open = [entry for entry in self._open.values() if entry.via != "revisit"], {}
        if left and not self.job.options.dry_run:
            self.tally.complete = False
            try:
                await self.job.state.put_aside(left, "deferred", "")
            except Exception as error:  # noqa: BLE001 - the report tells it, and the next crawl looks anew
                self._break(error)

    def _request(self, entry: Entry, *, whole: bool = True) -> Request:
        suffix = self.outlet.whole_article if whole else None
        url = with_suffix(entry.url, suffix) if suffix else entry.url
        return Request(
            url,
            callback=self.page,
            errback=self.failed,
            cb_kwargs={"entry": entry, "whole": suffix is not None},
            meta={"asked": url},
            dont_filter=True,
        )

    async def _deliver(self, page: Page, entry: Entry, exchanges: tuple[Exchange, ...] = ()) -> Delivery:
        await self.slots.acquire()
        return Delivery(page, entry, exchanges)

    async def _whole(self, response: Response, entry: Entry, exchanges: list[Exchange]) -> Page:
        """Return the page with all parts of the article, whose exchanges are added to `exchanges`."""
        body, more = await fetch_whole(
            response.url, response.body, lambda url: self._fetch(url, {}, exchanges), self.tally.note
        )
        return page_of(response, entry, self.outlet.id, self.job.clock.now(), body, more)

    async def _fetch(self, url: str, headers: Mapping[str, str], exchanges: list[Exchange] | None = None) -> Fetched:
        """Get one document through all middlewares; what goes wrong becomes a reason."""
        if self._ahead is not None and self._ahead.asked == url:
            ahead, self._ahead = self._ahead, None
            self.tally.requests += 1
            return ahead
        request = Request(url, headers=dict(headers), dont_filter=True, priority=10)
        try:
            response: Response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever a site provokes in a library must not end the crawl
            return Fetched(url, url, 0, reason=explain(error)[1])
        if exchanges is not None and "exchange" in meta(response):
            exchanges.append(meta(response)["exchange"])
        return Fetched(url, response.url, response.status, plain(response), response.body)


def _name(entry: Entry) -> tuple[str, bool]:
    """Return what an entry is told apart by: a visit may stand beside the announcement of the same address."""
    return entry.url, entry.via == "revisit"
