"""Which claim is believed: one table of precedence, and the reading of each field by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from archive.records.article import Moment
from pipeline.page.bylines import Byline, clean_name
from pipeline.page.claims import Claim, Field, Source
from pipeline.page.dates import Reading, parse_instant
from pipeline.page.titles import choose_title, clean_title

PRECEDENCE: dict[Field, tuple[Source, ...]] = {
    "title": ("import", "json-ld", "microdata", "next-data", "og", "rest", "feed", "h1", "meta"),
    "published": ("import", "json-ld", "microdata", "next-data", "og", "meta", "rest", "feed", "time", "url", "text"),
    "modified": ("json-ld", "microdata", "next-data", "og", "meta", "rest", "feed"),
    "author": ("json-ld", "microdata", "next-data", "meta", "rest", "feed"),
    "editor": ("json-ld", "microdata", "next-data", "meta"),
    "section": ("json-ld", "microdata", "next-data", "og", "meta"),
    "tag": ("json-ld", "next-data", "og", "meta", "rest", "feed"),
    "image": ("json-ld", "microdata", "next-data", "og"),
    "site": ("import", "og", "json-ld", "meta"),
    "language": ("json-ld", "meta"),
    "description": ("og", "json-ld", "meta"),
    "body": ("json-ld", "next-data"),
    "canonical": ("meta", "og"),
}
"""Sources of each field, the most trusted first. What a person brought beats the page; metadata for machines beats what
is shown; address and text come last and make a date `guessed`."""

_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=[/\-_.\d]|$)")
_TOLERANCE = timedelta(minutes=10)  # clocks of outlets run ahead; a later instant is not of the past

_CHANGED = re.compile(r"\b(?:diperba(?:ha)?rui|diubah|updated?)\b\W*(.{8,60})", re.IGNORECASE)
_MAX_TAGS = 30


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is believed about an article beside its text; None where nothing says it."""

    title: str | None
    published: Moment | None
    modified: Moment | None
    byline: Byline
    section: str | None
    tags: tuple[str, ...]
    image: str | None
    site: str | None
    language: str | None
    description: str | None
    canonical: str | None
    notes: tuple[str, ...]


def believe(
    claims: tuple[Claim, ...], url: str, *, zone: ZoneInfo, outlet_name: str | None, visible: str, now: datetime
) -> Metadata:
    """Decide all fields by the table of precedence.

    Args:
        claims: From `claims.collect`.
        url: Address of the page.
        zone: Zone of dates that print none.
        outlet_name: As configured; None when unknown.
        visible: The page's first lines as shown; a clock time there corrects a false `Z`.
        now: The present; nothing is published later.
    """
    notes: list[str] = []
    names = tuple(dict.fromkeys(filter(None, (outlet_name, *(claim.value for claim in ranked(claims, "site"))))))
    published, note = believe_instant(claims, "published", url, zone=zone, visible=visible, now=now)
    if note:
        notes.append(note)
    modified, _ = believe_instant(claims, "modified", url, zone=zone, visible="", now=now)
    if note and modified is not None and published is not None and modified.source == published.source:
        at = modified.at.astimezone(UTC).replace(tzinfo=zone)  # one system wrote both, and calls local time UTC
        modified = Moment(at.astimezone(UTC), at.date(), modified.source, "derived")
    if modified is None:
        modified = _shown_change(visible, zone, now)
    if modified is not None and published is not None and modified.at < published.at - timedelta(days=1):
        modified = None
    author = next((name for claim in ranked(claims, "author") if (name := _person(claim.value, names))), None)
    editor = next((name for claim in ranked(claims, "editor") if (name := _person(claim.value, names))), None)
    return Metadata(
        title=believe_title(claims, names, url),
        published=published,
        modified=modified,
        byline=Byline(author, editor),
        section=first(claims, "section"),
        tags=_tags(claims),
        image=_address(first(claims, "image"), url),
        site=first(claims, "site"),
        language=first(claims, "language"),
        description=first(claims, "description"),
        canonical=_canonical(claims, url),
        notes=tuple(notes),
    )


def ranked(claims: tuple[Claim, ...], field: Field) -> Iterator[Claim]:
    """Yield the claims about a field, the most trusted source first."""
    for source in PRECEDENCE[field]:
        for claim in claims:
            if claim.source == source and claim.field == field:
                yield claim


def first(claims: tuple[Claim, ...], field: Field) -> str | None:
    """Return the most trusted value of a field; None when nothing claims it."""
    return next((claim.value for claim in ranked(claims, field)), None)


def believe_title(claims: tuple[Claim, ...], names: tuple[str, ...], url: str) -> str | None:
    """Return the article's title; None when the page has none."""
    cleaned = [
        (claim.source, text) for claim in ranked(claims, "title") if (text := clean_title(claim.value, names, url))
    ]
    headings = tuple(text for source, text in cleaned if source == "h1")
    if cleaned and cleaned[0][0] == "import":
        return cleaned[0][1]
    return choose_title(tuple(text for _, text in cleaned), headings)


def believe_instant(
    claims: tuple[Claim, ...], field: Field, url: str, *, zone: ZoneInfo, visible: str, now: datetime
) -> tuple[Moment | None, str | None]:
    """Return the instant of publication or modification and a note when something was corrected.

    Readings with a clock time are preferred to bare days of a more trusted source on the same day.
    """
    readings = [
        (claim.source, reading) for claim in ranked(claims, field) if (reading := parse_instant(claim.value, zone))
    ]
    if field == "published":
        shown = _shown(visible, zone)
        if shown is not None:
            readings.append(("text", shown))
        in_url = _URL_DAY.search(_path(url)) if not url.startswith("urn:") else None
        day = parse_instant("-".join(in_url.groups()), zone) if in_url else None
        if day is not None:
            readings.append(("url", day))
    past = [(source, fixed) for source, reading in readings if (fixed := _not_future(reading, zone, now)) is not None]
    if not past:
        return None, None
    source, chosen = past[0]
    if not chosen.has_time:
        source, chosen = next(
            ((other, reading) for other, reading in past if reading.has_time and reading.local_day == chosen.local_day),
            (source, chosen),
        )
    corrected, note = _true_zone(source, chosen, readings, zone, visible)
    confidence = "guessed" if source in {"url", "text"} else corrected.confidence
    return Moment(corrected.at, corrected.local_day, source, confidence), note


def _path(url: str) -> str:
    """Return the path of an address, empty for one that cannot be split."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _not_future(reading: Reading, zone: ZoneInfo, now: datetime) -> Reading | None:
    """Return the reading, or the local time that a false `Z` stood for, or None when it lies in the future."""
    if reading.at <= now + _TOLERANCE:
        return reading
    local = _as_local(reading, zone)
    if reading.zoned and reading.has_time and local.at <= now + _TOLERANCE:
        return local
    return None


def _true_zone(
    source: Source, chosen: Reading, readings: list[tuple[Source, Reading]], zone: ZoneInfo, visible: str
) -> tuple[Reading, str | None]:
    """Correct an instant in UTC whose clock is the one the page shows as local time."""
    utc_clock = chosen.at.astimezone(UTC)
    if (
        not (chosen.zoned and chosen.has_time)
        or source in {"import", "rest"}
        or utc_clock.second == utc_clock.minute == 0 == utc_clock.hour
    ):
        return chosen, None
    shown = [reading for _, reading in readings if reading.at != chosen.at and reading.has_time]
    for reading in shown:
        gap = chosen.at - reading.at
        if (
            reading.zoned
            and gap in {timedelta(hours=7), timedelta(hours=8), timedelta(hours=9)}
            and _printed(chosen, visible)
        ):
            return reading, f"The {source} time is marked UTC but is the local time that the page shows."
    if _printed(chosen, visible):
        return _as_local(chosen, zone), f"The {source} time is marked UTC but is the local time that the page shows."
    return chosen, None


def _printed(reading: Reading, visible: str) -> bool:
    """Tell whether the page shows this instant's UTC clock as a local time (`20:59 WIB`)."""
    clock = reading.at.astimezone(UTC)
    return bool(re.search(rf"(?<!\d)0?{clock.hour}[:.]{clock.minute:02d}(?:[:.]\d\d)?\s*(?:WIB|WITA|WIT)\b", visible))


def _as_local(reading: Reading, zone: ZoneInfo) -> Reading:
    naive = reading.at.astimezone(UTC).replace(tzinfo=None)
    local = naive.replace(tzinfo=zone)
    return replace(reading, at=local.astimezone(UTC), local_day=local.date(), confidence="derived", zoned=False)


def _shown(visible: str, zone: ZoneInfo) -> Reading | None:
    """Return the first dateline among the page's shown lines: a short line with a day and a month's name or a clock."""
    bare: Reading | None = None
    for line in visible.splitlines():
        if len(line) > 120 or not re.search(r"\d{4}|/\d{2}\b", line):  # noqa: PLR2004 - a dateline is short
            continue
        reading = parse_instant(line, zone)
        if reading is None:
            continue
        if reading.has_time:
            return reading
        bare = bare or reading
    return bare


def _shown_change(visible: str, zone: ZoneInfo, now: datetime) -> Moment | None:
    """Return the change that a short line tells of (`Terakhir diperbaharui: ...`); None when none does."""
    for line in visible.splitlines():
        told = _CHANGED.search(line) if len(line) <= 160 else None  # noqa: PLR2004 - a dateline is short
        reading = parse_instant(told.group(1), zone) if told else None
        if reading is not None and reading.has_time and reading.at <= now + _TOLERANCE:
            return Moment(reading.at, reading.local_day, "text", "guessed")
    return None


def _person(raw: str, names: tuple[str, ...]) -> str | None:
    name = clean_name(raw)
    if name is None or name.casefold() in {site.casefold() for site in names}:
        return None
    return name


def _tags(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    for source in PRECEDENCE["tag"]:
        tags = [claim.value for claim in claims if claim.source == source and claim.field == "tag"]
        parts = [part.strip() for tag in tags for part in (tag.split(",") if len(tags) == 1 else [tag])]
        if any(parts):
            return tuple(dict.fromkeys(part for part in parts if part))[:_MAX_TAGS]
    return ()


def _address(value: str | None, url: str) -> str | None:
    if value is None:
        return None
    try:
        absolute = urljoin(url, value)
    except ValueError:
        return None
    return absolute if absolute.startswith(("http://", "https://")) else None


def _canonical(claims: tuple[Claim, ...], url: str) -> str | None:
    """Return the canonical address when it is of the same site and is no front page; None otherwise."""
    for claim in ranked(claims, "canonical"):
        address = _address(claim.value, url)
        if address is None:
            continue
        try:
            there, here = urlsplit(address), urlsplit(url)
        except ValueError:
            continue
        if _site(there.hostname) == _site(here.hostname) and (there.path.strip("/") or there.query):
            return address
    return None


def _site(host: str | None) -> str:
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", host or "")
