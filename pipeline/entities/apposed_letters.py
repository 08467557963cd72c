"""Tells initials that no word announces by what stands beside them: `HP, sang camat, ...`, `si kadus, PT, mengaku`."""

import re

from pipeline.entities.degrees import past_degrees
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_LONGEST = 4
_ARTICLES = frozenset(["sang", "si"])
_POINTS = frozenset(["itu", "tersebut", "ini", "tadi"])
_JOINS = frozenset(["dan", "serta", ","])
_LISTS = frozenset(["ialah", "adalah", "yakni", "yaitu"])
_ACCUSED = frozenset(["terdakwa", "terlapor", "tersangka", "terpidana"])
_ONE_OF = frozenset(["seorang", "satu", "oknum"])
_INITIALS = frozenset(["inisial", "berinisial", "inisialnya"])
_LIST = re.compile(r"[A-Z]{1,4}(?:, [A-Z]{1,4})*,? (?:dan|serta) [A-Z]{1,4}(?![\w-]| [A-Z]|\.[A-Z])")
_MOST = 24
"""Words and signs of the longest list of initials."""
_REACH = 6
"""Words of an article and an office between initials and the comma before them."""


def apposed_letters(reading: Reading, phrases: Phrases, offices: set[int]) -> set[int]:
    """Return the indexes of capitals that are a person's initials because an office stands beside them.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        offices: Indexes where offices that bind begin.
    """
    short = [index for index in reading.capitals if 1 < len(reading.words[index]) <= _LONGEST]
    short = [index for index in short if reading.words[index].isupper()]
    offices = offices | set(reading.where(_ACCUSED))  # `ujar UU, salah seorang terdakwa`
    found = {index for index in short if _stands(reading, phrases, index, offices)}
    for index in reversed(short):  # `MR dan IH, dua ASN Setda`
        if (
            index + 2 in found
            and reading.low[index + 1] in _JOINS
            and reading.low[index - 1] not in phrases.around["not_before"]
            and not (reading.low[index + 1] == "," and reading.low[index] in phrases.around["things"])
        ):
            found.add(index)  # but nobody in `seorang guru SD, YT (41),`
    return found | _listed(reading, phrases, offices)


def _listed(reading: Reading, phrases: Phrases, offices: set[int]) -> set[int]:
    """Return the indexes of initials in lists: `Tiga perangkat desa, yakni MK, JL, dan R.`, not of parties."""
    found = set[int]()
    for index in reading.where(_LISTS | _INITIALS):
        first = index + 1
        if first >= len(reading.low) or not reading.words[first].isupper() or reading.starts[index] < reading.base:
            continue
        match = _LIST.match(reading.whole, reading.starts[first])
        here = [at for at in range(first, first + _MOST) if match and at < len(reading.low)]
        items = [at for at in here if match and reading.ends[at] <= match.end() and reading.words[at].isupper()]
        known = [at for at in items if reading.low[at] in phrases.acronyms | phrases.around["things"]]
        begin = reading.sentence_bounds(reading.sentence(reading.starts[index]))[0]
        told = reading.low[index] in _INITIALS or any(
            begin <= reading.starts[at] < reading.starts[index] for at in offices
        )
        if told and items and 2 * len(known) < len(items):
            found.update(items)
    return found


def _stands(reading: Reading, phrases: Phrases, index: int, offices: set[int]) -> bool:
    word, low = reading.words[index], reading.low
    if not word.isalpha() or (
        low[index] in phrases.degrees and (low[index - 1] in {",", "."} or low[index - 1] in phrases.degrees)
    ):
        return False  # `Ketua Majelis Hakim Bambang, SH MH, terdakwa dinyatakan ...`
    if (index > 2 and _is_one(low, index)) or low[index + 1 : index + 2] == ["alias"]:  # noqa: PLR2004
        return True
    if (
        low[index] in phrases.around["things"]
        and low[index + 1 : index + 2] != ["("]
        and low[index + 2 : index + 3] not in (["sang"], ["si"])
    ):
        told = (
            index > 0
            and low[index - 1] in phrases.around["of_persons"]
            and _office_follows(reading, phrases, index + 1, offices)
        )
        return told or _office_before(reading, index, offices)  # `SK, pegawai ...`, but `RT (staf Bapenda)`
    if index < 2 or reading.starts[index] < reading.base or low[index - 1] in phrases.around["not_before"]:  # noqa: PLR2004
        return False
    behind = _office_follows(reading, phrases, past_degrees(reading, phrases.degrees, index + 1), offices)
    return behind or _office_before(reading, index, offices) or _is_listed(reading, index)


def _office_follows(reading: Reading, phrases: Phrases, here: int, offices: set[int]) -> bool:
    """Tell whether `, sang camat`, `, pegawai Dinas Kesehatan`, `(kepala bidang)` follows."""
    low = reading.low
    if here >= len(low) or low[here] not in {",", "("}:
        return False
    here += 1
    article = here < len(low) and low[here] in _ARTICLES
    while here < len(low) and low[here] in phrases.around["skipped"]:
        here += 1
    return article or here in offices


def _office_before(reading: Reading, index: int, offices: set[int]) -> bool:
    """Tell whether capitals in commas follow `si kadus`, `sang admin`, `lurah itu`."""
    low, here = reading.low, index - 2
    if low[index - 1] != "," or index + 1 >= len(low) or low[index + 1] not in {",", "("}:
        return False
    pointed = low[here] in _POINTS
    for back in range(here, max(0, here - _REACH), -1):
        one = back in offices and low[back - 1] in _ONE_OF  # `Salah seorang kepala dinas yang dilaporkan, SM, mengaku`
        if low[back] in _ARTICLES or one or (pointed and back in offices):
            return True
        if not low[back].isalpha():
            return False
    return False


def _is_one(low: list[str], index: int) -> bool:
    """Tell whether capitals in commas follow `Yang satu`, `Yang lain`."""
    commas = low[index - 1] == "," and low[index + 1 : index + 2] == [","]
    return commas and low[index - 3 : index - 1] in (["yang", "satu"], ["yang", "lain"])


def _is_listed(reading: Reading, index: int) -> bool:
    """Tell whether capitals begin a list of persons: `Ketiganya ialah SYT, HL, dan NK`."""
    low = reading.low
    opener = low[index - 1] in _LISTS and (low[index - 2].endswith("nya") or low[index - 2] == "masing-masing")
    opener = opener or low[index - 1] == "masing-masing"
    return opener and index + 1 < len(low) and low[index + 1] in {",", "dan"}
