"""How likely each person, and each office without a name, is the one accused: a few features, weighed together.

A rule for each sign fits the articles it was written on: on articles nobody had read, roles fell from F1 .85 to .81.
One logistic model over the same signs holds its .85, so the weights are fitted
(`pipeline.entities.accusing`); what each feature says stays readable.
"""

from bisect import bisect_left

from archive.records.span import Span
from pipeline.entities.appositions import GENERIC
from pipeline.entities.company import company
from pipeline.entities.group import CHIEFS, Group, is_bound
from pipeline.entities.lineup import CROWD, NOWHERE, Line, first_of, spans_of
from pipeline.entities.model import Entities

_LEAD = 700
"""Characters of the opening."""
_SERIES = 60
"""Characters between two offices of one enumeration."""
_SOLID = 1.6
"""A score from which the words around somebody accuse him by themselves."""
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


def features(group: Group, line: Line) -> dict[str, float]:
    """Return what speaks for and against a candidate; most 0..1, `score` and `rel` negative too."""
    spans = spans_of(group, line.entities)
    text = [span for span in spans if span.where == "text"]
    pieces = [line.bonus.document.sentence_at(span.start) for span in text]
    return {
        "bias": 1.0,
        **_accused(group, line),
        **_told(group, line.entities),
        "late": min(min((span.start for span in text), default=NOWHERE), NOWHERE) / 2000,
        "opens": float(any(span.start < _LEAD for span in text)),
        "often": float(len(spans) >= _OFTEN),
        **_office(group),
        **_among_named(group, line),
        "order": min(bisect_left(line.firsts, first_of(spans)), _MANY) / _MANY,
        **_other_parts(group),
        **_unnamed(group, line),
        "beside": float(
            group.person is None and any(piece is not None and piece.index in line.scenes for piece in pieces)
        ),
        "his": float(group.person is None and any(find.span.text.lower().endswith("nya") for find in group.finds)),
        "in_step": float(any(piece is not None and piece.index in line.bonus.steps for piece in pieces)),
        **company(group, line),
    }


def _accused(group: Group, line: Line) -> dict[str, float]:
    """Return how much is said against a candidate, by itself and beside what is said against the others."""
    score = line.scores[id(group)]
    person = group.person is not None
    return {
        "score": min(score, 8.0) / 4,
        "solid": float(score >= _SOLID),
        "rel": max(-1.0, score / line.best) if line.best > 0 else 0.0,
        "far": float(0 < score < _FAR * line.best),
        "below": float(person and any(line.scores[id(one)] > _BETTER * score for one in line.named)),
    }


def _told(group: Group, entities: Entities) -> dict[str, float]:
    """Return what the words around a candidate say of him: accuse him, make him speak, address him."""
    cues = group.cues
    told = [find.cues for find in group.finds]
    if group.person is not None:
        told += entities.persons[group.person].cues
    firm = max((one.accused - one.weak for one in told), default=0.0)
    return {
        "silent": float(not cues.accused),
        "firm": min(3.0, max(0.0, firm)) / 2,
        "accused": min(8.0, cues.accused) / 4,
        "speaks": min(6.0, cues.speaks) / 3,
        "addressed": min(4.0, cues.addressed) / 2,
    }


def _office(group: Group) -> dict[str, float]:
    """Return what his office says: of officials bound by neutrality, of handlers, of chiefs, or of a crowd."""
    finds = group.finds
    return {
        "crowd": float(any((find.count or 0) >= CROWD for find in finds)),
        "bound": float(is_bound(group)),
        "no_office": float(not finds),
        "handler": float(any(find.side == "handler" for find in finds)),
        "generic": float(bool(finds) and max(find.weight for find in finds) <= GENERIC),
        "chief": float(group.role in CHIEFS),
    }


def _among_named(group: Group, line: Line) -> dict[str, float]:
    """Return whether he is named, by initials or in full, where others are."""
    person = line.entities.persons[group.person] if group.person is not None else None
    mine = person is not None and person.initials and group.cues.accused > 0
    return {
        "named": float(person is not None),
        "not_the_named": float(person is None and any(one is not group for one in line.named)),
        "not_the_initials": float(line.initials and not mine),
    }


def _other_parts(group: Group) -> dict[str, float]:
    """Return what makes him somebody else in the story: a witness, a victim, who complains, who stops a campaign."""
    cues = group.cues
    return {
        "weak": cues.weak / cues.accused if cues.accused > 0 else 0.0,
        "witness": float(group.heard),
        "suffers": min(3.0, cues.suffers) / 2,
        "complains": min(3.0, cues.complains) / 2,
        "stops": min(3.0, cues.stops) / 2,
        "blames": float(cues.chief > 0),
    }


def _unnamed(group: Group, line: Line) -> dict[str, float]:
    """Return how an office without a name is told: listed with others, alone, driven by others, one, few or many."""
    finds, unnamed = group.finds, group.person is None
    return {
        "listed": float(unnamed and _listed(group, line)),
        "alone": float(len(line.scores) == 1),
        "driven": float(bool(line.bonus.codes & _DRIVES) and unnamed and any(find.plural for find in finds)),
        "one": float(unnamed and any(find.single for find in finds)),
        "few": float(unnamed and any(1 < (find.count or 0) < CROWD for find in finds)),
        "many": float(unnamed and any(find.plural and not find.count for find in finds)),
    }


def heard_of(group: Group, line: Line) -> list[Span]:
    """Return the mentions around which words count: around an office without a name they only tell how it is called."""
    return spans_of(group, line.entities) if group.person is not None else []


def _listed(group: Group, line: Line) -> bool:
    """Tell whether an office is enumerated with others of which the same is said: `seorang dosen dan seorang kabid`."""
    mine = [item for item in line.told if item[3] == id(group) and item[2] >= _FIRM]
    return any(
        other[3] != one[3] and other[2] == one[2] and 0 < max(one[0] - other[1], other[0] - one[1]) < _SERIES
        for one in mine
        for other in line.told
    )
