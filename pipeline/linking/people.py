"""Compares persons' names as newspapers print them: full, shortened, as initials, with a rank, misspelt."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

Agreement = Literal["same", "likely", "initials", "different"]
"""`same`: two words or more agree; `likely`: one word or a spelling away; `initials`: initials fit; `different`."""

# Ranks and forms of address that entity finding may leave in front of a name.
_RANKS = frozenset(
    re.findall(
        r"\w+",
        "akp kompol iptu ipda aiptu aipda bripka brigpol brigadir briptu bripda akbp kombes serma serka sertu serda "
        "kapten mayor letkol peltu pelda kopda praka h hj haji drs dra dr ir prof r tgk tengku teuku pak bu bapak ibu",
    )
)
_LIKE = 0.85  # ratio of difflib: one letter in seven
_LONGEST_INITIALS = 4
_SHORTEST_WORD = 4


@lru_cache(maxsize=20_000)
def fold(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without ranks and forms of address (unless nothing would be left)."""
    plain = unicodedata.normalize("NFKD", name.split(",", 1)[0])
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = [word for word in re.split(r"[^\w'’]+", plain) if word]
    kept = [word for word in words if word.casefold() not in _RANKS or (len(word) == 1 and word.isupper())]
    return tuple(word.casefold().replace("’", "'") for word in (kept or words))


@lru_cache(maxsize=20_000)
def initials(name: str) -> str | None:
    """Return the folded initials when the name is printed as initials only (`HZ`, `H.Z.`, `AKP HS`); None otherwise."""
    words = [word for word in re.split(r"[^\w]+", name) if word]
    kept = [word for word in words if word.casefold() not in _RANKS or len(words) == 1 or len(word) == 1]
    if not kept:
        return None
    if all(len(word) == 1 for word in kept):
        return "".join(kept).casefold() if len(kept) <= _LONGEST_INITIALS else None
    if len(kept) == 1 and kept[0].isupper() and len(kept[0]) <= _LONGEST_INITIALS:
        return kept[0].casefold()
    return None


@lru_cache(maxsize=100_000)
def compare(left: str, right: str) -> Agreement:
    """Tell how two printed names agree; symmetric."""
    short = (initials(left), initials(right))
    if short[0] or short[1]:
        return _by_initials(left, right, short)
    one, two = sorted((fold(left), fold(right)), key=lambda words: (len(words), words))
    if not one:
        return "different"
    matched = [next((w for w in two if _word_fits(word, w)), None) for word in one]
    whole = [word for word, other in zip(one, matched, strict=True) if other and min(len(word), len(other)) > 1]
    if all(matched) and whole:
        return "same" if len(one) > 1 else "likely"
    return "likely" if _alike("".join(one), "".join(two)) else "different"


def _by_initials(left: str, right: str, short: tuple[str | None, str | None]) -> Agreement:
    if short[0] and short[1]:
        return "initials" if short[0] == short[1] else "different"
    full = fold(right if short[0] else left)
    letters = short[0] or short[1] or ""
    heads = "".join(word[0] for word in full)
    fits = heads == letters or (len(letters) > 1 and heads.startswith(letters))
    return "initials" if fits else "different"


def _word_fits(word: str, other: str) -> bool:
    if word == other:
        return True
    short, long = sorted(sorted((word, other)), key=len)
    if len(short) == 1:
        return long.startswith(short)
    # `Dirman` for `Sudirman`; `Chairul` for `Khairul`
    return len(short) > _SHORTEST_WORD and (long.endswith(short) or _alike(short, long))


def _alike(one: str, two: str) -> bool:
    """Tell whether two words differ by a letter or two; most pairs are told apart by their lengths and letters."""
    if 2 * min(len(one), len(two)) < _LIKE * (len(one) + len(two)):
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE
