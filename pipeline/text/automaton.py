"""All terms of the lexicon in one pass: a trie over words, each word known by its surface forms."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
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


_make_hit = Hit._make


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


_Entry = tuple[tuple[int, ...], _Node | None]
"""For a word its symbols inside of terms, and the node that it starts."""


class Automaton:
    """Finds all terms in one pass over words; a term inside a longer one of a solid group does not count."""

    def __init__(self) -> None:
        self.solid: set[int] = set()
        self._symbols: dict[tuple[str, tuple[str, ...]], int] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        self._root = _Node()
        self._inner: set[int] = set()  # symbols that stand behind the first word of some term
        self._known: dict[str, _Entry] = {}
        self._joined: dict[frozenset[int], _Node] = {}

    def add(self, term: str, groups: Iterable[int]) -> None:
        """Add a term in the lexicon's notation.

        Raises:
            TermError: The notation is wrong.
        """
        listed = tuple(groups)
        for plain in variants(term):
            node = self._root
            for word in plain.split():
                symbol = self._symbol(*parse_word(word))
                if node is not self._root:
                    self._inner.add(symbol)
                following = node.next.get(symbol)
                if following is None:
                    following = node.next[symbol] = _Node()
                node = following
            if node.groups.issuperset(listed):
                continue
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
        """Prepare for scanning: what each word goes on with, and the one node it starts, in one place for speed."""
        root = self._root.next
        inner = self._inner
        self._known = {
            form: (
                tuple(symbol for symbol in symbols if symbol in inner),
                self._join([root[symbol] for symbol in symbols if symbol in root]),
            )
            for form, symbols in self._words.items()
        }

    def _join(self, nodes: Sequence[_Node]) -> _Node | None:
        """Return one node that stands for several at once; None for none."""
        if len(nodes) < 2:  # noqa: PLR2004 - one is itself
            return nodes[0] if nodes else None
        key = frozenset(id(node) for node in nodes)
        known = self._joined.get(key)
        if known is None:
            following: dict[int, list[_Node]] = {}
            for node in nodes:
                for symbol, child in node.next.items():
                    following.setdefault(symbol, []).append(child)
            groups = {group for node in nodes for group in node.groups}
            known = self._joined[key] = _Node(groups=groups, told=tuple(sorted(groups)))
            known.mask = sum(1 << group for group in groups)
            for symbol, children in following.items():
                together = self._join(children)
                if together is not None:
                    known.next[symbol] = together
        return known

    def scan(self, words: Words, text: str) -> list[Hit]:
        """Return the terms in order; a term inside a longer one of a solid group is dropped.

        Args:
            words: The words of `text`.
            text: The text itself, to see what stands between words.
        """
        found: list[tuple[int, int, _Node]] = []
        going_on: list[tuple[_Node, int]] = []
        find = self._known.get
        many = find(MANY)
        for index, word in enumerate(words.texts):
            entry = find(word)
            if many is not None and word.isdecimal() and _is_many(word):
                entry = many if entry is None else self._both(entry, many)
            if entry is None:
                going_on = []
                continue
            inner, begun = entry
            states = []
            if going_on and inner and _joined(text, words.ends[index - 1], words.starts[index]):
                states = _go_on(going_on, inner, index, found)
            if begun is not None:
                if begun.mask:
                    found.append((index, -index, begun))
                if begun.next:
                    states.append((begun, index))
            going_on = states
        return self._reduce(found)

    def _both(self, one: "_Entry", other: "_Entry") -> "_Entry":
        return one[0] + other[0], self._join([node for node in (one[1], other[1]) if node is not None])

    def _reduce(self, found: list[tuple[int, int, _Node]]) -> list[Hit]:
        """Join nodes of the same stretch (first word, last word negated); drop what stands inside a solid group."""
        merged: dict[tuple[int, int], _Node] = {}
        for first, negated, node in found:
            held = merged.setdefault((first, negated), node)
            if held is not node:
                merged[first, negated] = self._join([held, node]) or node
        solid = sum(1 << group for group in self.solid)
        kept: list[Hit] = []
        reach = -1
        for first, negated in sorted(merged):
            last = -negated
            if last <= reach:
                continue
            node = merged[first, negated]
            kept.append(_make_hit((node.told, first, last, node.mask)))
            if last > first and node.mask & solid:
                reach = last
        return kept


def _go_on(
    states: list[tuple[_Node, int]], symbols: tuple[int, ...], index: int, found: list[tuple[int, int, _Node]]
) -> list[tuple[_Node, int]]:
    """Return where terms begun before go on with a word, and note those that end with it."""
    reached = []
    for state, first in states:
        follow = state.next
        for symbol in symbols:
            node = follow.get(symbol)
            if node is not None:
                if node.mask:
                    found.append((first, -index, node))
                if node.next:
                    reached.append((node, first))
    return reached


def _is_many(figure: str) -> bool:
    return len(figure) <= _LONGEST_FIGURE and int(figure) >= _MANY_FROM and int(figure) not in _YEARS


def _joined(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return between == " " or (start - end <= _GAP and not any(mark in ',;:!?"“”\n' for mark in between))
