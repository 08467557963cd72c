"""What only the story itself tells: the outlet's name in its dateline, the day in its attributions."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from archive.records.article import Moment
from pipeline.page.cleaning.engine import Cleaned
from pipeline.page.dates import text_dates

_SITE = r"[A-Za-z][\w-]{2,30}\.(?:com|co\.id|id|net|news|info|co|tv|org|example)"
_DATELINE_SITE = re.compile(
    rf"^(?:[A-Z][A-Z .'-]{{2,40}}\s*[,|/(-]\s*)?({_SITE})\b(?:\s*[,|)]|\s*[-–—])", re.IGNORECASE
)
_ICON = re.compile(r"^\W*site icon\s+(\S.{1,50})$", re.IGNORECASE)
_SURE = 0.7


def named_outlet(cleaned: Cleaned) -> str | None:
    """Return the outlet that the story names in its dateline, its debris or its closing code; None when none is."""
    for cut in cleaned.cuts:
        icon = _ICON.match(cut.text)
        if icon:
            return icon.group(1).strip()
    for line in cleaned.lines[:3]:
        match = _DATELINE_SITE.match(line)
        if match:
            return match.group(1)
    return cleaned.code.outlet


def statement_day(text: str, zone: ZoneInfo, now: datetime) -> tuple[Moment | None, str | None]:
    """Return the latest day on which the story quotes someone (`tegasnya, Senin (6/2)`), as a guess of its publication.

    Only days named with their weekday count, for these are how reports date what was said; days after `now` do not.
    """
    today = now.astimezone(zone).date()
    days = [found.day for found in text_dates(text, None) if found.confidence in (1.0, _SURE)]
    past = [day for day in days if day <= today]
    if not past:
        return None, None
    day = max(past)
    at = datetime(day.year, day.month, day.day, tzinfo=zone)
    return Moment(at.astimezone(now.tzinfo), day, "text", "guessed"), (
        "published: guessed from the latest day that the story names with its weekday."
    )
