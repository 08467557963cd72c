"""Cuts text into the words that are searched: the same on SQLite, PostgreSQL and in memory.

The rule is that of FTS5's `unicode61 remove_diacritics 2` (https://www.sqlite.org/fts5.html#unicode61_tokenizer):
letters and digits make words, all else separates; case is folded and marks on Latin letters are dropped. Latin, Greek
and Cyrillic agree to the letter but for a dozen rare ligatures; scripts whose vowels are marks are cut more by FTS5.
"""

import re
import unicodedata
from typing import NamedTuple

MAX_WORD = 255  # characters; PostgreSQL refuses lexemes above 2,046 bytes
MAX_PLACE = 16_383  # PostgreSQL: a lexeme's position is 14 bits
MAX_PLACES = 255  # PostgreSQL: positions kept a lexeme
TITLE_GAP = 100  # places between title and text: more than any NEAR, so that neither reaches into the other

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ASCII = re.compile(r"[0-9a-z]+\Z")


class Word(NamedTuple):
    """A word of a text.

    Args:
        folded: As searched.
        start: First character in the text.
        end: One past the last.
    """

    folded: str
    start: int
    end: int


def fold(word: str) -> str:
    """Return a word as it is searched: lower case, no marks."""
    lowered = word.lower()
    if _ASCII.match(lowered):
        return lowered[:MAX_WORD]
    parts = unicodedata.normalize("NFD", lowered)
    return "".join(char for char in parts if not "\u0300" <= char <= "\u036f")[:MAX_WORD]


def words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is two: offsets must stay those of the text
        lowered = text
    found = []
    for match in _WORD.finditer(lowered):
        word = match.group()
        folded = word[:MAX_WORD] if word.isascii() and word.islower() else fold(word)
        found.append(Word(folded, match.start(), match.end()))
    return found


def distinct(text: str) -> set[str]:
    """Return the folded words of a text, each once: `words` without places, in half its time."""
    found = set(_WORD.findall(text.lower()))
    return {word[:MAX_WORD] if word.isascii() else fold(word) for word in found}


def vector(title: str, text: str) -> str:
    """Return a PostgreSQL `tsvector` literal: words of the title weigh A, those of the text D."""
    places: dict[str, list[str]] = {}
    last = 0
    for place, word in enumerate(words(title), 1):
        places.setdefault(word.folded, []).append(f"{min(place, MAX_PLACE)}A")
        last = place
    for place, word in enumerate(words(text), last + 1 + (TITLE_GAP if last else 0)):
        found = places.setdefault(word.folded, [])
        if place <= MAX_PLACE and len(found) < MAX_PLACES:
            found.append(str(place))
    return " ".join(f"'{word}':{','.join(found)}" if found else f"'{word}'" for word, found in places.items())
