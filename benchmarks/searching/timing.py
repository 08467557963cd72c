"""How long a task takes: by the clock, and of this thread's processor time, for runs on a machine that others use."""

import statistics
import time
from collections.abc import Callable

Timed = tuple[float, float]
"""Milliseconds by the clock and of the process."""


def milliseconds(task: Callable[[], object]) -> Timed:
    """Return how long a task takes."""
    begun, used = time.perf_counter(), time.thread_time()
    task()
    return (time.perf_counter() - begun) * 1000, (time.thread_time() - used) * 1000


def summary(figures: list[Timed]) -> dict[str, float]:
    """Return p50 and p95 by the clock, and of the process."""
    clock, cpu = (sorted(column) for column in zip(*figures, strict=True))
    last = min(len(clock) - 1, int(len(clock) * 0.95))
    return {
        "p50": round(statistics.median(clock), 2),
        "p95": round(clock[last], 2),
        "cpu_p50": round(statistics.median(cpu), 2),
        "cpu_p95": round(cpu[last], 2),
        "runs": len(clock),
    }
