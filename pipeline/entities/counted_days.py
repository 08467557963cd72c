"""Days told by counting from another: `tiga hari lalu`, `dua hari sebelumnya`, `esoknya`, `akhir pekan lalu`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.entities.model import DateFind
from pipeline.entities.numbers import COUNTING
from pipeline.entities.words import Reading
from pipeline.page.dates import TextDate

_NUMBERS = {"sehari": 1} | COUNTING
_COUNTS = frozenset([*_NUMBERS, "malam", *"123456789"])
_NUMBER = "|".join(_NUMBERS)
_COUNTED = re.compile(
    rf"\b(?:(?P<n>\d|{_NUMBER})\s+(?:hari\s+)?|(?P<night>malam)\s+)"
    r"(?P<way>(?:yang\s+)?lalu|silam|sebelumnya|sebelum\s+itu|setelahnya|kemudian|sesudahnya|berselang|setelah\s+itu)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\b(?P<n>\d|{_NUMBER})\s+(?:hari\s+)?(?:setelah|usai|seusai|sesudah)\s+(?!itu\b)(?P<noun>[^\W\d]{{4,}})",
    re.IGNORECASE,
)
"""Behind a date: `Jumat (8/11), sehari setelah pembagian`."""
_BESIDE = 4
"""Characters between a date and `sehari setelah`."""
_NEXT_DAY = re.compile(r"\b(?:keesokan(?:\s+hari)?(?:nya)?|esoknya|keesokan\s+paginya)\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\bakhir\s+pekan\s+(?:lalu|kemarin|silam)\b", re.IGNORECASE)
_WEEK_AGO = re.compile(r"\b(?:seminggu|sepekan)\s+(?:yang\s+)?(?:lalu|silam)\b", re.IGNORECASE)
_NEXTS, _ENDS = frozenset(["keesokan", "keesokannya", "esoknya"]), frozenset(["akhir"])
_WEEKS = frozenset(["seminggu", "sepekan"])
_UNITS = frozenset(["hari", "sehari", "malam", "keesokan", "keesokannya", "esoknya", "harinya"])
_AFTERWARDS = frozenset(["sehari", "hari"])
_VOTE = r"(?:pencoblosan|pemungutan\s+suara|coblosan|pemilihan|pilkada|pemilu)"
_VOTING = re.compile(
    rf"\b(?:(?:pada|saat|di|bertepatan\s+dengan)\s+hari\s+(?:pencoblosan|pemungutan\s+suara|coblosan)"
    rf"|(?:(?P<n>\d{{1,2}}|{_NUMBER})\s+(?:(?P<unit>hari|pekan|minggu)\s+)?|(?P<night>malam)\s+)(?:sebelum|menjelang|jelang)\s+"
    rf"(?:hari\s+)?{_VOTE})\b(?!\s+(?:ulang|susulan))",
    re.IGNORECASE,
)
"""Days told by that of voting: `pada hari pencoblosan`, `sehari sebelum pemungutan suara`."""
_BY_VOTING = (
    frozenset(["pada", "saat", "di", "bertepatan"])
    | _COUNTS
    | {"sepekan", "seminggu"}
    | {str(n) for n in range(10, 32)}
)
_VOTED = frozenset(["pencoblosan", "pemungutan", "coblosan", "pemilihan"])
_LONG_UNITS = frozenset(["pekan", "minggu"])
_HALF_YEAR = 180
"""Days behind the voting in which news still counts from it."""
_WEEK = 7
_SURE, _WEEKEND_SURE, _ROUGH = 0.7, 0.4, 0.3
_BACKWARD = "sebelum"
_FROM_NOW = ("lalu", "silam")


def counted_days(
    reading: Reading, found: Sequence[DateFind], published: date | None, votings: Sequence[date] = ()
) -> list[TextDate]:
    """Return the days told by counting from the publication, or from the day named before in the text.

    Args:
        reading: The article's words.
        found: Days named by date or weekday.
        published: The local day of publication; None when unknown.
        votings: Days on which the whole country voted.
    """
    days = [] if not reading.names_any(_UNITS) else list(_counted(reading, found, published))
    if published is None:
        return days
    days += _by_voting(reading, published, votings)
    sunday, week_ago = published - timedelta(days=published.weekday() + 1), published - timedelta(days=_WEEK)
    days += [_at(sunday, match, _WEEKEND_SURE) for match in _in_text(reading, _WEEKEND, _ENDS)]
    return days + [_at(week_ago, match, _ROUGH) for match in _in_text(reading, _WEEK_AGO, _WEEKS)]


def _by_voting(reading: Reading, published: date, votings: Sequence[date]) -> Iterator[TextDate]:
    """Yield the days told by counting from the day of voting, where the last one is not long ago."""
    last = max((day for day in votings if day <= published), default=None)
    if last is None or (published - last).days > _HALF_YEAR or not reading.names_any(_VOTED):
        return
    for match in _in_text(reading, _VOTING, _BY_VOTING):
        number = (match["n"] or "").lower()
        size = int(number) if number.isdigit() else _NUMBERS.get(number, 1 if match["night"] else 0)
        weeks = (match["unit"] or "").lower() in _LONG_UNITS
        if number and number != "sehari" and match["unit"] is None:
            continue  # `3 sebelum pemilihan` counts something else
        yield _at(last - timedelta(days=size * (_WEEK if weeks else 1)), match, _SURE)


def days_since(reading: Reading, found: Sequence[DateFind]) -> list[tuple[TextDate, str]]:
    """Return the day of what a date is told to be some days after, and the word for it (`pembagian`)."""
    days: list[tuple[TextDate, str]] = []
    if not reading.names_any(_AFTERWARDS):
        return days
    for match in _in_text(reading, _SINCE, _COUNTS):
        number = match["n"].lower()
        if number != "sehari" and "hari" not in match.group().lower():
            continue
        for find in found:
            end = find.span.end + reading.base
            if find.span.where == "text" and 0 <= match.start() - end <= _BESIDE:
                size = timedelta(days=int(number) if number.isdigit() else _NUMBERS[number])
                days.append((_at(find.day - size, match, _SURE), match["noun"].lower()))
    return days


def _in_text(reading: Reading, pattern: re.Pattern[str], firsts: frozenset[str]) -> Iterator[re.Match[str]]:
    return (match for match in reading.anchored(pattern, firsts) if match.start() >= reading.base)


def _counted(reading: Reading, found: Sequence[DateFind], published: date | None) -> Iterator[TextDate]:
    for match in _in_text(reading, _COUNTED, _COUNTS):
        number, way = (match["n"] or "satu").lower(), match["way"].lower()
        if match["n"] and number != "sehari" and "hari" not in match.group().lower():
            continue  # `3 lalu`, `dua sebelumnya` count something else
        size = timedelta(days=int(number) if number.isdigit() else _NUMBERS[number])
        if way.endswith(_FROM_NOW):
            if published is not None and not match["night"]:
                yield _at(published - size, match, 0.5)
            continue
        anchor = _anchor(reading, found, match.start())
        if anchor is not None:
            yield _at(anchor - size if way.startswith(_BACKWARD) else anchor + size, match, _SURE)
    for match in _in_text(reading, _NEXT_DAY, _NEXTS):
        anchor = _anchor(reading, found, match.start())
        if anchor is not None:
            yield _at(anchor + timedelta(days=1), match, _SURE)


def _anchor(reading: Reading, found: Sequence[DateFind], offset: int) -> date | None:
    """Return the day named last before an offset of `whole`; None when none is."""
    before = [find for find in found if find.span.where == "text" and find.span.end + reading.base <= offset]
    return max(before, key=lambda find: find.span.start).day if before else None


def _at(day: date, match: re.Match[str], confidence: float) -> TextDate:
    return TextDate(day, match.start(), match.end(), confidence)
