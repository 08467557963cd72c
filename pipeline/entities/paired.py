"""Tells persons by the office that two of them have: `Sarno dan Lamijan, dua kepala dusun, ...`."""

from collections.abc import Set as AbstractSet

from pipeline.entities.names import Name
from pipeline.entities.words import Reading

_JOINS = frozenset(["dan", "serta", "&", "bersama"])
_BOTH = frozenset(["dua", "kedua", "keduanya", "sama-sama", "masing-masing"])
_LONGEST = 4
"""Words of the second name."""


def share_an_office(reading: Reading, name: Name, role_starts: AbstractSet[int]) -> bool:
    """Tell whether a name is joined to another and an office of two stands behind both (1 article), in commas.

    Args:
        reading: The article's words.
        name: The first of the two, as read.
        role_starts: Indexes where offices begin.
    """
    low, here = reading.low, name.after + 1
    if name.initials or here >= len(low) or low[name.after] not in _JOINS or not reading.capital[here]:
        return False
    while here < min(len(low) - 2, name.after + 1 + _LONGEST) and reading.capital[here]:
        here += 1
    return low[here] == "," and low[here + 1] in _BOTH and not role_starts.isdisjoint((here + 1, here + 2))
