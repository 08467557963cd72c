"""Cases that stand still: recommended, forwarded or convicted, and nothing followed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from archive.records.analysis import Stage
from archive.records.incident import Incident
from pipeline.linking.clocks import JAKARTA

StallCode = Literal["recommended", "forwarded", "convicted", "suspect", "reported"]

# How long nothing may follow before officers are told: our own choice, three weeks where a body only has to act on a
# paper it holds, one or two months where it examines or tries. No law sets these.
WAITS: tuple[tuple[StallCode, timedelta], ...] = (
    ("recommended", timedelta(days=21)),
    ("forwarded", timedelta(days=30)),
    ("convicted", timedelta(days=60)),
    ("suspect", timedelta(days=60)),
    ("reported", timedelta(days=21)),
)


@dataclass(frozen=True, slots=True)
class Stalled:
    """Why and since when a case stands still.

    Args:
        code: What was the last thing to happen.
        since: Day of that step.
        days: Days since then.
    """

    code: StallCode
    since: date
    days: int


def stalled(incident: Incident, now: datetime, zone: ZoneInfo = JAKARTA) -> Stalled | None:
    """Tell whether a case stands still; None when it moves, ended, or was dismissed.

    Args:
        incident: The case.
        now: Aware.
        zone: Zone of the case's place.
    """
    if incident.cleared or incident.review == "dismissed" or incident.merged_into is not None:
        return None
    found = _last(incident)
    if found is None:
        return None
    code, since = found
    days = (now.astimezone(zone).date() - since).days
    return Stalled(code, since, days) if days > dict(WAITS)[code].days else None


def _last(incident: Incident) -> tuple[StallCode, date] | None:
    if incident.discipline is Stage.S7:
        return None
    days = {step.stage: step.day for step in incident.steps}
    furthest = incident.criminal if incident.criminal is Stage.P4 else incident.discipline
    code = _CODES.get(furthest) if furthest else None
    if code not in {"convicted", "recommended", "forwarded"} and incident.criminal is not None:
        code = _CODES[incident.criminal]
    if code is None:
        return None
    since = [day for stage, day in days.items() if _CODES.get(stage) == code]
    return code, max(since, default=incident.known_day)


_CODES: dict[Stage, StallCode] = {
    Stage.P4: "convicted",
    Stage.S6: "recommended",
    Stage.S5: "forwarded",
    Stage.P3: "suspect",
    Stage.P2: "suspect",
    Stage.P1: "reported",
    Stage.S4: "reported",
    Stage.S3: "reported",
}
