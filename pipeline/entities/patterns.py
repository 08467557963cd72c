"""Patterns of words, as the lexicon writes them: `kasus|perkara (ini) kedua`, `tercatat .. sejak _`.

Words stand apart by spaces; `a|b` is one of several words, `(a)` may be left out, `_` is any word or number, `20#` a
number that begins so, `..` up to nine words. A sign (a comma) parts words and must be written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from base.said import said
from pipeline.entities.words import Reading

T = TypeVar("T")

_GAP = ".."
_LONGEST_GAP = 9
_ENDS = frozenset([".", "!", "?", ";"])
"""Signs over which no gap reaches."""
_SLOT = re.compile(r"\.\.|_|,|\d*#|[\w-]+(?:\|[\w-]+)*|\([\w-]+(?:\|[\w-]+)*\)")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a pattern.

    Args:
        words: What may stand there, lower case; empty for any word.
        optional: Whether it may be left out.
        gap: Whether up to nine words may stand there.
        number: The beginning of a number; None when no number is meant.
    """

    words: frozenset[str]
    optional: bool = False
    gap: bool = False
    number: str | None = None

    def fits(self, word: str) -> bool:
        """Tell whether a lower-case word may stand here."""
        if self.number is not None:
            return word.startswith(self.number) and word.isdigit()
        return word in self.words if self.words else word[0].isalnum()


def parse(pattern: str) -> tuple[Slot, ...]:
    """Return the places of a pattern.

    Raises:
        ValueError: The pattern is empty, holds a sign that means nothing, or does not begin with a word.
    """
    slots = []
    for part in pattern.split():
        if not _SLOT.fullmatch(part):
            raise ValueError(said("'{part}' is no word, a|b, (a), _, 20#, a comma or ..", part=part))
        if part.endswith("#"):
            slots.append(Slot(frozenset(), number=part[:-1]))
        elif part in {"_", _GAP}:
            slots.append(Slot(frozenset(), gap=part == _GAP))
        else:
            slots.append(Slot(frozenset(part.lower().strip("()").split("|")), optional=part.startswith("(")))
    if not slots or not slots[0].words or slots[0].optional:
        raise ValueError(said("the pattern '{pattern}' must begin with a word", pattern=pattern))
    return tuple(slots)


class Patterns(Generic[T]):
    """Patterns, each with a value, found in one pass over the words they begin with."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[Slot, ...], T]]] = {}

    def add(self, pattern: str, value: T) -> None:
        """Add a pattern.

        Raises:
            ValueError: It cannot be read.
        """
        slots = parse(pattern)
        for word in slots[0].words:
            self._by_first.setdefault(word, []).append((slots, value))

    def matches(self, reading: Reading) -> Iterator[tuple[int, T]]:
        """Yield the index of the first word of each match, and its value."""
        for index in reading.where(self._by_first.keys()):
            for slots, value in self._by_first[reading.low[index]]:
                if _fits(reading.low, index + 1, slots, 1):
                    yield index, value


def _fits(low: list[str], here: int, slots: tuple[Slot, ...], place: int) -> bool:
    """Tell whether the words from `here` on fit the slots from `place` on."""
    while place < len(slots):
        slot = slots[place]
        if slot.gap:
            return _after_gap(low, here, slots, place + 1)
        if here < len(low) and slot.fits(low[here]):
            here += 1
        elif not slot.optional:
            return False
        place += 1
    return True


def _after_gap(low: list[str], here: int, slots: tuple[Slot, ...], place: int) -> bool:
    for start in range(here, min(len(low), here + _LONGEST_GAP + 1)):
        if start > here and _fits(low, start, slots, place):
            return True
        if low[start] in _ENDS:
            return False
    return False
