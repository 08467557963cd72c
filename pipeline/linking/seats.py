"""Seats: the village, school or health centre that an office is held in, as newspapers print it after the word for it.

In a regency with two hundred villages the seat tells a village head as a name does, and stories that print no name
print the seat. Gazetteers end at the kecamatan, so seats are read from the text: what stands with a capital after the
word of the unit or of the office (`Desa Sukamaju`, `Kades Sukamaju`, `SDN 2 Sukamaju`). A person's name may stand there
as well; it then counts as what it is, something that tells who is meant.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

# The word of the unit, and of who holds it: what stands after the first is no person, after the second it may be one.
# UU 6/2014 ps 1 and the local names in use; schools and health centres by their type.
_UNITS = {
    "village": (
        r"desa|kelurahan|nagari|kampung|gampong|pekon|jorong|tiuh|dusun",
        r"kades|sekdes|lurah|seklur|geuchik|keuchik|wali nagari|pambakal|kuwu|hukum tua|perbekel|peratin|reje",
    ),
    "district": (r"kecamatan|distrik|kantor camat", r"camat|sekcam|kepala distrik"),
    "school": (r"sdn?|smpn?|sman?|smkn?|mtsn?|min|man|tk|paud", ""),
    "clinic": (r"puskesmas|pustu", ""),
}
_TOKEN = r"(?:[A-Z][\w'’-]*|\d{1,3})"  # noqa: S105 - a word, not a secret
_NAME = rf"\s+({_TOKEN}(?:\s+{_TOKEN}){{0,3}})"
_AFTER = {kind: re.compile(rf"(?<![\w-])(?i:{'|'.join(filter(None, words))}){_NAME}") for kind, words in _UNITS.items()}
_AFTER_UNIT = re.compile(rf"(?<![\w-])(?i:{'|'.join(unit for unit, _ in _UNITS.values())}){_NAME}")
# Words with a capital that are no part of a seat: units, titles, places above it, and what a headline goes on with.
_ENDS = frozenset(
    re.findall(
        r"\w+",
        "desa kelurahan kecamatan kabupaten kota provinsi kab kec prov se dan di yang diduga dilaporkan bawaslu "
        "panwaslu pilkada pemilu bupati wali gubernur camat lurah kades kepala sekretaris soal saat pada untuk dari "
        "serta dengan tahun rt rw tersebut itu ini akan terbukti oknum asn pns guru staf bersama tidak telah sudah",
    )
)
_PASSED = frozenset({"negeri", "swasta", "islam", "inpres"})
_LONGEST = 2  # words of a name of a place; the rest is a headline's
_SHORTEST = 4
_LIKE = 0.85


def seats(text: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the seats a text tells, as `village:sukamaju`, by kind and in order of mention; spaces are left out.

    Args:
        text: Without the headline, whose words all begin with a capital.
        without: Folded words that are part of no seat: names of the regency and of persons.
    """
    known = frozenset(without)
    found: dict[str, None] = {}
    for kind, pattern in _AFTER.items():
        for match in pattern.finditer(text):
            words = _words(match.group(1), known)
            if len("".join(words)) >= _SHORTEST:
                found[f"{kind}:{''.join(words)}"] = None
    return tuple(found)


def places(text: str) -> frozenset[str]:
    """Return the folded names that stand after the word of a unit, one word and two, spaces left out."""
    found: set[str] = set()
    for match in _AFTER_UNIT.finditer(text):
        words = _words(match.group(1), frozenset())
        found.update("".join(words[:size]) for size in (1, 2))
    return frozenset(found)


def _words(printed: str, known: frozenset[str]) -> list[str]:
    kept: list[str] = []
    for word in printed.casefold().split():
        plain = word.strip("'’-")
        if plain.isdigit() or plain in _PASSED:  # `SD Negeri 2 Sukamaju`: the number tells too little alone
            continue
        if plain in _ENDS or plain in known:
            break
        kept.append(plain)
    return kept[:_LONGEST]


def agree(left: tuple[str, ...], right: tuple[str, ...]) -> str | None:
    """Return the seat both tell; None when there is none."""
    for one in left:
        for two in right:
            if _same(one, two):
                return min(one, two)
    return None


def differ(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether both tell seats of one kind and none that agree."""
    kinds = {seat.partition(":")[0] for seat in left} & {seat.partition(":")[0] for seat in right}
    return bool(kinds) and agree(left, right) is None


def _same(one: str, two: str) -> bool:
    (kind, name), (other_kind, other) = one.split(":", 1), two.split(":", 1)
    if kind != other_kind:
        return False
    short, long = sorted((name, other), key=len)
    return long.startswith(short) or SequenceMatcher(None, short, long, autojunk=False).ratio() >= _LIKE
