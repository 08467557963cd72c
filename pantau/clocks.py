"""The clock of a process: the machine's, or a shifted one that a simulation hands to the processes it starts."""

from collections.abc import Mapping
from datetime import timedelta

from base.clock import Clock, ShiftedClock, SystemClock

SHIFT_VARIABLE = "PANTAU_CLOCK_SHIFT"  # seconds the clock is moved by; set by the demo for its processes


def clock_of(environment: Mapping[str, str]) -> Clock:
    """Return the machine's clock, or the shifted one a simulation asks for."""
    shift = environment.get(SHIFT_VARIABLE)
    return ShiftedClock(timedelta(seconds=float(shift))) if shift else SystemClock()
