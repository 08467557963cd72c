"""How likely each day an article names is the day of the act: signs around it and its place among the others, weighed.

Rules alone fit the articles they were written on: on seven sets nobody had read they found .69 to .93 of the days, this
weighing .81 to 1.00 of the same. The weights are fitted, and each says what it is of.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.entities.day_weights import WEIGHTS
from pipeline.entities.model import DateFind
from pipeline.text.document import Document

_OLDEST = timedelta(days=400)
"""An act told of as news lies no farther back."""
_GAPS = (0, 1, 3, 7, 21, 60, 180)
"""Days between a day and the publication up to which each step of `gap:` reaches."""
_REACHES = (150, 400, 800, 1500)
"""Characters of the text up to which each step of `at:` reaches."""
_MANY = 4
_JOINED = re.compile(
    r"(?:[\s,()]|\b(?:dan|serta|pada|tanggal|hari|kemudian|lalu|dini|pagi|siang|sore|petang|malam)\b){0,12}",
    re.IGNORECASE,
)
"""What stands between two days of one series."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_LOOSE = frozenset(["kemarin", "kemaren", "tadi", "tadi malam", "semalam", "hari ini", "besok"])
_RANGE = re.compile(r"\d\s*(?:-|–|hingga|sampai)\s*\d", re.IGNORECASE)


def timely(dates: Sequence[DateFind], published: date | None) -> list[DateFind]:
    """Return the dates that may be the day of an act: not ahead of the publication, nor long before it."""
    return [find for find in dates if published is None or find.day <= published <= find.day + _OLDEST]


def chances(
    document: Document, dates: Sequence[DateFind], sentences: set[int], published: date | None
) -> list[tuple[DateFind, float]]:
    """Return each date with the chance that it is the day of the act; what is missing to 1 is that none is.

    Args:
        document: The article.
        dates: From `timely`, in order of appearance.
        sentences: Ordinals of the sentences that tell acts.
        published: The local day of publication; None when unknown.
    """
    found = all_signs(document, dates, sentences, published)
    # added exactly: signs are a set, whose order must not decide between days as good as equal
    weights = [math.exp(math.fsum(WEIGHTS.get(sign, 0.0) for sign in signs)) for signs in found]
    total = sum(weights) + math.exp(WEIGHTS["none"])
    series = False
    for place in range(1, len(dates)):
        one, other = dates[place - 1], dates[place]
        together = one.span.where == other.span.where and other.span.start < one.span.end
        series = series and " dan " in one.span.text if together else _is_series(document, one, other)
        if series or together:  # a series is dated by its last day, `2 dan 3 Januari` by its first
            kept, left = (place, place - 1) if series or other.day < one.day else (place - 1, place)
            weights[kept] += weights[left]
            weights[left] = 0.0
    return [(find, weight / total) for find, weight in zip(dates, weights, strict=True)]


def all_signs(
    document: Document, dates: Sequence[DateFind], sentences: set[int], published: date | None
) -> list[set[str]]:
    """Return the signs of each of the dates, of the words around it and of its place among the others."""
    days = sorted({find.day for find in dates})
    numbered = sorted({find.day for find in dates if _DIGIT.search(find.span.text)})
    often = Counter(find.day for find in dates)
    told: set[date] = set()
    found: list[set[str]] = []
    for find in dates:
        signs = {*find.signs, f"use:{find.use}", f"form:{_form(find)}", *_order(find, days, numbered)}
        signs.update(_place(document, find, sentences))
        if published is not None:
            signs.add(f"gap:{_step(_GAPS, (published - find.day).days)}")
        if find.day in told:
            signs.add("again")
        if often[find.day] > 1:
            signs.add("often")
        told.add(find.day)
        found.append(signs)
    return found


def _form(find: DateFind) -> str:
    """Return how a date is printed: `Sabtu (6/4)` is a weekday with a number, `Sabtu` a weekday."""
    text = find.span.text
    if _RANGE.search(text):
        return "range"
    if _YEAR.search(text):
        return "full"
    if not _DIGIT.search(text):
        return "loose" if text.lower() in _LOOSE else "weekday"
    return "weekday_number" if text[0].isalpha() else "number"


def _order(find: DateFind, days: list[date], numbered: list[date]) -> list[str]:
    """Return where a day stands among the days the article names: most often the earliest is that of the act."""
    signs = []
    if len(days) == 1:
        signs.append("only")
    else:
        place = "earliest" if find.day == days[0] else "latest" if find.day == days[-1] else "between"
        signs.append(f"{place}:{min(_MANY, len(days))}")
    if find.day not in numbered:
        return [*signs, "unnumbered"]
    signs += ["earliest_numbered"] if find.day == numbered[0] else []
    return [*signs, "latest_numbered"] if find.day == numbered[-1] else signs


def _place(document: Document, find: DateFind, sentences: set[int]) -> list[str]:
    """Return where in the article a date stands."""
    if find.span.where == "title":
        return ["title"]
    start = find.span.start
    signs = [f"at:{_step(_REACHES, start)}"]
    piece = document.sentence_at(start)
    if piece is not None and piece.index in sentences:
        signs.append("with_act")
    elif piece is not None and piece.index + 1 in sentences:
        signs.append("before_act")
    elif piece is not None and piece.index - 1 in sentences:
        signs.append("behind_act")
    return [*signs, "quoted"] if document.in_quotation(start) else signs


def _step(steps: tuple[int, ...], number: int) -> str:
    return next((str(step) for step in steps if number <= step), "more")


def _is_series(document: Document, one: DateFind, other: DateFind) -> bool:
    """Tell whether a later day goes on with a series: `pada 28 September, 2 Oktober dan 5 Oktober`."""
    if one.span.where != "text" or other.span.where != "text" or other.day <= one.day:
        return False
    if (_DIGIT.search(one.span.text) is None) != (_DIGIT.search(other.span.text) is None):
        return False  # `diunggah Sabtu (19/10), dan pada hari Senin sudah di meja Propam`
    return _JOINED.fullmatch(document.text, one.span.end, other.span.start) is not None
