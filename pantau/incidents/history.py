"""The history of a case in words: what each of its events changed, in the reader's language."""

from collections.abc import Callable, Iterator
from datetime import date

from archive.records.incident import IncidentEvent
from base.catalogue import Catalogue, Language
from pantau.incidents.words import DETAILS, FIELDS, LEVELS, REVIEWS, day
from pantau.views.names import kind_name, stage_name
from pipeline.linking.label import ACTS, act_name
from pipeline.linking.rulings import NONE

ELSEWHERE = frozenset({"label", "text"})
"""Parts of an event that stand elsewhere in the view of a case: the label above, quotations under denials."""
SAID_ONCE = frozenset({"field", "value"})
STEPS = frozenset({"step", "cleared"})
"""Events that go from a step to a step; those of `severity` go from a level to a level."""


def details(t: Catalogue, steps: Catalogue, event: IncidentEvent) -> Iterator[str]:
    """Yield what an event changed, one phrase each.

    Args:
        t: Texts of the case views.
        steps: Texts that name steps and kinds.
        event: Of the case's history.
    """
    told = event.payload
    field = str(told["field"]) if "field" in told else None
    if field is not None:
        name = t(FIELDS.get(field, field))
        yield f"{name}: {_value(t, steps, field, told['value'])}" if "value" in told else name
    for key, value in told.items():
        if key in ELSEWHERE | SAID_ONCE or value is None or value is False or _is_old(event, key):
            continue
        name = t(DETAILS[key]) if key in DETAILS else key
        yield name if value is True else f"{name} {_value(t, steps, _kind(event, key), value)}"


def _is_old(event: IncidentEvent, key: str) -> bool:
    """Tell whether a part would mislead: a case did not move from S6 when an older S2 was told of it."""
    return event.type == "step" and key == "from" and not event.payload.get("furthest")


def _kind(event: IncidentEvent, key: str) -> str:
    """Return what kind of value a part of an event holds: a field, a step, a level, or what its own name says."""
    if key not in {"from", "to"}:
        return key
    return "stage" if event.type in STEPS else "level" if event.type == "severity" else str(event.payload.get("field"))


def _value(t: Catalogue, steps: Catalogue, kind: str, value: object) -> str:
    text = str(value)
    if text == NONE:
        return t("none")
    return _WORDS[kind](t, steps, text) if kind in _WORDS and text else text or "-"


def _stages(_: Catalogue, steps: Catalogue, value: str) -> str:
    return "; ".join(stage_name(steps, stage) for stage in value.split(","))


def _acts(t: Catalogue, _: Catalogue, value: str) -> str:
    return ", ".join(f"{code} {act_name(code, t.language)}" if code in ACTS else code for code in value.split(","))


def _day(value: str, language: Language) -> str:
    return day(date.fromisoformat(value), language)


_WORDS: dict[str, Callable[[Catalogue, Catalogue, str], str]] = {
    "level": lambda t, _, value: t(LEVELS.get(value, value)),
    "stage": _stages,
    "end": _stages,
    "act": _acts,
    "kind": lambda _, steps, value: kind_name(steps, value),
    "review": lambda t, _, value: t(REVIEWS.get(value, value)),
    "followed": lambda t, _, value: t(value),
    "day": lambda t, _, value: _day(value, t.language),
    "event_day": lambda t, _, value: _day(value, t.language),
}
