"""People's decisions laid over what the articles of a case tell: no later automatic run overwrites them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import get_args

from archive.records.analysis import Stage
from archive.records.incident import Incident, IncidentPlace, IncidentStep, Note, Review
from pipeline.linking.rulings import NONE, Ruling, read_actors, read_acts, read_day, read_place

_CLOSING = frozenset({Stage.S7, Stage.P4, Stage.X1, Stage.X2})


def apply(incident: Incident, rulings: Iterable[Ruling]) -> Incident:
    """Return the case with people's decisions, oldest first; a later one on the same field holds."""
    fixed = list(incident.fixed)
    for ruling in rulings:
        incident = _SETTERS[ruling.field](incident, ruling)
        if ruling.field != "note" and ruling.field not in fixed:
            fixed.append(ruling.field)
    return replace(incident, fixed=tuple(fixed))


def _note(incident: Incident, ruling: Ruling) -> Incident:
    return replace(incident, notes=(*incident.notes, Note(ruling.at, ruling.by, ruling.value)))


def _review(incident: Incident, ruling: Ruling) -> Incident:
    review: Review = next(name for name in get_args(Review) if name == ruling.value)
    return replace(incident, review=review, review_reason=ruling.reason or None)


def _assignee(incident: Incident, ruling: Ruling) -> Incident:
    return replace(incident, assignee=ruling.value or None)


def _followed(incident: Incident, ruling: Ruling) -> Incident:
    return replace(incident, followed=ruling.value == "yes")


def _act(incident: Incident, ruling: Ruling) -> Incident:
    return replace(incident, acts=read_acts(ruling.value))


def _place(incident: Incident, ruling: Ruling) -> Incident:
    code, name = read_place(ruling.value)
    known = {place.code: place.name for place in incident.places}
    return replace(incident, places=(IncidentPlace(code, known.get(code, name) if name == code else name, 1.0),))


def _actor(incident: Incident, ruling: Ruling) -> Incident:
    return replace(incident, actors=read_actors(ruling.value))


def _event_day(incident: Incident, ruling: Ruling) -> Incident:
    day = read_day(ruling.value)
    return replace(incident, event_day=day, event_day_confidence=1.0 if day else 0.0)


def _election(incident: Incident, ruling: Ruling) -> Incident:
    return replace(incident, election="pemilu" if ruling.value == "pemilu" else "pilkada")


def _stage(incident: Incident, ruling: Ruling) -> Incident:
    """Set the furthest step of its track: later ones are dropped, the step itself is added when it is missing."""
    if ruling.value == NONE:
        return replace(incident, discipline=None, criminal=None, end=None, steps=(), closed_day=None)
    stage = Stage(ruling.value)
    kept = tuple(step for step in incident.steps if step.stage.track != stage.track or step.stage <= stage)
    if stage not in {step.stage for step in kept}:
        day = ruling.at.date()
        kept = (*kept, IncidentStep(stage, day, dated=False, article_id=None, spans=(), articles=(), by=ruling.by))
    closed = next(step.day for step in kept if step.stage is stage) if stage in _CLOSING else None
    incident = replace(incident, steps=kept, closed_day=closed)
    if stage.track == "end":
        return replace(incident, end=stage)
    incident = replace(incident, end=None)
    return replace(incident, discipline=stage) if stage.track == "discipline" else replace(incident, criminal=stage)


_SETTERS: dict[str, Callable[[Incident, Ruling], Incident]] = {
    "note": _note,
    "review": _review,
    "assignee": _assignee,
    "followed": _followed,
    "act": _act,
    "place": _place,
    "actor": _actor,
    "event_day": _event_day,
    "election": _election,
    "stage": _stage,
}
