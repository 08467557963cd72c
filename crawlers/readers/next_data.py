"""Next.js sites: the list of articles inside `__NEXT_DATA__`, with dates that the visible page often lacks."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from archive.records.page import Entry
from crawlers.readers.answer import Found, Source, distinct
from crawlers.readers.links import anchors, article_shaped, numbered, same_site

MOST_BYTES = 5_000_000  # of the JSON; JawaPos front pages have about 300 KB
MOST_NODES = 200_000
DEEPEST = 40
TITLES = ("title", "judul", "headline", "name")
ADDRESSES = (
    "url",
    "link",
    "href",
    "permalink",
    "canonical",
    "canonicalUrl",
    "canonical_url",
    "articleUrl",
    "article_url",
    "path",
    "uri",
)
SLUGS = ("slug", "permalinkSlug", "seo", "seoUrl")
DATES = (
    "publishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "publishedDate",
    "published_date",
    "published",
    "date",
    "datePublished",
    "date_published",
    "createdAt",
    "created_at",
    "pubDate",
    "publishTime",
    "publish_time",
)
CHANGES = ("updatedAt", "updated_at", "modifiedAt", "modified_at", "dateModified", "lastUpdate")
_SCRIPT = re.compile(rb"<script[^>]*\bid=[\"']?__NEXT_DATA__[\"']?[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def read_next_data(source: Source) -> Found:
    """Return the articles that a Next.js page's data lists."""
    match = _SCRIPT.search(source.body)
    if match is None:
        return Found(problem="the page has no __NEXT_DATA__")
    if len(match[1]) > MOST_BYTES:
        return Found(problem="the page's __NEXT_DATA__ is larger than 5 MB")
    try:
        data = json.loads(match[1])
    except (ValueError, RecursionError):
        return Found(problem="the page's __NEXT_DATA__ is not JSON")
    hrefs = [url for url, _ in anchors(LexborHTMLParser(source.body), source.url) if same_site(url, source.home)]
    entries = [entry for node in _dicts(data) if (entry := _entry(source, node, hrefs)) is not None]
    return Found(distinct(entries)) if entries else Found(problem="the page's __NEXT_DATA__ lists no article")


def _dicts(data: Any) -> Iterator[dict[str, Any]]:
    stack: list[tuple[Any, int]] = [(data, 0)]
    visited = 0
    while stack and visited < MOST_NODES:
        node, depth = stack.pop()
        visited += 1
        if isinstance(node, dict):
            yield node
        if isinstance(node, dict | list) and depth < DEEPEST:
            inner = list(node.values()) if isinstance(node, dict) else node
            stack.extend((child, depth + 1) for child in reversed(inner) if isinstance(child, dict | list))


def _entry(source: Source, node: dict[str, Any], hrefs: list[str]) -> Entry | None:
    title = _text(node, TITLES)
    if not title or len(title) < 10:  # noqa: PLR2004 - shorter ones are menu labels
        return None
    published = _instant(source, node, DATES)
    url = _address(source, node, hrefs, title if published else "")
    if url is None:
        return None
    return Entry(
        outlet=source.outlet,
        url=url,
        via="next_data",
        found_at=source.now,
        title=title,
        published=published,
        modified=_instant(source, node, CHANGES),
    )


def _address(source: Source, node: dict[str, Any], hrefs: list[str], headline: str) -> str | None:
    """Return the address of an article; one without shape counts where a dated headline stands with it."""
    stated = _text(node, ADDRESSES)
    if stated:
        try:
            url = urljoin(source.url, stated)
        except ValueError:
            return None
        return url if same_site(url, source.home) and (article_shaped(url) or numbered(url, headline)) else None
    slug = _text(node, SLUGS)
    if not slug or slug.count("-") < 2:  # noqa: PLR2004 - a section's slug has a word or two
        return None
    return next((href for href in hrefs if slug in href), None)


def _text(node: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("rendered")
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _instant(source: Source, node: dict[str, Any], names: tuple[str, ...]) -> datetime | None:
    for name in names:
        value = node.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(int(value))
        if isinstance(value, str) and (found := source.instant(value)) is not None:
            return found
    return None
