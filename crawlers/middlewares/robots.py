"""Obeys robots.txt with its Crawl-delay, which Scrapy's own middleware leaves out; rules are shared between crawls."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from crawlers.failures import NO_SITE, GivenUpError, explain
from crawlers.robots import FORBIDDEN, RULES_UNREAD, Rules, read_rules
from crawlers.running import spider_in

if TYPE_CHECKING:
    from crawlers.spiders.outlet import OutletSpider

MOST_LATENCY = 30.0  # seconds: the delay grows with a slow site up to here


class RobotsMiddleware:
    """One for each crawl of an outlet."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asking: dict[str, asyncio.Future[Rules]] = {}
        self._floor: dict[str, float] = {}
        crawler.signals.connect(self._adapt, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Make the middleware of a crawl."""
        return cls(crawler)

    @property
    def _spider(self) -> "OutletSpider":
        return spider_in(self._crawler)

    async def process_request(self, request: Request) -> None:
        """Refuse what robots.txt forbids.

        Raises:
            GivenUpError: The address is forbidden.
        """
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            return  # the handler refuses it with its own words
        site = f"{parts.scheme}://{parts.netloc}"
        rules = await self._rules(site, request)
        if rules.delay:
            self._floor[parts.hostname or ""] = rules.delay
            self._slow(request, rules.delay)
            self._spider.tally.note(f"robots.txt asks for {rules.delay:g} s between requests")
        if not rules.allow(request.url):
            why = RULES_UNREAD if rules.forbidden else FORBIDDEN
            raise GivenUpError("robots", why)

    def _slow(self, request: Request, delay: float) -> None:
        """Keep the delay from the answer that asks for it on: the next request follows robots.txt itself."""
        with suppress(AttributeError):
            downloader = self._crawler.engine.downloader
            slot = downloader.slots.get(downloader.get_slot_key(request))
            if slot is not None:
                slot.delay = max(slot.delay, delay)

    async def _rules(self, site: str, request: Request) -> Rules:
        job = self._spider.job
        known = job.robots.get(site, job.clock.now())
        if known is not None:
            return known
        if site in self._asking:
            return await asyncio.shield(self._asking[site])
        asking: asyncio.Future[Rules] = asyncio.get_running_loop().create_future()
        self._asking[site] = asking
        rules = Rules()
        try:
            rules = await self._ask(site, request)
            job.robots.put(site, rules, job.clock.now())
        finally:
            asking.set_result(rules)
            del self._asking[site]
        return rules

    async def _ask(self, site: str, request: Request) -> Rules:
        ask = Request(
            f"{site}/robots.txt",
            callback=NO_CALLBACK,
            dont_filter=True,
            meta={"robots": True, "tries": 2, "download_slot": request.meta.get("download_slot")},
        )
        try:
            response: Response = await self._crawler.engine.download_async(ask)
        except NO_SITE:
            raise  # the page itself would fail in the same words
        except GivenUpError as error:
            if error.state == "deferred":
                raise
            return Rules()  # RFC 9309 2.3.1.2: redirects that lead nowhere allow everything
        except Exception as error:  # noqa: BLE001 - a broken robots.txt is none
            self._spider.tally.note(f"robots.txt: {explain(error)[1]}")
            return Rules()
        return read_rules(response.status, response.body)

    def _adapt(self, response: Response, request: Request) -> None:
        """Let the delay follow the site's latency, never below what it or its configuration asks."""
        _ = response
        with suppress(KeyError, AttributeError):
            slot = self._crawler.engine.downloader.slots[request.meta["download_slot"]]
            host = urlsplit(request.url).hostname or ""
            floor = max(self._spider.delay, self._floor.get(host, 0.0))
            latency = min(float(request.meta.get("download_latency", 0.0)), MOST_LATENCY)
            slot.delay = max(floor, latency) if self._spider.delay else floor
