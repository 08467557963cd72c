"""On which days an outlet prints: how unlikely it is that it says nothing for days. Pure.

An outlet with one article a day is no Poisson process: it prints every day, or every working day. What counts is the
share of days with news by weekday; the chance of a silence is the product over the days that it lasts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.polling import Rhythm

BACK = timedelta(days=60)  # no day before is judged any more
LEAST = 7  # days judged: below that nothing is known
FADE = 0.9  # of a weekday's counts with each further one of it: habits of a quarter of a year ago are forgotten
SHARED = 2.0  # days that the share of the whole week counts for in the share of one weekday


@dataclass(frozen=True, slots=True)
class Days:
    """Counts of judged days by weekday, Monday first.

    Args:
        judged: Faded number of days.
        printed: Of them, with news.
        until: The last judged day; None before the first.
    """

    judged: tuple[float, ...] = (0.0,) * 7
    printed: tuple[float, ...] = (0.0,) * 7
    until: date | None = None

    def quiet(self, weekday: int) -> float:
        """Return the chance that a day brings nothing (posterior mean, the whole week as its prior)."""
        all_days, all_printed = sum(self.judged), sum(self.printed)
        whole = (all_days - all_printed + 0.5) / (all_days + 1)  # Jeffreys' prior
        return (self.judged[weekday] - self.printed[weekday] + SHARED * whole) / (self.judged[weekday] + SHARED)

    @property
    def plain(self) -> dict[str, Any]:
        """JSON-ready values."""
        until = None if self.until is None else self.until.isoformat()
        counts = {"judged": self.judged, "printed": self.printed}
        return {**{name: [round(one, 3) for one in values] for name, values in counts.items()}, "until": until}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Days":
        """Return what `plain` wrote; empty counts for an empty mapping."""
        if not plain:
            return cls()
        until = None if plain["until"] is None else date.fromisoformat(plain["until"])
        return cls(tuple(plain["judged"]), tuple(plain["printed"]), until)


def learn_days(known: Days, published: Sequence[datetime], now: datetime, zone: ZoneInfo) -> Days:
    """Return the counts with the days that are over and lie between two articles: a silence that lasts is no habit.

    Args:
        known: What was learnt before.
        published: When the entries that a poll found were published, new and known ones.
        now: Of the poll.
        zone: Of the outlet's days.
    """
    told = sorted(at.astimezone(zone).date() for at in published if at <= now)
    if not told:
        return known
    with_news, day = set(told), max(told[0], now.astimezone(zone).date() - BACK)
    if known.until is not None:
        day = max(day, _after(known.until))
    judged, printed = list(known.judged), list(known.printed)
    last = min(told[-1], now.astimezone(zone).date() - timedelta(days=1))
    while day <= last:
        weekday = day.weekday()
        judged[weekday] = judged[weekday] * FADE + 1
        printed[weekday] = printed[weekday] * FADE + (day in with_news)
        day = _after(day)
    until = last if known.until is None else max(known.until, last)
    return Days(tuple(judged), tuple(printed), until)


def _after(day: date) -> date:
    return day + timedelta(days=1)


def chance_of_silence(days: Days, rhythm: Rhythm, newest: datetime, now: datetime, zone: ZoneInfo) -> float:
    """Return how likely an outlet prints nothing from the day after its newest article until now; 1 where unknown.

    Args:
        days: Learnt.
        rhythm: For how much of a day's news comes before the present hour.
        newest: When its newest article was published.
        now: Present.
        zone: Of the outlet's days.
    """
    if sum(days.judged) < LEAST:
        return 1.0
    local = now.astimezone(zone)
    chance, day = 1.0, max(_after(newest.astimezone(zone).date()), local.date() - BACK)
    while day < local.date():
        chance *= days.quiet(day.weekday())
        day = _after(day)
    if day == local.date():
        chance *= 1 - (1 - days.quiet(day.weekday())) * _gone(rhythm, local)
    return chance


def _gone(rhythm: Rhythm, local: datetime) -> float:
    """Return the share of a day's news that usually stands by an hour."""
    return sum(rhythm.factor(hour) for hour in range(local.hour)) / 24
