"""All date reading of the project: instants as pages and feeds print them, and days named in running text.

Today's date is never invented: what cannot be read is None. Days come before months (`8/3/2023` is 8 March), as the
Indonesian press writes them, unless the second number cannot be a month.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from archive.records.article import Confidence
from pipeline.page.calendar_names import MONTHS, ZONES, alternatives
from pipeline.page.day_mentions import TextDate, text_dates

__all__ = ["Reading", "TextDate", "parse_instant", "text_dates"]

EARLIEST_YEAR = 1990  # no news page is older than the public web
LATEST_YEAR = 2100
_MAX_TEXT = 200  # a date stands in a short string; longer ones are cut before the expressions run
_MONTH = alternatives(MONTHS)
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-./,]*(?P<b>{_MONTH})\b[\s\-./,']*(?P<y>\d{{4}}|\d{{2}}(?![:.\d]))(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<b>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:[T\s]?(?P<H>\d{2}):?(?P<M>\d{2}):?(?P<S>\d{2})?)?(?!\d)"
)
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3}|\.\d+)?\s*")
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<H>[01]?\d|2[0-4])[:.](?P<M>[0-5]\d)(?:[:.](?P<S>[0-5]\d|60)(?:[.,]\d+)?)?(?![\d])"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"^\s*\(?(?:(?:UTC|GMT)\s*)?(?P<sign>[+\-−])(?P<h>\d{1,2}):?(?P<m>\d{2})?\b"
    rf"|^\s*\(?(?P<name>{'|'.join(sorted(ZONES, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_ANY_ZONE = re.compile(r"\b(WIB|WITA|WIT)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """An instant as read from a date string.

    Args:
        at: Aware UTC. Where only a day is printed, the start of that day.
        local_day: The calendar day as printed, or at the printed zone.
        confidence: `stated` when day, hour and zone are printed; `derived` when hour or zone was filled in.
        has_time: Whether the string names the hour and minute.
        zoned: Whether the string names its zone.
    """

    at: datetime
    local_day: date
    confidence: Confidence
    has_time: bool = True
    zoned: bool = True


def parse_instant(text: str, zone: ZoneInfo) -> Reading | None:
    """Read one date string of a feed, a sitemap, metadata or a visible dateline.

    Reads RFC 822, ISO 8601, compact and epoch forms, Indonesian and English words, `WIB`, `WITA`, `WIT`, clock times
    with colon or full stop.

    Args:
        text: The string; at most 200 characters are read.
        zone: The zone of dates that print none.

    Returns:
        The reading, or None when no day of the years 1990 to 2100 stands in the string.
    """
    cleaned = " ".join(text[:_MAX_TEXT].split())
    epoch = _EPOCH.fullmatch(cleaned)
    if epoch:
        return _from_epoch(int(epoch.group(1)), zone)
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMERIC, _COMPACT):
        for match in pattern.finditer(cleaned):
            day = _day(match.groupdict())
            if day is not None:
                return _with_clock(day, cleaned, match, zone)
    return None


def _from_epoch(seconds: int, zone: ZoneInfo) -> Reading | None:
    at = datetime.fromtimestamp(seconds, tz=UTC)
    if not EARLIEST_YEAR <= at.year <= LATEST_YEAR:
        return None
    return Reading(at, at.astimezone(zone).date(), "stated")


def _day(parts: dict[str, str | None]) -> date | None:
    year, number = int(parts["y"] or 0), int(parts["d"] or 0)
    month = MONTHS[(parts.get("b") or "").lower()] if parts.get("b") else int(parts["m"] or 0)
    if len(parts["y"] or "") == 2:  # noqa: PLR2004 - two digits
        year += 2000
    if month > 12 >= number and "sep" in parts:  # noqa: PLR2004 - `10/25/2024` is American
        month, number = number, month
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None


def _with_clock(day: date, text: str, match: re.Match[str], zone: ZoneInfo) -> Reading:
    groups = match.groupdict()
    if groups.get("H"):
        hour, minute, second = int(groups["H"] or 0), int(groups["M"] or 0), int(groups["S"] or 0)
        rest = text[match.end() :]
    else:
        after, before = text[match.end() :].lstrip("Tt"), text[: match.start()]
        clock = _CLOCK.search(after) or _CLOCK.search(before)
        if clock is None:
            return _day_only(day, text, zone)
        hour, minute, second = int(clock["H"]), int(clock["M"]), int(clock["S"] or 0)
        half = (clock["half"] or "").lower()
        if half and hour <= 12:  # noqa: PLR2004 - a 12-hour clock
            hour = hour % 12 + (12 if half == "p" else 0)
        rest = clock.string[clock.end() :]
    if hour > 24 or minute > 59:  # noqa: PLR2004 - bounds of a clock
        return _day_only(day, text, zone)
    offset = _offset(rest, text)
    naive = datetime(day.year, day.month, day.day) + timedelta(  # noqa: DTZ001 - the zone is set on the next line
        hours=hour, minutes=minute, seconds=min(second, 59)
    )
    local = naive.replace(tzinfo=zone if offset is None else timezone(offset))
    shown = local.date() if offset is None or offset != timedelta(0) else local.astimezone(zone).date()
    return Reading(local.astimezone(UTC), shown, "derived" if offset is None else "stated", zoned=offset is not None)


def _day_only(day: date, text: str, zone: ZoneInfo) -> Reading:
    named = _ANY_ZONE.search(text)
    tz = timezone(ZONES[named.group(1).lower()]) if named else zone
    at = datetime(day.year, day.month, day.day, tzinfo=tz).astimezone(UTC)
    return Reading(at, day, "derived", has_time=False, zoned=named is not None)


def _offset(rest: str, text: str) -> timedelta | None:
    """Return the printed offset from UTC: right after the clock, or an Indonesian zone anywhere; None when absent."""
    match = _OFFSET.match(rest)
    if match and match["name"]:
        return ZONES[match["name"].lower()]
    if match:
        size = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
        if size <= timedelta(hours=14):
            return size if match["sign"] == "+" else -size
    named = _ANY_ZONE.search(text)
    return ZONES[named.group(1).lower()] if named else None
