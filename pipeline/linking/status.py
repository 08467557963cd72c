"""The two statuses of a case, discipline and criminal, and whether and when it ended."""

from dataclasses import dataclass
from datetime import date

from archive.records.analysis import Analysis, Stage
from archive.records.incident import IncidentStep
from pipeline.linking.member import Member, in_order

_DISCIPLINE = tuple(stage for stage in Stage if stage.track == "discipline")
_CRIMINAL = tuple(stage for stage in Stage if stage.track == "criminal")
_ON_THE_WAY = frozenset({Stage.P1, Stage.P2, Stage.P3})
# A clearing that an article tells as its main step stands until a later article tells one of these.
_REOPENS = frozenset({Stage.S4, Stage.S5, Stage.S6, Stage.S7, Stage.P1, Stage.P2, Stage.P3, Stage.P4})


@dataclass(frozen=True, slots=True)
class Status:
    """Where a case stands.

    Args:
        discipline: Furthest step S1..S7; None when none is told.
        criminal: Furthest step P1..P4; None when none is told.
        end: X1 or X2 while the case stands ended without a finding; None otherwise.
        closed: Day of the step that closed the case; None while more is to be expected.
    """

    discipline: Stage | None
    criminal: Stage | None
    end: Stage | None
    closed: date | None


def status(members: tuple[Member, ...], steps: tuple[IncidentStep, ...]) -> Status:
    """Return the statuses of a case from its articles and its timeline."""
    reached = {step.stage: step.day for step in steps}
    discipline = next((stage for stage in reversed(_DISCIPLINE) if stage in reached), None)
    criminal = next((stage for stage in reversed(_CRIMINAL) if stage in reached), None)
    end = _end(members)
    return Status(discipline, criminal, end, _closed(discipline, criminal, end, reached))


def _end(members: tuple[Member, ...]) -> Stage | None:
    end: Stage | None = None
    for member in in_order(members):
        main = member.analysis.stage
        if main is not None and main.track == "end":
            end = main
        elif _acquitted(member.analysis):
            end = Stage.X1
        elif main in _REOPENS:
            end = None
    return end


def _acquitted(analysis: Analysis) -> bool:
    """Tell whether a verdict sets free: an end is told beside it and no punishment by a court."""
    return (
        analysis.stage is Stage.P4
        and any(step.stage is Stage.X1 for step in analysis.steps)
        and not any(sanction.severity == "pidana" for sanction in analysis.sanctions)
    )


def _closed(
    discipline: Stage | None, criminal: Stage | None, end: Stage | None, reached: dict[Stage, date]
) -> date | None:
    """Return the day of the closing step: an end, a sanction without a running trial, a verdict with nothing open."""
    if end is not None:
        return reached.get(end) or reached.get(Stage.P4)
    if discipline is Stage.S7 and criminal not in _ON_THE_WAY:
        return max(day for stage, day in reached.items() if stage in {Stage.S7, Stage.P4})
    if criminal is Stage.P4 and discipline not in {Stage.S5, Stage.S6}:
        return reached[Stage.P4]
    return None
