"""Time as a dependency: who needs the present takes a `Clock`; decisions take a `datetime`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present as an aware datetime in UTC."""

    def now(self) -> datetime:
        """Return the present, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the machine's time."""
        return datetime.now(tz=UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: tests, golden cases."""

    at: datetime

    def now(self) -> datetime:
        """Return the fixed instant in UTC."""
        return self.at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    """The machine's clock moved by a constant: the demo's simulated day, which still runs on.

    Args:
        shift: What is added to the machine's time.
    """

    shift: timedelta

    @classmethod
    def starting_at(cls, instant: datetime) -> "ShiftedClock":
        """Return a clock that shows `instant` (aware) now."""
        return cls(instant.astimezone(UTC) - datetime.now(tz=UTC))

    def now(self) -> datetime:
        """Return the machine's time plus the shift."""
        return datetime.now(tz=UTC) + self.shift
