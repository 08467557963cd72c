"""The crawl worker as the monitor sees it: a process of its own that is told what to crawl and watched.

A crash or a hang of a crawl therefore never stops the schedule. The two speak JSON lines: orders go to the worker's
standard input, reports and heartbeats come from its standard output. End of input means: finish what is in flight and
leave; the worker thus also ends when the monitor is killed.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

LINE_LIMIT = 16 * 1024 * 1024  # longest report line, bytes
GRACE = timedelta(seconds=9)  # of the 10 s that a stop may take


@dataclass
class CrawlWorker:
    """Starts, orders, watches and restarts the worker process.

    Args:
        command: Its command line.
        hang_after: Without a heartbeat for this long it is killed and started again.
        restart_after: Outlets crawled after which it is renewed, so that no leak grows for ever.
        environment: Environment of the process.
        tell: Gets the lines for people that the worker says.
    """

    command: Sequence[str]
    hang_after: timedelta
    restart_after: int
    environment: dict[str, str] = field(default_factory=dict)
    tell: Callable[[str], None] | None = None
    busy: set[str] = field(default_factory=set)
    starts: int = 0
    _process: asyncio.subprocess.Process | None = None
    _heard: float | None = None
    _done: int = 0

    async def start(self) -> None:
        """Start the process; what it was crawling before is free to be due again."""
        self.busy.clear()
        self._done = 0
        self._process = await asyncio.create_subprocess_exec(
            *self.command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=LINE_LIMIT,
            env={**os.environ, **self.environment},
            start_new_session=True,  # Ctrl-C reaches the monitor alone, which then asks the worker to finish
        )
        self._heard = time.monotonic()
        self.starts += 1

    @property
    def pid(self) -> int | None:
        """Return the process id; None when it does not run."""
        return self._process.pid if self.alive and self._process else None

    @property
    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process is not None and self._process.returncode is None

    async def order(self, outlets: Sequence[str], **options: Any) -> None:
        """Tell the worker to crawl outlets that it is not already crawling."""
        fresh = [outlet for outlet in outlets if outlet not in self.busy]
        if not fresh or not self.alive or self._process is None or self._process.stdin is None:
            return
        self.busy.update(fresh)
        line = json.dumps({"crawl": fresh, **options}) + "\n"
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._process.stdin.write(line.encode())
            await self._process.stdin.drain()

    async def reports(self) -> AsyncIterator[dict[str, Any]]:
        """Yield the worker's crawl reports until it ends; heartbeats are noted and not yielded."""
        process = self._process
        if process is None or process.stdout is None:
            return
        async for line in process.stdout:
            self._heard = time.monotonic()
            try:
                message: dict[str, Any] = json.loads(line)
            except ValueError:
                sys.stderr.write(line.decode(errors="replace"))
                continue
            if "tell" in message and self.tell is not None:
                self.tell(message["tell"])
            report = message.get("report")
            if report is not None:
                self.busy.discard(report["outlet"])
                self._done += 1
                yield report

    def verdict(self, now: float) -> str | None:
        """Return why the worker has to be started again; None while it is well.

        Args:
            now: `time.monotonic()`: a clock that is set anew makes nobody silent.
        """
        if not self.alive:
            code = None if self._process is None else self._process.returncode
            return f"ended with {code}"
        if self._heard is not None and now - self._heard > self.hang_after.total_seconds():
            return f"gave no sign for {int(now - self._heard)} s"
        if self._done >= self.restart_after and not self.busy:
            return "renewed"
        return None

    async def stop(self, grace: timedelta = GRACE) -> None:
        """Ask it to finish what is in flight; after `grace` kill it with its children."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), grace.total_seconds())
        except TimeoutError:
            self.kill()
            await process.wait()

    def kill(self) -> None:
        """Kill the worker and every process it started."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
