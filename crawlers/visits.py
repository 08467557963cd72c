"""When a kept article is visited again. Pure.

kept -> 1 h, 6 h, 24 h, 7 d, 30 d: edits come early, corrections and takedowns late
"""

from datetime import datetime, timedelta

AGES = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=7), timedelta(days=30))
LATE_AGES = AGES[3:]  # of an article that was old when it was kept: its early edits are over
OLD = timedelta(hours=48)
MOST_FAILURES = 5  # visits in a row that bring nothing; then the next age is waited for


def next_visit(kept: datetime, published: datetime | None, visited: datetime) -> datetime | None:
    """Return when a kept article is to be visited next; None when no visit is left.

    Args:
        kept: When it was first kept.
        published: When it was printed; None when unknown.
        visited: When it was last read.
    """
    old = published is not None and kept - published > OLD
    return next((kept + age for age in (LATE_AGES if old else AGES) if kept + age > visited), None)


def after_failure(failures: int, now: datetime, following: datetime | None) -> tuple[datetime | None, int]:
    """Return when to try again after a visit that brought nothing, and the failures to remember.

    Args:
        failures: In a row, this one counted.
        now: Present.
        following: The visit that would have been next.
    """
    if failures >= MOST_FAILURES:
        return following, 0
    return now + timedelta(hours=2 ** (failures - 1)), failures
