"""Readers of the pages during a soak run."""

import contextlib
import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field

PAGES = ("/", "/incidents", "/search?q=camat", "/outlets", "/search?q=netralitas+asn", "/healthz")


@dataclass
class Readers:
    """Open pages all the time and count what comes back."""

    port: int
    stopping: threading.Event = field(default_factory=threading.Event)
    answers: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def read(self, seed: int) -> None:
        """Open pages until told to stop."""
        dice = random.Random(seed)  # noqa: S311 - a reader's fancy
        while not self.stopping.wait(dice.uniform(0.2, 1.5)):
            started = time.monotonic()
            try:
                with urllib.request.urlopen(self._page(dice), timeout=30) as answer:  # noqa: S310 - ours
                    answer.read()
                    told = str(answer.status)
                self.seconds.append(time.monotonic() - started)
            except urllib.error.HTTPError as error:
                told = str(error.code)
            except OSError:
                told = "away"  # the monitor was just killed
            self.answers[told] = self.answers.get(told, 0) + 1

    def _page(self, dice: random.Random) -> str:
        return f"http://127.0.0.1:{self.port}{dice.choice(PAGES)}"


@contextlib.contextmanager
def reading(port: int, number: int) -> Iterator[Readers]:
    """Let readers open pages meanwhile."""
    readers = Readers(port)
    threads = [threading.Thread(target=readers.read, args=(seed,), daemon=True) for seed in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        readers.stopping.set()
        for thread in threads:
            thread.join(35)
