"""When an outlet is due again and how well it is: pure, from what is remembered and the crawl just ended."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from archive.store.coverage import found_between
from archive.store.crawls import recent_crawls
from archive.store.outlets import Health, OutletState, Ripe
from crawlers.health import FAILURES, Alarm
from crawlers.outlet import Discover, Outlet
from crawlers.polling import Rhythm, learn, next_after_failure, next_due
from crawlers.report import CrawlReport
from crawlers.watching import FULL_DAY, Facts, alarms, from_plain, look_home, observe, to_plain

CLOCKS_DIFFER = timedelta(
    minutes=5
)  # between machines that share an archive; what lies farther ahead was a wrong clock
BELIEVED = timedelta(hours=3)  # the number of a day that is over: only a walk back can still change it
Bounds = tuple[timedelta, timedelta]


@dataclass(frozen=True, slots=True)
class Judge:
    """`pantau.memory.Judge` over the configured outlets.

    Args:
        outlets: By id.
        bounds: Shortest and longest interval of the settings.
        days: What the last full day brought, by outlet, believed for three hours: at most polls it is known.
    """

    outlets: Mapping[str, Outlet]
    bounds: Bounds
    days: dict[str, tuple[datetime, int | None]] = field(default_factory=dict, compare=False)

    def __call__(
        self, connection: Connection, state: OutletState, report: CrawlReport
    ) -> tuple[OutletState, tuple[Alarm, ...]]:
        """Return the outlet's new state and the alarms that hold."""
        outlet = self._outlet(report.outlet)
        outcomes = _outcomes(connection, outlet, state, report)
        day = None if outlet.expect is None else self._day(connection, outlet, state, report.ended_at)
        return next_state(outlet, state, report, self.bounds, Facts(outcomes, day))

    def _day(self, connection: Connection, outlet: Outlet, state: OutletState, now: datetime) -> int | None:
        today = now.astimezone(outlet.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        known = self.days.get(outlet.id)
        if known is None or known[0] < now - BELIEVED or known[0] < today or known[0] > now:
            known = self.days[outlet.id] = (now, _last_day(connection, outlet, state, today))
        return known[1]

    def look_home(self, state: OutletState, now: datetime) -> bool:
        """Tell whether the next crawl is to compare the home page with the feed."""
        return look_home(self._outlet(state.outlet), _rhythm(state), from_plain(state.watch), now)

    def _outlet(self, name: str) -> Outlet:
        """Return the outlet's data; of one that was removed meanwhile what every outlet has."""
        return self.outlets.get(name) or Outlet(name, name, "", (Discover("home", "/"),))


def _outcomes(connection: Connection, outlet: Outlet, state: OutletState, report: CrawlReport) -> tuple[str, ...]:
    """Return the outcomes of the last crawls, newest first; only the last one while it is not one of many failures."""
    if state.failures + 1 >= FAILURES and report.outcome not in {"ok", "unchanged"}:
        return tuple(crawl.outcome or "" for crawl in recent_crawls(connection, outlet=outlet.id, limit=FAILURES))
    return (report.outcome,)


def _last_day(connection: Connection, outlet: Outlet, state: OutletState, today: datetime) -> int | None:
    """Return how many articles the day before `today` brought; None when it was not watched as a whole."""
    start = today - timedelta(days=1)
    if state.first_crawled_at is None or state.first_crawled_at > start:
        return None
    found, hours = found_between(connection, outlet.id, start.astimezone(UTC), today.astimezone(UTC))
    quarters = {(hour - start) // timedelta(hours=6) for hour in hours}
    return found if len(quarters) == FULL_DAY else None


def next_state(
    outlet: Outlet, state: OutletState, report: CrawlReport, bounds: Bounds, facts: Facts
) -> tuple[OutletState, tuple[Alarm, ...]]:
    """Return the state of an outlet after a crawl that was not stopped, and the alarms that hold.

    Args:
        outlet: Its data.
        state: What was remembered.
        report: The crawl that ended.
        bounds: Shortest and longest interval of the settings; the outlet's own bounds hold inside them.
        facts: Of ledger and log.
    """
    ended = report.ended_at
    well = report.outcome in {"ok", "unchanged"}
    failures = 0 if well else state.failures + 1
    shortest, longest = _within(outlet, bounds)
    known = _rhythm(state)
    rhythm = learn(known, report.published, state.last_success_at, report.started_at, outlet.zone) if well else known
    if well:
        due = next_due(rhythm or Rhythm(), ended, outlet.zone, (shortest, longest))
    else:
        due = next_after_failure(failures, ended, (shortest, longest))
    watch = observe(from_plain(state.watch), report, outlet.zone) if well else from_plain(state.watch)
    begun, newest = state.first_crawled_at or report.started_at, _newest(state, report)
    found = alarms(outlet, rhythm, watch, facts, newest, begun, ended)
    changed = replace(
        state,
        first_crawled_at=begun,
        last_crawled_at=report.started_at,
        last_success_at=report.started_at if well else state.last_success_at,
        next_due_at=max(due, report.retry_at or due),
        failures=failures,
        health=_health(report, found),
        health_reason=(found[0].sentence if found else report.reason) or None,
        rate_per_hour=rhythm.rate if rhythm is not None else None,
        hours=rhythm.hours if rhythm is not None else (),
        newest_at=newest,
        watch=to_plain(watch),
    )
    return changed, found


def _rhythm(state: OutletState) -> Rhythm | None:
    return None if state.rate_per_hour is None else Rhythm(state.rate_per_hour, state.hours)


def _newest(state: OutletState, report: CrawlReport) -> datetime | None:
    """Return when the newest article was published; the crawl itself where its new articles tell no date."""
    told = [at for at in report.published if at <= report.ended_at]
    undated = (report.fresh or report.home_fresh) and not told
    seen = (state.newest_at, max(told, default=None), report.started_at if undated else None)
    return max((at for at in seen if at is not None), default=None)


def _within(outlet: Outlet, bounds: Bounds) -> Bounds:
    shortest = max(bounds[0], outlet.poll[0])
    return shortest, max(shortest, min(bounds[1], outlet.poll[1]))


HEALTH: dict[str, Health] = {
    "unreachable": "unreachable",
    "blocked": "blocked",
    "robots": "robots",
    "busy": "busy",
    "failed": "broken",
    "parser": "broken",
    "silent": "silent",
    "clock": "clock",
    "frozen": "frozen",
    "few": "few",
}
"""By outcome of a crawl and by kind of alarm."""


def _health(report: CrawlReport, found: tuple[Alarm, ...]) -> Health:
    return HEALTH.get(report.outcome) or (HEALTH[found[0].kind] if found else "ok")


_AT_ONCE = datetime.min.replace(tzinfo=UTC)


def in_turn(
    outlets: Mapping[str, Outlet], ripe: Iterable[Ripe], fresh: Iterable[str], busy: Collection[str]
) -> tuple[Ripe, ...]:
    """Return the enabled outlets to crawl now, the longest overdue first.

    One never crawled is due at once, and so is one whose last crawl lies ahead of the clock, which was wrong then and
    is right again.

    Args:
        outlets: All outlets by id.
        ripe: Those whose time has come.
        fresh: Those that nothing is remembered of.
        busy: Those that are being crawled, or ordered already.
    """
    open_ = [
        one
        for one in (*ripe, *(Ripe(name) for name in fresh))
        if one.outlet not in busy and one.outlet in outlets and outlets[one.outlet].enabled
    ]
    return tuple(sorted(open_, key=_turn))


def _turn(one: Ripe) -> tuple[datetime, str]:
    return (_AT_ONCE if one.ahead or one.due_at is None else one.due_at, one.outlet)
