"""What a discovery reader is given and what it gives back."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from archive.records.page import Entry
from pipeline.page.dates import parse_instant

MOST_ENTRIES = 50_000  # of one document: the limit of the sitemap protocol (sitemaps.org)


@dataclass(frozen=True, slots=True)
class Source:
    """A fetched document of discovery.

    Args:
        outlet: Outlet id.
        home: Address of the outlet's home page: entries of other sites are not its own.
        url: Address the document was read from; relative links are resolved against it.
        body: Bytes after content decoding.
        zone: Zone of dates that name none.
        now: When it was read, aware UTC.
        links: CSS selector of article links; None lets the reader find them by their shape.
        next: CSS selector of the next page's link; None follows `rel=next`.
        history: Documents of long ago are wanted, too: archives are walked back.
    """

    outlet: str
    home: str
    url: str
    body: bytes = field(repr=False)
    zone: ZoneInfo
    now: datetime
    links: str | None = None
    next: str | None = None
    history: bool = False

    def instant(self, text: str | None) -> datetime | None:
        """Return the instant a date string names, aware UTC; None when it is absent or unreadable."""
        if not text:
            return None
        reading = parse_instant(text, self.zone)
        return None if reading is None else reading.at


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of a document.

    Args:
        entries: Articles, as announced, in document order, each address once.
        follow: Addresses of further documents of the same kind, most promising first.
        problem: Why the document is none of the kind (one clause); None when it was understood, even if it is empty.
        ttl_minutes: How long the site asks not to be asked again; None when it does not say.
    """

    entries: tuple[Entry, ...] = ()
    follow: tuple[str, ...] = ()
    problem: str | None = None
    ttl_minutes: int | None = field(default=None)


def distinct(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return entries with each address once, first come first kept."""
    seen: dict[str, Entry] = {}
    for entry in entries[:MOST_ENTRIES]:
        seen.setdefault(entry.url, entry)
    return tuple(seen.values())
