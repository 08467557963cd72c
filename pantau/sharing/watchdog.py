"""Ends a process whose event loop hangs: its jobs are taken over by others, and whoever started it starts it again."""

import asyncio
import os
import sys
import threading
import time

EXIT = 70  # EX_SOFTWARE of sysexits.h
BEAT = 1.0  # seconds


class Watchdog:
    """A thread that watches the loop.

    Args:
        patience: Seconds without a beat after which the process is ended.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._beaten = time.monotonic()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    async def beat(self) -> None:
        """Beat until cancelled."""
        while True:
            self._beaten = time.monotonic()
            await asyncio.sleep(BEAT)

    def _watch(self) -> None:
        while not self._ended.wait(BEAT):
            if time.monotonic() - self._beaten > self._patience:
                sys.stderr.write(
                    f"pantau worker: hung for {self._patience:.0f} s; it ends and is to be started again\n"
                )
                sys.stderr.flush()
                os._exit(EXIT)

    def end(self) -> None:
        """Watch no longer."""
        self._ended.set()
