"""A text cut into stretches: plain, evidence of a claim, or a hidden name. What stands in a text is never markup."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from archive.records.incident import Incident
from pipeline.linking.names import hides_names, is_low_rank, masked
from pipeline.linking.people import initials

LEAST = 4  # letters of a single word of a name that is hidden where it stands alone; shorter ones are common words


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


class Person(Protocol):
    """Somebody an article tells of."""

    @property
    def name(self) -> str | None:
        """As printed."""

    @property
    def role(self) -> str | None:
        """Position."""

    @property
    def part(self) -> str:
        """Part in the story."""


def hidden_names(case: Incident | None, actors: Iterable[Person], *, may_see_names: bool) -> tuple[str, ...]:
    """Return the names to hide in a text: of low ranks, while their case is open and for good when it found nothing.

    Args:
        case: Of the article; None when it belongs to none, then the article's own persons count.
        actors: Persons of the article, or of all articles of the case.
        may_see_names: The reader has the right and asked for them.
    """
    if may_see_names or (case is not None and not hides_names(case)):
        return ()
    told = [(actor.name, actor.role) for actor in actors if actor.part == "alleged"]
    told += [(actor.name, actor.role) for actor in case.actors] if case is not None else []
    found = {name for name, role in told if name and is_low_rank(role) and not initials(name)}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def cover(text: str, names: Sequence[str]) -> str:
    """Return the text with the names as initials."""
    return "".join(stretch.text for stretch in stretches(text, (), names))


def stretches(text: str, marks: Iterable[Evidence], names: Sequence[str]) -> tuple[Stretch, ...]:
    """Return the text in order: evidence marked, names as initials; a name that evidence cuts is hidden whole."""
    hidden = _hidden(text, names)
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


def _hidden(text: str, names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (start, end, initials) of every hidden name, without overlaps."""
    found: list[tuple[int, int, str]] = []
    for name in names:
        patterns = [(re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE), masked(name))]
        patterns += [
            (re.compile(rf"\b(?:{re.escape(word)}|{re.escape(word.upper())})\b"), f"{word[0]}.")
            for word in name.split()
            if len(word) >= LEAST and word[:1].isupper()
        ]
        for pattern, short in patterns:
            for hit in pattern.finditer(text):
                if not any(start < hit.end() and hit.start() < end for start, end, _ in found):
                    found.append((hit.start(), hit.end(), short))
    return sorted(found)
