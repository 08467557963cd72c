"""Reads the values of fields: days and months, ranges, numbers, regions by code or name."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from archive.query.ast import Between, Node
from archive.query.messages import Say
from base.errors import QueryError

MOST_SHOWN = 40  # characters
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_COMPARED = re.compile(r"(>=|<=|>|<)?(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as typed.

    Args:
        text: Without quotation marks.
        column: 1-based.
    """

    text: str
    column: int


def shown(text: str) -> str:
    """Return what was typed as an error may show it: shortened, and without what no terminal can print."""
    plain = text.encode("utf-8", "replace").decode()
    return plain if len(plain) <= MOST_SHOWN else f"{plain[:MOST_SHOWN]}…"


def days(text: str) -> tuple[date, date] | None:
    """Return the first and last day of `2024`, `2024-10` or `2024-10-05`; None when it is no such thing."""
    found = _DAY.match(text)
    if not found:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = day or calendar.monthrange(first.year, last_month)[1]
        return first, date(first.year, last_month, last)
    except ValueError:
        return None


def day_range(name: str, typed: Typed, say: Say) -> Node:
    """Return the bounds that a value of a day field means.

    Raises:
        QueryError: It is no day, month, year or range of them.
    """
    wrong = QueryError(
        say(
            "'{found}' is no date. Write 2024, 2024-10, 2024-10-05, 2024-10..2024-11 or >=2024-10-01.",
            found=shown(typed.text),
        ),
        typed.column,
    )
    low, high = _bounds(typed.text)
    first = days(low) if low else None
    last = days(high) if high else None
    if (low and not first) or (high and not last) or not (first or last):
        raise wrong
    sign = _COMPARED.match(typed.text).group(1) if ".." not in typed.text else None  # type: ignore[union-attr]  # always matches
    begin = first[1 if sign == ">" else 0] if first else None
    end = last[0 if sign == "<" else 1] if last else None
    if sign == ">" and begin:
        begin = date.fromordinal(begin.toordinal() + 1)
    if sign == "<" and end:
        end = date.fromordinal(end.toordinal() - 1)
    if begin and end and begin > end:
        raise QueryError(say("The range ends before it begins."), typed.column)
    return Between(name, begin.isoformat() if begin else None, end.isoformat() if end else None)


def number_range(name: str, typed: Typed, say: Say) -> Node:
    """Return the bounds that a value of a number field means.

    Raises:
        QueryError: It is no whole number from 0 to 100 or range of them.
    """
    low, high = _bounds(typed.text)
    if not (low or high) or not all(re.fullmatch(r"\d{1,3}", part) for part in (low, high) if part):
        raise QueryError(
            say("'{found}' is no number. Write 40, 40..60 or >=40.", found=shown(typed.text)), typed.column
        )
    sign = _COMPARED.match(typed.text).group(1)  # type: ignore[union-attr]  # always matches
    begin, end = (int(part) if part else None for part in (low, high))
    if sign == ">" and begin is not None:
        begin += 1
    if sign == "<" and end is not None:
        end -= 1
    if begin is not None and end is not None and begin > end:
        raise QueryError(say("The range ends before it begins."), typed.column)
    return Between(name, None if begin is None else str(begin), None if end is None else str(end))


def _bounds(text: str) -> tuple[str, str]:
    if ".." in text:
        low, _, high = text.partition("..")
        return low.strip(), high.strip()
    sign, value = _COMPARED.match(text).groups()  # type: ignore[union-attr]  # always matches
    value = value.strip()
    if sign in {">", ">="}:
        return value, ""
    if sign in {"<", "<="}:
        return "", value
    return value, value
