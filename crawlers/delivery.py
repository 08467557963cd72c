"""A page on its way to the sink, and what is read off an answer to make it."""

from dataclasses import dataclass
from typing import Any

from scrapy.http import Response

from archive.records.page import Entry, Page
from crawlers.job import Exchange


@dataclass(frozen=True, slots=True)
class Delivery:
    """A page on its way to the sink.

    Args:
        page: What was fetched.
        entry: What announced it.
        exchanges: Over HTTP, those of further parts included, where evidence is kept; empty otherwise.
    """

    page: Page
    entry: Entry
    exchanges: tuple[Exchange, ...] = ()


def meta(response: Response) -> dict[str, Any]:
    """Return what the request carried."""
    return response.request.meta if response.request is not None else {}


def hints(response: Response) -> dict[str, str]:
    """Return the headers that tell of a wall."""
    return {"cf-mitigated": (response.headers.get(b"cf-mitigated") or b"").decode("latin-1")}


def plain(response: Response) -> dict[str, str]:
    """Return the last value of each header, by lower-case name."""
    return {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }


def fragment(entry: Entry) -> Page:
    """Return the page that an entry with its whole text is."""
    return Page(
        url=entry.url,
        body=(entry.body_html or "").encode(),
        form="fragment",
        fetched_at=entry.found_at,
        outlet=entry.outlet,
        content_type="text/html; charset=utf-8",
        entry=entry,
        title=entry.title,
        published=entry.published,
    )
