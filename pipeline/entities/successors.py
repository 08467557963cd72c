"""Tells who takes an accused's place: `menunjuk Budi sebagai pelaksana harian`, `Posisinya diisi Budi`."""

from itertools import pairwise

from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_BACK = 8
_SOON = 6
"""Words before and behind a mention in which somebody is appointed and to what."""
_REPLACES = 12
"""Words from a successor to `menggantikan`: `Nurdin Said dilantik menjadi Lurah Totoli menggantikan Hasan`."""
_OFFICE = 8
"""Words from `diisi` over an office to the name behind it."""
_POSTS = frozenset(["sebagai", "menjadi", "jadi"])
_ENDS = frozenset([".", '"', "“", "”", ";", "yang"])


def stands_in(reading: Reading, phrases: Phrases, first: int, after: int) -> bool:
    """Tell whether a mention is that of somebody who takes the place of an accused.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        first: Index of the mention's first word.
        after: Index after its last word.
    """
    low, around = reading.low, phrases.around
    if not around["appointing"].isdisjoint(low[max(0, first - _BACK) : first]):
        behind = pairwise(low[after : after + _SOON])
        if any(one in _POSTS and other in around["acting"] for one, other in behind):
            return True
    return _replaces(reading, phrases, after) or _fills(reading, phrases, first)


def _replaces(reading: Reading, phrases: Phrases, after: int) -> bool:
    """Tell whether somebody goes on to replace another."""
    low = reading.low
    if not reading.count("menggantikan"):
        return False
    for here in range(after, min(len(low) - 1, after + _REPLACES)):
        if low[here] in _ENDS or here in reading.lines:
            return False
        if low[here] == "menggantikan" and reading.capital[here + 1]:
            return here == after or not phrases.around["installed"].isdisjoint(low[after:here])
    return False


def _fills(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether a mention fills a seat: `Jabatannya kini diisi oleh Budi`, `digantikan Budi`."""
    low, around, here = reading.low, phrases.around, first - 1
    if here > 0 and low[here] == ",":  # `diisi sekretaris camat, Budi Santoso`
        while here > max(1, first - _OFFICE) and low[here] not in around["filled"] and low[here] not in _ENDS:
            if here in reading.lines:
                return False
            here -= 1
    while here > 1 and low[here] in around["filled_by"]:
        here -= 1
    if here > 0 and low[here] in {"digantikan", "gantinya", "penggantinya"}:
        return True
    filled = here > 0 and low[here] in around["filled"] and low[here - 1] != "yang"
    # `Jabatan kades dipegang Pj Kades Budi sejak Juni` tells of no successor where nobody lost the seat.
    seat = filled and not around["seat"].isdisjoint(low[max(0, here - _SOON) : here])
    return seat and reading.names_any(around["vacated"])
