"""What crawls remember, kept in the archive: which entries are settled, validators, the log of crawls, the ledger.

An entry is settled only after its page has reached its end in the archive; what a killed crawl left behind is therefore
found again at the next poll.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine

from archive.database import read, write
from archive.records.page import Entry
from archive.store.coverage import add_coverage
from archive.store.crawls import end_crawl, start_crawl
from archive.store.entries import newest_article, record_entry, set_state, settled
from archive.store.outlets import OutletState, Validators, load_state, save_state
from crawlers.report import FETCHED, CrawlReport, EntryState, Validator
from pipeline.outcome import Outcome
from pipeline.page.urls import url_key

R = TypeVar("R")
TRIES = 5  # polls at which a failing entry is tried again before it is left
FINAL: frozenset[EntryState] = frozenset(
    {"kept", "updated", "unchanged", "unrelated", "screened_out", "empty", "gone", "robots", "refused"}
)
Due = Callable[[OutletState, CrawlReport, datetime | None], OutletState]


class ArchiveMemory:
    """`crawlers.job.State` over the archive. Writes go through one thread, so that they never wait for each other.

    Args:
        engine: The archive.
        due: Decides when an outlet is due again and how well it is, from what was known, the report and the date of
            its newest article.
    """

    def __init__(self, engine: Engine, due: Due) -> None:
        self._engine = engine
        self._due = due
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

    async def unseen(self, outlet: str, keys: Collection[str]) -> set[str]:
        """Return those keys that have reached no final state and have tries left."""
        done = await self._read(lambda c: settled(c, outlet, keys, states=FINAL, most_tries=TRIES))
        return set(keys) - done

    async def validators(self, outlet: str) -> Mapping[str, Validator]:
        """Return validators by discovery address."""
        state = await self._read(lambda c: load_state(c, outlet))
        return {
            url: Validator(told.etag, told.last_modified, told.whole_at)
            for url, told in state.validators.items()
            if told.whole_at is not None
        }

    async def last_crawl(self, outlet: str) -> datetime | None:
        """Return the start of the last crawl that came through; None before the first."""
        return (await self._read(lambda c: load_state(c, outlet))).last_success_at

    async def settle(self, entry: Entry, state: EntryState, reason: str, outcome: Outcome | None) -> None:
        """Record the state of an entry in this crawl."""
        if state in {"known", "outside"}:
            return  # nothing changed; the report counts them
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
            )

        await self.write(work)

    async def finish(self, report: CrawlReport, validators: Mapping[str, Validator]) -> None:
        """Record a crawl: log, coverage ledger, validators, when the outlet is due again."""

        def work(connection: Connection) -> None:
            crawl = start_crawl(connection, report.outlet, now=report.started_at, first=report.first)
            counts = {"found": report.found, "requests": report.requests, "not_modified": report.not_modified}
            end_crawl(
                connection,
                crawl,
                now=report.ended_at,
                outcome=report.outcome,
                counts={**counts, **report.states},
                detail=report.reason or None,
            )
            if report.outcome in {"ok", "unchanged"}:
                _cover(connection, report)
            state = self._due(load_state(connection, report.outlet), report, newest_article(connection, report.outlet))
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
        found=report.found,
        fetched=report.fetched,
        screened=sum(states.get(name, 0) for name in FETCHED if name != "screened_out"),
        kept=states.get("kept", 0) + states.get("updated", 0),
        failed=states.get("failed", 0) + states.get("blocked", 0),
    )
