"""Ticks: APScheduler wakes jobs at intervals; whether something is due is decided elsewhere, at each tick.

APScheduler reckons by the wall clock, which is set by people and time servers: put back by an hour, it would stand
still for an hour. A guard that goes by the clock which never jumps notices that and makes every job due at once.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger("pantau.ticking")

LOOK = 5.0  # seconds between two looks at the clocks
JUMP = 2.0  # seconds by which the clocks part when somebody set one; a time server slews by 0.5 ms a second


@dataclass(frozen=True, slots=True)
class Tick:
    """A job and how often it runs.

    Args:
        job: Runs alone: while it runs, its next ticks are left out.
        every: Seconds.
        first: Seconds until the first run.
    """

    job: Callable[[], Coroutine[Any, Any, None]]
    every: float
    first: float = 0.0


class Ticker:
    """Runs jobs at intervals until it is stopped.

    Args:
        ticks: What is run, and how often.
        wall: Seconds since the epoch.
        steady: Seconds of a clock that never jumps.
    """

    def __init__(
        self,
        ticks: Iterable[Tick],
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall, self._steady = wall, steady
        self._apart = wall() - steady()
        self._guard: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        for tick in ticks:
            self._scheduler.add_job(
                tick.job,
                "interval",
                seconds=tick.every,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                next_run_time=datetime.now(tz=UTC) + timedelta(seconds=tick.first),
            )

    def start(self) -> None:
        """Begin, on the running loop."""
        self._scheduler.start()
        self._guard = asyncio.create_task(self._look())

    def stop(self) -> None:
        """Begin no further run; those that run go on."""
        if self._guard is not None:
            self._guard.cancel()
        self._scheduler.shutdown(wait=False)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            self.notice_jump()

    def notice_jump(self) -> bool:
        """Make every job due when the wall clock was set; tell whether it was."""
        apart = self._wall() - self._steady()
        jumped = abs(apart - self._apart) > JUMP
        if jumped:
            log.warning("the clock was set; all is looked at again", seconds=round(apart - self._apart, 1))
            for job in self._scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(tz=UTC))
        self._apart = apart
        return jumped
