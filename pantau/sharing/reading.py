"""Lets another machine read a page: the examiner of a worker that crawls and does not analyse."""

import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from archive.database import read, write
from archive.records.page import Page
from archive.store.readings import drop, put, result_of
from base.errors import ArchiveError
from base.said import said
from pantau.sharing.parcel import ToRead, pack, unpack_result
from pipeline.process import Examined
from pipeline.source import Source

FIRST_LOOK, LONGEST_LOOK = 0.05, 1.0  # seconds between two looks for the answer
Order = Callable[[str], None]


class FarExaminer:
    """`pipeline.process.Examiner` over the queue; it waits as long as it takes: crawls never run ahead of reading.

    Args:
        engine: The archive, on PostgreSQL.
        order: Puts a reading into the queue by its id; may be called from any thread.
    """

    def __init__(self, engine: Engine, order: Order) -> None:
        self._engine, self._order = engine, order
        self._closed = threading.Event()

    def __call__(self, page: Page, source: Source, now: datetime) -> Examined:
        """Examine one page elsewhere.

        Raises:
            ArchiveError: This worker stops before the answer came; the page is found again at the next poll.
        """
        reading_id = uuid.uuid4().hex
        with write(self._engine) as connection:
            put(connection, reading_id, pack(ToRead(page, source, now)), now=now)
        try:
            self._order(reading_id)
            return self._answer(reading_id)
        finally:
            with write(self._engine) as connection:
                drop(connection, reading_id)

    def _answer(self, reading_id: str) -> Examined:
        pause, started = FIRST_LOOK, time.perf_counter()
        while not self._closed.wait(pause):
            with read(self._engine) as connection:
                block = result_of(connection, reading_id)
            if block is not None:
                return unpack_result(block)
            pause = min(LONGEST_LOOK, max(pause, (time.perf_counter() - started) / 4))
        raise ArchiveError(said("The worker stopped before another machine had read the page; it is found again"))

    def close(self) -> None:
        """Wait for nothing any more."""
        self._closed.set()
