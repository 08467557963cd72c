"""Gives a troubled site rest: counts requests, backs off on 429 and 503, tries once more, gives up after failures."""

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawlers.backoff import WAIT_HERE, retry_after, wait_before
from crawlers.failures import PASSING, UNREACHABLE, GivenUpError, explain
from crawlers.rest import BUSY, TurnedBackError
from crawlers.running import spider_in
from crawlers.walls import find_wall

if TYPE_CHECKING:
    from crawlers.spiders.outlet import OutletSpider

TRIES = 2  # requests for one address in one crawl; the next crawl tries again anyway
FAILURES_IN_A_ROW = 3  # connection failures after which the whole site is taken for unreachable
PASSING_STATUS = frozenset({408, 500, 502, 504, 520, 521, 522, 523, 524})


def _challenged(response: Response) -> bool:
    """Tell whether a "busy" answer is a bot protection's page: waiting a moment would not help."""
    headers = {"cf-mitigated": (response.headers.get(b"cf-mitigated") or b"").decode("latin-1")}
    wall = find_wall(response.url, response.url, response.status, headers, response.body)
    return wall is not None and wall.kind == "challenge"


class PolitenessMiddleware:
    """One for each crawl of an outlet."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._failures = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PolitenessMiddleware":
        """Make the middleware of a crawl."""
        return cls(crawler)

    @property
    def _spider(self) -> "OutletSpider":
        return spider_in(self._crawler)

    async def process_request(self, request: Request) -> None:
        """Send nothing more to a site that was given up; wait for our turn among the machines."""
        tally, rest = self._spider.tally, self._spider.rest
        while rest.left and not (tally.giving_up or self._spider.job.stopping.is_set()):
            await self._pause(min(rest.left, 0.2))
        if tally.giving_up:
            raise GivenUpError("deferred", tally.giving_up)
        if self._spider.job.stopping.is_set():
            tally.complete = False
            raise GivenUpError("deferred", "the crawl was asked to stop")
        tally.requests += 1
        turns, parts = self._spider.job.turns, urlsplit(request.url)
        if turns is not None:
            rules = self._spider.job.robots.get(f"{parts.scheme}://{parts.netloc}", self._spider.job.clock.now())
            floor = rules.delay if rules is not None and rules.delay else 0.0
            await turns.take(parts.netloc, timedelta(seconds=max(self._spider.delay, floor)))

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Back off from a busy site; ask once more after a passing fault."""
        self._failures = 0
        now = self._spider.job.clock.now()
        if response.status in BUSY and not _challenged(response):
            asked = retry_after((response.headers.get(b"Retry-After") or b"").decode("latin-1"), now)
            return await self._back_off(request, response, asked, now)
        if response.status in BUSY:
            self._spider.rest.last(0)
        if response.status in PASSING_STATUS:
            again = self._again(request)
            return response if again is None else again
        return response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask once more after a connection failure; give the site up after several in a row."""
        if isinstance(exception, TurnedBackError):
            self._spider.tally.requests -= 1  # it was not sent
            return request.replace(dont_filter=True)
        if not isinstance(exception, PASSING):
            return None
        if isinstance(exception, UNREACHABLE):
            self._failures += 1
            if self._failures >= FAILURES_IN_A_ROW:
                tally = self._spider.tally
                tally.unreachable = explain(exception)[1]
                tally.giving_up = tally.giving_up or f"the site does not answer ({tally.unreachable})"
                tally.complete = False
                return None
        return self._again(request)

    async def _back_off(
        self, request: Request, response: Response, asked: timedelta | None, now: datetime
    ) -> Request | Response:
        wait = wait_before(asked, request.meta.get("tries", 1))
        again = self._again(request)
        if wait <= WAIT_HERE and again is not None:
            self._spider.rest.last(wait.total_seconds())
            return again  # which is held back with all others until then
        if asked is None and response.status not in BUSY - {503}:
            self._spider.rest.last(0)
            return response  # a 503 without a date, twice: the reader decides what it is
        tally = self._spider.tally
        tally.retry_at = now + wait
        if self._spider.job.turns is not None:
            await self._spider.job.turns.rest(urlsplit(request.url).netloc, now + wait)
        tally.giving_up = f"the site asks to wait (HTTP {response.status})"
        tally.complete = False
        raise GivenUpError("deferred", tally.giving_up)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._spider.job.stopping.wait(), seconds)
        except TimeoutError:
            return

    def _again(self, request: Request) -> Request | None:
        tries = request.meta.get("tries", 1)
        if tries >= TRIES:
            return None
        return request.replace(meta={**request.meta, "tries": tries + 1}, dont_filter=True)
