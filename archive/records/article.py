"""`Article`: what extraction made of a page."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Confidence = Literal["stated", "derived", "guessed"]
"""`stated`: the page says it with zone; `derived`: day or zone filled in; `guessed`: from URL or text alone."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One piece of furniture that cleaning removed.

    Args:
        text: What was removed, shortened to 200 characters.
        rule: The rule that removed it (`read-also`, `cookie`, `recurring` ...).
    """

    text: str = field(repr=False)
    rule: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant and how sure we are of it.

    Args:
        at: Aware UTC.
        local_day: The calendar day at the outlet.
        source: Where it was read (`json-ld`, `meta`, `time`, `url`, `text`, `feed`, `rest`, `import`).
        confidence: See `Confidence`.
    """

    at: datetime
    local_day: date
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Article:
    """One article, cleaned.

    Args:
        url: Address to show and cite (canonical when it is of the same site).
        url_key: Folded address that makes twins one (`pipeline.urls`).
        title: Without the outlet's name; None when the page has none.
        text: Paragraphs separated by one blank line; may be empty (then `state` is `empty`).
        state: `ok`, `short` (under 200 characters, kept) or `empty` (page kept for repair).
        first_seen: Aware UTC.
        outlet: Outlet id; None when unknown.
        outlet_name: As printed; None when the page names none.
        timezone: IANA zone that local dates of the text are read in; None when unknown (then Asia/Jakarta is assumed).
        published: None when nothing says it; never invented.
        modified: None when not stated.
        reporter: None when not printed.
        editor: None when not printed.
        language: `id`, `en`, another ISO 639 code, or None when undecided.
        section: None when not stated.
        tags: As stated.
        image: Lead image address; None when absent.
        captions: Photo captions and credits, kept apart from the text.
        cuts: What was removed and by which rule.
        notes: Why fields are null and which steps of the fallback chain were taken, one sentence each.
        text_hash: SHA-256 (hex) of the normalised text.
        sketch: The 24 smallest 3-word shingle hashes, ascending.
    """

    url: str
    url_key: str
    title: str | None = field(repr=False)
    text: str = field(repr=False)
    state: Literal["ok", "short", "empty"]
    first_seen: datetime
    outlet: str | None = None
    outlet_name: str | None = None
    timezone: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    reporter: str | None = None
    editor: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    captions: tuple[str, ...] = field(default=(), repr=False)
    cuts: tuple[Cut, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    text_hash: str = ""
    sketch: tuple[int, ...] = ()
