"""What alarms are decided from: facts of an outlet's last crawls, gathered crawl by crawl. Pure.

report of a crawl -> observe -> Watch (remembered with the outlet) -> alarms, and whether to look at the home page next
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.days import Days, learn_days
from crawlers.health import Alarm, clock_wrong, expected, failing, frozen, parser_broken, silent, too_few
from crawlers.outlet import Outlet
from crawlers.polling import Rhythm
from crawlers.report import CrawlReport

WAITS = 20  # new articles whose wait between publication and finding is remembered
RECENT = 24  # pages that the recent share of bad ones is taken from
PAST = 400  # pages that the usual share is taken from; older ones fade
LOOK_AFTER = 3.0  # articles that the rhythm promised while the feed brought none: by chance once in 20 times
LOOK_EVERY = timedelta(hours=3)
FULL_DAY = 4  # crawls that a day must have had, one in each quarter, to be judged by its number of articles


@dataclass(frozen=True, slots=True)
class Watch:
    """What is remembered of an outlet's last crawls.

    Args:
        waits: Of the last new articles: (seconds from publication to finding, seconds between the two polls).
        quiet: Polls in a row whose feed, sitemap or REST brought nothing new.
        fed_at: When they last brought something new; None before.
        home_at: When the home page was last compared; None before or since they brought something.
        home_looks: How often it was compared since.
        home_fresh: Articles that only the home page showed, from the second look on.
        recent: (pages, bad ones) of the last crawls, newest last.
        past: (pages, bad ones) of earlier crawls, faded.
        days: On which days of the week it prints.
    """

    waits: tuple[tuple[float, float], ...] = ()
    quiet: int = 0
    fed_at: datetime | None = None
    home_at: datetime | None = None
    home_looks: int = 0
    home_fresh: int = 0
    recent: tuple[tuple[int, int], ...] = ()
    past: tuple[float, float] = (0.0, 0.0)
    days: Days = field(default_factory=Days)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger and the log of crawls say.

    Args:
        outcomes: Of the last crawls, newest first, the one just ended among them.
        day: Articles found on the last full local day; None when it was not watched as a whole.
    """

    outcomes: tuple[str, ...] = ()
    day: int | None = None


def observe(watch: Watch, report: CrawlReport, zone: ZoneInfo) -> Watch:
    """Return what is known after a crawl that came through; `zone` is that of the outlet's days."""
    waits = (*watch.waits, *((wait, report.interval or 0.0) for wait in report.waits))[-WAITS:]
    days = learn_days(watch.days, report.published, report.started_at, zone)
    watch = replace(_with_pages(watch, report.looked, report.bad), waits=waits, days=days)
    if report.fresh:
        return replace(watch, quiet=0, fed_at=report.started_at, home_at=None, home_looks=0, home_fresh=0)
    watch = replace(watch, quiet=watch.quiet + 1, fed_at=watch.fed_at or report.started_at)
    if report.home_fresh is None:
        return watch
    # The first look finds whatever the feed never announced: old favourites, other sections. Only later ones compare.
    fresh = watch.home_fresh + (report.home_fresh if watch.home_looks else 0)
    return replace(watch, home_at=report.started_at, home_looks=watch.home_looks + 1, home_fresh=fresh)


def _with_pages(watch: Watch, looked: int, bad: int) -> Watch:
    if not looked:
        return watch
    recent = [*watch.recent, (looked, bad)]
    pages, wrong = watch.past
    while sum(count for count, _ in recent[1:]) >= RECENT:
        count, ill = recent.pop(0)
        fade = min(1.0, PAST / (pages + count))
        pages, wrong = (pages + count) * fade, (wrong + ill) * fade
    return replace(watch, recent=tuple(recent), past=(pages, wrong))


def alarms(
    outlet: Outlet, rhythm: Rhythm | None, watch: Watch, facts: Facts, newest: datetime | None, begun: datetime | None,
    now: datetime,
) -> tuple[Alarm, ...]:  # fmt: skip
    """Return the alarms that hold after a crawl, the worst first.

    Args:
        outlet: The outlet.
        rhythm: Learnt; None when nothing was ever found.
        watch: With the crawl just ended.
        facts: Of ledger and log.
        newest: Its newest article; None when nothing was ever found.
        begun: Start of its first crawl.
        now: End of the crawl.
    """
    failed = failing(facts.outcomes)
    if failed is not None:
        return (failed,)
    if not facts.outcomes or facts.outcomes[0] not in {"ok", "unchanged"}:
        return ()
    waits = watch.waits
    found = (
        parser_broken(sum(count for count, _ in watch.recent), sum(ill for _, ill in watch.recent), _usual(watch)),
        frozen(watch.quiet, watch.home_fresh),
        clock_wrong(
            [now - timedelta(seconds=wait) for wait, _ in waits],
            [now] * len(waits),
            timedelta(seconds=max((gap for _, gap in waits), default=0.0)),
        ),
        silent(rhythm, newest, begun, now, outlet.zone, watch.days),
        None if facts.day is None else too_few(facts.day, outlet.expect, full_day=True),
    )
    return tuple(alarm for alarm in found if alarm is not None)


def _usual(watch: Watch) -> float:
    pages, wrong = watch.past
    return wrong / pages if pages else 0.0


def look_home(outlet: Outlet, rhythm: Rhythm | None, watch: Watch, now: datetime) -> bool:
    """Tell whether the next crawl is to compare the home page with what the feed announces.

    Args:
        outlet: The outlet.
        rhythm: Learnt; None when nothing was ever found.
        watch: Of its last crawls.
        now: Start of the crawl.
    """
    if rhythm is None or watch.fed_at is None or watch.quiet < 1:
        return False
    if outlet.discover[0].means in {"home", "next_data", "listing"}:
        return False  # it is read at every poll, or the way is one itself
    if watch.home_at is not None and now - watch.home_at < LOOK_EVERY:
        return False
    return expected(rhythm, watch.fed_at, now, outlet.zone) >= LOOK_AFTER


def to_plain(watch: Watch) -> dict[str, Any]:
    """Return a watch as JSON-ready values."""
    moments = {name: None if (at := getattr(watch, name)) is None else at.isoformat() for name in ("fed_at", "home_at")}
    counts = {name: getattr(watch, name) for name in ("quiet", "home_looks", "home_fresh")}
    waits = [[round(wait), round(gap)] for wait, gap in watch.waits]
    pages = {"recent": [*map(list, watch.recent)], "past": list(watch.past)}
    return {**counts, **moments, **pages, "waits": waits, "days": watch.days.plain}


def from_plain(plain: Mapping[str, Any]) -> Watch:
    """Return the watch that `to_plain` wrote; an empty one for an empty mapping."""
    if not plain:
        return Watch()
    moments = {
        name: None if plain[name] is None else datetime.fromisoformat(plain[name]) for name in ("fed_at", "home_at")
    }
    return Watch(
        waits=tuple((float(wait), float(gap)) for wait, gap in plain["waits"]),
        quiet=plain["quiet"],
        home_looks=plain["home_looks"],
        home_fresh=plain["home_fresh"],
        recent=tuple((int(count), int(ill)) for count, ill in plain["recent"]),
        past=(plain["past"][0], plain["past"][1]),
        days=Days.of(plain.get("days", {})),
        **moments,
    )
