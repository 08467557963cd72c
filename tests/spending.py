"""What a piece of work costs, told so that other work on the machine cannot change a test's answer."""

import gc
import time
from collections.abc import Callable

TRIES = 3


def processor_seconds(work: Callable[[], object], enough: float) -> float:
    """The processor seconds of this process that the cheapest of up to three runs took.

    Neither the clock nor one run will do: others use the machine, and a collection of garbage, which walks whatever
    all tests before have left, may fall into any single run. So collections wait, and a run that is under `enough`
    seconds ends the tries.
    """
    least = float("inf")
    for _ in range(TRIES):
        gc.collect()
        gc.disable()
        try:
            began = time.process_time()
            work()
            least = min(least, time.process_time() - began)
        finally:
            gc.enable()
        if least < enough:
            break
    return least
