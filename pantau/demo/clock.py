"""The demo's time: a simulated instant that runs on with the machine and can be moved to the next round."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from base.clock import ShiftedClock

DAY = "2024-11-01"
"""The default day: five weeks into the campaign of Pilkada 2024 (25 September to 23 November, PKPU 2/2024)."""
MORNING = time(7, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
BEFORE = (timedelta(days=2), timedelta(days=1), timedelta(0))
"""When the demo crawls, before the simulated present: once for the past four weeks, then daily."""


class DemoClock:
    """A clock that shows a simulated instant.

    Args:
        instant: What it shows now, aware.
    """

    def __init__(self, instant: datetime) -> None:
        self.move(instant)

    def move(self, instant: datetime) -> None:
        """Show another instant from now on."""
        self._clock = ShiftedClock.starting_at(instant)

    def now(self) -> datetime:
        """Return the simulated present in UTC."""
        return self._clock.now()


def morning(day: datetime) -> datetime:
    """Return seven o'clock WIB of a day."""
    return datetime.combine(day.date(), MORNING)


def rounds(as_of: datetime, played_until: datetime | None) -> tuple[datetime, ...]:
    """Return when to crawl: the rounds that were not played yet, and the last one always.

    Args:
        as_of: The simulated present.
        played_until: The simulated present of an earlier run in the same folder; None for a new one.
    """
    times = tuple(as_of - before for before in BEFORE)
    return tuple(at for at in times if at == as_of or played_until is None or at > played_until)
