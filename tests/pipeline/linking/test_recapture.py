import random

import pytest

from pipeline.linking.recapture import estimate


def test_no_case_gives_no_estimate():
    assert estimate([]) is None
    assert estimate([0, 0]) is None


def test_without_cases_told_once_nothing_is_unseen():
    found = estimate([2, 3, 5])
    assert (found.total, found.low, found.high) == (3.0, 3.0, 3.0)


def test_known_figures():
    # f1 = 10, f2 = 4: 20 + 10 * 9 / (2 * 5) = 29
    found = estimate([1] * 10 + [2] * 4 + [3] * 6)
    assert found.total == pytest.approx(29.0)
    assert found.seen <= found.low < found.total < found.high


def test_the_interval_holds_the_truth_when_newsrooms_are_independent():
    rng = random.Random(3)
    inside = 0
    for _ in range(100):
        told = [sum(rng.random() < 0.15 for _ in range(8)) for _ in range(200)]
        found = estimate(told)
        inside += found.low <= 200 <= found.high
    assert inside >= 88
