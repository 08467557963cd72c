"""Learnt furniture: lines that recur over an outlet's pages are no part of any story.

Pure: counts come in and go out; the archive keeps them (table `furniture`). Counts are of pages, decay with time, and a
line must recur on several different pages: a sentence seen once, or repeated on the same page, stays.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_LIFE = timedelta(days=30)  # a retired template's lines are forgotten within a few months
ENOUGH_PAGES = 3.0  # decayed pages; two pages may carry one syndicated story
MIN_SHARE = 0.02  # of the outlet's recent pages, so that a much copied paragraph of one big story is no furniture
MAX_LINE = 400  # characters; longer lines are stories (a network's longest footer seen has 380)
_DIGITS = re.compile(r"\d[\d.,]*")
_SPACES = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class LineCount:
    """How often a line was seen.

    Args:
        pages: Decayed number of pages that carried it, as of `last_seen`.
        last_seen: Aware UTC.
    """

    pages: float
    last_seen: datetime

    def at(self, now: datetime) -> float:
        """Return the decayed number of pages at an instant."""
        age = max(timedelta(0), now - self.last_seen)
        return float(self.pages * 0.5 ** (age / HALF_LIFE))


def line_hash(line: str) -> str:
    """Return a 32-character key of a line; numbers, case and punctuation do not count (`dibaca 12 kali`)."""
    folded = _SPACES.sub(" ", _DIGITS.sub("0", line.casefold())).strip()
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def learn(lines: Iterable[str], counts: Mapping[str, LineCount], now: datetime) -> dict[str, LineCount]:
    """Count the lines of one new page.

    Args:
        lines: Its cleaned lines and its cut lines; a line that stands twice counts once.
        counts: What is known of these lines; others need not be given.
        now: When the page was seen.

    Returns:
        The new counts of exactly these lines, to be stored. Each call must be for a page not counted before.
    """
    keys = {line_hash(line) for line in lines if 0 < len(line) <= MAX_LINE}
    fresh = LineCount(0.0, now)
    return {key: LineCount(counts.get(key, fresh).at(now) + 1.0, now) for key in keys}


def recurring(counts: Mapping[str, LineCount], pages: float, now: datetime) -> frozenset[str]:
    """Return the hashes of lines that are furniture.

    Args:
        counts: All counts of one outlet.
        pages: Decayed number of the outlet's pages that were learnt from.
        now: The present.
    """
    enough = max(ENOUGH_PAGES, MIN_SHARE * pages)
    return frozenset(key for key, count in counts.items() if count.at(now) >= enough - 0.05)


def is_furniture(line: str, known: frozenset[str]) -> bool:
    """Tell whether a line is known furniture of its outlet."""
    return len(line) <= MAX_LINE and line_hash(line) in known
