"""When an outlet is due again: pure decisions on its learnt rhythm.

Between two polls the urgency sqrt(rate x hour of day) is summed up until it reaches a constant; so the interval follows
1/sqrt(rate) where the rate is even, is longer at night and ends when the morning's news begin.

Source: the total delay of articles, sum of rate x interval / 2, is least for a given number of polls when the interval
is proportional to 1/sqrt(rate) (Lagrange; Cho and Garcia-Molina, Effective Page Refresh Policies, 2003).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from zoneinfo import ZoneInfo

HALF_HOUR = 0.5  # hours between polls of an outlet with one article an hour: the only free constant
PRIOR_RATE = 0.5  # articles an hour of an outlet not known yet
WEIGHT = 0.2  # of a new observation against what was learnt
PRIOR_HOURS = 1.0  # articles assumed in each hour of the day before any was seen
FORGET = 0.98  # of the hour profile with each article: it follows a newsroom's habits within weeks
SHORTEST_LOOK = timedelta(hours=1)  # a feed's entries must span that long to tell a rate


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often an outlet publishes.

    Args:
        rate: Articles an hour, over the whole day.
        hours: Decayed number of articles seen in each of the 24 local hours; empty when none was seen.
    """

    rate: float = PRIOR_RATE
    hours: tuple[float, ...] = ()

    def factor(self, hour: int) -> float:
        """Return the rate in a local hour relative to the day's mean; 1 when nothing is known."""
        if not self.hours:
            return 1.0
        total = sum(self.hours) + 24 * PRIOR_HOURS
        return (self.hours[hour] + PRIOR_HOURS) * 24 / total


def learn(
    known: Rhythm | None, published: Sequence[datetime], last: datetime | None, now: datetime, zone: ZoneInfo
) -> Rhythm:
    """Return the rhythm after a poll.

    Args:
        known: What was learnt before; None for nothing.
        published: When the entries that the poll found were published, new and known ones.
        last: Start of the poll before; entries after it are new. None for the first poll.
        now: Start of this poll.
        zone: Of the outlet's hours.
    """
    past = sorted(at for at in published if at <= now)
    before = known or Rhythm()
    rate = before.rate
    if len(past) > 1 and now - past[0] >= SHORTEST_LOOK:
        seen = (len(past) - 1) / ((now - past[0]) / timedelta(hours=1))
        rate = seen if known is None else before.rate * (1 - WEIGHT) + seen * WEIGHT
    hours = list(before.hours) or [0.0] * 24
    for at in past:
        if last is None or at > last:
            hours = [count * FORGET for count in hours]
            hours[at.astimezone(zone).hour] += 1
    return Rhythm(rate, tuple(hours))


def next_due(
    rhythm: Rhythm, ended: datetime, zone: ZoneInfo, bounds: tuple[timedelta, timedelta], *, pace: float = HALF_HOUR
) -> datetime:
    """Return when an outlet that answered well is due again.

    Args:
        rhythm: Of the outlet.
        ended: End of the last poll.
        zone: Of the outlet's hours.
        bounds: Shortest and longest interval.
        pace: Hours between polls of an outlet with one article an hour.
    """
    shortest, longest = bounds
    at, owed = ended, pace
    while at - ended < longest:
        local = at.astimezone(zone)
        left = 1 - (local.minute * 60 + local.second) / 3600  # hours to the next full hour
        urgency = sqrt(max(rhythm.rate * rhythm.factor(local.hour), 1e-6))
        if urgency * left >= owed:
            at += timedelta(hours=owed / urgency)
            break
        owed -= urgency * left
        at += timedelta(hours=left)
    return ended + min(max(at - ended, shortest), longest)


def next_after_failure(failures: int, ended: datetime, bounds: tuple[timedelta, timedelta]) -> datetime:
    """Return when an outlet that did not answer is due again: twice as long after each failure, within its bounds.

    Args:
        failures: In a row, from 1.
        ended: End of the last poll.
        bounds: Shortest and longest interval.
    """
    shortest, longest = bounds
    pause: timedelta = shortest * 2 ** min(max(failures, 1), 16)
    return ended + min(pause, longest)


REVISITS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=7), timedelta(days=30))
"""Ages at which a kept article is visited again: edits come early, corrections and takedowns late."""


def revisit_due(first_seen: datetime, visited: datetime, now: datetime) -> bool:
    """Tell whether a kept article is to be visited again.

    Args:
        first_seen: When it was kept.
        visited: When it was last fetched.
        now: Present.
    """
    return any(visited < first_seen + age <= now for age in REVISITS)
