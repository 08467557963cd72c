"""How well an outlet is watched: pure decisions that raise an alarm within hours where a source goes blind.

silent (against its own rhythm), blocked, unreachable, parser broken, clock or zone wrong, feed frozen, too few
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, sqrt
from statistics import median
from typing import Literal
from zoneinfo import ZoneInfo

from crawlers.days import Days, chance_of_silence
from crawlers.polling import Rhythm

AlarmKind = Literal["silent", "blocked", "unreachable", "robots", "busy", "parser", "clock", "frozen", "few"]

SILENCE = log(1000)  # articles that should have come: silence by chance then has a probability of 1 in 1,000
SHORTEST_SILENCE = timedelta(hours=3)
LEARNT = 4.0  # decayed articles by hour from which a rhythm counts as learnt
UNLIKELY = 1 / 1000  # the same for days: outlets that print little print regularly
UNKNOWN_RATE = 1 / 24  # articles an hour of an outlet whose rhythm and days are not learnt: silent after a week
DEAD_FROM_START = timedelta(hours=24)  # without any article since the first crawl
FAILURES = 3  # crawls in a row
FEW_PAGES = 8  # below that a share says nothing
BAND = 0.25  # by which the share of bad pages may rise above the outlet's own past
FUTURE = timedelta(minutes=15)  # a clock may be that wrong
ZONE_STEP = timedelta(hours=1)
SURE = 1.96  # standard deviations: 95 %


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that keeps an outlet from being seen.

    Args:
        kind: See `AlarmKind`.
        reason: English message id of the crawlers' catalogue, with `{places}`.
        values: What fills the places.
    """

    kind: AlarmKind
    reason: str
    values: tuple[tuple[str, str | int], ...] = ()

    @property
    def sentence(self) -> str:
        """The reason in English, as it is stored; `crawlers.words.reason_in` tells it in other languages."""
        return self.reason.format(**dict(self.values))


def silent(
    rhythm: Rhythm | None,
    newest: datetime | None,
    first_crawled: datetime | None,
    now: datetime,
    zone: ZoneInfo,
    days: Days | None = None,
) -> Alarm | None:
    """Tell whether an outlet is silent for longer than its own rhythm, by hour or by weekday, explains.

    Args:
        rhythm: Learnt; None when nothing was ever found.
        newest: When its newest article was published; None when nothing was ever found.
        first_crawled: When it was first crawled; None before.
        now: Present.
        zone: Of the outlet's hours.
        days: On which days it prints; None when that is not known.
    """
    if newest is None or rhythm is None:
        if first_crawled is not None and now - first_crawled >= DEAD_FROM_START:
            return Alarm("silent", "no article was ever found since {since}", (("since", _day(first_crawled, zone)),))
        return None
    if sum(rhythm.hours) < LEARNT:  # little was dated so far: a small outlet must not ring every night
        rhythm = Rhythm(min(rhythm.rate, UNKNOWN_RATE), rhythm.hours)
    if now - newest < SHORTEST_SILENCE:
        return None
    by_days = chance_of_silence(days or Days(), rhythm, newest, now, zone)
    if by_days > UNLIKELY and expected(rhythm, newest, now, zone) < SILENCE:
        return None
    return Alarm("silent", "nothing new since {since}, against its own rhythm", (("since", _day(newest, zone)),))


def expected(rhythm: Rhythm, since: datetime, until: datetime, zone: ZoneInfo) -> float:
    """Return how many articles an outlet's rhythm promises between two instants; at most 60 days are summed."""
    total, at = 0.0, max(since, until - timedelta(days=60))
    while at < until:
        step = min(timedelta(hours=1), until - at)
        total += rhythm.rate * rhythm.factor(at.astimezone(zone).hour) * (step / timedelta(hours=1))
        at += step
    return total


def failing(outcomes: Sequence[str]) -> Alarm | None:
    """Tell whether the last crawls all failed alike.

    Args:
        outcomes: Of the last crawls, newest first.
    """
    last = outcomes[:FAILURES]
    if len(last) < FAILURES or any(outcome in {"ok", "unchanged", "stopped"} for outcome in last):
        return None
    if "blocked" in last:
        return Alarm("blocked", "the site shows a challenge or a wall instead of its pages")
    if set(last) == {"unreachable"}:
        return Alarm("unreachable", "the site does not answer")
    if "robots" in last:
        return Alarm("robots", "robots.txt forbids its news: ask the newsroom for leave, or set enabled: false")
    if "busy" in last:
        return Alarm("busy", "the site asks us to slow down in every crawl: raise its delay or poll, or write to it")
    return Alarm("parser", "no way of discovery works any more")


def parser_broken(pages: int, bad: int, usual: float) -> Alarm | None:
    """Tell whether the share of pages without date, title or text has left its band.

    Args:
        pages: Extracted recently.
        bad: Of them, without date, title or text.
        usual: Share of bad pages in the outlet's past, 0..1.
    """
    if pages < FEW_PAGES:
        return None
    if _surely(bad, pages) <= usual + BAND:
        return None
    values = (("bad", bad), ("pages", pages))
    return Alarm("parser", "{bad} of {pages} pages have no date, title or text: the site was redesigned", values)


def _surely(bad: int, pages: int) -> float:
    """Return the lower end of the 95 % interval of a share (Wilson 1927)."""
    share = bad / pages
    square = SURE * SURE
    middle = share + square / (2 * pages)
    spread = SURE * sqrt(share * (1 - share) / pages + square / (4 * pages * pages))
    return (middle - spread) / (1 + square / pages)


def clock_wrong(published: Sequence[datetime], found: Sequence[datetime], polled_every: timedelta) -> Alarm | None:
    """Tell whether an outlet's dates are shifted: in the future, or all seen whole hours late although polled often.

    Args:
        published: When new entries say they were published.
        found: When each was found, in the same order.
        polled_every: Interval of the polls that found them.
    """
    if len(published) < FEW_PAGES:
        return None
    late = [seen - said for said, seen in zip(published, found, strict=True)]
    ahead = sum(1 for wait in late if wait < -FUTURE)
    if ahead * 2 > len(late):
        hours = round(median(-(wait / ZONE_STEP) for wait in late))
        return Alarm("clock", "dates lie about {hours} h in the future: zone or clock is wrong", (("hours", hours),))
    least = min(late)
    if least > ZONE_STEP * 6.5 and least > polled_every * 3:
        return Alarm(
            "clock",
            "every article seems at least {hours} h old when found: its zone is wrong",
            (("hours", round(least / ZONE_STEP)),),
        )
    return None


def frozen(not_modified: int, home_fresh: int) -> Alarm | None:
    """Tell whether a feed claims to be unchanged while the home page links to articles not seen.

    Args:
        not_modified: Polls in a row that were answered 304.
        home_fresh: Links of the home page, read meanwhile, to articles not seen.
    """
    if not_modified < FAILURES or home_fresh < FAILURES:
        return None
    return Alarm(
        "frozen",
        "the feed says nothing is new while the home page shows {fresh} new articles",
        (("fresh", home_fresh),),
    )


def too_few(count: int, expect: tuple[int, int] | None, full_day: bool) -> Alarm | None:  # noqa: FBT001 - a fact
    """Tell whether a day brought fewer articles than the outlet's data expect.

    Args:
        count: Articles found that day.
        expect: Fewest and most of a normal day; None when not stated.
        full_day: Whether the whole day was watched.
    """
    if expect is None or not full_day or count >= expect[0]:
        return None
    return Alarm(
        "few", "{count} articles a day where at least {least} are normal", (("count", count), ("least", expect[0]))
    )


def _day(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
