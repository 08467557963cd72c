"""A text cut into stretches: plain, evidence of a claim, or a hidden name. What stands in a text is never markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.linking.covering import Names, places_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of shown text.

    Args:
        claims: What it is evidence of (`act`, `stage` ...); empty for plain text.
        hidden: A name stands here that this reader does not see.
    """

    text: str
    claims: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A marked place: `claim` names the colour, `label` is told to the reader."""

    start: int
    end: int
    claim: str
    label: str = ""


def stretches(text: str, marks: Iterable[Evidence], names: Names) -> tuple[Stretch, ...]:
    """Return the text in order: evidence marked, names as initials; a name that evidence cuts is hidden whole."""
    hidden = places_of(text, names)
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    borders = {0, len(text)} | {edge for mark in inside for edge in (mark.start, mark.end)}
    borders = {edge for edge in borders if not any(start < edge < end for start, end, _ in hidden)}
    borders |= {edge for start, end, _ in hidden for edge in (start, end)}
    shown = {start: short for start, _, short in hidden}
    found: list[Stretch] = []
    for start, end in _pairs(sorted(borders)):
        claims = tuple(dict.fromkeys(mark.claim for mark in inside if mark.start < end and start < mark.end))
        found.append(Stretch(shown.get(start, text[start:end]), claims, start in shown))
    return tuple(found)


def _pairs(borders: Sequence[int]) -> Iterable[tuple[int, int]]:
    return ((start, end) for start, end in pairwise(borders) if start < end)
