"""When an outlet is due again and how well it is: pure, from what is remembered and the crawl just ended."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from archive.store.outlets import Health, OutletState
from crawlers.health import silent
from crawlers.outlet import DEFAULT_ZONE, Outlet
from crawlers.polling import Rhythm, learn, next_after_failure, next_due
from crawlers.report import CrawlReport

Bounds = tuple[timedelta, timedelta]


def next_state(
    outlet: Outlet | None, state: OutletState, report: CrawlReport, bounds: Bounds, newest: datetime | None = None
) -> OutletState:
    """Return the state of an outlet after a crawl.

    Args:
        outlet: Its data; None when it was removed meanwhile.
        state: What was remembered.
        report: The crawl that ended.
        bounds: Shortest and longest interval of the settings; the outlet's own bounds hold inside them.
        newest: When the outlet's newest article was published; None when nothing was ever found.
    """
    if report.outcome == "stopped":
        return state  # asked to stop: nothing is known of the outlet
    ended = report.ended_at
    well = report.outcome in {"ok", "unchanged"}
    failures = 0 if well else state.failures + 1
    shortest, longest = _within(outlet, bounds)
    zone = outlet.zone if outlet is not None else DEFAULT_ZONE
    known = None if state.rate_per_hour is None else Rhythm(state.rate_per_hour, state.hours)
    rhythm = learn(known, report.published, state.last_success_at, report.started_at, zone) if well else known
    if well:
        due = next_due(rhythm or Rhythm(), ended, zone, (shortest, longest))
    else:
        due = next_after_failure(failures, ended, (shortest, longest))
    due = max(due, report.retry_at or ended)
    alarm = silent(rhythm, newest, state.first_crawled_at, ended, zone) if well else None
    return replace(
        state,
        first_crawled_at=state.first_crawled_at or report.started_at,
        last_crawled_at=report.started_at,
        last_success_at=report.started_at if well else state.last_success_at,
        next_due_at=max(due, report.retry_at or due),
        failures=failures,
        health="silent" if alarm is not None else _health(report),
        health_reason=(alarm.sentence if alarm is not None else report.reason) or None,
        rate_per_hour=rhythm.rate if rhythm is not None else None,
        hours=rhythm.hours if rhythm is not None else (),
    )


def _within(outlet: Outlet | None, bounds: Bounds) -> Bounds:
    if outlet is None:
        return bounds
    shortest = max(bounds[0], outlet.poll[0])
    return shortest, max(shortest, min(bounds[1], outlet.poll[1]))


def _health(report: CrawlReport) -> Health:
    outcomes: dict[str, Health] = {
        "ok": "ok",
        "unchanged": "ok",
        "unreachable": "unreachable",
        "blocked": "blocked",
        "failed": "broken",
    }
    return outcomes[report.outcome]


def due_outlets(
    outlets: Mapping[str, Outlet], due_at: Mapping[str, datetime | None], now: datetime, busy: Collection[str]
) -> list[str]:
    """Return the enabled outlets to crawl now, the longest overdue first; one never crawled is due at once.

    Args:
        outlets: All outlets by id.
        due_at: When each is due; missing or None: at once.
        now: Present instant.
        busy: Outlets that are being crawled.
    """
    waiting = [o for o in outlets.values() if o.enabled and o.id not in busy]
    ripe = [(due_at.get(o.id), o.id) for o in waiting]
    return [
        o
        for _, o in sorted((at or datetime.min.replace(tzinfo=now.tzinfo), o) for at, o in ripe if not at or at <= now)
    ]
