"""What an article can be filtered and counted by, as (field, value) pairs, made from its analysis."""

import re
from collections.abc import Iterator

from archive.records.analysis import Analysis
from archive.words import fold

MAX_VALUE = 160  # characters; the column's width

LABELS = frozenset({"role", "party", "law", "institution", "sanction"})
"""Fields whose values are printed as they are and looked for folded: each is kept a second time, as `role~`."""

FIELDS = (
    "region",  # most exact of kabupaten/kota or province code of the event
    "province",  # its province
    "district",  # kecamatan code where told
    "act",
    "rule",
    "step",  # every step told; the furthest is a column of its own
    "role",
    "party",
    "law",  # with and without its article
    "institution",
    "sanction",
    "name",  # folded, of the alleged
)


def fold_name(name: str) -> str:
    """Return a name as it is compared: lower case, no marks, single spaces, no punctuation."""
    return " ".join(fold(word) for word in re.findall(r"[^\W_]+", name))


def facets(analysis: Analysis) -> list[tuple[str, str]]:
    """Return the (field, value) pairs of an analysis, each once, sorted; an irrelevant article has none."""
    if not analysis.relevant:
        return []
    pairs = {(field, value[:MAX_VALUE]) for field, value in _pairs(analysis) if value}
    pairs |= {(f"{field}~", fold_name(value)[:MAX_VALUE]) for field, value in pairs if field in LABELS}
    return sorted(pairs)


def _pairs(analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield from _places(analysis)
    yield from (("act", act.code) for act in analysis.acts)
    yield from (("rule", rule.code) for rule in analysis.rules)
    yield from (("step", step.stage.value) for step in analysis.steps)
    yield from (("sanction", sanction.label) for sanction in analysis.sanctions)
    yield from (("party", party.label) for party in analysis.parties)
    yield from (("institution", institution.label) for institution in analysis.institutions)
    for law in analysis.laws:
        yield "law", law.cited
        yield "law", law.label
    for actor in analysis.alleged:
        yield "role", actor.role or ""
        yield "name", fold_name(actor.name or "")


def _places(analysis: Analysis) -> Iterator[tuple[str, str]]:
    for code in analysis.regions:
        yield "region", code
        yield "province", code.split(".")[0]
    for place in analysis.places:
        if place.part == "event" and place.code.count(".") > 1:
            yield "district", place.code
