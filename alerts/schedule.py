"""When to send: digests by the reader's own clock, quiet hours, group wait, hourly cap, retries. Pure decisions."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.model import Quiet, Subscription, rank

RETRY_AFTER: tuple[timedelta, ...] = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""Waits after the first, second ... failed attempt; after the last one a message is given up (17 h 21 min in all)."""

JITTER = 0.2  # of the wait, added: a recovering server is not hit by everyone in one second
LONGEST_WISH = timedelta(hours=24)  # a channel's own Retry-After is believed up to a day
INSTANT_LIFE = timedelta(hours=24)  # an instant alert older than this goes into the digest
LOOK_BACK_DAYS = 8  # a weekly digest is found again after any downtime; older missed ones are one anyway


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a wall-clock time.

    A time that the clocks skip (start of summer time) moves on by the gap; one that comes twice means its first.
    """
    wall = datetime.combine(day, at.replace(fold=0), tzinfo=zone)
    return wall.astimezone(UTC)  # fold=0 in a gap uses the offset before it, which is later by the gap


def due_digest(subscription: Subscription, now: datetime, created_at: datetime, last_day: date | None) -> date | None:
    """Return the local day whose digest is due now; None when none is.

    Only the newest due day is returned: times missed while nothing ran are made up by one digest.

    Args:
        subscription: Its zone, time and weekdays count.
        now: The present, aware.
        created_at: Digests due before the subscription existed are not owed.
        last_day: Local day of the newest digest made; None when there was none.
    """
    zone = ZoneInfo(subscription.timezone)
    today = now.astimezone(zone).date()
    for back in range(LOOK_BACK_DAYS):
        day = today - timedelta(days=back)
        if last_day is not None and day <= last_day:
            return None
        if day.weekday() not in subscription.days:
            continue
        due = local_instant(day, subscription.digest_at, zone)
        if due <= now:
            return day if due >= created_at else None
    return None


def next_digest(subscription: Subscription, now: datetime) -> datetime:
    """Return the next instant after `now` at which a digest becomes due."""
    zone = ZoneInfo(subscription.timezone)
    today = now.astimezone(zone).date()
    for ahead in range(LOOK_BACK_DAYS + 1):
        day = today + timedelta(days=ahead)
        due = local_instant(day, subscription.digest_at, zone)
        if day.weekday() in subscription.days and due > now:
            return due
    raise ValueError("a subscription needs at least one weekday")


def quiet_until(quiet: Quiet | None, zone: ZoneInfo, level: str, now: datetime) -> datetime | None:
    """Return when the quiet hours that hold now end; None when an alert of this level may go out."""
    if quiet is None or quiet.start == quiet.end or breaks_quiet(quiet, level):
        return None
    local = now.astimezone(zone)
    for start_day in (local.date() - timedelta(days=1), local.date()):
        end_day = start_day if quiet.start < quiet.end else start_day + timedelta(days=1)
        start, end = local_instant(start_day, quiet.start, zone), local_instant(end_day, quiet.end, zone)
        if start <= now < end:
            return end
    return None


def breaks_quiet(quiet: Quiet | None, level: str) -> bool:
    """Tell whether the level comes through in quiet hours."""
    return quiet is not None and quiet.override is not None and rank(level) >= rank(quiet.override)


def instant_due(subscription: Subscription, level: str, now: datetime, *, waits: bool) -> datetime:
    """Return when an instant alert goes out.

    Args:
        subscription: Its group wait and quiet hours count.
        level: Level of the case.
        now: The present.
        waits: True for the first alert of a case, which is collected while it breaks.
    """
    due = now + subscription.group_wait if waits else now
    return quiet_until(subscription.quiet, ZoneInfo(subscription.timezone), level, due) or due


def retry_at(attempts: int, now: datetime, wish: timedelta | None, chance: random.Random) -> datetime | None:
    """Return when to try again; None when the message is given up.

    Args:
        attempts: Attempts made, at least 1.
        now: The present.
        wish: The channel's Retry-After; the longer of it and our wait counts.
        chance: Source of the jitter.
    """
    if attempts > len(RETRY_AFTER):
        return None
    wait = RETRY_AFTER[attempts - 1]
    wait += wait * JITTER * chance.random()
    if wish is not None:
        wait = max(wait, min(wish, LONGEST_WISH))
    return now + wait


def is_fresh(noticed_at: datetime, now: datetime) -> bool:
    """Tell whether an event is young enough for an instant alert: after a long downtime the digest tells it."""
    return now - noticed_at <= INSTANT_LIFE
