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


_new = tuple.__new__  # a Hit made without a call of Python's own


class TermError(ValueError):
    """A term is not written as the lexicon's notation allows; the text says what is wrong."""


def variants(term: str) -> Iterator[str]:
    """Yield the plain terms of a notation with choices: `(satu|dua|) jari` -> `satu jari`, `dua jari`, `jari`.

    Raises:
        TermError: It is empty, brackets do not close, or there are too many variants.
    """
    if not re.search(r"\w", term):
        raise TermError(said("a word is empty or no text; take it out or write it in quotes"))
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
    told: tuple[int, ...] = ()
    mask: int = 0


_Entry = tuple[tuple[int, ...], _Node | None, dict[int, _Node] | None]
"""For a word its symbols inside of terms, the node of the terms that it is alone, and how those it begins go on."""
_BITS = 10
_LONGEST = (1 << _BITS) - 1
_Found = dict[int, _Node]
"""The node of all terms that stand in a stretch of words. A stretch is one number, so that they sort quickly: in the
upper bits its first word, in the lower ones how much shorter it is than the longest, since longer ones come first."""
_Begun = tuple[dict[int, _Node], int]
"""How terms can go on, and their first word."""


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
        self._unions: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[tuple[int, ...], int]] = {}
        self._solid = 0

    def add(self, term: str, groups: Iterable[int]) -> None:
        """Add a term in the lexicon's notation.

        Raises:
            TermError: The notation is wrong.
        """
        listed = tuple(sorted(groups))
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
            node.told, node.mask = self._together(node.told, listed)

    def _together(self, told: tuple[int, ...], others: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
        """Return groups with others added, and their mask: one object for all nodes that have the same."""
        known = self._unions.get((told, others))
        if known is None:
            groups = tuple(sorted({*told, *others}))
            known = self._unions[told, others] = groups, sum(1 << group for group in groups)
        return known

    def _symbol(self, stem: str, tags: tuple[str, ...]) -> int:
        key = (stem, tags)
        if key not in self._symbols:
            number = self._symbols[key] = len(self._symbols)
            for form in forms(stem, tags):
                self._words[form] = (*self._words.get(form, ()), number)
        return self._symbols[key]

    def freeze(self) -> None:
        """Prepare for scanning: what each word goes on with, and the one node it starts, in one place for speed."""
        self._solid = sum(1 << group for group in self.solid)
        many = self._words.get(MANY, ())
        entries: dict[tuple[int, ...], _Entry] = {}  # one for all forms of a word: an article then touches less memory
        for form, symbols in self._words.items():
            told = symbols + many if form.isdecimal() and _is_many(form) else symbols
            entry = entries.get(told)
            if entry is None:
                entry = entries[told] = self._entry(told)
            self._known[form] = entry

    def _entry(self, symbols: tuple[int, ...]) -> _Entry:
        """Return how a word of some symbols goes on and what it starts."""
        begun = self._join([self._root.next[symbol] for symbol in symbols if symbol in self._root.next])
        return (
            tuple(symbol for symbol in symbols if symbol in self._inner),
            begun if begun and begun.mask else None,
            begun.next if begun and begun.next else None,
        )

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
            told, mask = self._together((), tuple(group for node in nodes for group in node.told))
            known = self._joined[key] = _Node(told=told, mask=mask)
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
        found: _Found = {}
        begun: list[_Begun] = []  # before the last word; what begins with that one, nearly every time, stands apart
        latest: dict[int, _Node] | None = None
        many, texts = self._known.get(MANY), words.texts
        for index, known in enumerate(map(self._known.get, texts)):
            entry = known or (many if texts[index].isdecimal() and _is_many(texts[index]) else None)
            if entry is None:
                begun, latest = [], None
                continue
            inner, alone, following = entry
            reached = []
            if latest is not None:
                for symbol in inner:
                    if symbol in latest:
                        reached.append((latest[symbol], index - 1))  # noqa: PERF401 - a loop is faster where it is short
            for follow, first in begun:
                for symbol in inner:
                    if symbol in follow:  # seldom: most words that can stand in a term do not go on with this one
                        reached.append((follow[symbol], first))  # noqa: PERF401 - likewise
            begun = self._go_on(reached, index, found) if reached and _joined(text, words, index) else []
            if alone is not None:
                found[index << _BITS | _LONGEST] = alone
            latest = following
        return self._reduce(found)

    def _go_on(self, reached: list[tuple[_Node, int]], index: int, found: _Found) -> list[_Begun]:
        """Return how terms begun before can go on behind a word, and note those that end with it."""
        for node, first in reached:
            if node.mask:
                stretch = first << _BITS | _LONGEST - (index - first)
                held = found.setdefault(stretch, node)
                if held is not node:
                    found[stretch] = self._join([held, node]) or node
        return [(node.next, first) for node, first in reached if node.next]

    def _reduce(self, found: _Found) -> list[Hit]:
        """Return the terms in order; drop what stands inside a solid group."""
        kept: list[Hit] = []
        reach, solid = -1, self._solid
        for stretch in sorted(found):
            first = stretch >> _BITS
            last = first + _LONGEST - (stretch & _LONGEST)
            if last > reach:
                node = found[stretch]
                kept.append(_new(Hit, (node.told, first, last, node.mask)))
                if last > first and node.mask & solid:
                    reach = last
        return kept


def _is_many(figure: str) -> bool:
    return len(figure) <= _LONGEST_FIGURE and int(figure) >= _MANY_FROM and int(figure) not in _YEARS


def _joined(text: str, words: Words, index: int) -> bool:
    """Tell whether a word stands so near to the one before that both may be of one term."""
    end, start = words.ends[index - 1], words.starts[index]
    between = text[end:start]
    return between == " " or (start - end <= _GAP and not any(mark in ',;:!?"“”\n' for mark in between))
