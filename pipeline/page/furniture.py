"""Learnt furniture: lines that recur over an outlet's pages are no part of any story.

How often a line was seen, how that fades and from when on it counts is kept in `archive.store.furniture`; here is how a
line is recognised, and which of a story's lines may be cut. Newsrooms repeat whole paragraphs from day to day
(`Sebelumnya diberitakan ...`, a quotation shared by all follow-ups of one event), so recurring alone is no proof:
prose needs more evidence than a label, and is never cut from among paragraphs that stay.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

from archive.store.furniture import prose_key

MAX_LINE = 400  # characters; longer lines are stories (a network's longest footer seen has 380)
MOST_CUT = 1 / 3  # of a story's characters; where more recurs, the pages share a story and not its furniture
_DIGITS = re.compile(r"\d[\d.,]*")
_SPACES = re.compile(r"\W+")
_CLOSED = re.compile(r"[.!?][\"'”’)\]]*$|[\"”]$")
_QUOTED = re.compile(r"[\"“][^\"“”]{12,}[\"”]")
_SENTENCE = 4  # words of the shortest line that may be a sentence (`Selamat membaca.` is none)
_LONG = 15  # words; a label or headline is shorter, whatever it ends in


def line_hash(line: str) -> str:
    """Return a 32-character key of a line; numbers, case and punctuation do not count (`dibaca 12 kali`)."""
    folded = _SPACES.sub(" ", _DIGITS.sub("0", line.casefold())).strip()
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_prose(line: str) -> bool:
    """Tell whether a line may be a story's sentence by its form: closed, quoting or long; a label is none of these."""
    words = line.split()
    if len(words) >= _LONG or _QUOTED.search(line):
        return True
    return len(words) >= _SENTENCE and bool(_CLOSED.search(line)) and line != line.upper()


def is_furniture(line: str, known: frozenset[str]) -> bool:
    """Tell whether a line is known furniture of its outlet: a label, or prose of which that is surely known."""
    if len(line) > MAX_LINE:
        return False
    return (prose_key(line_hash(line)) if is_prose(line) else line_hash(line)) in known


def recurring(lines: Sequence[str], known: frozenset[str]) -> set[int]:
    """Return the indices of a story's lines that may be cut as furniture.

    Labels go wherever they stand, prose only from the story's two ends; nothing goes when that would take more than
    `MOST_CUT` of the story.

    Args:
        lines: A story's lines in order, cleaned by the rules.
        known: The outlet's learnt furniture.
    """
    if not known:
        return set()
    furniture = [is_furniture(line, known) for line in lines]
    labels = {index for index, line in enumerate(lines) if furniture[index] and not is_prose(line)}
    ends = _run(range(len(lines)), furniture) | _run(range(len(lines) - 1, -1, -1), furniture)
    least = MOST_CUT * sum(map(len, lines))
    return next((some for some in (labels | ends, labels) if sum(len(lines[index]) for index in some) <= least), set())


def _run(order: Iterable[int], furniture: Sequence[bool]) -> set[int]:
    found: set[int] = set()
    for index in order:
        if not furniture[index]:
            break
        found.add(index)
    return found
