"""Tells where a name ends: pairs of candidates, double surnames, a last apostrophe, one letter before a sentence."""

import re

from pipeline.entities.name_signs import PAIR
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_QUOTED = 200
"""Characters back in which a quotation that ends behind a name was opened."""
_OPENED = re.compile(r"(?<![^\W_])['‘](?=\w)")
_MARKS = frozenset(["'", "’"])
_LETTER = 2
"""Words of one letter and its full stop."""
_PAIRED = frozenset("paslon pasangan calon duet pendukung relawan tim nomor kubu simpatisan kandidat dukung".split())  # noqa: SIM905
"""Words before two candidates called by one word each."""


def goes_on_as_pair(reading: Reading, after: int) -> bool:
    """Tell whether a run goes on as a pair of candidates: `Samsul Rijal-Nurdin Pallawa`."""
    return after < len(reading.words) and reading.gap(after) == " " and bool(PAIR.fullmatch(reading.words[after]))


def is_pair(reading: Reading, phrases: Phrases, index: int) -> bool:
    """Tell whether a word is two candidates rather than a double surname: `Zulfa-Amri`, not `Deivie Mamahit-Wowor`.

    A surname of two ends a run that a first name leads to and no word of candidates stands before.
    """
    if PAIR.fullmatch(reading.words[index]) is None:
        return False
    low, after, here = reading.low, index + 1, index - 1
    ends = after >= len(low) or not reading.capital[after]
    if not ends or reading.gap(index) != " " or not phrases.is_given(low[here]):
        return True
    while here and reading.capital[here - 1] and reading.gap(here) == " ":
        here -= 1
    return not _PAIRED.isdisjoint(low[max(0, here - _LETTER) : index])


def after_letter(reading: Reading, index: int, start: int) -> bool:
    """Tell whether a word follows one letter that ends a sentence: `AM, TR, dan S. Mereka bekerja ...`."""
    return index == start + _LETTER and len(reading.low[start]) == 1 and reading.low[index - 1] == "."


def apostrophe(reading: Reading, first: int, after: int) -> str:
    """Return the apostrophe that ends a name (`Yunus Palinggi'`), empty where none does or a quotation ends there."""
    whole, end, begin = reading.whole, reading.ends[after - 1], reading.starts[first]
    mark = whole[end : end + 1]
    if mark not in _MARKS or whole[end + 1 : end + 2].isalnum():
        return ""
    return "" if _OPENED.search(whole, max(0, begin - _QUOTED), begin) or whole[begin - 1 : begin] in _MARKS else mark


def past_apostrophe(reading: Reading, first: int, here: int) -> int:
    """Return the index after an apostrophe inside a name (`Sampe' Parinding`); `here` where none goes on."""
    inside = reading.capital[here + 1 : here + 2] == [True] and reading.gap(here + 1) == " "
    return here + 1 if inside and reading.low[here] in _MARKS and apostrophe(reading, first, here) else here
