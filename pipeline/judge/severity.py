"""Parts of the score 0..100 that one article can tell (`severity` of `config/rules.yaml`); the case adds attention."""

import re
from collections.abc import Sequence
from typing import Any

from archive.records.analysis import Act, Actor, Kind, Mention, Sanction, SeverityPart, Stage
from archive.records.span import Span
from pipeline.judge.calendar import Standing
from pipeline.judge.telling import say

_LIKELY = 0.5  # acts that are likelier not told than told lift no score, where a likelier one is told
_MANY, _TENS, _FEW = 50, 10, 2
_BESIDE = 160  # letters between an act and the means of the state that it is told with: a sentence or its neighbour
_MEANS, _GOODS, _GATHERING = "A14", "A18", "A15"
_WORD = re.compile(r"\w+")
_LONGEST, _YEARS = 4, range(1990, 2100)
_HANDLED = {Stage.S4, Stage.S5, Stage.S6, Stage.P1}
_DONE = {Stage.S7, Stage.P2, Stage.P3, Stage.P4}


def severity_parts(
    table: dict[str, Any],
    *,
    kind: Kind,
    acts: Sequence[Act],
    actors: Sequence[Actor],
    stage: Stage | None,
    steps: Sequence[Stage],
    sanctions: Sequence[Sanction],
    facilities: Sequence[Mention],
    persons: int | None,
    standing: Standing | None,
    verified: bool,
    crowds: Sequence[Span] = (),
) -> tuple[SeverityPart, ...]:
    """Return the parts with their reasons; empty for anything but a case.

    Args:
        table: The severity section of the rules.
        kind: Appeals, statistics, rules and opinions have no score.
        acts: Acts told; those that are likelier not told count only where there is no other.
        actors: All actors.
        stage: Furthest step.
        steps: All steps reached.
        sanctions: Imposed or recommended.
        facilities: State means named; those count that are told with an act, not those that are merely named.
        persons: Number of persons involved; None when not told.
        standing: Stage of the election; None when unknown.
        verified: True when a body confirmed a recording.
        crowds: Where it is told how many of the state's people came; they count where some were made to come (A15).
    """
    if not kind.is_case:
        return ()
    alleged = [actor for actor in actors if actor.part == "alleged"]
    told = [act for act in acts if act.confidence >= _LIKELY] or acts
    return (
        _office(table["office"], alleged),
        _act(table["act"], told),
        _resources(table["resources"], told, facilities),
        _reach(table["reach"], alleged, persons, told, crowds),
        _time(table["time"], standing),
        _evidence(table["evidence"], stage, steps, sanctions, verified=verified),
    )


def _part(name: str, entry: dict[str, Any], key: str, reason: str) -> SeverityPart:
    return SeverityPart(name, int(entry["points"].get(key, entry.get("other", 0))), int(entry["most"]), reason)


def _office(entry: dict[str, Any], alleged: Sequence[Actor]) -> SeverityPart:
    held = {actor.role for actor in alleged if actor.role}
    roles = sorted(held, key=lambda role: (-entry["points"].get(role, 0), role))
    return _part(
        say("office"), entry, roles[0] if roles else "", roles[0].replace("_", " ") if roles else say("not told")
    )


def _act(entry: dict[str, Any], acts: Sequence[Act]) -> SeverityPart:
    codes = sorted((act.code for act in acts), key=lambda code: -entry["points"].get(code, 0))
    return _part(say("act"), entry, codes[0] if codes else "", codes[0] if codes else say("not read"))


def _resources(entry: dict[str, Any], acts: Sequence[Act], facilities: Sequence[Mention]) -> SeverityPart:
    """Return what of the state was used; private goods and envelopes (A18) are none of it."""
    named = {mention.label for mention in facilities if _told_with(mention, acts)}
    codes = {act.code for act in acts}
    money, uniform = (set(entry["labels"].get(key, ())) for key in ("money", "uniform"))
    if named & money:
        return _part(say("state resources"), entry, "money", say("money, aid or budget"))
    if _MEANS in codes or named - uniform:
        return _part(say("state resources"), entry, "facility", say("vehicle, building or working hours"))
    if named:
        return _part(say("state resources"), entry, "uniform", say("uniform or insignia"))
    why = "goods or money, not told to be the state's" if _GOODS in codes else "not told"
    return SeverityPart(say("state resources"), 0, int(entry["most"]), say(why))


def _told_with(mention: Mention, acts: Sequence[Act]) -> bool:
    return any(
        one.where == span.where and one.start - _BESIDE <= span.end and span.start <= one.end + _BESIDE
        for act in acts
        for one in act.spans
        for span in mention.spans
    )


def _reach(
    entry: dict[str, Any], alleged: Sequence[Actor], persons: int | None, acts: Sequence[Act], crowds: Sequence[Span]
) -> SeverityPart:
    """Return how many did it, or were made to come (A15), whichever is more."""
    gathered = max((_number(entry, (*act.spans, *crowds)) for act in acts if act.code == _GATHERING), default=0)
    number = max([persons or 0, gathered, *(actor.count or 1 for actor in alleged), len(alleged)], default=1)
    key = "many" if number >= _MANY else "tens" if number >= _TENS else "few" if number >= _FEW else "one"
    return _part(say("reach"), entry, key, say("{number} persons", number=max(number, 1)))


def _number(entry: dict[str, Any], spans: Sequence[Span]) -> int:
    """Return the highest number that the evidence of an act names, in figures (no years) or words."""
    words = [word.casefold() for span in spans for word in _WORD.findall(span.text)]
    figures = [int(word) for word in words if word.isdecimal() and len(word) <= _LONGEST]
    vague: dict[str, int] = entry.get("words", {})
    return max([*(one for one in figures if one not in _YEARS), *(vague.get(word, 0) for word in words)], default=0)


def _time(entry: dict[str, Any], standing: Standing | None) -> SeverityPart:
    if standing is None:
        return SeverityPart(say("time"), 0, int(entry["most"]), say("stage of the election not known"))
    return _part(say("time"), entry, standing.heat, f"{standing.election.name}: {standing.label}")


def _evidence(
    entry: dict[str, Any], stage: Stage | None, steps: Sequence[Stage], sanctions: Sequence[Sanction], *, verified: bool
) -> SeverityPart:
    reached = {*steps, *([stage] if stage else [])}
    name = say("evidence and stage")
    if stage is Stage.P4 and Stage.X1 in reached and not any(one.severity == "pidana" for one in sanctions):
        return _part(name, entry, "handled", say("examined or forwarded"))  # an acquittal
    if reached & _DONE or any(sanction.imposed for sanction in sanctions):
        return _part(name, entry, "sanctioned", say("verdict, sanction or investigation"))
    if reached & _HANDLED:
        return _part(name, entry, "handled", say("examined or forwarded"))
    if Stage.S3 in reached:
        return _part(name, entry, "reported", say("reported or found"))
    if verified or Stage.S2 in reached:
        return _part(name, entry, "verified", say("confirmed or looked into by a body"))
    return _part(name, entry, "posted", say("a post or an accusation only"))
