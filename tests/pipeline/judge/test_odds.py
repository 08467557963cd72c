"""Sums of weights, and probabilities from them."""

import math

import pytest

from pipeline.judge.odds import chance, columns, held, odds_of, shares, top, weighed


@pytest.mark.parametrize("probability", [0.001, 0.3, 0.65, 0.999])
def test_odds_and_probability_lead_back_to_each_other(probability):
    assert chance(odds_of(probability)) == pytest.approx(probability)


@pytest.mark.parametrize(("probability", "sign"), [(0.0, -1), (1.0, 1)])
def test_what_is_certain_has_finite_odds(probability, sign):
    assert math.isfinite(odds_of(probability))
    assert sign * odds_of(probability) > 20
    assert 0 <= chance(10 * odds_of(probability)) <= 1


def test_names_without_weight_say_nothing():
    assert weighed({"a": 2.0}, {"a": 1.5, "b": 9.0}) == 3.0
    assert columns({"a": (1.0, -1.0)}, {"a": 2.0, "b": 9.0}, 2) == [2.0, -2.0]
    assert columns({}, {"b": 9.0}, 3) == [0.0, 0.0, 0.0]


def test_shares_sum_to_one_and_keep_the_order():
    told = shares([800.0, 799.0, -800.0])
    assert sum(told) == pytest.approx(1)
    assert told[0] > told[1] > told[2] >= 0


def test_one_voice_among_several_can_be_only_so_sure():
    assert held(100.0) == -held(-100.0) < 10
    assert held(1.5) == 1.5


def test_what_weighed_most_comes_first_whatever_its_sign():
    assert top([("a", 1.0), ("b", -3.0), ("c", 0.0), ("d", 2.0)], 2) == [("b", -3.0), ("d", 2.0)]
    assert top([("a", 1.0), ("c", 0.0)], 5) == [("a", 1.0)]
