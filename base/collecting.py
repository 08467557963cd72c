"""Pauses the collector of garbage where much is built that stays, or that falls without it: searching costs a lot."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_PAUSE = Lock()
"""Held by the one block that paused the collector, of whatever thread."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing inside; afterwards as before.

    The collector belongs to all threads. Only the block that paused it lets it go on: one inside of another, or beside
    it in another thread, changes nothing, so that the collector neither stays off nor waits for a row of such blocks.
    """
    if not gc.isenabled() or not _PAUSE.acquire(blocking=False):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        _PAUSE.release()
