"""Days named in running text: `Senin (6/2)`, `Minggu, 7 Januari 2024`, `kemarin`, `Senin malam`.

A day without a year gets the year in which weekday, day and month agree, nearest to the publication. Without a
publication day the years that the text itself names (`Pemilu 2024`) bound the search.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from base.quick import quick
from pipeline.page.calendar_names import MONTHS, WEEKDAYS, alternatives

_SHORT = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})  # `sat` and `sun` are no weekdays in a sentence
_LONG_WEEKDAYS = {name: number for name, number in WEEKDAYS.items() if name not in _SHORT}
_W = alternatives(_LONG_WEEKDAYS)
_B = alternatives(MONTHS)
_PART_OF_DAY = r"(?:\s+(?:dini\s+hari|pagi|siang|sore|petang|malam))?"
_WRITTEN = re.compile(
    rf"(?:\b(?P<w>{_W})\b{_PART_OF_DAY}\s*,?\s*\(?\s*(?:tanggal\s+)?)?"
    rf"(?<![\d/.])(?P<d>\d{{1,2}})(?:\s*(?:-|–|hingga|sampai|dan)\s*\d{{1,2}})?\s+(?P<b>{_B})\b(?:\s*,?\s*(?P<y>(?:19|20)\d{{2}}))?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"(?:\b(?P<w>{_W})\b\s*,?\s*)?\b(?P<b>{_B})\s+(?P<d>\d{{1,2}}),?\s+(?P<y>(?:19|20)\d{{2}})\b", re.IGNORECASE
)
_FULL_NUMBERS = re.compile(
    rf"(?:\b(?P<w>{_W})\b{_PART_OF_DAY}\s*,?\s*)?\(?\s*"
    r"(?<![\d/.\-])(?:\d{1,2}\s?[-–]\s?)?(?P<d>\d{1,2})(?P<sep>[/.\-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d{2}|\d{2})(?![\d/\-]|\.\d)",
    re.IGNORECASE,
)
_SHORT_NUMBERS = re.compile(
    rf"(?:\b(?P<w>{_W})\b{_PART_OF_DAY}\s*,?\s*(?P<open>\(?)|(?P<open2>\())\s*(?P<d>\d{{1,2}})"
    r"(?:\s*[-–]\s*\d{1,2})?\s*/\s*(?P<m>\d{1,2})(?![\d/])(?:\s*(?P<close>\)))?",
    re.IGNORECASE,
)
_DATES = (
    (_WRITTEN, re.compile(r"\d\s+\w")),
    (_ENGLISH, re.compile(r"\w\s+\d{1,2},?\s+(?:19|20)\d")),
    (_FULL_NUMBERS, re.compile(r"\d[/.\-]\d{1,2}[/.\-]\d\d")),
    (_SHORT_NUMBERS, re.compile(r"\d\s*/\s*\d")),
)
"""Each with a sign that it cannot do without and that is sought far quicker: most texts have few of them."""
_RELATIVE = re.compile(r"\b(?P<word>kemarin(?:\s+lusa)?|hari\s+ini|tadi\s+malam|semalam|besok|lusa)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"\b(?P<w>{_W})\b{_PART_OF_DAY}(?:\s+(?P<shift>(?:pekan|minggu)\s+(?:lalu|depan)|lalu|kemarin|depan|mendatang|besok))?",
    re.IGNORECASE,
)
_NAMED_YEAR = re.compile(r"(?<![\d/.])(20[0-4]\d)(?![\d/])")
_SHIFTS = {"kemarin": -1, "kemarin lusa": -2, "hari ini": 0, "tadi malam": -1, "semalam": -1, "besok": 1, "lusa": 2}
_WEEK = 7
_NEWS_SPAN = 21  # days: so near to the publication a weekday that disagrees is a misprint, not another year
_AHEAD = 3  # a day ahead counts as so many times as far: news tells of what has been
_LOOK_BACK = 5  # years searched before the latest year that a text names; the election cycle


@quick
@dataclass(frozen=True, slots=True)
class TextDate:
    """A day named in a text.

    Args:
        day: The calendar day.
        start: First character of the mention.
        end: One past its last character.
        confidence: 0..1; 1.0 for weekday and full date that agree, about 0.5 for a bare weekday.
    """

    day: date
    start: int
    end: int
    confidence: float


def text_dates(text: str, published: date | None) -> tuple[TextDate, ...]:
    """Return the days named in a text, in order of their place, without overlaps.

    Args:
        text: Running text.
        published: Local day of publication; None when unknown, then relative words name no day.
    """
    found: list[TextDate] = []
    taken: list[tuple[int, int]] = []
    anchors = _anchors(text, published)
    for mention in _candidates(text, published, anchors):
        if all(mention.end <= start or mention.start >= end for start, end in taken):
            found.append(mention)
            taken.append((mention.start, mention.end))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _candidates(text: str, published: date | None, anchors: tuple[int, ...]) -> Iterator[TextDate]:
    for pattern, sign in _DATES:
        for match in pattern.finditer(text) if sign.search(text) else ():
            mention = _dated(match, published, anchors)
            if mention is not None:
                yield mention
    if published is not None:
        for match in _WEEKDAY.finditer(text):
            if match["w"][0].isupper():
                yield _by_weekday(match, published)
        for match in _RELATIVE.finditer(text):
            word = " ".join(match["word"].lower().split())
            yield TextDate(published + timedelta(days=_SHIFTS[word]), match.start(), match.end(), 0.5)


def _anchors(text: str, published: date | None) -> tuple[int, ...]:
    """Return the years to try for a date without year, the likeliest first."""
    if published is not None:
        return (published.year, published.year - 1, published.year + 1)
    named = [int(year) for year in _NAMED_YEAR.findall(text)]
    if not named:
        return ()
    latest = max(named)
    return tuple(range(latest, latest - _LOOK_BACK, -1))


def _dated(match: re.Match[str], published: date | None, anchors: tuple[int, ...]) -> TextDate | None:
    groups = match.groupdict()
    weekday = WEEKDAYS[groups["w"].lower()] if groups["w"] else None
    month = MONTHS[groups["b"].lower()] if groups.get("b") else int(groups["m"])
    number = int(groups["d"])
    if not groups["w"] and "open2" in groups and not groups["close"]:
        return None  # `(2/3 suara` is a fraction
    start, end = match.start(), match.end()
    while start < end and match.string[start] in " (":
        start += 1
    if groups.get("y"):
        year = int(groups["y"]) + (2000 if int(groups["y"]) < 100 else 0)  # noqa: PLR2004 - two digits
        day = _date(year, month, number)
        if day is None:
            return None
        agrees = weekday is None or day.weekday() == weekday
        return TextDate(day, start, end, (1.0 if weekday is not None else 0.95) if agrees else 0.7)
    recovered = _recover(month, number, weekday, published, anchors)
    if recovered is not None and "open" in groups and not (groups["open"] or groups["open2"]):
        recovered = recovered if recovered[0].weekday() == weekday else None  # `Senin, 2/3 suara`
    return None if recovered is None else TextDate(recovered[0], start, end, recovered[1])


def _recover(
    month: int, number: int, weekday: int | None, published: date | None, anchors: tuple[int, ...]
) -> tuple[date, float] | None:
    """Return the day whose weekday agrees, nearest to the publication, with a confidence; None without a year."""
    days = [day for year in anchors if (day := _date(year, month, number)) is not None]
    agreeing = [day for day in days if weekday is None or day.weekday() == weekday]
    if published is None:
        if weekday is None:
            return (days[0], 0.4) if days else None
        return (agreeing[0], 0.7) if agreeing else None
    if not days:
        return None
    nearest = min(days, key=lambda day: _distance(day, published))
    misprint = nearest not in agreeing and (not agreeing or abs((nearest - published).days) <= _NEWS_SPAN)
    if misprint:
        return nearest, 0.6
    day = min(agreeing, key=lambda day: _distance(day, published))
    return day, 0.95 if weekday is not None else 0.85


def _distance(day: date, published: date) -> int:
    """Return the days between a day and the publication, those ahead counted more."""
    return (published - day).days if day <= published else _AHEAD * (day - published).days


def _by_weekday(match: re.Match[str], published: date) -> TextDate:
    weekday = WEEKDAYS[match["w"].lower()]
    shift = " ".join((match["shift"] or "").lower().split())
    back = (published.weekday() - weekday) % _WEEK
    if shift in {"depan", "mendatang", "besok", "pekan depan", "minggu depan"}:
        return TextDate(published + timedelta(days=_WEEK - back), match.start(), match.end(), 0.55)
    if shift in {"lalu", "kemarin"} and back == 0:
        back = _WEEK
    if shift in {"pekan lalu", "minggu lalu"}:
        back += _WEEK if back == 0 or back <= published.weekday() else 0
    return TextDate(published - timedelta(days=back), match.start(), match.end(), 0.6 if shift else 0.5)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
