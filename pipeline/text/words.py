"""A text as words with offsets, the input of the automaton."""

import re
from dataclasses import dataclass
from itertools import accumulate

_WORD = re.compile(r"(\w+)")


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case words of a text in order; hyphens and slashes part words.

    Args:
        texts: The words.
        starts: Offset of each word's first character.
        ends: One past each word's last character.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]


def fold(text: str) -> str:
    """Return the text in lower case with every offset kept (letters whose lower case is longer stay as they are)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def split(text: str) -> Words:
    """Cut a text into words. Linear in its length."""
    pieces = _WORD.split(fold(text))
    offsets = list(accumulate(map(len, pieces)))  # behind a gap, behind a word, behind a gap ...
    return Words(pieces[1::2], offsets[:-1:2], offsets[1::2])
