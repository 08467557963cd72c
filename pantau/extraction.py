"""Extraction and analysis in a process pool with limits of time and memory, for the pipeline."""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from archive.records.page import Page
from pantau.sections import Extraction
from pipeline.page.pool import Failure, Pool
from pipeline.process import Examined, Examiner, Tools, examine
from pipeline.source import Source

REST_AFTER = 30.0  # seconds without work after which the reading processes end and give their memory back


class PooledExaminer:
    """Examines pages in processes that end when there is nothing to read.

    Args:
        config: The configuration folder; every process loads its lexicon.
        limits: Number of processes, time and memory.
    """

    def __init__(self, config: Path, limits: Extraction) -> None:
        self._pool: Pool[Examined] = Pool(
            partial(_setup, config), size=limits.processes, seconds=limits.seconds, memory=limits.megabytes * 1_000_000
        )
        self._worked = time.monotonic()
        self._closed = threading.Event()
        threading.Thread(target=self._rest, name="rest", daemon=True).start()

    def __call__(self, page: Page, source: Source, now: datetime) -> Examined:
        """Examine one page; what a page provokes comes back as its failure."""
        self._worked = time.monotonic()
        answer = self._pool.run(page, source, now)
        self._worked = time.monotonic()
        if isinstance(answer, Failure):
            return Examined(None, None, f"{answer.state}: {answer.detail}", (("extract", answer.seconds),))
        return answer

    def _rest(self) -> None:
        while not self._closed.wait(REST_AFTER / 2):
            if time.monotonic() - self._worked > REST_AFTER:
                self._pool.rest()

    def close(self) -> None:
        """End the processes."""
        self._closed.set()
        self._pool.close()


def _setup(config: Path) -> Callable[[Page, Source, datetime], Examined]:
    tools = Tools(config)
    _ = tools.analyser  # loaded before the process says that it is ready
    return partial(examine, tools)


@contextmanager
def pooled_examiner(config: Path, limits: Extraction) -> Generator[Examiner]:
    """Give an examiner that works in a pool."""
    examiner = PooledExaminer(config, limits)
    try:
        yield examiner
    finally:
        examiner.close()
