"""One outlet at a time a host: some networks have all their newsrooms under one name (`rri.co.id/...`)."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

MOST = 2_000  # hosts whose last visit is remembered; older ones are dropped
REMEMBERED = 60.0  # seconds: the longest delay that is kept (crawlers.robots.LONGEST_DELAY)


class Hosts:
    """Who is being asked by this process; shared by all calls of `crawlers.run.crawl`."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._left: dict[str, float] = {}  # end of the last visit, by time.monotonic()

    @asynccontextmanager
    async def alone(self, host: str, delay: float, stopping: asyncio.Event) -> AsyncIterator[None]:
        """Hold a host for one outlet, from the delay after the last one's end.

        Args:
            host: Of its home, with port.
            delay: Seconds between two requests.
            stopping: Ends the wait for the delay.
        """
        lock = self._locks.setdefault(host, asyncio.Lock())
        self._waiting[host] = self._waiting.get(host, 0) + 1
        try:
            async with lock:
                wait = self._left.get(host, float("-inf")) + delay - time.monotonic()
                if wait > 0:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(stopping.wait(), wait)
                try:
                    yield
                finally:
                    self._leave(host)
        finally:
            self._waiting[host] -= 1
            if not self._waiting[host]:
                del self._waiting[host], self._locks[host]

    def _leave(self, host: str) -> None:
        now = time.monotonic()
        if len(self._left) > MOST:
            self._left = {name: at for name, at in self._left.items() if at > now - REMEMBERED}
        self._left[host] = now
