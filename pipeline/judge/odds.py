"""Weights and values by name, added up to logarithms of odds, and probabilities from them."""

import math
from collections.abc import Mapping, Sequence
from itertools import compress
from operator import mul

Contribution = tuple[str, float]
"""The name of something and what it said, as the logarithm of odds."""

_SUREST = 7.0  # logarithm of odds beyond which no voice can go, so that the others are always heard
_MOST = 50.0  # beyond it a probability is 0 or 1 to the last digit


def weighed(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """Return the sum of values, each times the weight of its name; names without weight say nothing."""
    return sum([weights.get(name, 0.0) * value for name, value in values.items()])


def columns(weights: Mapping[str, tuple[float, ...]], values: Mapping[str, float], width: int) -> list[float]:
    """Return the same for rows of weights, column by column.

    Args:
        weights: Rows of that width.
        values: By name.
        width: How many columns a row has.
    """
    found = list(map(weights.get, values))
    rows = [row for row in found if row is not None]
    if not rows:
        return [0.0] * width
    known = list(values.values() if len(rows) == len(found) else compress(values.values(), found))
    return [sum(map(mul, known, column)) for column in zip(*rows, strict=True)]


def chance(odds: float) -> float:
    """Return the probability (0..1) from the logarithm of odds."""
    return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, odds))))


def odds_of(probability: float) -> float:
    """Return the logarithm of odds of a probability (0..1); of 0 and 1 themselves one that nothing reaches."""
    if 0 < probability < 1:
        return math.log(probability / (1 - probability))
    return math.copysign(_MOST, probability - 0.5)


def shares(odds: Sequence[float]) -> list[float]:
    """Return the probability of each of several that exclude each other; they sum to 1."""
    highest = max(odds)
    raised = [math.exp(value - highest) for value in odds]
    total = sum(raised)
    return [value / total for value in raised]


def held(odds: float) -> float:
    """Return the logarithm of odds, no surer than one voice among several may be."""
    if -_SUREST <= odds <= _SUREST:
        return odds
    return _SUREST if odds > 0 else -_SUREST


def top(told: list[Contribution], most: int) -> list[Contribution]:
    """Return what weighed most, in falling order; of equals the first. Names that say nothing are left out."""
    sizes = sorted([abs(weight) for _, weight in told], reverse=True)
    least = sizes[most - 1] if most <= len(sizes) else 0.0
    kept = [item for item in told if item[1] and abs(item[1]) >= least]
    return sorted(kept, key=lambda item: -abs(item[1]))[:most]
