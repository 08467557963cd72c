"""Runs together what many tasks ask for one by one: a transaction for a batch of polls instead of one for each.

asked while idle -> run at once | asked while a batch runs, or soon after it -> run together as the next batch
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")
MOST = 200  # asks in one batch: what a transaction holds back from other writers stays short


class Together(Generic[A, R]):
    """Work that costs little more for many asks than for one.

    Args:
        work: Called on the executor's thread; returns one result for each ask, in order. It is called again with each
            ask alone when a batch fails, so that one that is ill fails for itself; a failed call must leave nothing
            behind.
        executor: Where it runs; None for the loop's own threads.
        pause: Seconds between two batches: more gather in it; the first ask after a pause waits for nothing.
    """

    def __init__(self, work: Callable[[list[A]], Sequence[R]], executor: Executor | None, pause: float) -> None:
        self._work, self._executor, self._pause = work, executor, pause
        self._waiting: list[tuple[A, asyncio.Future[R]]] = []
        self._task: asyncio.Task[None] | None = None
        self._free_at = 0.0  # by time.monotonic()

    async def __call__(self, asked: A) -> R:
        """Return the result of one ask.

        Raises:
            Whatever the work raises for this ask.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        self._waiting.append((asked, answer))
        if self._task is None:
            self._task = loop.create_task(self._work_off())
        return await answer

    async def _work_off(self) -> None:
        batch: list[tuple[A, asyncio.Future[R]]] = []
        try:
            while self._waiting:
                await asyncio.sleep(max(0.0, self._free_at - time.monotonic()))
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._run(batch)
                self._free_at = time.monotonic() + self._pause
        finally:
            self._task = None
            for _, answer in (*batch, *self._waiting):
                answer.cancel()  # the loop is ending; those that have their answer keep it
            self._waiting.clear()

    async def _run(self, batch: list[tuple[A, asyncio.Future[R]]]) -> None:
        loop = asyncio.get_running_loop()
        try:
            results = await loop.run_in_executor(self._executor, self._work, [asked for asked, _ in batch])
        except Exception as error:  # noqa: BLE001 - it is handed to who asked
            if len(batch) > 1:
                for one in batch:
                    await self._run([one])
            elif not batch[0][1].done():
                batch[0][1].set_exception(error)
            return
        for (_, answer), result in zip(batch, results, strict=True):
            if not answer.done():
                answer.set_result(result)
