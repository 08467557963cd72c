"""The words of an article with their offsets: what all finders read, cut once."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress
from operator import is_not, itemgetter

from archive.records.span import Span
from pipeline.text.document import Document

_WORD = re.compile(
    r"([A-Za-z]++(?![^\x00-\x7f]|['`\-])"  # what the next line finds too: most words, and found much quicker so
    r"|[^\W\d_]++(?:['’`\-–][^\W\d_]++)*+|\d++(?:[.,]\d++)*+|[^\w\s]|_)"
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


@dataclass(frozen=True)
class Reading:
    """Title and text as one string of words.

    Args:
        document: The article.
        whole: Title, a paragraph break, text.
        base: Where the text begins in `whole`.
        words: As printed.
        low: Lower-case.
        stems: Lower-case without `-nya` and doubling.
        starts: Offset of each word in `whole`.
        ends: One past its last character.
    """

    document: Document
    whole: str
    base: int
    words: list[str]
    low: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, document: Document) -> "Reading":
        """Cut an article into words."""
        whole = f"{document.title}{_BREAK}{document.text[:_LONGEST_TEXT]}"
        pieces = _WORD.split(whole)  # mapped rather than looped over: every article passes here word by word
        offsets = list(accumulate(map(len, pieces)))  # behind a gap, behind a word, behind a gap ...
        words, starts, ends = pieces[1::2], offsets[:-1:2], offsets[1::2]
        low = list(map(str.lower, words))
        stems = low.copy()
        for index, word in enumerate(low):
            if word[-3:] == "nya" or "-" in word:
                stems[index] = _stem(word)
        return cls(document, whole, len(document.title) + len(_BREAK), words, low, stems, starts, ends)

    @cached_property
    def _letters(self) -> list[str]:
        """Return the first letter of each word."""
        return list(map(_TEXT, self.words))

    @cached_property
    def capital(self) -> list[bool]:
        """Tell for each word whether it begins with a capital letter."""
        return list(map(str.isupper, self._letters))

    @cached_property
    def capitals(self) -> list[int]:
        """Return the indexes of the words that begin with a capital letter: names begin nowhere else."""
        return list(compress(range(len(self.words)), self.capital))

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Return the offsets in `whole` where sentences begin; the title is the first."""
        return [0, *(piece.start + self.base for piece in self.document.sentences)]

    def sentence(self, offset: int) -> int:
        """Return the ordinal of the sentence that holds an offset of `whole`."""
        return bisect_right(self.sentence_starts, offset) - 1

    def sentence_bounds(self, ordinal: int) -> tuple[int, int]:
        """Return the offsets in `whole` where a sentence begins and where the next one does."""
        starts = self.sentence_starts
        end = starts[ordinal + 1] if ordinal + 1 < len(starts) else len(self.whole)
        return starts[ordinal], end

    @cached_property
    def places_of(self) -> dict[str, list[int]]:
        """Return where each lower-case word stands: the one pass from which every finder takes its starting points."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self.low):
            found[word].append(index)
        return dict(found)

    @cached_property
    def _named(self) -> set[str]:
        """Return the lower-case words: two sets are compared quicker than a set and the keys of a table."""
        return set(self.places_of)

    @cached_property
    def _stemmed(self) -> dict[str, list[int]]:
        """Return where each stem stands that differs from its word."""
        found: dict[str, list[int]] = {}
        for index in compress(range(len(self.low)), map(is_not, self.low, self.stems)):
            found.setdefault(self.stems[index], []).append(index)
        return found

    def count(self, word: str) -> int:
        """Return how often a lower-case word stands in title and text."""
        return len(self.places_of.get(word, ()))

    def names_any(self, words: AbstractSet[str]) -> bool:
        """Tell whether any of some lower-case words stands in title or text."""
        return not self._named.isdisjoint(words)

    def where(self, words: AbstractSet[str], *, stems: bool = False) -> list[int]:
        """Return the indexes at which one of some lower-case words stands, in order.

        Args:
            words: Usually the first words of a set of phrases.
            stems: Whether the stems of the article's words count too.
        """
        places = self.places_of
        found = [index for word in self._named & words for index in places[word]]
        if stems:
            found += [index for stem in self._stemmed.keys() & words for index in self._stemmed[stem]]
            return sorted(set(found))
        found.sort()
        return found

    def capitalised(self, words: Container[str]) -> list[int]:
        """Return the indexes at which one of some lower-case words stands with a capital, in order."""
        return list(compress(self.capitals, map(words.__contains__, self._capital_low)))

    @cached_property
    def _capital_low(self) -> list[str]:
        return list(compress(self.low, self.capital))

    @cached_property
    def lowered(self) -> set[str]:
        """Return the words of the text that somewhere stand in lower case: no proper names."""
        return set(compress(self.words, map(str.islower, self._letters)))

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

    @cached_property
    def folded(self) -> str:
        """Return `whole` in lower case, to look for cues; its offsets may differ."""
        return self.whole.lower()

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

    @cached_property
    def lines(self) -> frozenset[int]:
        """Return the indexes of the words that begin a line, the article's first word not counted."""
        return frozenset(bisect_right(self.starts, end.start()) for end in _LINE_ENDS.finditer(self.whole)) - {0}

    def gap(self, index: int) -> str:
        """Return what stands between the word before `index` and that word."""
        return self.whole[self.ends[index - 1] : self.starts[index]] if index else ""
