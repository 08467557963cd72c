"""How long a task takes: by the clock, and of processor time, for runs on a machine that others use."""

import statistics
import time
from collections.abc import Callable

import psutil
from sqlalchemy import Connection

Timed = tuple[float, float]
"""Milliseconds by the clock and of the process."""


def milliseconds(task: Callable[[], object], server: psutil.Process | None = None) -> Timed:
    """Return how long a task takes.

    Args:
        task: What is timed.
        server: A process that works for it, whose processor time counts too (to a hundredth of a second).
    """
    begun, used = time.perf_counter(), time.thread_time() + _used(server)
    task()
    return (time.perf_counter() - begun) * 1000, (time.thread_time() + _used(server) - used) * 1000


def _used(process: psutil.Process | None) -> float:
    if process is None:
        return 0.0
    times = process.cpu_times()
    return float(times.user + times.system)


def server_of(connection: Connection) -> psutil.Process | None:
    """Return the process of this machine that serves a PostgreSQL connection; None for SQLite, which needs none."""
    if connection.dialect.name == "sqlite":
        return None
    return psutil.Process(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


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
