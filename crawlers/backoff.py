"""How long to leave a site alone: pure decisions on what it says."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

WAIT_HERE = timedelta(seconds=5)  # a wait that short is sat out inside the crawl; longer ones end it
FIRST_WAIT = timedelta(seconds=2)  # where the site names no time
LONGEST = timedelta(days=1)  # a site that asks for more is believed for a day


def retry_after(value: str, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks to wait, at most a day; None when it is absent or unreadable.

    Source: RFC 9110 10.2.3: seconds or an HTTP date.
    """
    text = value.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=min(int(text[:9]), 10**8)), LONGEST)
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), LONGEST)


def wait_before(asked: timedelta | None, tries: int) -> timedelta:
    """Return how long to wait before the next try: what the site asks, else 2 s, then a quarter of an hour.

    Args:
        asked: What Retry-After says; None when it says nothing.
        tries: Requests already made, from 1.
    """
    if asked is not None:
        return asked
    return FIRST_WAIT if tries <= 1 else timedelta(minutes=15)


def fresh_for(cache_control: str, age: str = "") -> timedelta:
    """Return how long an answer says it stays fresh, at most six hours; zero when it does not say.

    Args:
        cache_control: Value of Cache-Control.
        age: Value of Age: seconds the answer spent in caches.
    """
    words = [word.strip().lower() for word in cache_control.split(",")]
    if "no-cache" in words or "no-store" in words:
        return timedelta(0)
    for name in ("s-maxage=", "max-age="):
        for word in words:
            digits = word.removeprefix(name).strip('"')
            if word.startswith(name) and digits.isascii() and digits.isdigit():
                spent = int(age) if age.isascii() and age.isdigit() and len(age) < 9 else 0  # noqa: PLR2004 - seconds
                return timedelta(seconds=min(max(int(digits[:9]) - spent, 0), 6 * 3600))
    return timedelta(0)
