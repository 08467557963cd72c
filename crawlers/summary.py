"""Makes the report of a crawl from its counters: what came of it, in one line."""

from datetime import datetime
from typing import TYPE_CHECKING

from crawlers.report import FETCHED, CrawlOutcome, CrawlReport, Tally

if TYPE_CHECKING:
    from crawlers.discover import Walk

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
        return "failed", tally.giving_up or (tally.notes[-1] if tally.notes else "no way of discovery is configured")
    if unchanged and not tally.found:
        return "unchanged", ""
    return "ok", tally.giving_up or ""
