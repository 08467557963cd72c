"""The plain words around the mentions of somebody: those of the sentence, and the nearest before and behind."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from archive.records.span import Span
from pipeline.text.document import Document

Near = tuple[str, str]
"""A place (`in` the sentence, `before`, `behind`; `before0` and `behind1` with the distance) and a word."""
Weights = Mapping[str, Mapping[str, float]]
"""By place and word."""
NAME, NUMBER = "<name>", "<number>"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]")
_BEFORE, _BEHIND = 6, 8
"""Words on either side of a mention that are told apart from the others of the sentence."""
_MOST = 12
"""Mentions that count: further ones say the same."""
_LONG = 60
"""Words on either side that are still of the sentence: lists and texts without a full stop have no end."""
_NEAREST = ("before0", "before1", "behind0", "behind1")


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence or the headline as words in order, with their offsets."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    plain: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Finds the words around the mentions in one article.

    Args:
        document: The article.
    """

    document: Document
    _lines: dict[int, _Line] = field(default_factory=dict, repr=False, compare=False)

    def of(self, spans: Sequence[Span]) -> dict[Near, float]:
        """Return how much each word near one of the mentions counts: once for each, over the root of their number."""
        found: dict[Near, float] = {}
        counted = spans[:_MOST]
        for span in counted:
            for place, words in self._near(span):
                for word in words:
                    found[place, word] = found.get((place, word), 0.0) + len(counted) ** -0.5
        return found

    def sum(self, spans: Sequence[Span], weights: Weights) -> float:
        """Return what all these words say together by such weights."""
        counted = spans[:_MOST]
        told = [
            sum(map(known.get, words, repeat(0.0)))
            for span in counted
            for place, words in self._near(span)
            if (known := weights.get(place))
        ]
        return sum(told) * len(counted) ** -0.5 if counted else 0.0

    def _near(self, span: Span) -> Iterable[tuple[str, Iterable[str]]]:
        """Return the words at each place around a mention."""
        line = self._line(span)
        if line is None:
            return ()
        first, behind = bisect_right(line.ends, span.start), bisect_left(line.starts, span.end)
        before = line.words[max(0, first - _BEFORE) : first][::-1]
        after = line.words[behind : behind + _BEHIND]
        whole = len(line.words) <= _LONG
        around = line.plain if whole else _plain(line.words[max(0, first - _LONG) : behind + _LONG])
        nearest = zip(_NEAREST, (before[:1], before[1:2], after[:1], after[1:2]), strict=True)
        return (("in", around), ("before", before), ("behind", after), *nearest)

    def _line(self, span: Span) -> _Line | None:
        if span.where == "title":
            if -1 not in self._lines:
                self._lines[-1] = _read(self.document.title, 0, len(self.document.title))
            return self._lines[-1]
        piece = self.document.sentence_at(span.start) if span.where == "text" else None
        if piece is None:
            return None
        if piece.index not in self._lines:
            self._lines[piece.index] = _read(self.document.text, piece.start, piece.end)
        return self._lines[piece.index]


def _read(text: str, start: int, end: int) -> _Line:
    """Return the words of a stretch: in lower case, what looks like a name or a number by a sign of its own."""
    matches = list(_WORD.finditer(text, start, end))
    told = [match[0] for match in matches]
    words = [_sign(word) if index else word.lower() for index, word in enumerate(told)]
    return _Line([match.start() for match in matches], [match.end() for match in matches], words, _plain(words))


def _plain(words: Sequence[str]) -> frozenset[str]:
    return frozenset([word for word in words if word[0].isalpha()])


def _sign(word: str) -> str:
    if word[0].isdigit():
        return NUMBER
    return NAME if word[0].isupper() else word
