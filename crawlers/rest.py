"""A busy site's rest: what stands in line when it asks to wait is turned back, not sent.

A request stands in the downloader's line with all its checks behind it; the answer that asks to wait comes to the
request before it.
"""

import time
from dataclasses import dataclass

from scrapy.exceptions import IgnoreRequest

from crawlers.backoff import WAIT_HERE

BUSY = frozenset({429, 503})


class TurnedBackError(IgnoreRequest):
    """The request stood in line when its site asked to wait; it is checked again from the beginning."""


@dataclass(slots=True)
class Rest:
    """When the site of a crawl may be asked again.

    Args:
        until: By `time.monotonic()`; nothing is sent before.
    """

    until: float = 0.0

    @property
    def left(self) -> float:
        """Seconds that are left of it; 0 when the site may be asked."""
        return max(0.0, self.until - time.monotonic())

    def answered(self, status: int) -> None:
        """Hold everything back until a busy answer was read, at most as long as a wait inside the crawl takes."""
        if status in BUSY:
            self.last(WAIT_HERE.total_seconds())

    def last(self, seconds: float) -> None:
        """Let it last from now on, or end it with 0."""
        self.until = time.monotonic() + seconds
