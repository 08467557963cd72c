"""Takes turns at hosts with all other machines: `crawlers.job.Turns` over the archive."""

import asyncio
import contextlib
from datetime import datetime, timedelta

from sqlalchemy import Engine

from archive.database import write
from archive.store.hosts import reserve, rest
from base.clock import Clock


class HostTurns:
    """Turns at hosts, kept in the archive.

    Args:
        engine: The archive.
        clock: Time; the machines' clocks should agree within a delay.
        stopping: When set, nobody waits any more: what is under way ends.
    """

    def __init__(self, engine: Engine, clock: Clock, stopping: asyncio.Event) -> None:
        self._engine, self._clock, self._stopping = engine, clock, stopping

    async def take(self, host: str, delay: timedelta) -> None:
        """Wait for our turn; a host without a delay needs none."""
        if delay <= timedelta(0):
            return
        wait = await asyncio.to_thread(self._reserve, host, delay)
        if wait > timedelta(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), wait.total_seconds())

    async def rest(self, host: str, until: datetime) -> None:
        """Let nobody ask a host before an instant."""
        await asyncio.to_thread(self._rest, host, until)

    def _reserve(self, host: str, delay: timedelta) -> timedelta:
        with write(self._engine) as connection:
            return reserve(connection, host.lower(), self._clock.now(), delay)

    def _rest(self, host: str, until: datetime) -> None:
        with write(self._engine) as connection:
            rest(connection, host.lower(), until)
