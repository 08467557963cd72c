"""What a piece of work costs, told so that neither the machine nor other work on it can change a test's answer."""

import gc
import time
from collections.abc import Callable
from typing import Any

TRIES = 3
PIECES = 32
RUNS = 4  # of a piece, so that what it costs is not measured by one that is over at once


def times_as_dear(work: Callable[[], object], than: Callable[[], object], enough: float) -> float:
    """How many times the processor time of `than` another piece of work takes, by the cheapest runs of both.

    Both run here and now, so that a slow machine slows both; how long anything takes is for `pantau bench` to say.
    Neither the clock nor one run will do: others use the machine, and a collection of garbage, which walks whatever
    all tests before have left, may fall into any single run. So collections wait, and a number under `enough` ends the
    up to three tries.
    """
    first = second = float("inf")
    for _ in range(TRIES):
        second = min(second, _spent(than))
        first = min(first, _spent(work))
        if first < enough * second:
            break
    return first / second


def grows_evenly(work: Callable[[Any], object], whole: Any, piece: Any = None, *, most: float = 4.0) -> bool:
    """Whether a long input costs about as much as all its pieces.

    What goes through all of the input again for each of its parts takes 32 times as much, and more where one loop
    stands in another.

    Args:
        work: takes the input.
        whole: the long input.
        piece: a thirty-second of it; None: its beginning.
        most: times what the pieces cost together; below one where only so much of any input is looked at.
    """
    part = whole[: len(whole) // PIECES] if piece is None else piece

    def pieces() -> None:
        for _ in range(RUNS):
            work(part)

    enough = most * PIECES / RUNS
    return times_as_dear(lambda: work(whole), pieces, enough) < enough


def _spent(work: Callable[[], object]) -> float:
    """The processor seconds of this process, without collections.

    None is asked for before: on the heap of a long run one costs a second, many times what most of this work does.
    """
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()
