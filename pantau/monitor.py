"""`pantau run`: the schedule, the crawl worker and the deliveries of one machine.

APScheduler only ticks (`pantau/ticking.py`). What is due is decided from the archive at each tick, and uniqueness lies
in its tables, so that a missed, doubled or late tick changes nothing but the delay. Of several monitors on one
archive one acts at a time (`pantau/operations/turn.py`); the others stand by. Over PostgreSQL with the queue engine
installed the worker process keeps schedule, crawls and deliveries together with all others (`pantau/sharing/`), and the
monitor only watches it and serves the pages.
"""

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog

from base.catalogue import Catalogue
from crawlers.report import UNREAD
from pantau.agenda import Agenda
from pantau.alerting import Desk
from pantau.bootstrap import Application
from pantau.housekeeping import tidy
from pantau.operations.turn import Turn, turn_of
from pantau.sharing.engine import ensure_tables, shares
from pantau.ticking import Tick, Ticker
from pantau.workers import CrawlWorker

log = structlog.get_logger("pantau.monitor")

LOOK = 5  # seconds between two looks at what is due
WATCH = 2  # seconds between two looks at the worker
TIDY = 6 * 3600  # seconds between two tidyings
FIRST_TIDY = 600  # seconds after the start: the first crawl round comes first
STAMP = 60  # seconds between two looks whether evidence is to be time-stamped
RESTART_PAUSE = 5.0  # seconds before a worker that died is started again


@dataclass
class Round:
    """The first crawl round: which outlets have answered and how.

    Args:
        waiting: Outlets that have not reported yet.
        counts: Outlets by outcome.
        kept: Articles kept.
    """

    waiting: set[str]
    counts: dict[str, int] = field(default_factory=dict)
    kept: int = 0

    def note(self, report: dict[str, Any]) -> bool:
        """Count a report; tell whether it was the last that was waited for."""
        if report["outlet"] not in self.waiting:
            return False
        self.waiting.discard(report["outlet"])
        self.counts[report["outcome"]] = self.counts.get(report["outcome"], 0) + 1
        self.kept += report.get("states", {}).get("kept", 0)
        return not self.waiting


class Monitor:
    """Runs until it is asked to stop.

    Args:
        application: The composed application.
        worker: The crawl worker, not started yet.
        desk: Plans and sends.
        say: Prints one line for people.
        t: Texts.
    """

    def __init__(
        self, application: Application, worker: CrawlWorker, desk: Desk, say: Callable[[str], None], t: Catalogue
    ) -> None:
        self.application, self.worker, self.desk, self.say, self.t = application, worker, desk, say, t
        self.stopping = asyncio.Event()
        self.round = Round({outlet.id for outlet in application.outlets.values() if outlet.enabled})
        self._reports: asyncio.Task[None] | None = None
        self._sending = asyncio.Lock()
        self._turn: Turn | None = None
        self._standing_by = False
        self._shared = shares(application.settings.archive_url)
        worker.tell = say

    async def run(self, serve: Coroutine[Any, Any, None] | None = None) -> None:
        """Start everything, wait for a stop, finish what is in flight.

        Args:
            serve: The pages' server; None serves none.
        """
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self.stopping.set)
        engine = await asyncio.to_thread(lambda: self.application.engine)
        self._agenda = Agenda(engine, self.application.outlets)
        self._turn = turn_of(engine, self.application.settings.var)
        if self._shared:
            await asyncio.to_thread(ensure_tables, engine)
        await self._start_worker()
        ticker = self._ticker()
        ticker.start()
        pages = asyncio.create_task(serve) if serve is not None else None
        try:
            await self.stopping.wait()
            self.say(self.t("Stopping: what is in flight is finished and stored ..."))
        finally:
            ticker.stop()
            await self.worker.stop()
            await self._stop_tasks(pages)
            await asyncio.to_thread(self._turn.leave)

    async def _our_turn(self) -> bool:
        """Tell whether this monitor is the one that acts; says so when that changes."""
        if self._shared:
            return False  # the worker acts
        if self._turn is None or await asyncio.to_thread(self._turn.held):
            if self._standing_by:
                self.say(self.t("This monitor keeps the schedule now."))
            self._standing_by = False
            return True
        if not self._standing_by:
            self.say(self.t("Another monitor keeps the schedule of this archive; this one stands by."))
        self._standing_by = True
        return False

    async def _stop_tasks(self, pages: "asyncio.Task[None] | None") -> None:
        async with self._sending:  # a message that is being sent is finished and marked
            for task in (self._reports, pages):
                if task is not None:
                    task.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await task

    def _ticker(self) -> Ticker:
        stamping = (Tick(self.stamp, STAMP, STAMP),) if self.application.settings.evidence.stamps else ()
        return Ticker(
            (
                Tick(self.order_due, LOOK),
                Tick(self.deliver, LOOK),
                Tick(self.watch, WATCH),
                Tick(self.tidy, TIDY, FIRST_TIDY),
                *stamping,
            )
        )

    async def order_due(self) -> None:
        """Tell the worker which outlets are due, as many as may be crawled side by side."""
        if self.stopping.is_set() or not await self._our_turn():
            return
        due = await asyncio.to_thread(self._agenda.due, self.application.clock.now(), set(self.worker.busy))
        room = self.application.settings.crawl.outlets_at_once - len(self.worker.busy)
        await self.worker.order([one.outlet for one in due[: max(room, 0)]])

    async def deliver(self) -> None:
        """Plan what events ask for and send what is due; off the loop, one round at a time."""
        if self._sending.locked() or not await self._our_turn():
            return
        async with self._sending:
            now = self.application.clock.now()
            try:
                await asyncio.to_thread(self.desk.plan, now)
                await asyncio.to_thread(self.desk.send, now)
            except Exception:
                log.exception("delivery failed; it is tried again in a few seconds")

    async def tidy(self) -> None:
        """Delete and forget what has had its time."""
        if not await self._our_turn():
            return
        try:
            tidied = await asyncio.to_thread(tidy, self.application, self.application.clock.now())
        except Exception:
            log.exception("tidying up failed; it is tried again in a few hours")
        else:
            log.info("tidied up", rejected=tidied.rejected, furniture=tidied.furniture, nameless=tidied.nameless)

    async def stamp(self) -> None:
        """Have the evidence time-stamped; asking twice, from two machines, brings a second stamp and no harm."""
        if self._shared:
            return  # the schedule that the workers share orders them
        from pantau.stamping import stamp_told  # only where an authority is named

        await asyncio.to_thread(stamp_told, self.application, self.application.clock.now())

    async def watch(self) -> None:
        """Start the worker again when it died, hangs or is old."""
        verdict = self.worker.verdict(time.monotonic())
        if verdict is None or self.stopping.is_set():
            return
        log.warning("crawl worker is started again", reason=verdict)
        if verdict == "renewed":
            await self.worker.stop()
        else:
            self.worker.kill()
            await asyncio.sleep(RESTART_PAUSE)
        await self._start_worker()

    async def _start_worker(self) -> None:
        if self._reports is not None:
            self._reports.cancel()
        await self.worker.start()
        self._reports = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for report in self.worker.reports():
            await self._heard(report)

    async def _heard(self, report: dict[str, Any]) -> None:
        outlet, outcome, states = report["outlet"], report["outcome"], report.get("states", {})
        if outcome in UNREAD:
            log.info("outlet not read", outlet=outlet, outcome=outcome, reason=report.get("reason", ""))
        elif states.get("kept"):
            self.say(
                self.t(
                    "{outlet}: {kept} articles kept of {found}",
                    outlet=outlet,
                    kept=states["kept"],
                    found=report["found"],
                )
            )
        if self.round.note(report):
            await self._first_round()
        elif len(self.worker.busy) <= self.application.settings.crawl.outlets_at_once // 2:
            await self.order_due()  # what waits need not wait for the next look

    async def _first_round(self) -> None:
        """Close the first round: say what it found and write one digest, so that a new user sees one."""
        counts = self.round.counts
        reached = counts.get("ok", 0) + counts.get("unchanged", 0)
        total = sum(counts.values())
        if total and not reached:
            self.say(
                self.t(
                    "None of {total} outlets could be reached. Is there a network? 'make demo' needs none.", total=total
                )
            )
        else:
            self.say(
                self.t(
                    "First round: {reached} of {total} outlets read, {kept} articles kept.",
                    reached=reached,
                    total=total,
                    kept=self.round.kept,
                )
            )
        async with self._sending:
            now = self.application.clock.now()
            await asyncio.to_thread(self.desk.first_digest, now)


def worker_of(application: Application, environment: dict[str, str]) -> CrawlWorker:
    """Return the crawl worker of an application, not started."""
    settings = application.settings
    return CrawlWorker(
        command=(sys.executable, "-m", "pantau.worker", str(settings.config)),
        hang_after=settings.crawl.hang_after,
        restart_after=settings.crawl.restart_after,
        environment=environment,
    )
