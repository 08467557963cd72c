"""What crawls remember, kept in the archive: which entries are settled, validators, the log of crawls, the ledger.

An entry is settled only after its page has reached its end in the archive; what a killed crawl left behind is therefore
found again at the next poll.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TypeVar, cast

import structlog
from sqlalchemy import Connection, Engine

from archive.database import read, write
from archive.records.page import Discovery, Entry
from archive.store.entries import put_aside, record_entry, set_state, settled, waiting, with_open
from archive.store.outlets import OutletState, load_states
from archive.store.traces import trace_id
from base.clock import Clock
from crawlers.job import Known
from crawlers.report import CrawlReport, EntryState, Validator
from pantau.recording import Ended, Judge, record
from pantau.together import Together
from pantau.visiting import end_visit, is_visit
from pipeline.outcome import Outcome
from pipeline.page.urls import url_key

R = TypeVar("R")
log = structlog.get_logger("pantau.memory")
PAUSE = 0.1  # seconds between two batches of polls that are looked up, or written down, in one transaction
RESTS = (timedelta(0), timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(hours=6))
"""How long a failing entry is left alone after each of its tries; after the last one it is left for good."""
OPEN: frozenset[EntryState] = frozenset({"failed", "blocked", "deferred"})
FINAL: frozenset[EntryState] = frozenset(
    {"kept", "updated", "unchanged", "unrelated", "screened_out", "empty", "gone", "robots", "refused", "skipped"}
)


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
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recall")
        self._recalled = Together(self._recall, self._reader, PAUSE)
        self._ended = Together(self._record, self.writer, PAUSE)

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
        return await self._recalled((outlet, now))

    def _recall(self, asked: list[tuple[str, datetime]]) -> list[Known]:
        names = [outlet for outlet, _ in asked]
        with read(self._engine) as connection:
            states, open_ = load_states(connection, names), with_open(connection, names, OPEN)
            left = {
                outlet
                for outlet, now in asked
                if outlet in open_ and waiting(connection, outlet, states=OPEN, rests=RESTS, now=now, limit=1)
            }
        return [self._known(states[outlet], now, left=outlet in left) for outlet, now in asked]

    def _known(self, state: OutletState, now: datetime, *, left: bool) -> Known:
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
        await self._ended(Ended(report, validators))

    def _record(self, ended: list[Ended]) -> list[None]:
        with write(self._engine) as connection:
            record(connection, self._judge, ended)
        return [None] * len(ended)

    def close(self) -> None:
        """Finish the writes under way."""
        self.writer.shutdown(wait=True)
        self._reader.shutdown(wait=True)
