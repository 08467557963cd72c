"""The schedule of several machines: one holds it, looks at what is due, orders it, and orders again what died.

our turn? -> outlets due and not ordered yet -> crawl jobs | deliver job | stalled jobs back into the queue
"""

import asyncio
import contextlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

from archive.database import write
from archive.store.readings import forget
from pantau.agenda import Agenda
from pantau.bootstrap import Application
from pantau.operations.turn import Turn
from pantau.sharing.tasks import slot_of

if TYPE_CHECKING:
    from procrastinate import App

log = structlog.get_logger("pantau.schedule")

LOOK = 2.0  # seconds between two looks at what is due
STALLED = 10.0  # seconds without a heartbeat after which a worker is taken for dead
TIDY = timedelta(hours=6)
STAMP = timedelta(minutes=1)  # between two looks whether evidence is to be time-stamped
MOST = 200  # orders a look: the country's 47,000 outlets every half hour are 52
READINGS_KEPT = timedelta(days=1)  # pages laid down by a crawl that was killed
PRIORITY = {"deliver": 10, "analyse": 5, "crawl": 0}  # an alert waits for nothing


class Schedule:
    """Orders what is due while it is our turn.

    Args:
        application: The composed application.
        app: The queue, opened.
        turn: Whose turn it is among the machines.
    """

    def __init__(self, application: Application, app: "App", turn: Turn) -> None:
        self.application, self.app, self.turn = application, app, turn
        self._agenda = Agenda(application.engine, application.outlets)
        self._tidied: datetime | None = None
        self._stamped: datetime | None = None
        self.ours = False

    async def tick(self) -> bool:
        """Order what is due; tell whether it is our turn."""
        ours = await asyncio.to_thread(self.turn.held)
        if ours != self.ours:
            log.info("this machine keeps the schedule now" if ours else "another machine keeps the schedule")
        self.ours = ours
        if ours:
            await self._rescue()
            await self._order_crawls()
            await order(self.app, "deliver", "deliver")
            await self._order_tidying()
            await self._order_stamping()
        return ours

    async def _rescue(self) -> None:
        """Give the jobs of dead workers back to the queue."""
        for job in await self.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
            log.warning("a worker died or was cut off; its job is done again", task=job.task_name, job=job.id)
            with contextlib.suppress(Exception):  # its worker has just finished it, or its like waits in the queue
                await self.app.job_manager.retry_job(job)
                continue
            await self._give_up(job.id)

    async def _give_up(self, job: int | None) -> None:
        """End a dead worker's job that cannot wait again because its like waits: it would hold the outlet's lock."""
        query = "DELETE FROM procrastinate_jobs WHERE id = %(job)s AND status = 'doing'"
        await self.app.connector.execute_query_async(query, job=job)

    async def _order_crawls(self) -> None:
        rows = await self.app.connector.execute_query_all_async(
            "SELECT lock FROM procrastinate_jobs WHERE queue_name = 'crawl' AND status IN ('todo', 'doing')"
        )
        ordered = {str(row["lock"]).removeprefix("crawl:") for row in rows}
        due = await asyncio.to_thread(self._agenda.due, self.application.clock.now(), ordered)
        for one in due[:MOST]:
            slot = slot_of(one.due_at)
            await order(self.app, "crawl", f"crawl:{one.outlet}", outlet=one.outlet, slot=slot)

    async def _order_tidying(self) -> None:
        now = self.application.clock.now()
        if self._tidied is not None and abs(now - self._tidied) < TIDY:
            return
        self._tidied = now
        await order(self.app, "deliver", "tidy", task="tidy")
        await asyncio.to_thread(self._forget_readings, now)
        await self.app.job_manager.delete_old_jobs(
            nb_hours=24, include_failed=True, include_cancelled=True, include_aborted=True
        )

    async def _order_stamping(self) -> None:
        now = self.application.clock.now()
        if self.application.settings.evidence.stamps and (
            self._stamped is None or abs(now - self._stamped) >= STAMP
        ):  # its own job: an authority that is slow keeps no tidying waiting
            self._stamped = now
            await order(self.app, "deliver", "stamp", task="stamp")

    def _forget_readings(self, now: datetime) -> None:
        with write(self.application.engine) as connection:
            forget(connection, now - READINGS_KEPT)


async def order(app: "App", queue: str, lock: str, *, task: str | None = None, **values: Any) -> None:
    """Put a job into its queue; one of the same lock that waits there already is enough.

    Args:
        app: The queue, opened.
        queue: One of `engine.QUEUES`.
        lock: Jobs of one lock run one after the other, on whatever machines.
        task: Name of the task; None: that of the queue.
        values: Arguments of the task.
    """
    from procrastinate.exceptions import AlreadyEnqueued

    deferrer = app.configure_task(
        task or queue,
        allow_unknown=True,  # by name: the task itself lives in the worker that takes it
        queue=queue,
        lock=lock,
        queueing_lock=lock,
        priority=PRIORITY[queue],
    )
    with contextlib.suppress(AlreadyEnqueued):
        await deferrer.defer_async(**values)
