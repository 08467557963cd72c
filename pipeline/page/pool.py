"""Reads pages in processes of their own: a page that takes too long or too much memory is killed, counted and reported.

Measured: Trafilatura took 20 to 30 s and up to 1.7 GB on 20 MB pages, and its parsers have open crash reports, so that
neither threads nor the crawler's own process may run it.
"""

import contextlib
import multiprocessing
import queue
import resource
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, Self, TypeVar

import psutil

from archive.records.article import Article
from archive.records.page import Page
from base.settling import settle
from pipeline.page.extract import extract
from pipeline.page.outlet import OutletContext

SECONDS = 5.0  # of a processor, a page; the median real page takes 0.04 s, the slowest seen 0.6 s
PATIENCE = 12  # times as long by the clock: on a busy machine a page waits for its processor, which is not its fault
MEMORY = 500_000_000  # bytes a page may add to its process
RENEW_AFTER = 500  # pages; then the process is renewed, so that no parser's leak grows for ever
_STARTUP = 300.0  # seconds to load what it needs, some five of a processor: one that dies meanwhile is seen at once
_LOOK = 0.05  # seconds between looks at the memory of a working process
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read; the pool goes on.

    Args:
        state: `timed_out`, `out_of_memory`, or `crashed` (the process died or the task raised).
        detail: One sentence for the log.
        seconds: How long it ran.
    """

    state: Literal["timed_out", "out_of_memory", "crashed"]
    detail: str
    seconds: float


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, setup: Callable[[], Callable[..., Any]], memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, setup, memory), daemon=True)
        self.process.start()
        theirs.close()
        self.served = 0
        self.ready = False
        self.base = 0
        self.seen = psutil.Process(self.process.pid)

    def wait_ready(self) -> bool:
        """Wait until the process has loaded; False when it died or takes too long."""
        try:
            if not self.ready and self.pipe.poll(_STARTUP):
                self.ready = self.pipe.recv() == "ready"
                self.base = self.seen.memory_info().rss
        except (EOFError, OSError, psutil.Error):
            self.ready = False
        return self.ready

    def grown(self) -> int:
        """Return the bytes that the process has grown by since it was ready; 0 when it is gone."""
        try:
            return int(self.seen.memory_info().rss) - self.base
        except psutil.Error:
            return 0

    def worked(self) -> float:
        """Return the seconds of a processor that the process has used; 0 when it is gone."""
        try:
            used = self.seen.cpu_times()
            return float(used.user + used.system)
        except psutil.Error:
            return 0.0

    def kill(self) -> None:
        """End the process at once."""
        self.pipe.close()
        self.process.kill()
        self.process.join(5)


class Pool(Generic[Result]):
    """A fixed number of processes that run one task; safe to call from several threads.

    Args:
        setup: Picklable; called once in each process, returns the task.
        size: Number of processes.
        seconds: Of a processor that a call may use.
        memory: Bytes that a call may add to its process.
        patience: How many times as long a call may take by the clock.
    """

    def __init__(
        self,
        setup: Callable[[], Callable[..., Result]],
        *,
        size: int = 2,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        patience: float = PATIENCE,
    ) -> None:
        self._setup, self._seconds, self._memory, self._longest = setup, seconds, memory, seconds * patience
        self._free: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self.counts: Counter[str] = Counter()
        for _ in range(size):
            self._free.put(None)

    def run(self, *arguments: Any) -> Result | Failure:
        """Run the task on the arguments (picklable) in a free process; blocks until it ends or is killed."""
        worker = self._free.get()
        kept: _Worker | None = None
        try:
            worker = worker if worker is not None else self._start()
            answer, kept = self._call(worker, arguments)
        finally:
            self._free.put(kept)
        with self._lock:
            self.counts[answer.state if isinstance(answer, Failure) else "read"] += 1
        return answer

    def rest(self) -> None:
        """End the processes that have nothing to do; the next call starts one anew."""
        for _ in range(self._free.qsize()):
            try:
                worker = self._free.get_nowait()
            except queue.Empty:
                return
            if worker is not None:
                self._end(worker)
            self._free.put(None)

    def close(self) -> None:
        """End all processes; calls in flight come back as crashed."""
        with self._lock:
            self._closed = True
            workers = list(self._all)
            self._all.clear()
        for worker in workers:
            with contextlib.suppress(OSError, ValueError):
                worker.kill()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _start(self) -> _Worker:
        worker = _Worker(self._setup, self._memory)
        with self._lock:
            self._all.add(worker)
        return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        with contextlib.suppress(OSError, ValueError):
            worker.kill()

    def _call(self, worker: _Worker, arguments: tuple[Any, ...]) -> tuple[Result | Failure, _Worker | None]:
        """Return the answer and the worker when it may go on."""
        started = time.monotonic()
        if self._closed or not worker.wait_ready():
            self._end(worker)
            return Failure("crashed", "The reading process could not start.", time.monotonic() - started), None
        started = time.monotonic()
        failure = self._watch(worker, arguments, started)
        if failure is not None:
            self._end(worker)
            return failure, None
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            self._end(worker)
            return Failure("crashed", "The reading process died.", time.monotonic() - started), None
        worker.served += 1
        if kind == "memory" or worker.served >= RENEW_AFTER:
            self._end(worker)
        kept = worker if worker in self._all else None
        if kind == "answer":
            return value, kept
        return Failure("out_of_memory" if kind == "memory" else "crashed", value, time.monotonic() - started), kept

    def _watch(self, worker: _Worker, arguments: tuple[Any, ...], started: float) -> Failure | None:
        """Send the work and wait for the answer; return why it was stopped, None when the answer waits in the pipe."""
        try:
            before = worker.worked()
            worker.pipe.send(arguments)
            while not worker.pipe.poll(_LOOK):
                spent = time.monotonic() - started
                if worker.worked() - before > self._seconds or spent > self._longest:
                    return Failure("timed_out", f"Took more than {self._seconds:g} s of a processor.", spent)
                if worker.grown() > self._memory:
                    return Failure("out_of_memory", f"Took more than {self._memory // 1_000_000} MB.", spent)
        except (EOFError, OSError, ValueError):
            return Failure("crashed", "The reading process died.", time.monotonic() - started)
        return None


def _serve(pipe: Connection, setup: Callable[[], Callable[..., Any]], memory: int) -> None:
    """Load the task, then answer calls until the pipe closes: with its parent this process ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it closes the pool in its own time
    task = setup()
    settle()  # lexicon and parsers stay for good: looking through them again cost 4 % of a page
    _limit_memory(memory)
    pipe.send("ready")
    while True:
        try:
            arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            reply = ("answer", task(*arguments))
        except MemoryError:
            reply = ("memory", f"Took more than {memory // 1_000_000} MB.")
        except Exception as error:  # noqa: BLE001 - whatever a page provokes is that page's failure, never the pool's
            reply = ("error", f"{type(error).__name__}: {str(error)[:200]}")
        try:
            pipe.send(reply)
        except OSError:
            return


def _limit_memory(memory: int) -> None:
    """Let the process's data grow by `memory` bytes and no more (where the system counts data)."""
    with contextlib.suppress(OSError, ValueError, AttributeError, psutil.Error):
        used = int(getattr(psutil.Process().memory_info(), "data", 0))
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (used + memory, hard))


def extracting() -> Callable[[Page, OutletContext | None, datetime], Article]:
    """Return the task of a pool that extracts: `Pool(extracting).run(page, outlet, now)`."""
    return extract
