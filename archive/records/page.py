"""What is discovered and fetched: `Entry` and `Page`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Discovery = Literal["feed", "sitemap", "wordpress", "listing", "home", "next_data", "import", "read", "revisit"]
"""How an entry was found; `import` and `read` are brought by a person, `revisit` is a kept article visited again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that an outlet announced.

    Args:
        outlet: Outlet id.
        url: Absolute address as announced.
        via: The means of discovery.
        found_at: When we saw it, aware UTC.
        title: As announced; None when the means carries none.
        published: Aware; None when not announced or unreadable.
        modified: Aware; None when not announced.
        body_html: The whole article when the means carries it (full-text feed, WordPress REST); else None.
        byline: As announced; None when absent.
        categories: Sections and tags as announced.
    """

    outlet: str
    url: str
    via: Discovery
    found_at: datetime
    title: str | None = field(default=None, repr=False)
    published: datetime | None = None
    modified: datetime | None = None
    body_html: str | None = field(default=None, repr=False)
    byline: str | None = field(default=None, repr=False)
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What one fetch (or one imported record) brought.

    Args:
        url: Address it was finally read from; for imports without one, a `urn:sha256:` of the body.
        body: Bytes as received after content decoding; for text imports UTF-8.
        form: `html`, `text` (plain text, first line may be a title) or `fragment` (HTML body from a feed or REST).
        fetched_at: Aware UTC.
        outlet: Outlet id; None when unknown.
        content_type: Header value; None when absent.
        status: HTTP status; None for imports.
        requested_url: The address first asked for when it differs.
        entry: What announced it; None for imports and `pantau read`.
        more: Bodies of the later pages of a split article, in order.
        title: Known beforehand (import column, JSONL field); beats what the page says; None otherwise.
        published: Known beforehand, aware; beats what the page says; None otherwise.
        outlet_name: Name printed by the source when there is no outlet id.
    """

    url: str
    body: bytes = field(repr=False)
    form: Literal["html", "text", "fragment"]
    fetched_at: datetime
    outlet: str | None = None
    content_type: str | None = None
    status: int | None = None
    requested_url: str | None = None
    entry: Entry | None = None
    more: tuple[bytes, ...] = field(default=(), repr=False)
    title: str | None = field(default=None, repr=False)
    published: datetime | None = None
    outlet_name: str | None = None
