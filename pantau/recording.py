"""Writes down crawls that have ended, many in one transaction: log, coverage ledger, alarms, state and next due time.

A crash before the commit loses rows of polls and nothing else: their outlets are still due and are polled again, and
what they found was stored before by the pages' own transactions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection

from archive.store.alarms import note_alarms
from archive.store.coverage import Covered, add_covered, fill_gaps
from archive.store.crawls import Crawl, note_crawls
from archive.store.outlets import OutletState, Validators, load_states, save_states
from archive.store.visits import next_visits
from crawlers.health import Alarm
from crawlers.report import BAD, REFUSED, WAITING, CrawlReport, Validator

SOONEST = timedelta(minutes=10)  # after a crawl, before a visit
WELL = frozenset({"ok", "unchanged"})


class Judge(Protocol):
    """Decides after a crawl when an outlet is due again, how well it is and what is to be told of it."""

    def __call__(
        self, connection: Connection, state: OutletState, report: CrawlReport
    ) -> tuple[OutletState, tuple[Alarm, ...]]:
        """Return the outlet's new state and the alarms that hold."""
        ...

    def look_home(self, state: OutletState, now: datetime) -> bool:
        """Tell whether the next crawl is to compare the home page with the feed."""
        ...


@dataclass(frozen=True, slots=True)
class Ended:
    """A crawl that has ended.

    Args:
        report: What it came to.
        validators: To ask conditionally with next time; empty when entries were left over.
    """

    report: CrawlReport
    validators: Mapping[str, Validator] = field(default_factory=dict)


def record(connection: Connection, judge: Judge, ended: Sequence[Ended]) -> None:
    """Write down crawls in the order they ended.

    Args:
        connection: In a write transaction.
        judge: See `Judge`.
        ended: The crawls, of one outlet or of many.
    """
    for some in _rounds(ended):
        _record(connection, judge, some)


def _rounds(ended: Sequence[Ended]) -> Iterator[list[Ended]]:
    """Yield the crawls in parts that hold each outlet once: a second crawl builds on what the first one left."""
    part: dict[str, Ended] = {}
    for one in ended:
        if one.report.outlet in part:
            yield list(part.values())
            part = {}
        part[one.report.outlet] = one
    if part:
        yield list(part.values())


def _record(connection: Connection, judge: Judge, ended: Sequence[Ended]) -> None:
    note_crawls(connection, [_crawl(one.report) for one in ended])
    well = [one.report for one in ended if one.report.outcome in WELL]
    # A crawl that was told of news has looked, whatever became of them.
    looked = [one.report for one in ended if one.report.outcome in WELL or one.report.found]
    add_covered(connection, [_covered(report) for report in looked])
    for report in well:
        if report.back_to is not None:
            means = ",".join(report.means)
            fill_gaps(connection, report.outlet, report.back_to, report.started_at, means, report.published)
    known = [one for one in ended if one.report.outcome != "stopped"]  # asked to stop: nothing is known of the outlet
    before = load_states(connection, [one.report.outlet for one in known])
    visits = next_visits(connection, [report.outlet for report in well])
    states = []
    for one in known:
        report = one.report
        state = _judged(connection, judge, before[report.outlet], report)
        due = with_visit(state.next_due_at, visits.get(report.outlet), report)
        told = {url: Validators(v.etag, v.modified, v.whole_at) for url, v in one.validators.items()}
        states.append(replace(state, next_due_at=due, validators={**state.validators, **told}))
    save_states(connection, states)


def _judged(connection: Connection, judge: Judge, before: OutletState, report: CrawlReport) -> OutletState:
    """Return the new state of an outlet; note the alarms that hold."""
    state, alarms = judge(connection, before, report)
    reasons: dict[str, str] = {alarm.kind: alarm.sentence for alarm in alarms}
    if reasons or before.failures or before.health not in {"ok", "new"}:  # else none can hold
        note_alarms(connection, report.outlet, reasons, now=report.ended_at, seen=report.outcome in WELL)
    return state


def _crawl(report: CrawlReport) -> Crawl:
    counts = {"found": report.found, "requests": report.requests, "not_modified": report.not_modified}
    detail = "; ".join(part for part in (report.reason, *report.notes) if part)[:500] or None
    told = {**counts, **report.states}
    return Crawl(
        0, report.outlet, report.started_at, report.ended_at, report.outcome, report.first, told, detail
    )  # fmt: skip


def _covered(report: CrawlReport) -> Covered:
    states = report.states
    return Covered(
        report.outlet,
        report.started_at,
        ",".join(report.means)[:64] or "none",
        found=report.found - states.get("known", 0) - states.get("outside", 0),
        fetched=report.fetched,
        screened=states.get("screened_out", 0),
        kept=states.get("kept", 0) + states.get("updated", 0),
        failed=sum(states.get(name, 0) for name in BAD),
        waiting=sum(states.get(name, 0) for name in WAITING),
        again=report.revisited + report.retried,
        refused=sum(states.get(name, 0) for name in REFUSED),
    )


def with_visit(due: datetime | None, visit: datetime | None, report: CrawlReport) -> datetime | None:
    """Return when an outlet is due: at its next poll, or sooner for a visit, but never at once nor against its wish.

    A page that failed asks for a visit too: with an outlet that is polled every six hours its news would be that late.

    Args:
        due: Of its next poll; None: at once.
        visit: Of its next visit; None when none is planned.
        report: The crawl that ended.
    """
    failed = report.outcome in WELL and report.states.get("failed", 0) > 0
    visit = report.ended_at if failed else visit
    if due is None or visit is None:
        return due
    return min(due, max(visit, report.ended_at + SOONEST, report.retry_at or visit))
