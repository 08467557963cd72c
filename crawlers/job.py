"""What a crawl is given by whoever starts it: options, where pages go, what is known already."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
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


class State(Protocol):
    """What is remembered between crawls."""

    async def unseen(self, outlet: str, keys: Collection[str]) -> set[str]:
        """Return those URL keys that have reached no final state yet."""
        ...

    async def validators(self, outlet: str) -> Mapping[str, Validator]:
        """Return validators by discovery address."""
        ...

    async def last_crawl(self, outlet: str) -> datetime | None:
        """Return the start of the last crawl that came through; None before the first."""
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

    async def unseen(self, outlet: str, keys: Collection[str]) -> set[str]:
        """Return keys that are not settled."""
        return set(keys) - self.seen.get(outlet, {}).keys()

    async def validators(self, outlet: str) -> Mapping[str, Validator]:
        """Return the validators of the last finished crawl."""
        return dict(self.kept_validators.get(outlet, {}))

    async def last_crawl(self, outlet: str) -> datetime | None:
        """Return the start of the last crawl that came through."""
        return self.crawls.get(outlet)

    async def settle(self, entry: Entry, state: EntryState, reason: str, outcome: Outcome | None) -> None:
        """Remember final states; failures stay unseen."""
        from pipeline.page.urls import url_key

        _ = (reason, outcome)
        if state not in {"failed", "blocked", "deferred", "known", "outside"}:
            self.seen.setdefault(entry.outlet, {})[url_key(entry.url)] = state

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
        request_headers: Sent.
        status: Of the answer.
        response_headers: Received.
        body: Received, before any decoding.
        ip: Address that answered; None when unknown.
    """

    url: str
    at: datetime
    request_headers: tuple[tuple[str, str], ...]
    status: int
    response_headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str | None = None


class Recorder(Protocol):
    """Keeps the exchanges of kept articles."""

    async def __call__(self, exchange: Exchange, article_id: int | None) -> None:
        """Write one exchange."""
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
