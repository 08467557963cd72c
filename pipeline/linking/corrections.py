"""People's corrections of one article's analysis, each an example for later learning."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from archive.records.analysis import Act, Actor, Analysis, EventDate, Kind, Place, Stage
from pipeline.linking.rulings import NONE, Ruling, read_actors, read_acts, read_day, read_place


def correct(analysis: Analysis, rulings: Iterable[Ruling]) -> Analysis:
    """Return the analysis with a person's corrections, oldest first; what a person said is certain (1.0)."""
    for ruling in rulings:
        if ruling.field not in _SETTERS:  # `forget`: told for the record, corrects nothing
            continue
        analysis = _SETTERS[ruling.field](analysis, ruling.value)
    return analysis


def _kind(analysis: Analysis, value: str) -> Analysis:
    kind = Kind(value)
    return replace(analysis, kind=kind, kind_confidence=1.0, relevant=kind is not Kind.UNRELATED)


def _act(analysis: Analysis, value: str) -> Analysis:
    return replace(analysis, acts=tuple(Act(code, (), 1.0) for code in read_acts(value)))


def _stage(analysis: Analysis, value: str) -> Analysis:
    stage = None if value == NONE else Stage(value)
    steps = tuple(s for s in analysis.steps if stage and (s.stage.track != stage.track or s.stage <= stage))
    return replace(analysis, stage=stage, steps=steps)


def _place(analysis: Analysis, value: str) -> Analysis:
    code, name = read_place(value)
    return replace(analysis, places=(Place(code, name, "event", (), 1.0),))


def _event_day(analysis: Analysis, value: str) -> Analysis:
    day = read_day(value)
    return replace(analysis, event_date=EventDate(day, (), 1.0) if day else None)


def _actor(analysis: Analysis, value: str) -> Analysis:
    others = tuple(actor for actor in analysis.actors if actor.part != "alleged")
    told = tuple(Actor(a.name, a.role, a.institution, a.status, "alleged", confidence=1.0) for a in read_actors(value))
    return replace(analysis, actors=(*told, *others))


_SETTERS: dict[str, Callable[[Analysis, str], Analysis]] = {
    "kind": _kind,
    "act": _act,
    "stage": _stage,
    "place": _place,
    "event_day": _event_day,
    "actor": _actor,
}
