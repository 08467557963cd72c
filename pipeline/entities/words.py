"""The words of an article with their offsets: what all finders read, cut once."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import itemgetter

from archive.records.span import Span
from base.quick import quick
from pipeline.text.document import Document

_WORD = re.compile(
    r"([A-Za-z]++(?![^\x00-\x7f]|['`\-])"  # what the next line finds too: most words, and found much quicker so
    r"|[^\W\d_]++(?:['’`\-–][^\W\d_]++)*|\d++(?:[.,]\d++)*|[^\w\s]|_)"  # before Python 3.11.5 `)*+` kept half a group
)
_LINE_ENDS = re.compile(r"\n+")
_TEXT = itemgetter(0)
_BREAK = "\n\n"
_HALVES = 2
_LONGEST_TEXT = 60_000
"""Characters of the text that are read; the longest news articles have a third of it, and hostile ones end here."""


def split_words(text: str) -> list[str]:
    """Return the words, numbers and signs of a text."""
    return _WORD.findall(text)


def _stem(word: str) -> str:
    """Return a lower-case word without `-nya`, and one half of a doubled word."""
    if word.endswith("nya") and len(word) > len("nya") + 2:
        word = word[:-3].rstrip("-")
    if "-" in word:
        halves = word.split("-")
        if len(halves) == _HALVES and halves[0] == halves[1]:
            return halves[0]
    return word


def _stemmed(places_of: dict[str, list[int]]) -> dict[str, list[int]]:
    """Return where each stem stands that differs from its word."""
    found: dict[str, list[int]] = {}
    for word, places in places_of.items():
        if word[-3:] == "nya" or "-" in word:
            stem = _stem(word)
            if stem != word:
                found.setdefault(stem, []).extend(places)
    return found


def _places(low: list[str]) -> dict[str, list[int]]:
    """Return where each lower-case word stands."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(low):
        found[word].append(index)
    return dict(found)


@quick
@dataclass(frozen=True, slots=True)
class Reading:
    """Title and text as one string of words.

    What nearly every article is asked for is there from the start: an attribute of a class with slots is read five
    times as fast as one beside a `cached_property`, and finders read thousands.

    Args:
        document: The article.
        whole: Title, a paragraph break, text.
        base: Where the text begins in `whole`.
        words: As printed.
        low: Lower-case.
        stems: Lower-case without `-nya` and doubling.
        starts: Offset of each word in `whole`.
        ends: One past its last character.
        capital: Tells for each word whether it begins with a capital letter.
        capitals: Indexes of the words that do: names begin nowhere else.
        capital_low: The same words in lower case.
        lowered: The words that somewhere stand in lower case: no proper names.
        lines: Indexes of the words that begin a line, the article's first word not counted.
        sentence_starts: Offsets in `whole` where sentences begin; the title is the first.
        places_of: Where each lower-case word stands: the one pass from which every finder takes its starting points.
        named: The lower-case words: two sets are compared quicker than a set and the keys of a table.
        stemmed: Where each stem stands that differs from its word.
    """

    document: Document
    whole: str
    base: int
    words: list[str]
    low: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]
    capitals: list[int]
    capital_low: list[str]
    lowered: set[str]
    lines: frozenset[int]
    sentence_starts: list[int]
    places_of: dict[str, list[int]]
    named: set[str]
    stemmed: dict[str, list[int]]

    @classmethod
    def of(cls, document: Document) -> "Reading":
        """Cut an article into words."""
        whole = f"{document.title}{_BREAK}{document.text[:_LONGEST_TEXT]}"
        base = len(document.title) + len(_BREAK)
        pieces = _WORD.split(whole)  # mapped rather than looped over: every article passes here word by word
        offsets = list(accumulate(map(len, pieces)))  # behind a gap, behind a word, behind a gap ...
        words, starts, ends = pieces[1::2], offsets[:-1:2], offsets[1::2]
        low, letters = list(map(str.lower, words)), list(map(_TEXT, words))
        capital = list(map(str.isupper, letters))
        places_of = _places(low)
        stemmed = _stemmed(places_of)
        stems = low.copy()
        for stem, places in stemmed.items():
            for index in places:
                stems[index] = stem
        return cls(
            document,
            whole,
            base,
            words,
            low,
            stems,
            starts,
            ends,
            capital,
            list(compress(range(len(words)), capital)),
            list(compress(low, capital)),
            set(compress(words, map(str.islower, letters))),
            frozenset([bisect_right(starts, end.start()) for end in _LINE_ENDS.finditer(whole)]) - {0},
            [0, *[piece.start + base for piece in document.sentences]],
            places_of,
            set(places_of),
            stemmed,
        )

    def sentence(self, offset: int) -> int:
        """Return the ordinal of the sentence that holds an offset of `whole`."""
        return bisect_right(self.sentence_starts, offset) - 1

    def sentence_bounds(self, ordinal: int) -> tuple[int, int]:
        """Return the offsets in `whole` where a sentence begins and where the next one does."""
        starts = self.sentence_starts
        end = starts[ordinal + 1] if ordinal + 1 < len(starts) else len(self.whole)
        return starts[ordinal], end

    def count(self, word: str) -> int:
        """Return how often a lower-case word stands in title and text."""
        return len(self.places_of.get(word, ()))

    def names_any(self, words: AbstractSet[str]) -> bool:
        """Tell whether any of some lower-case words stands in title or text."""
        return not self.named.isdisjoint(words)

    def where(self, words: AbstractSet[str], *, stems: bool = False) -> list[int]:
        """Return the indexes at which one of some lower-case words stands, in order.

        Args:
            words: Usually the first words of a set of phrases.
            stems: Whether the stems of the article's words count too.
        """
        places = self.places_of
        found = [index for word in self.named & words for index in places[word]]
        if stems:
            found += [index for stem in self.stemmed.keys() & words for index in self.stemmed[stem]]
            return sorted(set(found))
        found.sort()
        return found

    def capitalised(self, words: Container[str]) -> list[int]:
        """Return the indexes at which one of some lower-case words stands with a capital, in order."""
        return list(compress(self.capitals, map(words.__contains__, self.capital_low)))

    def anchored(self, pattern: re.Pattern[str], firsts: AbstractSet[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern that begin at one of some words, in order and without overlaps.

        Args:
            pattern: Its first word must be one of `firsts`.
            firsts: Lower-case words; the pattern is tried nowhere else.
        """
        end = 0
        for index in self.where(firsts):
            start = self.starts[index]
            match = pattern.match(self.whole, start) if start >= end else None
            if match is not None:
                end = match.end()
                yield match

    def title_words(self) -> int:
        """Return how many words the title has."""
        return bisect_right(self.starts, self.base - 1)

    def span(self, start: int, end: int) -> Span:
        """Return the evidence for a stretch of `whole`; one that crosses into the text is cut there."""
        if end < self.base:
            return Span(start, end, self.whole[start:end], "title")
        start = max(start, self.base)
        return Span(start - self.base, end - self.base, self.whole[start:end], "text")

    def words_span(self, first: int, after: int) -> Span:
        """Return the evidence for the words from `first` up to but not including `after`."""
        return self.span(self.starts[first], self.ends[after - 1])

    def gap(self, index: int) -> str:
        """Return what stands between the word before `index` and that word."""
        return self.whole[self.ends[index - 1] : self.starts[index]] if index else ""
