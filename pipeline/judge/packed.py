"""Rows of weights, each packed into one whole number: adding two rows adds all their columns at once.

An article names some hundred roots, and each has a weight for every kind, stage or act. Taken cell by cell they were a
seventh of the time of an analysis; packed, a root costs one addition.
"""

import struct
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, repeat
from operator import itemgetter, mul

_BITS = 64  # of a column
_ONE = 1 << 40
"""A weight of 1. So are weights right to twelve decimals, and a million of them still fit in a column."""


class PackedRows:
    """Rows of weights of equal length, by name.

    Args:
        rows: Weights of at most 8 in number, positive or negative.
        width: How many columns each row has.
    """

    def __init__(self, rows: Mapping[str, Sequence[float]], width: int) -> None:
        self._columns = struct.Struct(f"<{width}q")
        self._signs = sum(1 << _BITS * column + _BITS - 1 for column in range(width))
        self._rows = {name: self._packed(row) for name, row in rows.items()}

    def totals(self, values: Mapping[str, float]) -> list[float]:
        """Return for each column the sum of its weights, each times the value of its name.

        Args:
            values: By name; those without row say nothing. The fewer values differ, the quicker.
        """
        return self.summed(values).totals(slice(None))

    def summed(self, values: Mapping[str, float]) -> "Summed":
        """Return the same before values and weights are multiplied: for who asks for some of the columns only."""
        grouped: defaultdict[float, list[int]] = defaultdict(list)
        for value, row in zip(values.values(), map(self._rows.get, values), strict=True):
            if row is not None:
                grouped[value].append(row)
        if not grouped:
            return Summed([0.0], [(0,) * (self._columns.size * 8 // _BITS)])
        return Summed([value / _ONE for value in grouped], [self._unpacked(sum(rows)) for rows in grouped.values()])

    def _packed(self, row: Sequence[float]) -> int:
        told = self._columns.pack(*[int(weight * _ONE) for weight in row])
        return (int.from_bytes(told, "little") ^ self._signs) - self._signs

    def _unpacked(self, row: int) -> tuple[int, ...]:
        """Return the columns: a sign at the head of each, as if no other stood beside it, then no column borrows."""
        told = ((row + self._signs) ^ self._signs).to_bytes(self._columns.size, "little")
        return self._columns.unpack(told)


class Summed:
    """Rows added up that have the same value.

    Args:
        values: Those values, each divided by what stands for 1 in the rows.
        rows: The columns of each sum.
    """

    def __init__(self, values: list[float], rows: list[tuple[int, ...]]) -> None:
        self._values, self._rows = values, rows

    def totals(self, part: slice) -> list[float]:
        """Return the totals of some of the columns."""
        columns = zip(*[row[part] for row in self._rows], strict=True)
        return [sum(map(mul, self._values, column)) for column in columns]


class Remembered(dict[str, float]):
    """Values by name, with what tables told of them: several ask the same about one article. Not to be changed."""

    __slots__ = ("told",)

    def __init__(self, values: Mapping[str, float]) -> None:
        super().__init__(values)
        self.told: dict[SideBySide, Summed] = {}

    def __reduce__(self) -> tuple[type["Remembered"], tuple[dict[str, float]]]:
        return Remembered, (dict(self),)


class SideBySide:
    """Tables with the same names, side by side: each name is looked up once for all of them.

    Args:
        tables: Rows by name and the length of a row, for each table.
    """

    def __init__(self, *tables: tuple[Mapping[str, Sequence[float]], int]) -> None:
        names = dict.fromkeys(chain.from_iterable(rows for rows, _ in tables))
        joined = {name: [cell for rows, width in tables for cell in rows.get(name, [0.0] * width)] for name in names}
        ends = list(accumulate(width for _, width in tables))
        self._parts = [slice(end - width, end) for end, (_, width) in zip(ends, tables, strict=True)]
        self._rows = PackedRows(joined, ends[-1])

    def totals(self, table: int, values: Mapping[str, float]) -> list[float]:
        """Return what `PackedRows.totals` would of one of the tables."""
        told = values.told.get(self) if isinstance(values, Remembered) else None
        if told is None:
            told = self._rows.summed(values)
            if isinstance(values, Remembered):
                values.told[self] = told
        return told.totals(self._parts[table])


class RowsByCode:
    """What names say for each act, as the logarithm of odds; all acts of an article are weighed at once.

    Args:
        weights: For each name its weight by act; that of `bias` holds for every article.
    """

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._codes = sorted({code for row in weights.values() for code in row})
        self.rows = rows = {name: [row.get(code, 0.0) for code in self._codes] for name, row in weights.items()}
        self.width = len(self._codes)
        self._bias = rows.get("bias") or [0.0] * self.width
        self._named = {name: row for name, row in rows.items() if name != "bias"}
        self._columns = {code: place for place, code in enumerate(self._codes)}

    @cached_property
    def _packed(self) -> PackedRows:
        return PackedRows(self.rows, self.width)

    def of(self, values: Mapping[str, float], totals: Sequence[float] | None = None) -> dict[str, float]:
        """Return the sum for each act.

        Args:
            values: By name.
            totals: What the rows tell of them, where it is known already.
        """
        told = zip(self._codes, self._bias, self._packed.totals(values) if totals is None else totals, strict=True)
        return {code: bias + total for code, bias, total in told}

    def told_by(self, values: Mapping[str, float], share: float = 1.0) -> "ToldByNames":
        """Return what each name that has a row says, times a share, times its value: act by act on demand."""
        rows = list(map(self._named.get, values))
        known = [row for row in rows if row is not None]
        if len(known) == len(rows):
            return ToldByNames(self._columns, list(values), known, list(values.values()), share)
        names, weighed = compress(values, rows), compress(values.values(), rows)
        return ToldByNames(self._columns, list(names), known, list(weighed), share)


class ToldByNames:
    """What each of some names says for acts; which names have a row is looked up once for all acts.

    Args:
        columns: The place of each act in a row.
        names: Those that have a row.
        rows: Of each.
        values: Of each.
        share: What all is multiplied with.
    """

    def __init__(
        self,
        columns: Mapping[str, int],
        names: list[str],
        rows: list[list[float]],
        values: list[float],
        share: float,
    ) -> None:
        self.names = names
        self._columns, self._rows, self._values, self._share = columns, rows, values, share

    def weights(self, code: str) -> list[float]:
        """Return what each of `names` says for an act, in their order; empty where the act has no weights."""
        place = self._columns.get(code)
        if place is None:
            return []
        weights = map(mul, repeat(self._share), map(itemgetter(place), self._rows))
        return list(map(mul, weights, self._values))
