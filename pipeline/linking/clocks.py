"""Time limits of a case: what the law gives, when it ends, what is left. Pure functions of (facts, now).

Working days follow Indonesian public holidays and days of joint leave as the `holidays` package has them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

from archive.records.analysis import Stage
from archive.records.incident import Incident, IncidentStep

Unit = Literal["days", "working_days"]
State = Literal["running", "met", "expired"]
SATURDAY = 5
JAKARTA = ZoneInfo("Asia/Jakarta")
# Until when a limit whose meeting no article told is shown as overdue rather than left out.
SHOWN_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of the law.

    Args:
        code: `pilkada_report`, `pilkada_handle`, `pilkada_handle_more`, `pemilu_report`, `pemilu_handle`,
            `pemilu_handle_more`, `bkn_follow_up`.
        days: Length.
        unit: Calendar or working days.
        basis: The rule.
        starts: `known` (the act became known), or the steps whose day starts it.
        met_by: Steps that show it was kept.
    """

    code: str
    days: int
    unit: Unit
    basis: str
    starts: Literal["known"] | tuple[Stage, ...]
    met_by: tuple[Stage, ...]


_HANDLED = (Stage.S4, Stage.S5, Stage.S6, Stage.S7, Stage.P1, Stage.P2, Stage.P3, Stage.P4, Stage.X1, Stage.X2)
_REPORTED = (Stage.S3, *_HANDLED)
_DECIDED = (Stage.S5, Stage.S6, Stage.S7, Stage.P2, Stage.P3, Stage.P4, Stage.X1, Stage.X2)
_PILKADA, _PEMILU = "UU 1/2015 jo UU 10/2016 ps 134", "UU 7/2017 ps 454"
LIMITS: dict[str, tuple[Limit, ...]] = {
    "pilkada": (
        Limit("pilkada_report", 7, "days", f"{_PILKADA} ayat (4)", "known", _REPORTED),
        Limit("pilkada_handle", 3, "days", f"{_PILKADA} ayat (5)", (Stage.S3,), _DECIDED),
        Limit("pilkada_handle_more", 5, "days", f"{_PILKADA} ayat (6)", (Stage.S3,), _DECIDED),
    ),
    "pemilu": (
        Limit("pemilu_report", 7, "working_days", f"{_PEMILU} ayat (6)", "known", _REPORTED),
        Limit("pemilu_handle", 7, "days", f"{_PEMILU} ayat (7)", (Stage.S3,), _DECIDED),
        Limit("pemilu_handle_more", 14, "working_days", f"{_PEMILU} ayat (8)", (Stage.S3,), _DECIDED),
    ),
}
BKN = Limit("bkn_follow_up", 7, "days", "Satgas Netralitas ASN BKN", (Stage.S5,), (Stage.S6, Stage.S7))


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What the clocks of a case depend on.

    Args:
        election: Which law's limits hold; None gives none of an election.
        known: Day the act became known.
        steps: The timeline.
        closed: Whether the case ended; nothing runs then.
    """

    election: Literal["pilkada", "pemilu"] | None
    known: date
    steps: tuple[IncidentStep, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit of one case.

    Args:
        limit: The rule.
        start: Day it starts; the first day counted is the next one.
        due: Last day inside the limit.
        state: `running`, `met` (a step that keeps it was told) or `expired`.
        left: Days left in the limit's unit, 0 on its last day; negative when past; 0 when met.
    """

    limit: Limit
    start: date
    due: date
    state: State
    left: int


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("ID", years=year, categories=("public", "government")))


def is_working_day(day: date) -> bool:
    """Tell whether Indonesian offices work: neither weekend nor public holiday nor joint leave."""
    return day.weekday() < SATURDAY and day not in _free_days(day.year)


def add_days(start: date, days: int, unit: Unit) -> date:
    """Return the last day of a limit; the day of the start does not count."""
    if unit == "days":
        return start + timedelta(days=days)
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def days_between(today: date, due: date, unit: Unit) -> int:
    """Return how many days of the unit lie after `today` up to `due`; negative when `due` is past."""
    if unit == "days":
        return (due - today).days
    low, high = sorted((today, due))
    count = sum(is_working_day(low + timedelta(days=offset)) for offset in range(1, (high - low).days + 1))
    return count if due >= today else -count


def clocks(facts: ClockFacts, now: datetime, zone: ZoneInfo = JAKARTA) -> tuple[Clock, ...]:
    """Return the limits that have started, soonest due first; none for a closed case.

    Args:
        facts: Of the case.
        now: Aware.
        zone: Zone of the case's place: days begin there.
    """
    if facts.closed:
        return ()
    today = now.astimezone(zone).date()
    limits = (*LIMITS.get(facts.election or "", ()), BKN)
    found = [clock for limit in limits if (clock := _clock(limit, facts, today)) is not None]
    return tuple(sorted(found, key=lambda clock: (clock.state == "met", clock.due, clock.limit.code)))


def _clock(limit: Limit, facts: ClockFacts, today: date) -> Clock | None:
    start = facts.known if limit.starts == "known" else _day_of(limit.starts, facts.steps)
    if start is None:
        return None
    due = add_days(start, limit.days, limit.unit)
    if _day_of(limit.met_by, facts.steps) is not None:
        return Clock(limit, start, due, "met", 0)
    left = days_between(today, due, limit.unit)
    return Clock(limit, start, due, "running" if today <= due else "expired", left)


def _day_of(stages: tuple[Stage, ...], steps: tuple[IncidentStep, ...]) -> date | None:
    return min((step.day for step in steps if step.stage in stages), default=None)


def incident_clocks(incident: Incident, now: datetime, zone: ZoneInfo = JAKARTA) -> tuple[Clock, ...]:
    """Return the clocks of a case that still matter: running, met, or expired within the last 30 days."""
    facts = ClockFacts(incident.election, incident.known_day, incident.steps, closed=not incident.open)
    today = now.astimezone(zone).date()
    return tuple(
        clock for clock in clocks(facts, now, zone) if clock.state != "expired" or today - clock.due <= SHOWN_AFTER
    )
