"""Precision, recall and F1 over 4-gram shingles, as scrapinghub/article-extraction-benchmark defines them.

Tokens are runs of word characters, case kept; soft hyphens and zero-width signs are dropped from every text first.
Each page's true positives, false positives and false negatives are
divided by their sum, so that long articles weigh no more than short ones; precision and recall are means over pages.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\ufeff]"
)  # soft hyphens and zero-width signs split no word that a reader sees
_SIZE = 4


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares (0..1) of shingles found rightly, found wrongly and missed on one page; they sum to 1 or 0."""

    right: float
    wrong: float
    missed: float

    @property
    def f1(self) -> float:
        """Return the page's own F1; 1 when both texts are empty."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """Means over pages, 0..1."""

    precision: float
    recall: float
    f1: float


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the counted 4-word shingles of a text; a shorter text is one shingle."""
    tokens = _TOKEN.findall(_INVISIBLE.sub("", text))
    if not tokens:
        return Counter()
    count = max(1, len(tokens) - _SIZE + 1)
    return Counter(tuple(tokens[index : index + _SIZE]) for index in range(count))


def overlap(gold: str, found: str) -> Overlap:
    """Compare one extracted text with the gold text."""
    true, given = shingles(gold), shingles(found)
    right = sum((true & given).values())
    wrong = sum(given.values()) - right
    missed = sum(true.values()) - right
    total = right + wrong + missed
    return Overlap(right / total, wrong / total, missed / total) if total else Overlap(0.0, 0.0, 0.0)


def score(overlaps: Iterable[Overlap]) -> Score:
    """Return mean precision, mean recall and their harmonic mean."""
    pages = list(overlaps)
    precisions = [page.right / (page.right + page.wrong) for page in pages if page.right + page.wrong > 0]
    recalls = [page.right / (page.right + page.missed) for page in pages if page.right + page.missed > 0]
    precision = sum(precisions) / len(precisions) if precisions else 0.0
    recall = sum(recalls) / len(recalls) if recalls else 0.0
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)
