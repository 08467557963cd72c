"""Tells which chief says that his people acted without his leave: `mobil itu dipakai kasi tanpa seizinnya`."""

from bisect import bisect_left
from collections.abc import Set as AbstractSet

from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_HE = frozenset(["ia", "dia", "beliau", "menurutnya"])
_REACH = 26
"""Words from a chief to his excuse."""


def excuses_himself(reading: Reading, phrases: Phrases, first: int, after: int, borders: AbstractSet[int]) -> bool:
    """Tell whether somebody goes on to say that another acted without his leave or knowledge.

    `mengatakan mobil itu dipakai kasi tanpa seizinnya`, `menurut Nurdin, Ramli membawanya tanpa izin`, `"Kunci diambil
    tanpa sepengetahuan saya," kata Marwah`.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        first: Index of the mention's first word.
        after: Index after its last word.
        borders: Where other mentions begin: one of them is blamed.
    """
    low, around = reading.low, phrases.around
    if not reading.names_any(around["leave"]):
        return False
    end = _told_until(reading, first)
    said = reading.low[first - 1] in phrases.saying if first else False
    back = range(max(0, first - _REACH), first)
    if said and not borders.isdisjoint(back) and _unasked(low[back.start : first], around["mine"]):
        return True
    for here in range(after, min(len(low) - 1, after + _REACH)):
        if reading.starts[here] >= end:
            return False
        said = said or low[here] in phrases.speech or low[here] in phrases.answer
        if said and low[here] in around["leave"]:
            own = low[here].endswith("nya") or low[here + 1] in around["mine"]
            own = own or (low[here - 1] == "tanpa" and low[first - 1] in phrases.saying)
            return own and not borders.isdisjoint(range(after + 1, here))
    return False


def _told_until(reading: Reading, first: int) -> int:
    """Return the offset where what somebody says ends: of the next sentence too where it goes on with `Ia`."""
    end = reading.sentence_bounds(sentence := reading.sentence(reading.starts[first]))[1]
    after = bisect_left(reading.starts, end)
    goes_on = after < len(reading.low) and reading.low[after] in _HE
    return reading.sentence_bounds(sentence + 1)[1] if goes_on else end


def _unasked(words: list[str], mine: frozenset[str]) -> bool:
    """Tell whether `tanpa izin saya`, `tidak seizin saya` stands among words."""
    return any(
        word in {"izin", "seizin", "sepengetahuan"} and words[place + 1] in mine
        for place, word in enumerate(words[:-1])
    )
