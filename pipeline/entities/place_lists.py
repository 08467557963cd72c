"""Tells places in lists from persons: `Kecamatan Alpa, Beta dan Gama`, `Camat Alpa, Beta, dan Gama`."""

from collections.abc import Iterator

from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_HEADS = frozenset("camat kades lurah keuchik perbekel wali panwascam".split())  # noqa: SIM905
"""Offices behind which their places are listed, three or more."""
_HEAD_OF = frozenset(["kepala", "perangkat", "sekretaris", "bendahara", "ketua", "pj", "penjabat"])
_OPENERS = frozenset(["yakni", "yaitu", "ialah", "meliputi", ":", "("])
_LAST = frozenset(["dan", "serta", "maupun", "hingga", "&"])
_LONGEST = 4
"""Words of a place's name."""
_THREE = 3
_MOST = 30


def listed_places(reading: Reading, phrases: Phrases, heads: set[int]) -> list[tuple[int, int]]:
    """Return the places that lists name: (first word, index after the last).

    Args:
        reading: The article's words.
        phrases: Words around persons.
        heads: Indexes where offices begin: an office ends a list, for then its items are persons.
    """
    found = list[tuple[int, int]]()
    for index in reading.where(phrases.around["listed_levels"] | _HEADS):
        if reading.starts[index] < reading.base:
            continue
        here = index + 1 + (reading.low[index + 1 : index + 2] == ["."])
        here += reading.low[here : here + 1] != [] and reading.low[here] in _OPENERS
        items = list(_items(reading, phrases, here, heads))
        office = reading.low[index] in _HEADS or (index > 0 and reading.low[index - 1] in _HEAD_OF)
        if len(items) >= (_THREE if office else 2):
            found += items
    return found


def _items(reading: Reading, phrases: Phrases, here: int, heads: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the items of a list that ends with `dan` and a last one, none of them like a person; nothing otherwise."""
    items, low, last = list[tuple[int, int]](), reading.low, False
    while len(items) < _MOST:
        after = _run(reading, here)
        if after == here or here in heads or any(map(phrases.is_given, low[here:after])):
            return
        items.append((here, after))
        if last:
            yield from items
            return
        here = after
        if here < len(low) and low[here] == "," and here not in reading.lines:
            here += 1
        if here < len(low) and low[here] in _LAST:
            here, last = here + 1, True
        if here == after:
            return


def _run(reading: Reading, first: int) -> int:
    """Return the index after capitalised words that stand side by side."""
    here = first
    while here < len(reading.low) and here - first <= _LONGEST and reading.capital[here]:
        if here > first and reading.gap(here) != " ":
            break
        here += 1
    return here
