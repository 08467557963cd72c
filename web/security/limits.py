"""Rate limits in memory: one process serves the pages, and a restart forgives."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from threading import Lock

MOST_KEYS = 10_000  # callers remembered; the one seen longest ago is forgotten first


@dataclass
class Limit:
    """At most `most` calls of one caller in `seconds`.

    Args:
        most: Calls.
        seconds: Length of the window.
    """

    most: int
    seconds: float
    _seen: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, caller: str, now: float) -> float:
        """Note a call; return 0 when it may go on, else the seconds until the next may.

        Args:
            caller: Address, user or token.
            now: Monotonic seconds.
        """
        with self._lock:
            calls = self._seen.setdefault(caller, deque())
            self._seen.move_to_end(caller)
            while len(self._seen) > MOST_KEYS:
                self._seen.popitem(last=False)
            while calls and calls[0] <= now - self.seconds:
                calls.popleft()
            if len(calls) >= self.most:
                return max(0.001, calls[0] + self.seconds - now)
            calls.append(now)
            return 0.0

    def forget(self, caller: str) -> None:
        """Forgive a caller, after a login that succeeded."""
        with self._lock:
            self._seen.pop(caller, None)
