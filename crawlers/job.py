"""What a crawl is given by whoever starts it: options, where pages go, what is known already."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from archive.records.page import Entry, Page
from base.clock import Clock, SystemClock
from crawlers.report import CrawlReport, EntryState, Validator
from crawlers.robots import RobotsCache
from pipeline.outcome import Outcome

DEFAULT_AGENT = "Pantau/0.1 (news monitor; contact: not configured)"


class Sink(Protocol):
    """Where pages go: screening, extraction, analysis, archive."""

    async def __call__(self, page: Page, entry: Entry | None = None) -> Outcome:
        """Take one page to its end."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an outlet when its crawl begins.

    Args:
        last: Start of the last crawl that came through; None before the first.
        begun: Start of the first crawl; None before it.
        validators: To ask conditionally with, by discovery address.
        waiting: Entries of earlier crawls still need work.
        look_home: The home page is to be compared with what the feed announces.
    """

    last: datetime | None = None
    begun: datetime | None = None
    validators: Mapping[str, Validator] = field(default_factory=dict)
    waiting: bool = False
    look_home: bool = False


class State(Protocol):
    """What is remembered between crawls."""

    async def recall(self, outlet: str, now: datetime) -> Known:
        """Return what is remembered of an outlet."""
        ...

    async def unseen(self, outlet: str, keys: Collection[str], *, skipped: bool = False) -> set[str]:
        """Return those URL keys that have reached no final state yet; with `skipped` also those left as an archive."""
        ...

    async def waiting(self, outlet: str, now: datetime, limit: int) -> tuple[Entry, ...]:
        """Return entries of earlier crawls that still need work and whose time has come."""
        ...

    async def put_aside(self, entries: Collection[Entry], state: EntryState, reason: str) -> None:
        """Record entries that are not fetched in this crawl, as `deferred` or `skipped`."""
        ...

    async def settle(self, entry: Entry, state: EntryState, reason: str, outcome: Outcome | None) -> None:
        """Record the final state of an entry in this crawl."""
        ...

    async def finish(self, report: CrawlReport, validators: Mapping[str, Validator]) -> None:
        """Record a crawl; `validators` is empty when entries were left over."""
        ...


@dataclass(slots=True)
class MemoryState:
    """A state that forgets: tests, dry runs, crawls without an archive."""

    seen: dict[str, dict[str, EntryState]] = field(default_factory=dict)
    kept_validators: dict[str, dict[str, Validator]] = field(default_factory=dict)
    crawls: dict[str, datetime] = field(default_factory=dict)
    reports: list[CrawlReport] = field(default_factory=list)
    aside: dict[str, dict[str, Entry]] = field(default_factory=dict)
    look_home: bool = False

    async def recall(self, outlet: str, now: datetime) -> Known:
        """Return what the last finished crawl left."""
        _ = now
        last = self.crawls.get(outlet)
        begun = next((report.started_at for report in self.reports if report.outlet == outlet), last)
        waiting = bool(self.aside.get(outlet))
        return Known(last, begun, dict(self.kept_validators.get(outlet, {})), waiting, self.look_home)

    async def unseen(self, outlet: str, keys: Collection[str], *, skipped: bool = False) -> set[str]:
        """Return keys that are not settled."""
        settled = self.seen.get(outlet, {})
        return {key for key in keys if key not in settled or (skipped and settled[key] == "skipped")}

    async def waiting(self, outlet: str, now: datetime, limit: int) -> tuple[Entry, ...]:
        """Return what was deferred."""
        found = tuple(self.aside.get(outlet, {}).values())[:limit]
        return tuple(replace(entry, found_at=now, body_html=None) for entry in found)

    async def put_aside(self, entries: Collection[Entry], state: EntryState, reason: str) -> None:
        """Remember deferred entries and skipped keys."""
        for entry in entries:
            await self.settle(entry, state, reason, None)

    async def settle(self, entry: Entry, state: EntryState, reason: str, outcome: Outcome | None) -> None:
        """Remember final states; what failed or was deferred waits."""
        from pipeline.page.urls import url_key

        _ = (reason, outcome)
        key, aside = url_key(entry.url), self.aside.setdefault(entry.outlet, {})
        if state in {"failed", "blocked", "deferred"}:
            aside[key] = entry
        elif state not in {"known", "outside"}:
            aside.pop(key, None)
            self.seen.setdefault(entry.outlet, {})[key] = state

    async def finish(self, report: CrawlReport, validators: Mapping[str, Validator]) -> None:
        """Keep report and validators."""
        self.reports.append(report)
        self.kept_validators.setdefault(report.outlet, {}).update(validators)
        if report.outcome in {"ok", "unchanged"}:
            self.crawls[report.outlet] = report.started_at


async def discard(page: Page, entry: Entry | None = None) -> Outcome:
    """Take a page and do nothing with it: a crawl without an archive."""
    _ = (page, entry)
    return Outcome("unrelated", reason="no archive")


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How outlets are crawled this time.

    Args:
        since: Only articles published from then on, and walk archives back to it, aware; None for what is new.
        until: Only articles published before, aware; None for no end.
        oldest: Without `since`, entries of a sitemap that are that much older than its newest are left: many sitemaps
            announce a whole archive.
        first: How far back an outlet's first crawl looks; what is older is never taken unless `since` asks for it. It
            is counted from the newest entry where that is older, so that a quiet site's last articles are taken.
        most: Most article pages of an outlet; the newest are taken first.
        dry_run: Discover only: fetch no article, store nothing.
        again: Also take entries that were seen before.
        user_agent: Names us and a contact address.
        outlets_at_once: How many outlets are crawled side by side.
        delay: Seconds between requests that replaces the outlets' own (tests, demo); None keeps theirs.
        timeout: Seconds for one answer.
        grace: Seconds that in-flight requests get when the crawl is asked to stop.
        revisit: Known articles to visit again, by outlet id.
        announce: Told of each entry that is taken; None tells nobody.
    """

    since: datetime | None = None
    until: datetime | None = None
    oldest: timedelta = timedelta(days=45)
    first: timedelta = timedelta(days=7)
    most: int = 200
    dry_run: bool = False
    again: bool = False
    user_agent: str = DEFAULT_AGENT
    outlets_at_once: int = 16
    delay: float | None = None
    timeout: float = 30.0
    grace: float = 8.0
    revisit: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    announce: Callable[[Entry], None] | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP exchange as it went over the wire, for the evidence file.

    Args:
        url: Address asked for.
        at: When the answer had come in, aware UTC.
        request_headers: Sent, in their order.
        status: Of the answer.
        response_headers: Received, in their order and letters, repeated ones apart.
        body: Received, before any decoding but that of chunks.
        ip: Address that answered; None when unknown.
        protocol: Of the answer.
        reason: Words of its status line.
        target: What was asked for, as the request line said it; None: as in `url`.
    """

    url: str
    at: datetime
    request_headers: tuple[tuple[str, str], ...]
    status: int
    response_headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    ip: str | None = None
    protocol: str = "HTTP/1.1"
    reason: str = "OK"
    target: str | None = None


class Recorder(Protocol):
    """Keeps the exchanges of kept articles."""

    async def __call__(self, exchange: Exchange, article_id: int | None, *, only_again: bool = False) -> None:
        """Write one exchange.

        Args:
            exchange: What went over the wire.
            article_id: The article it is evidence of; None when unknown.
            only_again: Only where the same body is kept already: that a page still says what it said.
        """
        ...


class Turns(Protocol):
    """Who asks a host next, where several machines share an archive."""

    async def take(self, host: str, delay: timedelta) -> None:
        """Wait for our turn at a host; whoever comes next waits `delay` longer."""
        ...

    async def rest(self, host: str, until: datetime) -> None:
        """Let nobody ask a host before an instant."""
        ...


@dataclass(frozen=True)
class Job:
    """Everything a spider needs, the same for all outlets of one call."""

    sink: Sink
    state: State
    options: CrawlOptions = field(default_factory=CrawlOptions)
    clock: Clock = field(default_factory=SystemClock)
    robots: RobotsCache = field(default_factory=RobotsCache)
    recorder: Recorder | None = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    turns: Turns | None = None  # None: this machine asks alone, and its delays are enough
