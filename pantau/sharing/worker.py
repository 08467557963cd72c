"""One worker of many: takes jobs of its queues until it is asked to stop, and stands ready to keep the schedule.

A database that goes away ends a round; the next one begins when it is back. A loop that hangs ends the process: its
jobs are taken over after ten seconds, and whoever started it (systemd, the monitor) starts it again.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from base.errors import UsageError
from crawlers.job import CrawlOptions
from crawlers.report import CrawlReport
from pantau.alerting import Desk
from pantau.bootstrap import Application
from pantau.flow import Crawling
from pantau.housekeeping import tidy
from pantau.operations.taking import named
from pantau.operations.turn import Turn, turn_of
from pantau.sharing.engine import ensure_tables, make_app
from pantau.sharing.failing import LONGEST, PAUSE, check_rights, is_refused, lacking, meaning, pause_after
from pantau.sharing.reading import FarExaminer
from pantau.sharing.schedule import LOOK, STALLED, Schedule, order
from pantau.sharing.tasks import crawl_slot, deliver_round, read_page
from pantau.sharing.turns import HostTurns
from pantau.sharing.watchdog import Watchdog
from pipeline.process import Examiner

if TYPE_CHECKING:
    from procrastinate import App

log = structlog.get_logger("pantau.worker")

HEARTBEAT = 2.0  # seconds; five of them fit into STALLED
POLL = 1.0  # seconds between two looks at the queue when nothing is notified
GRACE = 9.0  # of the 10 s that a stop may take
ORDER_PATIENCE = 30.0  # seconds for putting one job into the queue


@dataclass
class Worker:
    """Takes jobs from the queue.

    Args:
        application: The composed application, on PostgreSQL.
        queues: Some of `engine.QUEUES`.
        examiner: Reads pages in processes with limits; None in a worker that analyses nothing.
        desk: Sends messages; None in a worker that delivers nothing.
        options: Limits and politeness of crawls.
        on_report: Called as a crawl ends.
        renew_after: Crawls after which it asks to be started anew, so that no leak grows for ever.
        crawls: How many this worker has done.
    """

    application: Application
    queues: Collection[str]
    examiner: Examiner | None = None
    desk: Desk | None = None
    options: CrawlOptions = field(default_factory=CrawlOptions)
    on_report: Callable[[CrawlReport], None] | None = None
    renew_after: int = 2000
    crawls: int = 0

    async def run(self, stopping: asyncio.Event) -> bool:
        """Work until a stop is asked for; what is in flight is finished. Tell whether it wants to be started anew.

        Args:
            stopping: Set to stop.

        Raises:
            UsageError: The database's role may not do the work.
        """
        watchdog = Watchdog(self.application.settings.crawl.hang_after.total_seconds())
        beating = asyncio.create_task(watchdog.beat())
        turn: Turn | None = None
        failures, pause = 0, PAUSE
        try:
            while not stopping.is_set():
                begun = asyncio.get_running_loop().time()
                try:
                    if turn is None:
                        turn = await asyncio.to_thread(self._turn)
                    await self._round(stopping, turn)
                except UsageError:
                    raise  # no later round can go better
                except Exception as error:
                    if is_refused(error):
                        raise lacking(meaning(error), self.application.engine.url.username or "") from error
                    lasted = asyncio.get_running_loop().time() - begun
                    failures = 1 if lasted > LONGEST else failures + 1
                    pause = pause_after(error, failures)
                    log.warning("the queue does not answer; tried again", reason=meaning(error), after=pause)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), pause)
        finally:
            beating.cancel()
            watchdog.end()
            if turn is not None:
                await asyncio.to_thread(turn.leave)
        return self.crawls >= self.renew_after

    def _turn(self) -> Turn:
        return turn_of(self.application.engine, self.application.settings.var)

    async def _round(self, stopping: asyncio.Event, turn: Turn) -> None:
        """Work until the stop or until something fails."""
        await asyncio.to_thread(ensure_tables, self.application.engine)
        await asyncio.to_thread(check_rights, self.application.engine)
        app = make_app(self.application.engine, named(self.queues, os.getpid(), os.uname().nodename))
        async with app.open_async(), contextlib.AsyncExitStack() as stack:
            if "crawl" in self.queues:
                self._register_crawl(app, stack, stopping)
            self._register_rest(app)
            tasks = [asyncio.create_task(self._take(app, queue)) for queue in sorted(self.queues)]
            tasks.append(asyncio.create_task(_keep(Schedule(self.application, app, turn))))
            halt = asyncio.create_task(stopping.wait())
            try:
                await asyncio.wait({*tasks, halt}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (*tasks, halt):
                    task.cancel()
                results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _take(self, app: "App", queue: str) -> None:
        """Take jobs of one queue: each has places of its own, so that crawls never keep an alert waiting."""
        settings = self.application.settings
        places = {"crawl": settings.crawl.outlets_at_once, "analyse": settings.extraction.processes, "deliver": 1}
        await app.run_worker_async(
            queues=[queue],
            name=f"pantau-{queue}-{os.uname().nodename}-{os.getpid()}",
            concurrency=places[queue],
            fetch_job_polling_interval=POLL,
            shutdown_graceful_timeout=GRACE,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED,
            delete_jobs="successful",
            install_signal_handlers=False,
        )

    def _register_crawl(self, app: "App", stack: contextlib.AsyncExitStack, stopping: asyncio.Event) -> None:
        """Name the crawl to the engine; pages are read here, or elsewhere when this worker analyses nothing."""
        turns = HostTurns(self.application.engine, self.application.clock, stopping)
        if self.examiner is not None:
            crawling = Crawling(self.application, self.examiner, turns)
        else:
            far = FarExaminer(self.application.engine, _orders(app, asyncio.get_running_loop()))
            crawling = Crawling(self.application, far, turns)
        stack.push_async_callback(asyncio.to_thread, crawling.close)
        if self.examiner is None:
            stack.callback(far.close)

        @app.task(name="crawl", queue="crawl")
        async def crawl(outlet: str, slot: str) -> None:
            done = await crawl_slot(crawling, outlet, slot, self.options, stopping=stopping, on_report=self.on_report)
            self.crawls += done
            if self.crawls >= self.renew_after:
                stopping.set()

    def _register_rest(self, app: "App") -> None:
        """Name reading, delivering and tidying to the engine, as far as this worker does them."""
        application, examiner, desk = self.application, self.examiner, self.desk
        if examiner is not None:

            @app.task(name="analyse", queue="analyse")
            async def analyse(reading: str) -> None:
                await asyncio.to_thread(read_page, application.engine, reading, examiner)

        if desk is not None:

            @app.task(name="deliver", queue="deliver")
            async def deliver() -> None:
                await asyncio.to_thread(deliver_round, desk, application.clock.now())

            @app.task(name="tidy", queue="deliver")
            async def tidy_up() -> None:
                await asyncio.to_thread(tidy, application, application.clock.now())

            @app.task(name="stamp", queue="deliver")
            async def stamp() -> None:
                from pantau.stamping import stamp_told  # only where an authority is named

                await asyncio.to_thread(stamp_told, application, application.clock.now())


async def _keep(schedule: Schedule) -> None:
    while True:
        await schedule.tick()
        await asyncio.sleep(LOOK)


def _orders(app: "App", loop: asyncio.AbstractEventLoop) -> Callable[[str], None]:
    """Return a call for other threads that puts a reading into the queue."""

    def call(reading: str) -> None:
        work = order(app, "analyse", f"analyse:{reading}", reading=reading)
        asyncio.run_coroutine_threadsafe(work, loop).result(ORDER_PATIENCE)

    return call
