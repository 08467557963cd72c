"""All terms of the lexicon in one pass: a trie over words, each word known by its surface forms."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from base.said import said
from pipeline.text.morphology import TAGS, forms
from pipeline.text.words import Words

MOST_VARIANTS = 2048
MANY = "angka_besar"
"""Stands in a term for any number written in figures of 20 and more that is no year (1900 to 2099)."""
_MANY_FROM = 20
_YEARS = range(1900, 2100)
_LONGEST_FIGURE = 6
_CHOICE = re.compile(r"\(([^()]*)\)")
_GAP = 3  # characters that may part two words of one term: blank, hyphen, full stop and blank


class Hit(NamedTuple):
    """A term found: its groups and the words it covers. A tuple, since an article has hundreds.

    Args:
        groups: Numbers of the groups the term belongs to.
        first: Index of its first word.
        last: Index of its last word.
        mask: The groups as a bit mask.
    """

    groups: tuple[int, ...]
    first: int
    last: int
    mask: int


class TermError(ValueError):
    """A term is not written as the lexicon's notation allows; the text says what is wrong."""


def variants(term: str) -> Iterator[str]:
    """Yield the plain terms of a notation with choices: `(satu|dua|) jari` -> `satu jari`, `dua jari`, `jari`.

    Raises:
        TermError: Brackets do not close, or there are too many variants.
    """
    parts = _CHOICE.split(term)
    if any(mark in part for part in parts for mark in "()") or any("|" in part for part in parts[::2]):
        raise TermError(said("brackets of {term!r} do not close, or '|' stands outside of them", term=term))
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST_VARIANTS:
        raise TermError(
            said(
                "{term!r} has more than {most_variants} variants; write it as several terms",
                term=term,
                most_variants=MOST_VARIANTS,
            )
        )
    for picked in itertools.product(*choices):
        plain = " ".join("".join(picked).replace("-", " ").split())
        if plain:
            yield plain


@lru_cache(maxsize=1 << 15)
def parse_word(word: str) -> tuple[str, tuple[str, ...]]:
    """Return stem and tags of `acung.v` or `lapor.di.me`.

    Raises:
        TermError: An unknown tag or no stem.
    """
    stem, *tags = word.lower().split(".")
    unknown = [tag for tag in tags if tag not in TAGS]
    if unknown or not re.fullmatch(r"\w+", stem):
        raise TermError(
            said(
                "{word!r}: a word is letters and digits, with tags of {choices} behind full stops",
                word=word,
                choices=", ".join(TAGS),
            )
        )
    return stem, tuple(tags)


@dataclass(slots=True)
class _Node:
    next: dict[int, "_Node"] = field(default_factory=dict)
    groups: set[int] = field(default_factory=set)
    told: tuple[int, ...] = ()
    mask: int = 0


class Automaton:
    """Finds all terms in one pass over words; a term inside a longer one of a solid group does not count."""

    def __init__(self) -> None:
        self.solid: set[int] = set()
        self._symbols: dict[tuple[str, tuple[str, ...]], int] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        self._root = _Node()
        self._known: dict[str, tuple[tuple[int, ...], tuple[_Node, ...]]] = {}

    def add(self, term: str, groups: Iterable[int]) -> None:
        """Add a term in the lexicon's notation.

        Raises:
            TermError: The notation is wrong.
        """
        listed = tuple(groups)
        for plain in variants(term):
            node = self._root
            for word in plain.split():
                node = node.next.setdefault(self._symbol(*parse_word(word)), _Node())
            node.groups.update(listed)
            node.told = tuple(sorted(node.groups))
            node.mask = sum(1 << group for group in node.groups)

    def _symbol(self, stem: str, tags: tuple[str, ...]) -> int:
        key = (stem, tags)
        if key not in self._symbols:
            number = self._symbols[key] = len(self._symbols)
            for form in forms(stem, tags):
                self._words[form] = (*self._words.get(form, ()), number)
        return self._symbols[key]

    def freeze(self) -> None:
        """Prepare for scanning: the symbols of each word and the nodes it starts, in one place for speed."""
        follow = self._root.next
        self._known = {
            form: (symbols, tuple(follow[symbol] for symbol in symbols if symbol in follow))
            for form, symbols in self._words.items()
        }

    def scan(self, words: Words, text: str) -> list[Hit]:  # noqa: C901 - one loop, kept whole for speed
        """Return the terms in order; a term inside a longer one of a solid group is dropped.

        Args:
            words: The words of `text`.
            text: The text itself, to see what stands between words.
        """
        found: list[tuple[int, int, _Node]] = []
        open_states: list[tuple[_Node, int]] = []
        find = self._known.get
        many = find(MANY)
        for index, word in enumerate(words.texts):
            entry = find(word)
            if many is not None and word.isdecimal() and _is_many(word):
                entry = many if entry is None else (entry[0] + many[0], entry[1] + many[1])
            if entry is None:
                if open_states:
                    open_states = []
                continue
            symbols, begun = entry
            states = []
            if open_states and _joined(text, words.ends[index - 1], words.starts[index]):
                for node, first in open_states:
                    for symbol in symbols:
                        following = node.next.get(symbol)
                        if following is not None:
                            states.append((following, first))
            for node in begun:
                states.append((node, index))  # noqa: PERF401 - extending by a generator is slower
            open_states = []
            for state in states:
                node, first = state
                if node.mask:
                    found.append((first, -index, node))
                if node.next:
                    open_states.append(state)
        return self._reduce(found)

    def _reduce(self, found: list[tuple[int, int, _Node]]) -> list[Hit]:
        """Join nodes of the same stretch (first word, last word negated); drop what stands inside a solid group."""
        merged: dict[tuple[int, int], tuple[tuple[int, ...], int]] = {}
        for first, negated, node in found:
            held = merged.get((first, negated))
            if held is None:
                merged[first, negated] = (node.told, node.mask)
            else:
                merged[first, negated] = (tuple(sorted({*held[0], *node.told})), held[1] | node.mask)
        solid = sum(1 << group for group in self.solid)
        kept: list[Hit] = []
        reach = -1
        for place in sorted(merged):
            first, last = place[0], -place[1]
            if last <= reach:
                continue
            groups, mask = merged[place]
            kept.append(Hit(groups, first, last, mask))
            if last > first and mask & solid:
                reach = last
        return kept


def _is_many(figure: str) -> bool:
    return len(figure) <= _LONGEST_FIGURE and int(figure) >= _MANY_FROM and int(figure) not in _YEARS


def _joined(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return between == " " or (start - end <= _GAP and not any(mark in ',;:!?"“”\n' for mark in between))
