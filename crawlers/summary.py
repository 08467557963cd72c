"""Makes the report of a crawl from its counters: what came of it, in one line."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from crawlers.report import FETCHED, CrawlOutcome, CrawlReport, Tally
from crawlers.robots import FORBIDDEN, RULES_UNREAD

if TYPE_CHECKING:
    from crawlers.discover import Walk

_BUSY = re.compile(r"(?<=HTTP )(?:429|503)\b")
MOST_REASONS = 20
MOST_DATES = 2_000  # publication times handed on to learn the rhythm from


def summarise(
    outlet: str, started_at: datetime, ended_at: datetime, tally: Tally, walk: "Walk | None", *, first: bool
) -> CrawlReport:
    """Return the report of a finished crawl."""
    outcome, reason = judge(
        tally, worked=walk is not None and walk.worked, unchanged=walk is not None and walk.unchanged
    )
    return CrawlReport(
        outlet=outlet,
        started_at=started_at,
        ended_at=ended_at,
        outcome=outcome,
        reason=reason,
        means=tuple(tally.means),
        notes=tuple(tally.notes),
        found=tally.found,
        states=states_of(tally),
        reasons=dict(tally.reasons.most_common(MOST_REASONS)),
        revisited=tally.revisited,
        retried=tally.retried,
        fresh=tally.fresh,
        home_fresh=tally.home_fresh,
        waits=tuple(tally.waits[:MOST_DATES]),
        back_to=walk.plan.since if walk is not None and walk.reached_back and tally.complete else None,
        interval=tally.interval,
        looked=tally.looked,
        bad=tally.bad,
        requests=tally.requests,
        not_modified=tally.not_modified,
        bytes=tally.bytes,
        published=tuple(tally.published[:MOST_DATES]),
        retry_at=tally.retry_at,
        first=first,
    )


def states_of(tally: Tally) -> dict[str, int]:
    """Return the entries by state; those that a stop or a fault left without one wait for the next crawl."""
    states = {name: count for name, count in tally.states.items() if count}
    left = tally.found + tally.revisited + tally.retried - sum(states.values())
    return states | {"deferred": states.get("deferred", 0) + left} if left > 0 else states


def judge(tally: Tally, *, worked: bool, unchanged: bool) -> tuple[CrawlOutcome, str]:
    """Return the outcome of a crawl and its reason.

    Args:
        tally: The counters.
        worked: Whether a way of discovery was understood.
        unchanged: Whether a document was answered 304.
    """
    fetched = sum(tally.states[name] for name in FETCHED)
    if tally.unreachable and not fetched:
        return "unreachable", tally.unreachable
    if tally.walls and not fetched and (not worked or tally.states["blocked"]):
        return "blocked", tally.walls[0]
    if not worked:
        return _lost(tally)
    if unchanged and not tally.found:
        return "unchanged", ""
    return "ok", tally.giving_up or ""


def _lost(tally: Tally) -> tuple[CrawlOutcome, str]:
    """Return what kept every way of discovery from working."""
    why = set(tally.lost)
    asked = next((found[0] for one in (*tally.lost, tally.giving_up or "") if (found := _BUSY.search(one))), None)
    if why == {FORBIDDEN}:
        return "robots", "robots.txt forbids its news: ask the newsroom for leave, or set enabled: false"
    if why == {RULES_UNREAD}:
        return "unreachable", RULES_UNREAD
    if asked is not None:
        return "busy", f"the site asks us to slow down (HTTP {asked}), if it lasts, raise its delay or poll"
    return "failed", tally.giving_up or (tally.notes[-1] if tally.notes else "no way of discovery is configured")
