"""Finds the days an article names and what each is the day of: an act, a statement, a step of handling."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from pipeline.entities.counted_days import counted_days, days_since
from pipeline.entities.day_signs import signs_of
from pipeline.entities.day_use import use_of
from pipeline.entities.day_words import DayWords, load_day_words
from pipeline.entities.model import DateFind, DateUse
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading
from pipeline.page.calendar_names import MONTHS, WEEKDAYS
from pipeline.page.dates import TextDate, text_dates

__all__ = ["DayWords", "find_days", "load_day_words"]

_LONGEST_TEXT = 40_000
"""Characters read for dates; longer texts are no news articles."""
_WRONG_YEAR = timedelta(days=300)
"""How long before publication a date lies at least whose year may be misprinted."""
_DAY_WORDS = frozenset((*WEEKDAYS, *MONTHS, "kemarin", "semalam", "tadi", "hari", "besok", "lusa"))
_PAIRED = {"hari": "ini", "tadi": "malam"}
_EVES = frozenset(["jumat", "minggu"])
_SIGNS = frozenset(["/", "-"])
_AROUND = 5
"""Words on each side of a word for a day or month that may belong to the same date."""
_RANGE = re.compile(
    r"(?<![\d/.])(?P<one>\d{1,2})\s*(?:-|–|hingga|sampai|dan)\s*(?P<other>\d{1,2})(?![\d\-.])", re.IGNORECASE
)
_APART = 60
"""Characters between two stretches that are better read as one."""


def find_days(reading: Reading, phrases: Phrases, words: DayWords, published: date | None) -> tuple[DateFind, ...]:
    """Return the days named in title and text, in order.

    Args:
        reading: The article's words.
        phrases: Words around persons (verbs of saying).
        words: From `load_day_words`.
        published: The local day of publication; None when unknown.
    """
    found = []
    for start, end in _windows(reading, published):
        for mention in text_dates(reading.whole[start:end], published):
            place = TextDate(mention.day, mention.start + start, mention.end + start, mention.confidence)
            place = _eve(reading, _past(reading, words, _with_right_year(reading, place, published), published))
            found.append(_find(reading, phrases, words, place, use_of(reading, phrases, words, place)))
            for other in _of_range(reading, place):
                found.append(_find(reading, phrases, words, other, found[-1].use))
    for since, noun in days_since(reading, found):
        kind: DateUse = "handling" if words.use(noun) == "handling" else "act"
        found.append(_find(reading, phrases, words, since, kind))
    for counted in counted_days(reading, found, published, words.votings):
        found = [find for find in found if not _overlaps(reading, find, counted)]
        found.append(_find(reading, phrases, words, counted, use_of(reading, phrases, words, counted)))
    return tuple(sorted(found, key=lambda find: find.span.start))


def _find(reading: Reading, phrases: Phrases, words: DayWords, mention: TextDate, use: DateUse) -> DateFind:
    signs = signs_of(reading, phrases, words, mention)
    if mention.day in words.of_laws:
        signs = (*signs, "of_law")
    return DateFind(mention.day, mention.confidence, reading.span(mention.start, mention.end), use, signs)


def _overlaps(reading: Reading, find: DateFind, counted: TextDate) -> bool:
    """Tell whether a day is part of a longer wording (`akhir pekan` `kemarin`)."""
    base = reading.base if find.span.where == "text" else 0
    return find.span.start + base < counted.end and counted.start < find.span.end + base


def _with_right_year(reading: Reading, mention: TextDate, published: date | None) -> TextDate:
    """Return a date whose printed year is one too low (`Senin (4/11/2023)` told in 2024) corrected by its weekday."""
    if published is None or published - mention.day < _WRONG_YEAR or published - mention.day > 2 * _WRONG_YEAR:
        return mention
    try:
        meant = mention.day.replace(year=mention.day.year + 1)
    except ValueError:  # 29 February
        return mention
    index = bisect_left(reading.starts, mention.start)
    near = reading.low[max(0, index - 2) : bisect_left(reading.starts, mention.end)]
    told = next((WEEKDAYS[word] for word in near if word in WEEKDAYS), None)
    if told is None or told == mention.day.weekday() or told != meant.weekday() or meant > published:
        return mention
    return replace(mention, day=meant, confidence=mention.confidence * 0.8)


def _past(reading: Reading, words: DayWords, mention: TextDate, published: date | None) -> TextDate:
    """Return a day told of as past (`12 Januari silam`, told in December) in the year before."""
    index = bisect_left(reading.starts, mention.end)
    behind = reading.low[index : index + 1]
    if published is None or mention.day <= published or words.beside["past"].isdisjoint(behind):
        return mention
    try:
        return replace(mention, day=mention.day.replace(year=mention.day.year - 1))
    except ValueError:  # 29 February
        return mention


def _of_range(reading: Reading, mention: TextDate) -> Iterator[TextDate]:
    """Yield the other day of two printed with one month: `2 dan 5 Oktober`, `18-19/10/2024`."""
    match = _RANGE.search(reading.whole, mention.start, mention.end)
    if match is None:
        return
    for name in ("one", "other"):
        try:
            day = mention.day.replace(day=int(match[name]))
        except ValueError:
            continue
        if day != mention.day:
            yield TextDate(day, match.start(name), mention.end, mention.confidence * 0.9)


def _eve(reading: Reading, mention: TextDate) -> TextDate:
    """Return the day before `malam Jumat` (Thursday night) and `malam Minggu`; of other days the custom has gone."""
    index = bisect_left(reading.starts, mention.start)
    if reading.low[index : index + 1] == ["malam"]:  # the night may be read with its day
        index += 1
    numbered = any(sign.isdigit() for sign in reading.whole[mention.start : mention.end])
    if numbered or not 0 < index < len(reading.low) or reading.low[index - 1] != "malam":
        return mention
    if reading.low[index] not in _EVES:
        return mention
    return replace(mention, day=mention.day - timedelta(days=1))


def _windows(reading: Reading, published: date | None) -> list[tuple[int, int]]:
    """Return the stretches in which a day can be named: around words for days and months, and numbers with a sign.

    Without a day of publication the years that the whole text names are needed, so the whole is one stretch.
    """
    limit = min(len(reading.whole), _LONGEST_TEXT)
    if published is None:
        return [(0, limit)]
    windows: list[tuple[int, int]] = []
    last = len(reading.words) - 1
    words = (index for index in reading.where(_DAY_WORDS) if _may_be_day(reading, index))
    for index in sorted({*words, *_days_in_numbers(reading)}):
        if reading.starts[index] >= limit:
            break
        begin, end = reading.starts[max(0, index - _AROUND)], reading.ends[min(last, index + _AROUND)]
        if windows and begin <= windows[-1][1] + _APART:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((begin, end))
    return windows


def _may_be_day(reading: Reading, index: int) -> bool:
    """Tell whether a word can name a day where it stands: `minggu` is a week, `hari` needs `ini`, `mei` a number."""
    word, low = reading.low[index], reading.low
    following = low[index + 1] if index + 1 < len(low) else ""
    if word in WEEKDAYS:
        return reading.capital[index]
    if word in _PAIRED:
        return following == _PAIRED[word]
    beside = following[:1].isdigit() or (index > 0 and low[index - 1][0].isdigit())
    return beside or word not in MONTHS


def _days_in_numbers(reading: Reading) -> Iterator[int]:
    """Yield where days in numbers may stand: `4/11`, `4-11-2024`, `04.11.2024`."""
    low = reading.low
    for index in reading.where(_SIGNS):
        if 0 < index < len(low) - 1 and low[index - 1].isdigit() and low[index + 1].isdigit():
            yield index
    yield from reading.where(
        {word for word in reading.named if "." in word and word[0].isdigit() and word.count(".") > 1}
    )
