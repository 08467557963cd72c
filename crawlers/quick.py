"""Polls without a crawler: most polls bring nothing new, and need no Scrapy engine (25 ms of CPU) to find that out.

first document of the outlet, conditionally -> 304, or nothing unseen in it -> report
anything else -> a crawl, which is handed the document so that it is not asked for twice
"""

import asyncio
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import aiohttp

from base.address import IPNetwork, check_url
from base.errors import AddressRefusedError
from crawlers.backoff import WAIT_HERE, retry_after
from crawlers.decode import ACCEPTED, decode
from crawlers.discover import Walk
from crawlers.handler import LONGEST_HEADER, GuardedResolver
from crawlers.job import Job
from crawlers.outlet import Outlet
from crawlers.plan import Fetched, Plan
from crawlers.report import CrawlReport, Tally
from crawlers.rest import BUSY
from crawlers.robots import Rules, read_rules
from crawlers.select import Selection
from crawlers.summary import summarise

MOST_BYTES = 10 * 1024 * 1024
AT_ONCE = 200  # sockets
DNS_SECONDS = 300


class _NeedsCrawlError(Exception):
    """The first document does not answer the question."""


class _BusyError(Exception):
    """The site asks to wait: a crawl now would ask against its wish."""

    def __init__(self, status: int, wait: timedelta) -> None:
        super().__init__(status)
        self.status, self.wait = status, wait


class QuickPoller:
    """Polls for one call of `crawl`; sessions are shared by outlets of the same permissions."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._sessions: dict[tuple[IPNetwork, ...], aiohttp.ClientSession] = {}
        self._asked: dict[str, float] = {}  # when an outlet's site was asked last, by time.monotonic()

    async def poll(self, outlet: Outlet) -> CrawlReport | Fetched | None:
        """Return a report when nothing is new, the document when something is, None when a crawl must find out."""
        options, state = self._job.options, self._job.state
        if not self._may_poll(outlet):
            return None
        started, tally, got = self._job.clock.now(), Tally(), list[Fetched]()
        known = await state.recall(outlet.id, started)
        if known.last is None or known.waiting or known.look_home:
            return None
        tally.interval = (started - known.last).total_seconds()

        async def fetch(url: str, headers: Mapping[str, str]) -> Fetched:
            if got:
                raise _NeedsCrawlError
            answer = await self._get(outlet, url, headers)
            if answer is None:
                raise _NeedsCrawlError
            got.append(answer)
            tally.requests += 1
            tally.bytes += len(answer.body)
            return answer

        plan = Plan(started, until=options.until, last=known.last, validators=known.validators)
        looking = replace(options, dry_run=True)  # a crawl that follows would put aside and count again
        walk = Walk(outlet, fetch, Selection(outlet, looking, state, tally, known, started), plan, tally)
        try:
            async for _ in walk.entries():
                return got[0]
        except _BusyError as busy:
            return await self._busy(outlet, walk, started, busy)
        except _NeedsCrawlError:
            return got[0] if got and got[0].status == 200 else None  # noqa: PLR2004 - OK
        understood = walk.worked and not walk.tally.notes
        return await self._ended(outlet, walk, started) if understood else None

    def _may_poll(self, outlet: Outlet) -> bool:
        options = self._job.options
        plain = options.since is None and not (options.again or options.dry_run or outlet.id in options.revisit)
        return plain and outlet.verify_tls and not self._job.stopping.is_set()

    async def _busy(self, outlet: Outlet, walk: Walk, started: datetime, busy: _BusyError) -> CrawlReport | None:
        """Return the report of a site that asks to wait; None where the wait is short and was sat out."""
        if busy.wait <= WAIT_HERE:
            await self._pause(busy.wait.total_seconds())
            return None
        tally, until = walk.tally, self._job.clock.now() + busy.wait
        tally.giving_up = f"the site asks to wait (HTTP {busy.status})"
        tally.retry_at, tally.complete, tally.requests = until, False, tally.requests + 1
        if self._job.turns is not None:
            await self._job.turns.rest(urlsplit(outlet.home).netloc, until)
        return await self._ended(outlet, walk, started)

    async def _ended(self, outlet: Outlet, walk: Walk, started: datetime) -> CrawlReport:
        report = summarise(outlet.id, started, self._job.clock.now(), walk.tally, walk, first=False)
        await self._job.state.finish(report, walk.validators if walk.tally.complete else {})
        return report

    async def rest(self, outlet: Outlet) -> None:
        """Keep the outlet's delay after what the poll has asked, before a crawl goes on; a stop ends the wait."""
        asked = self._asked.pop(outlet.id, None)
        if asked is None:
            return
        left = self._delay(outlet, self._job.robots.get(_site(outlet.home), self._job.clock.now()))
        await self._pause(asked + left - time.monotonic())

    async def _pause(self, seconds: float) -> None:
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._job.stopping.wait(), seconds)

    async def close(self) -> None:
        """Close the connections."""
        await asyncio.gather(*(session.close() for session in self._sessions.values()))

    async def _get(self, outlet: Outlet, url: str, headers: Mapping[str, str]) -> Fetched | None:
        """Return an answer of status 200 or 304; None for everything that takes a crawl's patience."""
        session = self._session(outlet.allow_network)
        try:
            check_url(url, outlet.allow_network)
            rules = await self._rules(session, outlet, url)
            if rules is None or not rules.allow(url):
                return None
            await self.rest(outlet)
            await self._take_turn(outlet, url, rules)
            if self._job.stopping.is_set():
                return None
            return await self._exchange(session, outlet, url, headers, {200, 304})
        except (aiohttp.ClientError, AddressRefusedError, OSError, TimeoutError, ValueError):
            return None

    def _delay(self, outlet: Outlet, rules: Rules | None) -> float:
        """Return the seconds between two requests to a site."""
        stated = self._job.options.delay
        return max(outlet.delay if stated is None else stated, rules.delay if rules is not None else 0.0)

    async def _take_turn(self, outlet: Outlet, url: str, rules: Rules | None) -> None:
        if self._job.turns is not None:
            delay = timedelta(seconds=self._delay(outlet, rules))
            await self._job.turns.take(urlsplit(url).netloc, delay)

    async def _rules(self, session: aiohttp.ClientSession, outlet: Outlet, url: str) -> Rules | None:
        """Return the site's rules, asked for when they are not known; None where that takes more than one answer."""
        site, now = _site(url), self._job.clock.now()
        known = self._job.robots.get(site, now)
        if known is not None:
            return known
        await self._take_turn(outlet, url, None)
        got = await self._exchange(session, outlet, f"{site}/robots.txt", {}, {200, 404, 410})
        if got is None:
            return None
        rules = read_rules(got.status, got.body)
        self._job.robots.put(site, rules, now)
        return rules

    async def _exchange(
        self,
        session: aiohttp.ClientSession,
        outlet: Outlet,
        url: str,
        headers: Mapping[str, str],
        wanted: Collection[int],
    ) -> Fetched | None:
        try:
            return await self._ask(session, url, headers, wanted)
        finally:
            self._asked[outlet.id] = time.monotonic()

    async def _ask(
        self, session: aiohttp.ClientSession, url: str, headers: Mapping[str, str], wanted: Collection[int]
    ) -> Fetched | None:
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status in BUSY:
                asked = retry_after(response.headers.get("Retry-After", ""), self._job.clock.now())
                if asked and not response.headers.get("cf-mitigated"):
                    raise _BusyError(response.status, asked)
            if response.status not in wanted:
                return None
            raw = bytearray()
            async for chunk in response.content.iter_any():
                raw += chunk
                if len(raw) > MOST_BYTES:
                    return None
            decoded = decode(bytes(raw), response.headers.get("Content-Encoding", ""), MOST_BYTES)
            if decoded.problem is not None:
                return None
            plain = {name.lower(): value for name, value in response.headers.items()}
            return Fetched(url, url, response.status, plain, decoded.body)

    def _session(self, allow: tuple[IPNetwork, ...]) -> aiohttp.ClientSession:
        if allow not in self._sessions:
            options = self._job.options
            self._sessions[allow] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=GuardedResolver(allow), limit=AT_ONCE, limit_per_host=1, ttl_dns_cache=DNS_SECONDS
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=options.timeout),
                max_line_size=LONGEST_HEADER,
                max_field_size=LONGEST_HEADER,
                headers={
                    "User-Agent": options.user_agent,
                    "Accept": "*/*",
                    "Accept-Language": "id,en;q=0.5",
                    "Accept-Encoding": ACCEPTED.decode(),
                },
            )
        return self._sessions[allow]


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
