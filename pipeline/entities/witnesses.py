"""Tells who is named as a witness, or in an accused's place: `sebagai saksi`, `Saksi lainnya, ketua RT`."""

from pipeline.entities.phrases import Phrases
from pipeline.entities.successors import stands_in
from pipeline.entities.words import Reading

_AS_WITNESS = 8
_TESTIFIES = frozenset(["bersaksi", "kesaksian"])
_TESTIFIES_SOON = 6
_COUNTED = 2
"""Words of a number before a mention."""
_CASE = 6
"""Words from `Saksi` to the comma before a name (`Saksi dalam perkara ini, Rahma`)."""
_VERBAL = ("me", "ber", "di-", "ter")
_WITNESS_BACK = 8
"""Words from `Saksi lainnya` to its name."""
_STANDS = 4.0
"""What it says to testify: the accused do not, but who is examined as a witness may still be one of them."""


def heard(reading: Reading, phrases: Phrases, first: int, after: int) -> float:
    """Return how surely a mention is that of a witness: 0 where it is not, 1 where he is examined as one, 4 in court.

    Crown witnesses and acting successors count as witnesses in court.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        first: Index of the mention's first word.
        after: Index after its last word.
    """
    known = reading.places_of
    if reading.names_any(_TESTIFIES) and _testifies(reading, after):
        return _STANDS
    if _is_told(reading, first, after) and stands_in(reading, phrases, first, after):
        return _STANDS
    if "saksi" not in known and "saksinya" not in known:
        return 0.0
    if reading.low[after : after + 2] == ["saksi", "mahkota"]:
        return _STANDS  # `Kabag Umum Saksi Mahkota`: who is spared for testifying
    if not (_is_heard(reading, phrases, after) or _is_called_witness(reading, phrases, first)):
        return 0.0
    return _STANDS if _in_court(reading, phrases, after) else 1.0


def _is_told(reading: Reading, first: int, after: int) -> bool:
    """Tell whether a mention is a name, or an office with one: others than `dijalankan kepala desa sendiri`."""
    named = reading.capital[after : after + 1] == [True]
    apposed = reading.low[after : after + 1] == [","] and reading.capital[after + 1 : after + 2] == [True]
    return reading.capital[first] or named or apposed


def _in_court(reading: Reading, phrases: Phrases, after: int) -> bool:
    """Tell whether a witness stands before judges: `hadir sebagai saksi dalam sidang`."""
    near = reading.low[after : after + 2 * _AS_WITNESS]
    return not phrases.around["court"].isdisjoint(near[: near.index(".")] if "." in near else near)


def _testifies(reading: Reading, after: int) -> bool:
    """Tell whether somebody goes on to testify: `Kepala Desa Sendang, Paidi, yang juga bersaksi`."""
    low = reading.low
    for here in range(after, min(len(low), after + _TESTIFIES_SOON)):
        if low[here] in {".", '"', "“", "”", ";"} or here in reading.lines:
            return False
        if low[here] in _TESTIFIES:
            return True
    return False


def _is_heard(reading: Reading, phrases: Phrases, after: int) -> bool:
    """Tell whether somebody is named as a witness: `meminta keterangan Kepala Puskesmas, dr. Anton, sebagai saksi`."""
    near = reading.low[after : after + _AS_WITNESS]
    near = near[: near.index(".")] if "." in near else near
    return any(
        word == "saksi"
        and near[place - 1] in phrases.around["as"]
        and not phrases.around["for_parties"].intersection(near[place + 1 : place + 2])
        for place, word in enumerate(near)
        if place
    )


def _is_called_witness(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether a mention follows `Saksi lainnya,`, `Saksi pertama, ketua RT bernama`."""
    low = reading.low
    if first > 1 and (low[first - 1] == "saksinya" or (low[first - 1] == "," and low[first - 2] == "saksinya")):
        return True  # `Saksinya Lukman, staf dinas`
    if first > 1 and low[first - 1] == "," and _is_witness_of(reading, first - 2):
        return True
    for here in range(first - 2, max(0, first - _WITNESS_BACK), -1):
        if low[here] == "." or here + 1 in reading.lines:
            return False
        if low[here] in {"saksi", "saksinya"} and low[here + 1] in phrases.around["which_witness"]:
            return True
    return False


def _is_witness_of(reading: Reading, here: int) -> bool:
    """Tell whether `saksi` stands before the comma of a name: `Saksi dalam perkara ini, Rahma`."""
    low, end = reading.low, here
    while here > 0 and end - here < _CASE and reading.words[here].islower() and low[here].isalpha():
        if low[here] == "saksi":
            break
        here -= 1
    if low[here] not in {"saksi", "saksi-saksi"} or "mahkota" in low[here:end]:
        return False
    return not any(word.startswith(_VERBAL) for word in low[here + 1 : end + 1])
