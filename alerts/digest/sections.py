"""Sorts the cases of a digest into its sections. Pure: views and events in, lines out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alerts.changes import change_lines
from alerts.decide import is_clearing
from alerts.digest.data import ActionLine, CaseLine, Level
from alerts.model import LEVELS, Event, Subscription, rank
from alerts.views import CaseView
from alerts.wording import level_name, limit_left, limit_name, short_day, stall_text
from archive.records.incident import Incident
from base.catalogue import Catalogue
from pipeline.linking.clocks import Clock

OLD_NEWS = timedelta(days=30)
"""A new case whose last news is older is of the past: an import, a crawl of an archive. Digests come once a week at the
least and an outlet's first crawl looks a week back (`crawl.first_crawl_days`), so that news of now is never so old."""
HIDEABLE = frozenset({"new", "progress", "archive"})  # by the reader's `digest_level`; a clearing never is
SOON = 2  # days: a limit of another body is shown when so little is left of it
MOST_STALLED = 5  # cases that stand still, newest first: the rest is for the pages
VICTIMS = "Korban"  # stands for a level where there is none
LONG_WAY = 10_000  # sorts what has no time limit behind what has one
UNANSWERED = LONG_WAY - 1


@dataclass(frozen=True, slots=True)
class Sorted:
    """The case lines of a digest by section."""

    levels: tuple[Level, ...]
    progress: tuple[CaseLine, ...]
    cleared: tuple[CaseLine, ...]
    corrections: tuple[CaseLine, ...]
    archive: tuple[CaseLine, ...]

    @property
    def new(self) -> tuple[CaseLine, ...]:
        """Return the new cases, grave ones first."""
        return tuple(line for level in self.levels if level.level != VICTIMS for line in level.lines)


def sort_cases(
    events: Iterable[Event],
    alerts: Mapping[int, str],
    views: Mapping[int, CaseView],
    reader: Subscription,
    now: datetime,
    t: Catalogue,
) -> Sorted:
    """Sort cases into sections; each case stands in exactly one.

    Args:
        events: Of the digest, oldest first.
        alerts: What became of the reader's instant alert, by id of the case.
        views: The cases by id, those merged away pointing to what they became.
        reader: Their `digest_level` hides lower cases, but never a clearing.
        now: The present, or the end of the period.
        t: The reader's texts.
    """
    by_case: dict[int, list[Event]] = defaultdict(list)
    shown: dict[int, CaseView] = {}
    for event in events:
        view = views.get(event.case.id)
        if view is not None:
            by_case[view.incident.id].append(event)
            shown[view.incident.id] = view
    sections: dict[str, list[CaseLine]] = defaultdict(list)
    for key, told in by_case.items():
        section = section_of(shown[key], told, reader, now)
        if section:
            line = CaseLine(shown[key], change_lines(tuple(told), t), alerts.get(key, ""))
            sections[section].append(line)
    for lines in sections.values():
        lines.sort(key=_weight)
    new = sections["new"]
    levels = tuple(
        Level(level, level_name(level, t), tuple(line for line in new if line.view.level == level))
        for level in reversed(LEVELS)
        if any(line.view.level == level for line in new)
    )
    if sections["victims"]:  # misused names get no score and stand apart from the allegations
        levels += (Level(VICTIMS, t("Misused names (civil servants are the victims)"), tuple(sections["victims"])),)
    rest = ("progress", "cleared", "corrections", "archive")
    return Sorted(levels, *(tuple(sections[name]) for name in rest))


def section_of(view: CaseView, events: list[Event], reader: Subscription, now: datetime) -> str:
    """Return the section of a case: one of `Sorted`, `new` or `victims`; empty: not shown."""
    section = _section(view.incident, {event.type for event in events}, now)
    low = rank(view.level) < rank(reader.digest_level)
    if low and section in HIDEABLE and not any(is_clearing(event) for event in events):
        return ""
    return "victims" if section == "new" and view.victims else section


def _section(case: Incident, types: set[str], now: datetime) -> str:
    if case.review == "dismissed":
        return "cleared"
    if "opened" in types and case.last_published < now - OLD_NEWS:
        return "archive"
    if case.end is not None:
        return "cleared"
    if "opened" in types:
        return "new"
    if types & {"cleared", "denied"}:
        return "cleared"
    return "corrections" if "corrected" in types else "progress"


def _weight(line: CaseLine) -> tuple[int, int, float, str]:
    case = line.view.incident
    return (-rank(line.view.level), -(case.severity.score or 0), -case.last_published.timestamp(), case.code)


def find_actions(
    open_cases: Iterable[CaseView],
    fresh: Iterable[CaseView],
    silent: Mapping[int, date],
    reader: Subscription,
    t: Catalogue,
) -> tuple[ActionLine, ...]:
    """Return what an officer should do, most urgent first; one line a case.

    Args:
        open_cases: All open cases in the reader's territory.
        fresh: New cases of this digest: grave ones wait for a person's look.
        silent: Cases whose alert nobody has answered, with the local day it went out.
        reader: For zone and language.
        t: The reader's texts.
    """
    found: dict[str, tuple[int, ActionLine]] = {}
    stalled: list[tuple[int, ActionLine]] = []
    for view in open_cases:
        clock = _urgent(view)
        told = silent.get(view.incident.id)
        if clock is not None:
            found[view.code] = _timed(view, clock, reader, t)
        elif told is not None:
            what = t("alerted on {day}, nobody has answered", day=short_day(told, reader.language))
            found[view.code] = (UNANSWERED, ActionLine(view, t("answer"), what))
        elif view.stalled is not None:
            what = stall_text(view.stalled, t)
            stalled.append((view.stalled.days, ActionLine(view, t("stands still"), what)))
    for view in fresh:
        open_to_doubt = not view.incident.found and view.incident.review == "unreviewed"
        if view.code not in found and open_to_doubt and rank(view.level) >= rank("Tinggi"):
            what = t("new and grave, no officer has looked at it")
            found[view.code] = (LONG_WAY, ActionLine(view, t("verify"), what))
    stalled = [pair for pair in stalled if pair[1].view.code not in found]
    stalled.sort(key=lambda pair: (pair[0], pair[1].view.code))
    ordered = sorted(found.values(), key=lambda pair: (pair[0], -rank(pair[1].view.level), pair[1].view.code))
    return tuple(line for _, line in ordered) + tuple(line for _, line in stalled[:MOST_STALLED])


def _timed(view: CaseView, clock: Clock, reader: Subscription, t: Catalogue) -> tuple[int, ActionLine]:
    what = t("{what} until {day}", what=limit_name(clock, t), day=short_day(clock.due, reader.language))
    return clock.left if clock.state == "running" else -1, ActionLine(view, limit_left(clock, t), what, timed=True)


def _urgent(view: CaseView) -> Clock | None:
    """Return the limit to show: the officer's own to report, or another body's that is nearly over."""
    for clock in view.clocks:
        if clock.limit.code.endswith("_report"):
            return clock
    return next((clock for clock in view.clocks if clock.left <= SOON), None)
