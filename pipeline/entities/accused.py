"""How likely each person, and each office without a name, is the one accused: a few features, weighed together.

A rule for each sign fits the articles it was written on: on articles nobody had read, roles fell from F1 .85 to .81.
One logistic model over the same signs holds its .85, so the weights are fitted; what each feature says stays readable.
"""

import math
from bisect import bisect_left
from dataclasses import dataclass

from archive.records.span import Span
from pipeline.entities.appositions import GENERIC
from pipeline.entities.bonus import Bonus
from pipeline.entities.group import CHIEFS, Group, is_bound
from pipeline.entities.model import Entities, RoleFind

WEIGHTS: dict[str, float] = {
    "bias": -2.727,
    "score": 1.171,
    "solid": 0.305,
    "rel": 0.827,
    "far": -0.211,
    "below": -1.515,
    "silent": -0.518,
    "firm": -0.067,
    "accused": -0.036,
    "speaks": -0.612,
    "addressed": 0.025,
    "late": -0.686,
    "opens": 1.29,
    "often": 1.147,
    "crowd": -0.471,
    "bound": 0.857,
    "no_office": -0.884,
    "handler": -0.278,
    "generic": -1.127,
    "chief": -0.306,
    "named": 1.782,
    "not_the_named": -1.089,
    "not_the_initials": 0.288,
    "order": -0.11,
    "weak": 0.05,
    "witness": -0.818,
    "suffers": -0.192,
    "complains": -0.342,
    "stops": -0.038,
    "blames": -0.101,
    "listed": 0.579,
    "alone": 1.069,
    "driven": -1.024,
    "one": 0.373,
    "few": 0.432,
    "many": -0.384,
    "beside": 0.105,
    "his": 0.822,
    "in_step": -0.497,
}
"""Fitted by `python benchmarks/accusing.py`, which also shows what they reach on hands left out of the fit."""
_CROWD = 10
"""From this number on a group is an audience or a list of witnesses."""
_LEAD = 700
"""Characters of the opening."""
_SERIES = 60
"""Characters between two offices of one enumeration."""
_OPENING = 350
_LATEST = 3000
_SOLID = 1.6
"""A score from which the words around somebody accuse him by themselves."""
_SILENT = 2.0
_FIRM = 1.0
"""What is said for certain of somebody enumerated."""
_OFTEN = 3
_DRIVES = frozenset(["A10", "A15", "A16"])
"""Others are told to vote, called together or threatened."""
_FAR = 0.45
_BETTER = 1.5
"""Shares of another's score from which somebody is clearly less accused than he."""
_MANY = 4
"""Candidates told of before somebody, beyond which more say no more."""


@dataclass(frozen=True)
class Line:
    """What all candidates of one article are compared with.

    Args:
        entities: The article's finds.
        bonus: Sentences of acts and steps.
        scores: Score of each candidate by its identity: it is costly to add up.
        best: The best score of a candidate.
        initials: Whether somebody named by initials only is accused of something.
        named: Candidates by name that the words around accuse.
        firsts: Where each candidate is told of first, in order.
        several: How many civil servants headline or opening count (`Tiga ASN dijatuhi sanksi`); 0 when they do not.
        told: Begin, end, accusation and candidate of each office of the text.
    """

    entities: Entities
    bonus: Bonus
    scores: dict[int, float]
    best: float
    initials: bool
    named: tuple[Group, ...]
    firsts: tuple[int, ...]
    several: int
    told: tuple[tuple[int, int, float, int], ...]
    scenes: frozenset[int] = frozenset()


def line_of(entities: Entities, bonus: Bonus, possible: list[Group]) -> Line:
    """Return what the candidates are compared with."""
    scores = {id(group): group.score for group in possible}
    best = max(scores.values(), default=0.0)
    initials = any(_by_initials(group, entities) for group in possible)
    named = tuple(
        group for group in possible if group.person is not None and is_bound(group) and scores[id(group)] > _SILENT
    )
    several = max((find.count or 0 for group in possible for find in group.finds if _counts(find)), default=0)
    told = tuple(
        (find.span.start, find.span.end, find.cues.accused, id(group))
        for group in possible
        for find in group.finds
        if find.span.where == "text"
    )
    firsts = tuple(sorted(_first(spans_of(group, entities)) for group in possible))
    pieces = (
        bonus.document.sentence_at(span.start)
        for group in named
        for span in spans_of(group, entities)
        if span.where == "text"
    )
    scenes = frozenset(piece.index for piece in pieces if piece is not None)
    return Line(entities, bonus, scores, best, initials, named, firsts, several, told, scenes)


def spans_of(group: Group, entities: Entities) -> list[Span]:
    """Return every mention of a candidate, by office and by name."""
    person = entities.persons[group.person] if group.person is not None else None
    return [find.span for find in group.finds] + (list(person.spans) if person is not None else [])


def _first(spans: list[Span]) -> int:
    """Return where somebody is told of first: -1 for a headline."""
    return min((span.start if span.where == "text" else -1 for span in spans), default=_LATEST)


def features(group: Group, line: Line) -> dict[str, float]:
    """Return what speaks for and against a candidate; most 0..1, `score` and `rel` negative too."""
    finds, cues, score = group.finds, group.cues, line.scores[id(group)]
    person = line.entities.persons[group.person] if group.person is not None else None
    spans = spans_of(group, line.entities)
    text = [span for span in spans if span.where == "text"]
    told = [find.cues for find in finds] + (list(person.cues) if person is not None else [])
    firm = max((one.accused - one.weak for one in told), default=0.0)
    pieces = [line.bonus.document.sentence_at(span.start) for span in text]
    mine = person is not None and person.initials and cues.accused > 0
    return {
        "bias": 1.0,
        "score": min(score, 8.0) / 4,
        "solid": float(score >= _SOLID),
        "rel": max(-1.0, score / line.best) if line.best > 0 else 0.0,
        "far": float(0 < score < _FAR * line.best),
        "below": float(person is not None and any(line.scores[id(one)] > _BETTER * score for one in line.named)),
        "silent": float(not cues.accused),
        "firm": min(3.0, max(0.0, firm)) / 2,
        "accused": min(8.0, cues.accused) / 4,
        "speaks": min(6.0, cues.speaks) / 3,
        "addressed": min(4.0, cues.addressed) / 2,
        "late": min(min((span.start for span in text), default=_LATEST), _LATEST) / 2000,
        "opens": float(any(span.start < _LEAD for span in text)),
        "often": float(len(spans) >= _OFTEN),
        "crowd": float(any((find.count or 0) >= _CROWD for find in finds)),
        "bound": float(is_bound(group)),
        "no_office": float(not finds),
        "handler": float(any(find.side == "handler" for find in finds)),
        "generic": float(bool(finds) and max(find.weight for find in finds) <= GENERIC),
        "chief": float(group.role in CHIEFS),
        "named": float(person is not None),
        "not_the_named": float(person is None and any(one is not group for one in line.named)),
        "not_the_initials": float(line.initials and not mine),
        "order": min(bisect_left(line.firsts, _first(spans)), _MANY) / _MANY,
        "weak": cues.weak / cues.accused if cues.accused > 0 else 0.0,
        "witness": float(group.heard),
        "suffers": min(3.0, cues.suffers) / 2,
        "complains": min(3.0, cues.complains) / 2,
        "stops": min(3.0, cues.stops) / 2,
        "blames": float(cues.chief > 0),
        "listed": float(person is None and _listed(group, line)),
        "alone": float(len(line.scores) == 1),
        "driven": float(bool(line.bonus.codes & _DRIVES) and person is None and any(find.plural for find in finds)),
        "one": float(person is None and any(find.single for find in finds)),
        "few": float(person is None and any(1 < (find.count or 0) < _CROWD for find in finds)),
        "many": float(person is None and any(find.plural and not find.count for find in finds)),
        "beside": float(person is None and any(piece is not None and piece.index in line.scenes for piece in pieces)),
        "his": float(person is None and any(find.span.text.lower().endswith("nya") for find in finds)),
        "in_step": float(any(piece is not None and piece.index in line.bonus.steps for piece in pieces)),
    }


def chance(told: dict[str, float], weights: dict[str, float] | None = None) -> float:
    """Return how likely a candidate with these features is accused, 0..1."""
    table = WEIGHTS if weights is None else weights
    total = sum([table.get(name, 0.0) * value for name, value in told.items()])
    return 1.0 / (1.0 + math.exp(-total))


def _listed(group: Group, line: Line) -> bool:
    """Tell whether an office is enumerated with others of which the same is said: `seorang dosen dan seorang kabid`."""
    mine = [item for item in line.told if item[3] == id(group) and item[2] >= _FIRM]
    return any(
        other[3] != one[3] and other[2] == one[2] and 0 < max(one[0] - other[1], other[0] - one[1]) < _SERIES
        for one in mine
        for other in line.told
    )


def one_of(group: Group, line: Line) -> bool:
    """Tell whether an office can be that of one of those whom the headline counts."""
    return bool(line.several) and any(
        find.weight > GENERIC and find.side == "bound" and (find.single or find.count) for find in group.finds
    )


def _counts(find: RoleFind) -> bool:
    """Tell whether headline or opening count civil servants, some of whom are then told by office."""
    early = find.span.where == "title" or find.span.start < _OPENING
    return early and find.weight <= GENERIC and 1 < (find.count or 0) < _CROWD and find.cues.accused > 0


def _by_initials(group: Group, entities: Entities) -> bool:
    return group.person is not None and entities.persons[group.person].initials and group.cues.accused > 0
