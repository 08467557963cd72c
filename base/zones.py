"""The time zones this machine knows, read once: the list comes from hundreds of files, and each outlet asks."""

from functools import cache
from zoneinfo import available_timezones


@cache
def zones() -> frozenset[str]:
    """Return the names of all IANA time zones."""
    return frozenset(available_timezones())
