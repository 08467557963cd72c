"""When a kept article is visited again, and whether its page says something else than before. Pure.

kept -> 1 h, 6 h, 24 h, 7 d, 30 d: edits come early, corrections and takedowns late
"""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from pipeline.page.furniture import line_hash

AGES = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=7), timedelta(days=30))
LATE_AGES = AGES[3:]  # of an article that was old when it was kept: its early edits are over
OLD = timedelta(hours=48)
MOST_FAILURES = 5  # visits in a row that bring nothing; then the next age is waited for
UNTITLED = "?"  # in the place of a title that is not known yet
COUNTER = 60  # characters: in a shorter line numbers do not count, it is a reader count rather than a sentence


def next_visit(kept: datetime, published: datetime | None, visited: datetime) -> datetime | None:
    """Return when a kept article is to be visited next; None when no visit is left.

    Args:
        kept: When it was first kept.
        published: When it was printed; None when unknown.
        visited: When it was last read.
    """
    old = published is not None and kept - published > OLD
    return next((kept + age for age in (LATE_AGES if old else AGES) if kept + age > visited), None)


def after_failure(failures: int, now: datetime, following: datetime | None) -> tuple[datetime | None, int]:
    """Return when to try again after a visit that brought nothing, and the failures to remember.

    Args:
        failures: In a row, this one counted.
        now: Present.
        following: The visit that would have been next.
    """
    if failures >= MOST_FAILURES:
        return following, 0
    return now + timedelta(hours=2 ** (failures - 1)), failures


def lines_of(title: str | None, text: str) -> tuple[str, ...]:
    """Return a key of the title and of each paragraph: `exact hash:furniture hash`; the title's is the first.

    Args:
        title: As the page itself prints it; None when what we have was announced, which often differs: the first visit
            then learns it.
        text: Paragraphs separated by blank lines.
    """
    return (UNTITLED if title is None else _line(title), *(_line(line) for line in text.split("\n\n") if line.strip()))


def _line(line: str) -> str:
    folded = line_hash(line)
    if len(line) <= COUNTER:
        return f"{folded[:16]}:{folded}"
    exact = hashlib.blake2b(" ".join(line.split()).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{exact}:{folded}"


def edited(before: Sequence[str], now: Sequence[str], furniture: Collection[str]) -> bool:
    """Tell whether a page says something else than before.

    Lines that were learnt to be furniture meanwhile do not count, so that learning is not taken for editing.

    Args:
        before: Lines of the earlier reading.
        now: Lines of this reading.
        furniture: Hashes of the outlet's recurring lines, as known now.
    """
    if not before or not now:
        return bool(before) != bool(now)
    if UNTITLED not in {before[0], now[0]} and before[0] != now[0]:
        return True
    return _story(before[1:], furniture) != _story(now[1:], furniture)


def _story(lines: Sequence[str], furniture: Collection[str]) -> list[str]:
    return [exact for exact, _, folded in (line.partition(":") for line in lines) if folded not in furniture]
