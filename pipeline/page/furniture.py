"""Learnt furniture: lines that recur over an outlet's pages are no part of any story.

How often a line was seen, how that fades and from when on it counts is kept in `archive.store.furniture`; here is how a
line is recognised.
"""

import hashlib
import re

MAX_LINE = 400  # characters; longer lines are stories (a network's longest footer seen has 380)
_DIGITS = re.compile(r"\d[\d.,]*")
_SPACES = re.compile(r"\W+")


def line_hash(line: str) -> str:
    """Return a 32-character key of a line; numbers, case and punctuation do not count (`dibaca 12 kali`)."""
    folded = _SPACES.sub(" ", _DIGITS.sub("0", line.casefold())).strip()
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_furniture(line: str, known: frozenset[str]) -> bool:
    """Tell whether a line is known furniture of its outlet."""
    return len(line) <= MAX_LINE and line_hash(line) in known
