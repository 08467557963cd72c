"""When requests reach a site, told so that other work on the machine cannot change a test's answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler


@dataclass
class Arrivals:
    """What was asked of a site and when, in seconds since this was made.

    A busy machine may note a request late, never early. So the time between two notes says nothing, while the time
    from the beginning to the n-th note is at least what the crawler waited before it sent that request.
    """

    began: float = field(default_factory=time.monotonic)
    asked: list[tuple[str, float]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, first come first."""
        return [path for path, _ in self.asked]

    def noting(self, answer: Callable[[str], object]) -> Callable[[BaseHTTPRequestHandler], object]:
        """A site's answer to everything: note the request, then give `answer` of its path."""

        def note(handler: BaseHTTPRequestHandler) -> object:
            self.asked.append((handler.path, time.monotonic() - self.began))
            return answer(handler.path)

        return note

    def kept(self, delay: float, *, after: float = 0.0) -> bool:
        """Whether each request came at least one more `delay` (seconds) after the beginning than the one before it.

        Args:
            delay: what the crawler has to wait between two requests.
            after: what it had to wait once, before all but the first request.
        """
        return all(at >= after + n * delay - 0.02 for n, (_, at) in enumerate(self.asked) if n)
