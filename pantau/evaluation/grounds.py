"""What a judgement rests on, measure by measure: the lines of evidence beside a wrong article."""

from collections.abc import Iterator, Sequence

from archive.records.analysis import Analysis
from archive.records.reason import Reason
from archive.records.span import Span
from base.catalogue import Language
from pipeline.judge.telling import tell

_SHOWN_REASONS = 5
_SHOWN_SPANS = 3


def grounds(said: Analysis, name: str, language: Language = "id") -> Iterator[str]:
    """Yield the lines of evidence behind one measure (`acts`, `stage` ...), those that weighed most first.

    Args:
        said: The analysis.
        name: A measure as `pantau.evaluation.report.differences` names it.
        language: Of the reasons of rules.
    """
    if name in {"relevant", "kind"}:
        claims = ("relevant",) if name == "relevant" or not said.relevant else ("kind:",)
        for reason in _of(said.reasons, claims)[:_SHOWN_REASONS]:
            yield f"{reason.claim} {reason.weight:+.2f} {reason.feature}{quoted(reason.spans)}"
    elif name == "acts":
        for act in said.acts:
            why = ", ".join(f"{one.feature} {one.weight:+.2f}" for one in _of(said.reasons, (f"act:{act.code}",)))
            yield f"{act.code} {act.confidence:.2f}{quoted(act.spans)}" + (f" ({why})" if why else "")
    elif name == "stage":
        for step in sorted(said.steps, key=lambda one: -one.confidence):
            yield f"{step.stage.value} {step.confidence:.2f}{quoted(step.spans)}"
    elif name == "rules":
        yield from (f"{rule.code}: {tell(rule.reason, language)}" for rule in said.rules)
        if said.rules_note:
            yield tell(said.rules_note, language)
    else:
        yield from _found(said, name)


def _found(said: Analysis, name: str) -> Iterator[str]:
    """Yield what was found of persons, sanctions, places and days."""
    if name == "sanctioned":
        yield from (f"{sanction.label}{quoted(sanction.spans)}" for sanction in said.sanctions)
    elif name in {"roles", "names"}:
        for actor in said.alleged:
            called = actor.role if name == "roles" else actor.name or actor.role
            yield f"{called} ({actor.status}){quoted(actor.spans)}"
    elif name == "regions":
        yield from (f"{place.code} {place.name} ({place.part}){quoted(place.spans)}" for place in said.places)
    elif name == "date" and said.event_date:
        yield f"{said.event_date.day} {said.event_date.confidence:.2f}{quoted(said.event_date.spans)}"


def quoted(spans: Sequence[Span]) -> str:
    """Return the evidence as the article prints it, with a colon before it; empty where there is none."""
    texts = " | ".join(dict.fromkeys(span.text for span in spans[:_SHOWN_SPANS]))
    return f": {texts}" if texts else ""


def _of(reasons: Sequence[Reason], claims: tuple[str, ...]) -> list[Reason]:
    return sorted((one for one in reasons if one.claim.startswith(claims)), key=lambda one: -abs(one.weight))
