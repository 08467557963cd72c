"""Listing, tag and date-index pages: links by CSS selector, next page by selector, `rel=next` or address template."""

from datetime import date, timedelta

from crawlers.readers.answer import Found, Source
from crawlers.readers.home import read_links


def read_listing(source: Source) -> Found:
    """Return the articles of a listing page and the page after it."""
    return read_links(source, "listing")


def index_addresses(pages: str, since: date | None, today: date, most: int) -> tuple[str, ...]:
    """Return addresses of further listing pages, newest first.

    Args:
        pages: Template with `{page}` or `{date:...}` or both.
        since: First local day wanted; None for the first pages of today only.
        today: The local day at the outlet.
        most: The most addresses of one day (pages) to return.
    """
    if "{date" not in pages:
        return tuple(pages.format(page=number) for number in range(2, 2 + most))
    days = 0 if since is None else max(0, min((today - since).days, 3650))
    numbers = range(1, 1 + most) if "{page" in pages else range(1, 2)
    return tuple(
        pages.format(page=number, date=today - timedelta(days=back)) for back in range(days + 1) for number in numbers
    )
