"""Rows of weights packed into whole numbers."""

import copy
import random

import pytest

from pipeline.judge.packed import PackedRows, Remembered, RowsByCode, SideBySide


@pytest.mark.parametrize("width", [1, 6, 18])
def test_the_sums_are_those_of_the_cells(width):
    draw = random.Random(width)
    rows = {f"n{number}": [draw.uniform(-8, 8) for _ in range(width)] for number in range(200)}
    values = {name: draw.choice([0.2, 0.35, 1.0, -0.5]) for name in list(rows)[::2]}
    expected = [sum(value * rows[name][column] for name, value in values.items()) for column in range(width)]
    assert PackedRows(rows, width).totals(values) == pytest.approx(expected, abs=1e-9)


def test_a_negative_weight_borrows_nothing_from_the_column_beside_it():
    rows = PackedRows({"one": [-1.0, 0.0, -0.25], "other": [-0.5, 3.0, 0.25]}, 3)
    assert rows.totals({"one": 1.0, "other": 1.0}) == [-1.5, 3.0, 0.0]


def test_names_without_a_row_say_nothing():
    rows = PackedRows({"one": [2.0, -2.0]}, 2)
    assert rows.totals({"other": 1.0}) == [0.0, 0.0]
    assert rows.totals({}) == [0.0, 0.0]
    assert rows.totals({"one": 0.5, "other": 1.0}) == [1.0, -1.0]


def test_acts_are_weighed_with_their_bias_and_each_name_for_one_of_them():
    rows = RowsByCode({"bias": {"A01": -1.0, "A02": 0.5}, "one": {"A01": 2.0}, "other": {"A02": -0.5}})
    assert rows.of({"one": 1.0, "other": 2.0}) == {"A01": 1.0, "A02": -0.5}
    told = rows.told_by({"one": 2.0, "other": 1.0, "third": 1.0}, 0.5)
    assert (told.names, told.weights("A01")) == (["one", "other"], [2.0, 0.0])
    assert told.weights("A09") == []
    assert RowsByCode({}).of({"one": 1.0}) == {}


def test_tables_side_by_side_tell_what_each_tells_alone_and_are_asked_once():
    one, other = {"a": [1.0, -2.0], "b": [0.5, 0.25]}, {"b": [3.0], "c": [-1.0]}
    both = SideBySide((one, 2), (other, 1))
    values = Remembered({"a": 2.0, "b": 1.0, "c": 0.5, "d": 9.0})
    assert both.totals(0, values) == PackedRows(one, 2).totals(values) == [2.5, -3.75]
    assert both.totals(1, values) == both.totals(1, dict(values)) == PackedRows(other, 1).totals(values) == [2.5]
    assert list(values.told) == [both]
    assert values.told[both].totals(slice(None)) == [2.5, -3.75, 2.5]
    assert copy.copy(values).told == {}
