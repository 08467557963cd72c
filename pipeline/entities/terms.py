"""Phrases found word by word: a tree of words, so that a name never matches inside another word."""

from collections.abc import Iterator, KeysView
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.entities.words import Reading, split_words

T = TypeVar("T")

_SHORT = 4
"""Longest word after which a full stop is read as closing an abbreviation (`Kab. Malang`, `Prov. Bali`)."""


@dataclass(slots=True)
class _Node(Generic[T]):
    children: "dict[str, _Node[T]]" = field(default_factory=dict)
    value: T | None = None


class Terms(Generic[T]):
    """A set of phrases, each with a value."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase in any case; a later value replaces an earlier one."""
        node = self._root
        for word in split_words(phrase):
            node = node.children.setdefault(word.lower(), _Node())
        node.value = value

    @property
    def firsts(self) -> KeysView[str]:
        """Return the first words of all phrases, in lower case."""
        return self._root.children.keys()

    def begins(self, word: str) -> bool:
        """Tell whether any phrase begins with this lower-case word: a quick test before `match`."""
        return word in self._root.children

    def get(self, phrase: str) -> T | None:
        """Return the value of exactly this phrase; None when it is not in the set."""
        node = self._root
        for word in split_words(phrase):
            child = node.children.get(word.lower())
            if child is None:
                return None
            node = child
        return node.value

    def matches(self, reading: Reading, *, stems: bool = False, capitals: bool = False) -> Iterator[tuple[int, T, int]]:
        """Yield (first word, value, index after the last word) of the phrases of an article, none inside another.

        Args:
            reading: The article's words.
            stems: Whether a word may stand with `-nya` or doubled.
            capitals: Whether the first word must begin with a capital.
        """
        low, end = reading.low, 0
        other = reading.stems if stems else low
        for index in reading.capitalised(self.firsts) if capitals else reading.where(self.firsts, stems=stems):
            if index < end:
                continue
            matched = self.match(low, other, index)
            if matched is not None:
                value, end = matched
                yield index, value, end

    def match(self, words: list[str], stems: list[str], start: int) -> tuple[T, int] | None:
        """Return the value of the longest phrase that begins at word `start`, and the index after its last word.

        Args:
            words: Lower-case words.
            stems: The same without `-nya` and doubling, tried where the word itself does not match.
            start: Index of the first word.
        """
        node = self._root
        best: tuple[T, int] | None = None
        here, end = start, len(words)
        while here < end:
            word = words[here]
            child = node.children.get(word)
            if child is None:
                if word == "." and here > start and len(words[here - 1]) <= _SHORT:
                    here += 1
                    continue
                if word == "(" and here > start and words[here + 2 : here + 3] == [")"]:
                    here += 3  # `Koordinator Wilayah (Korwil) Pendidikan`
                    continue
                child = node.children.get(stems[here])
                if child is None:
                    break
            node = child
            here += 1
            if node.value is not None:
                best = node.value, here
        return best
