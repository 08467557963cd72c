import asyncio
import threading

import pytest

from pantau.together import Together

GUARD = 600  # seconds after which what never comes is given up; how long it takes is not judged


def test_what_is_asked_meanwhile_is_done_together_and_answered_apart() -> None:
    batches, first = [], threading.Event()

    def double(asked: list[int]) -> list[int]:
        batches.append(list(asked))
        first.wait(GUARD) if len(batches) == 1 else None
        return [2 * one for one in asked]

    async def ask() -> list[int]:
        work = Together(double, None, 0.0)
        one = asyncio.create_task(work(1))
        while not batches:  # noqa: ASYNC110 - a thread fills it
            await asyncio.sleep(0)
        others = [asyncio.create_task(work(number)) for number in (2, 3, 4)]
        await asyncio.sleep(0)
        first.set()
        return list(await asyncio.gather(one, *others))

    assert asyncio.run(ask()) == [2, 4, 6, 8]
    assert batches == [[1], [2, 3, 4]]


def test_one_that_is_ill_fails_for_itself() -> None:
    def invert(asked: list[int]) -> list[float]:
        return [1 / one for one in asked]

    async def ask() -> list[float | BaseException]:
        work = Together(invert, None, 0.0)
        return await asyncio.gather(*(work(number) for number in (2, 0, 4)), return_exceptions=True)

    half, ill, quarter = asyncio.run(ask())
    assert (half, quarter) == (0.5, 0.25)
    assert isinstance(ill, ZeroDivisionError)


def test_who_asks_in_a_loop_that_ends_is_not_left_waiting() -> None:
    release = threading.Event()

    def slow(asked: list[int]) -> list[int]:
        release.wait(GUARD)
        return asked

    work = Together(slow, None, 0.0)

    async def leave() -> None:
        task = asyncio.create_task(work(1))
        await asyncio.sleep(0.01)
        task.cancel()
        release.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(leave())
    assert asyncio.run(work(7)) == 7
