"""Full-batch gradient descent from zero, so that no chance enters."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.judge.features import Features

Array = NDArray[np.float64]
Table = dict[str, list[float]]
"""A row of weights by name."""

RATE, FIRST, SECOND = 0.05, 0.9, 0.999  # Kingma and Ba 2015
STEPS = 600
TRUSTED = 0.2  # features that mean the same everywhere are held less than others
COMMON = 0.1  # what a group or root is worth that every article names
TINY = 0.005


def descend(size: tuple[int, ...], gradient: Callable[[Array], Array], bound: Callable[[Array], Array]) -> Array:
    """Return where a gradient leads from zero (Adam), each step held in bounds."""
    weights = np.zeros(size)
    first, second = np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        first = FIRST * first + (1 - FIRST) * slope
        second = SECOND * second + (1 - SECOND) * slope * slope
        move = (first / (1 - FIRST**step)) / (np.sqrt(second / (1 - SECOND**step)) + 1e-8)
        weights = bound(weights - RATE * move)
    return weights


def matrix(names: Sequence[str], features: Sequence[Features]) -> Array:
    """Return values by example and name; absent ones are zero."""
    place = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(features), len(names)))
    for row, values in enumerate(features):
        for name, value in values.items():
            if name in place:
                table[row, place[name]] = value
    return table


def told_often(groups: Sequence[str], features: Sequence[Features], least: int) -> list[str]:
    """Return the names that stand in examples of at least so many groups (events), in order."""
    events: dict[str, set[str]] = {}
    for group, values in zip(groups, features, strict=True):
        for name in values:
            events.setdefault(name, set()).add(group)
    return sorted(name for name, told in events.items() if len(told) >= least)


def rarity(table: Array) -> Array:
    """Return for each column how much it weighs: what few examples have more than what all have (inverse frequency)."""
    weights: Array = np.log(1 / np.maximum((table > 0).mean(axis=0), TINY)) + COMMON
    return weights


def multinomial(table: Array, target: Array, weight: Array, penalty: Array) -> Array:
    """Return the weights of a multinomial logistic model: a row for each column of the table.

    Args:
        table: Examples by feature.
        target: Probability of each class, by example.
        weight: How much each example counts.
        penalty: Of each feature, as a column.
    """

    def gradient(weights: Array) -> Array:
        sums = table @ weights
        raised = np.exp(sums - sums.max(axis=1, keepdims=True))
        chance = raised / raised.sum(axis=1, keepdims=True)
        slope: Array = table.T @ ((chance - target) * weight[:, None]) / weight.sum() + penalty * weights
        return slope

    return descend((table.shape[1], target.shape[1]), gradient, lambda held: held)
