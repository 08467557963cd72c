"""Tells persons by whom they are joined to: two of one office, who reports and who is reported."""

from collections.abc import Set as AbstractSet

from pipeline.entities.names import Name
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_JOINS = frozenset(["dan", "serta", "&", "bersama"])
_BOTH = frozenset(["dua", "kedua", "keduanya", "sama-sama", "masing-masing"])
_TO = frozenset(["ke", "kepada"])
_SEPARATES = frozenset([",", "dan", "serta"])
_BRACKET = 8
"""Words in brackets behind a name."""
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


def reports(reading: Reading, phrases: Phrases, name: Name) -> bool:
    """Tell whether a name stands between `dilaporkan` and to whom: `dilaporkan Soleman Maukari ke Bawaslu`."""
    low, after = reading.low, name.after
    passed = name.first > 0 and low[name.first - 1] in phrases.undergone and low[after : after + 1] != []
    if not passed or low[after] not in _TO or name.initials:
        return False
    words = low[name.first : after]
    return phrases.is_given(words[0]) or sum(map(phrases.likeness.score, words)) > 0


def listed_with_brackets(reading: Reading, name: Name) -> bool:
    """Tell whether a bracket follows a name and the next: `Maria Wea (SDI Nangaba), Frans Sengo (SMPN 3), dan ...`.

    No article of the corpus rests on it and none speaks against it: bodies print such lists.
    """
    here = _past_bracket(reading, name.after)
    if name.initials or name.after - name.first == 1 or here == name.after:
        return False
    start = here
    while here < len(reading.low) and here - start < len(_SEPARATES) and reading.low[here] in _SEPARATES:
        here += 1
    begin = here
    while here < len(reading.low) and here - begin <= _LONGEST and reading.capital[here]:
        here += 1
    return begin > start and here > begin and _past_bracket(reading, here) > here


def _past_bracket(reading: Reading, here: int) -> int:
    """Return the index after the bracket that opens here; `here` where none does."""
    near = reading.low[here : here + _BRACKET]
    return here + near.index(")") + 1 if near[:1] == ["("] and ")" in near else here
