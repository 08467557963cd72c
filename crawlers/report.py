"""What a crawl of one outlet came to: counters in which every entry stands exactly once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

CrawlOutcome = Literal["ok", "unchanged", "unreachable", "blocked", "robots", "busy", "failed", "stopped"]
"""`unchanged`: the site answered that nothing is new; `robots`: robots.txt forbids every way of discovery; `busy`: the
site asked us to slow down before any worked; `failed`: reached, but no way of discovery worked."""
UNREAD: frozenset[CrawlOutcome] = frozenset({"unreachable", "blocked", "robots", "busy", "failed"})

EntryState = Literal[
    "kept", "updated", "unchanged", "unrelated", "screened_out", "empty",  # what the sink made of the page
    "failed",  # could not be fetched or read; tried again next time until tries run out
    "blocked",  # a challenge or a wall
    "gone",  # 404, 410, or a page that says so
    "robots",  # robots.txt forbids it
    "refused",  # a private address or a foreign scheme
    "known",  # seen before
    "outside",  # outside the asked dates
    "deferred",  # left for the next crawl: limit reached, back-off, or stop
    "skipped",  # one of a whole undated archive announced at once; fetched only when its days are asked for
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Validator:
    """What a discovery address gave us to ask conditionally with.

    Args:
        etag: Value of ETag; None when absent.
        modified: Value of Last-Modified; None when absent.
        whole_at: When the document was last received whole, aware UTC.
    """

    etag: str | None
    modified: str | None
    whole_at: datetime


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """One crawl of one outlet.

    Args:
        outlet: Outlet id.
        started_at: Aware UTC.
        ended_at: Aware UTC.
        outcome: See `CrawlOutcome`.
        reason: One line for people; empty for `ok`.
        means: The ways of discovery that worked, in order.
        notes: Why ways were left and what was odd, one clause each.
        found: Entries announced.
        states: Entries by final state, each once; the values sum up to `found` plus `revisited` plus `retried`.
        reasons: Why entries failed, were blocked, gone or refused, each with its count.
        revisited: Known articles that were visited again.
        retried: Entries of earlier crawls that were no longer announced and were tried again.
        fresh: Entries found by feed, sitemap, REST or listing that were never seen before.
        home_fresh: Such entries that only the home page showed, in a crawl that compared it; None where it did not.
        waits: Seconds from publication to finding of the fresh entries that tell their time; empty for first crawls.
        back_to: Where a backfill began to look and reached; None for other crawls, and where it did not come so far.
        interval: Seconds since the last crawl that came through; None for the first.
        looked: Pages whose shape was looked at.
        bad: Of them, without title, date or text.
        requests: HTTP requests sent, with robots.txt, retries and redirects.
        not_modified: Answers 304.
        bytes: Received, before decoding.
        published: When the entries found were published, aware UTC: what the outlet's rhythm is learnt from.
        retry_at: Earliest next request the site allows; None when it does not say.
        first: True for the outlet's first crawl: it sends no instant alerts.
    """

    outlet: str
    started_at: datetime
    ended_at: datetime
    outcome: CrawlOutcome
    reason: str = ""
    means: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    found: int = 0
    states: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    revisited: int = 0
    retried: int = 0
    fresh: int = 0
    home_fresh: int | None = None
    waits: tuple[float, ...] = ()
    back_to: datetime | None = None
    interval: float | None = None
    looked: int = 0
    bad: int = 0
    requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    published: tuple[datetime, ...] = ()
    retry_at: datetime | None = None
    first: bool = False

    @property
    def seconds(self) -> float:
        """Wall-clock time of the crawl."""
        return (self.ended_at - self.started_at).total_seconds()

    @property
    def fetched(self) -> int:
        """Entries whose page or body came in."""
        return sum(self.states.get(name, 0) for name in FETCHED)


FETCHED = ("kept", "updated", "unchanged", "unrelated", "screened_out", "empty")
BAD = ("failed", "blocked")
REFUSED = ("gone", "robots", "refused")
WAITING = ("deferred", "skipped")


@dataclass(slots=True)
class Tally:
    """The counters of a running crawl; made a `CrawlReport` at its end."""

    found: int = 0
    revisited: int = 0
    retried: int = 0
    fresh: int = 0
    home_fresh: int | None = None
    waits: list[float] = field(default_factory=list)
    interval: float | None = None
    looked: int = 0
    bad: int = 0
    requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    means: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    published: list[datetime] = field(default_factory=list)
    retry_at: datetime | None = None
    lost: list[str] = field(default_factory=list)  # why each way of discovery was left
    giving_up: str | None = None  # why no further request is sent; None while the crawl goes on
    walls: list[str] = field(default_factory=list)
    unreachable: str | None = None
    moved: str | None = None  # where the whole site redirects to, when that is another host
    complete: bool = True  # False when entries were left for the next crawl: then validators are not kept

    def note(self, text: str) -> None:
        """Remember one oddity, once."""
        if text not in self.notes and len(self.notes) < 50:  # noqa: PLR2004 - bounded on hostile sites
            self.notes.append(text)
