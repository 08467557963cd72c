"""Tells initials that no word announces by what stands beside them: `HP, sang camat, ...`, `si kadus, PT, mengaku`."""

from pipeline.entities.degrees import past_degrees
from pipeline.entities.words import Reading

_LONGEST = 4
_ARTICLES = frozenset(["sang", "si"])
_POINTS = frozenset(["itu", "tersebut", "ini", "tadi"])
_SKIPPED = frozenset(
    ["sang", "si", "seorang", "salah", "satu", "oknum", "selaku", "sebagai", "yang", "menjabat", "itu"]
)
_SKIPPED |= frozenset(["dua", "tiga", "empat", "lima", "keduanya", "ketiganya", "para", "sama-sama"])
_JOINS = frozenset(["dan", "serta", ","])
_LISTS = frozenset(["ialah", "adalah", "yakni", "yaitu"])
_NOT_BEFORE = frozenset(["di", "ke", "dari", "pt", "cv", "partai", "kantor", "grup", "tim"])
_THINGS = frozenset("sk sd smp sma smk tk rt rw ktp kta npwp bpd tps apk nip lhp spt ptdh opd skpd wa fb hp ig".split())  # noqa: SIM905
"""Capitals that mostly stand for things."""
_ACCUSED = frozenset(["terdakwa", "terlapor", "tersangka", "terpidana"])
_OF_PERSONS = frozenset("menyatakan memvonis menghukum menuntut mendakwa memeriksa mencopot ujar kata terdakwa".split())  # noqa: SIM905
"""Words behind which capitals that else stand for things are a person's where an office follows."""
_ONE_OF = frozenset(["seorang", "satu", "oknum"])
_REACH = 6
"""Words of an article and an office between initials and the comma before them."""


def apposed_letters(reading: Reading, degrees: frozenset[str], offices: set[int]) -> set[int]:
    """Return the indexes of capitals that are a person's initials because an office stands beside them.

    Args:
        reading: The article's words.
        degrees: Academic degrees that may stand behind initials.
        offices: Indexes where offices that bind begin.
    """
    short = [index for index in reading.capitals if 1 < len(reading.words[index]) <= _LONGEST]
    short = [index for index in short if reading.words[index].isupper()]
    offices = offices | set(reading.where(_ACCUSED))  # `ujar UU, salah seorang terdakwa`
    found = {index for index in short if _stands(reading, degrees, index, offices)}
    for index in reversed(short):  # `MR dan IH, dua ASN Setda`
        if index + 2 in found and reading.low[index + 1] in _JOINS and reading.low[index - 1] not in _NOT_BEFORE:
            found.add(index)
    return found


def _stands(reading: Reading, degrees: frozenset[str], index: int, offices: set[int]) -> bool:
    word, low = reading.words[index], reading.low
    if not word.isalpha() or (low[index] in degrees and low[index - 1] in {",", "."} | degrees):
        return False  # `Ketua Majelis Hakim Bambang, SH MH, terdakwa dinyatakan ...`
    if (
        low[index] in _THINGS
        and low[index + 1 : index + 2] != ["("]
        and low[index + 2 : index + 3] not in (["sang"], ["si"])
    ):
        told = index > 0 and low[index - 1] in _OF_PERSONS and _office_follows(reading, index + 1, offices)
        return told or _office_before(reading, index, offices)  # `SK, pegawai ...`, but `RT (staf Bapenda)`
    if index < 2 or reading.starts[index] < reading.base or low[index - 1] in _NOT_BEFORE:  # noqa: PLR2004
        return False
    behind = _office_follows(reading, past_degrees(reading, degrees, index + 1), offices)
    return behind or _office_before(reading, index, offices) or _is_listed(reading, index)


def _office_follows(reading: Reading, here: int, offices: set[int]) -> bool:
    """Tell whether `, sang camat`, `, pegawai Dinas Kesehatan`, `(kepala bidang)` follows."""
    low = reading.low
    if here >= len(low) or low[here] not in {",", "("}:
        return False
    here += 1
    article = here < len(low) and low[here] in _ARTICLES
    while here < len(low) and low[here] in _SKIPPED:
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


def _is_listed(reading: Reading, index: int) -> bool:
    """Tell whether capitals begin a list of persons: `Ketiganya ialah SYT, HL, dan NK`."""
    low = reading.low
    opener = low[index - 1] in _LISTS and low[index - 2].endswith("nya")
    return opener and index + 1 < len(low) and low[index + 1] in {",", "dan"}
