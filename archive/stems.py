"""Indonesian word forms: the stems a word may have, so that `netral` finds `netralitas` and `kecamatan` never `camat`.

Snowball's Indonesian stemmer (PyStemmer) cuts affixes. It is repaired where it goes wrong for search: an office is not
its holder (`kelurahan`, `kejaksaan`: `stems.csv`); `meN-` and `peN-` swallow the root's first consonant (`menolak`:
tolak, `mengirim`: kirim), which cannot be told from a root that begins with the vowel (`mengatur`: atur): both count.
"""

import csv
import re
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_CLITIC = re.compile(r"(?:nya|lah|kah|pun|ku|mu)\Z")
_OFFICE = re.compile(r"(?:se)?ke(?:camat|lurah|menteri|jaksa|polisi|gubernur|bupati|duta|wedana|hakim)an\Z")
_LOAN = re.compile(r"(.{2,}al)(?:itas|isasi)\Z")  # legalitas, loyalitas, profesionalitas: of an adjective in -al
# Root's lost first letter before a vowel (Tata Bahasa Baku Bahasa Indonesia, 4.2.3): meng- k, men- t, mem- p, meny- s.
_NASAL = ((re.compile(r"(?:me|pe)ng(?=[aiueo])"), "k", True), (re.compile(r"(?:me|pe)n(?=[aiueo])"), "tn", False))
_LEAST = 4  # letters: shorter words have no affixes worth cutting
_stemmers = threading.local()  # a stemmer keeps state while it works


@cache
def _known() -> dict[str, str]:
    with (Path(__file__).parent / "stems.csv").open(encoding="utf-8", newline="") as stream:
        return {row["word"]: row["stem"] for row in csv.DictReader(stream)}


def _snowball(word: str) -> str:
    if not hasattr(_stemmers, "indonesian"):
        import Stemmer

        _stemmers.indonesian = Stemmer.Stemmer("indonesian", 0)
    stemmer: Any = _stemmers.indonesian
    stem: str = stemmer.stemWord(word)
    return stem


@lru_cache(maxsize=100_000)
def stems(word: str) -> frozenset[str]:
    """Return the stems a folded word may have: at least one; words that share one are forms of each other."""
    if len(word) < _LEAST or not (word.isascii() and word.isalpha()):
        return frozenset({word})
    for candidate in (word, _CLITIC.sub("", word)):
        told = _known().get(candidate)
        if told:
            return frozenset({told})
        if _OFFICE.match(candidate):
            return frozenset({candidate})
    loan = _LOAN.match(word)
    if loan:
        return frozenset({loan.group(1)})
    return frozenset(_known().get(stem, stem) for stem in _cut(word))


def _cut(word: str) -> set[str]:
    stem = _snowball(word)
    found = {stem}
    for prefix, letters, may_be_whole in _NASAL:
        begun = prefix.match(word)
        if begun and word[begun.end() :].startswith(stem):
            found.update(letter + stem for letter in letters)
            if not may_be_whole:  # no root that begins with a vowel takes men-: it is tulis or nilai
                found.discard(stem)
    return found


def is_form_of(word: str, other: str) -> bool:
    """Tell whether two folded words are forms of one another."""
    return word == other or bool(stems(word) & stems(other))
