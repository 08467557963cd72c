"""A text as words with offsets, the input of the automaton."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


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
    found = list(_WORD.finditer(fold(text)))
    return Words([one[0] for one in found], [one.start() for one in found], [one.end() for one in found])
