"""A page on its way to the sink, and what is read off an answer to make it."""

from dataclasses import dataclass
from datetime import datetime
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


def page_of(response: Response, entry: Entry, outlet: str, at: datetime, body: bytes, more: tuple[bytes, ...]) -> Page:
    """Return the page that an answer brought.

    Args:
        response: To the article's address.
        entry: What announced it.
        outlet: Id of whose it is.
        at: When it was fetched, aware.
        body: Of the article, which may have come with another answer.
        more: Its further parts.
    """
    moved = response.url != meta(response).get("asked")
    return Page(
        url=response.url if moved else entry.url,
        body=body,
        form="html",
        fetched_at=at,
        outlet=outlet,
        content_type=(response.headers.get(b"Content-Type") or b"").decode("latin-1") or None,
        status=response.status,
        requested_url=entry.url if moved else None,
        entry=entry,
        more=more,
    )
