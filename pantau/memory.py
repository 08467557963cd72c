"""What crawls remember, kept in the archive: which entries are settled, validators, the log of crawls, the ledger.

An entry is settled only after its page has reached its end in the archive; what a killed crawl left behind is therefore
found again at the next poll.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar, cast

import structlog
from sqlalchemy import Connection, Engine

from archive.database import read, write
from archive.records.page import Discovery, Entry
from archive.store.alarms import note_alarms
from archive.store.coverage import add_coverage, fill_gaps
from archive.store.crawls import Crawl, note_crawl
from archive.store.entries import has_open, put_aside, record_entry, set_state, settled, waiting
from archive.store.outlets import OutletState, Validators, load_state, save_state
from archive.store.traces import trace_id
from archive.store.visits import next_visit_at
from base.clock import Clock
from crawlers.health import Alarm
from crawlers.job import Known
from crawlers.report import FETCHED, CrawlReport, EntryState, Validator
from pantau.visiting import end_visit, is_visit
from pipeline.outcome import Outcome
from pipeline.page.urls import url_key

R = TypeVar("R")
log = structlog.get_logger("pantau.memory")
SOONEST = timedelta(minutes=10)  # after a crawl, before a visit
RESTS = (timedelta(0), timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(hours=6))
"""How long a failing entry is left alone after each of its tries; after the last one it is left for good."""
OPEN: frozenset[EntryState] = frozenset({"failed", "blocked", "deferred"})
FINAL: frozenset[EntryState] = frozenset(
    {"kept", "updated", "unchanged", "unrelated", "screened_out", "empty", "gone", "robots", "refused", "skipped"}
)


class Judge(Protocol):
    """Decides after a crawl when an outlet is due again, how well it is and what is to be told of it."""

    def __call__(
        self, connection: Connection, state: OutletState, report: CrawlReport
    ) -> tuple[OutletState, tuple[Alarm, ...]]:
        """Return the outlet's new state and the alarms that hold."""
        ...

    def look_home(self, state: OutletState, now: datetime) -> bool:
        """Tell whether the next crawl is to compare the home page with the feed."""
        ...


class ArchiveMemory:
    """`crawlers.job.State` over the archive. Writes go through one thread, so that they never wait for each other.

    Args:
        engine: The archive.
        judge: See `Judge`.
        clock: Time.
    """

    def __init__(self, engine: Engine, judge: Judge, clock: Clock) -> None:
        self._engine = engine
        self._judge = judge
        self._clock = clock
        self.writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")

    async def write(self, work: Callable[[Connection], R]) -> R:
        """Run work in a write transaction on the writing thread."""

        def run() -> R:
            with write(self._engine) as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self.writer, run)

    async def _read(self, work: Callable[[Connection], R]) -> R:
        def run() -> R:
            with read(self._engine) as connection:
                return work(connection)

        return await asyncio.to_thread(run)

    async def recall(self, outlet: str, now: datetime) -> Known:
        """Return what is remembered of an outlet."""

        def work(connection: Connection) -> tuple[OutletState, bool]:
            left = has_open(connection, outlet, OPEN) and bool(
                waiting(connection, outlet, states=OPEN, rests=RESTS, now=now, limit=1)
            )
            return load_state(connection, outlet), left

        state, left = await self._read(work)
        validators = {
            url: Validator(told.etag, told.last_modified, told.whole_at)
            for url, told in state.validators.items()
            if told.whole_at is not None
        }
        look_home = self._judge.look_home(state, now)
        return Known(state.last_success_at, state.first_crawled_at, validators, left, look_home)

    async def unseen(self, outlet: str, keys: Collection[str], *, skipped: bool = False) -> set[str]:
        """Return those keys that have reached no final state, have tries left and have had their rest."""
        final = FINAL - {"skipped"} if skipped else FINAL
        now = self._clock.now()
        return set(keys) - await self._read(lambda c: settled(c, outlet, keys, states=final, rests=RESTS, now=now))

    async def waiting(self, outlet: str, now: datetime, limit: int) -> tuple[Entry, ...]:
        """Return entries of earlier crawls that still need work and have had their rest."""
        left = await self._read(lambda c: waiting(c, outlet, states=OPEN, rests=RESTS, now=now, limit=limit))
        return tuple(
            Entry(outlet, one.url, cast("Discovery", one.via), now, title=one.title, published=one.published)
            for one in left
        )

    async def put_aside(self, entries: Collection[Entry], state: EntryState, reason: str) -> None:
        """Record entries that are not fetched in this crawl."""
        found = [(entry, url_key(entry.url)) for entry in entries]
        await self.write(lambda c: put_aside(c, found, state, reason or None))

    async def settle(self, entry: Entry, state: EntryState, reason: str, outcome: Outcome | None) -> None:
        """Record the state of an entry in this crawl."""
        if state in {"known", "outside"}:
            return  # nothing changed; the report counts them
        if is_visit(entry):
            if state not in {"updated", "unchanged"}:  # the sink has noted those with what the page said
                await self.write(lambda c: end_visit(c, entry, state, reason, self._clock.now()))
            return
        key = url_key(entry.url)
        article_id = outcome.article_id if outcome else None

        def work(connection: Connection) -> None:
            record_entry(connection, entry, key)
            set_state(
                connection,
                entry.outlet,
                key,
                state,
                now=entry.found_at,
                reason=reason or None,
                article_id=article_id,
                tried=state != "deferred",
            )

        await self.write(work)
        tell = log.debug if state in {"screened_out", "unrelated", "skipped", "deferred"} else log.info
        tell("entry", trace=trace_id(key), outlet=entry.outlet, state=state, reason=reason, article=article_id)

    async def finish(self, report: CrawlReport, validators: Mapping[str, Validator]) -> None:
        """Record a crawl: log, coverage ledger, validators, when the outlet is due again."""

        def work(connection: Connection) -> None:
            counts = {"found": report.found, "requests": report.requests, "not_modified": report.not_modified}
            detail = "; ".join(part for part in (report.reason, *report.notes) if part)[:500] or None
            told_counts = {**counts, **report.states}
            note_crawl(
                connection,
                Crawl(0, report.outlet, report.started_at, report.ended_at, report.outcome, report.first,
                      told_counts, detail),
            )  # fmt: skip
            if report.outcome in {"ok", "unchanged"}:
                _cover(connection, report)
            if report.outcome == "stopped":
                return  # asked to stop: nothing is known of the outlet
            before = load_state(connection, report.outlet)
            state, alarms = self._judge(connection, before, report)
            reasons: dict[str, str] = {alarm.kind: alarm.sentence for alarm in alarms}
            if reasons or before.failures or before.health not in {"ok", "new"}:  # else none can hold
                seen = report.outcome in {"ok", "unchanged"}
                note_alarms(connection, report.outlet, reasons, now=report.ended_at, seen=seen)
            state = replace(state, next_due_at=_with_visits(connection, state, report))
            told = {url: Validators(v.etag, v.modified, v.whole_at) for url, v in validators.items()}
            save_state(connection, replace(state, validators={**state.validators, **told}))

        await self.write(work)

    def close(self) -> None:
        """Finish the writes under way."""
        self.writer.shutdown(wait=True)


def _cover(connection: Connection, report: CrawlReport) -> None:
    states = report.states
    add_coverage(
        connection,
        report.outlet,
        report.started_at,
        ",".join(report.means)[:64] or "none",
        found=report.found - states.get("known", 0),
        fetched=report.fetched,
        screened=sum(states.get(name, 0) for name in FETCHED if name != "screened_out"),
        kept=states.get("kept", 0) + states.get("updated", 0),
        failed=states.get("failed", 0) + states.get("blocked", 0),
        waiting=states.get("deferred", 0) + states.get("skipped", 0),
    )
    if report.back_to is not None:
        means = ",".join(report.means)
        fill_gaps(connection, report.outlet, report.back_to, report.started_at, means, report.published)


def _with_visits(connection: Connection, state: OutletState, report: CrawlReport) -> datetime | None:
    """Return when an outlet is due: at its next poll, or sooner for a visit, but never at once nor against its wish."""
    due = state.next_due_at
    visit = next_visit_at(connection, report.outlet) if report.outcome in {"ok", "unchanged"} else None
    if due is None or visit is None:
        return due
    return min(due, max(visit, report.ended_at + SOONEST, report.retry_at or visit))
