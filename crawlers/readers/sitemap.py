"""Sitemaps, sitemap indexes and Google News sitemaps, also gzipped."""

import re
import zlib
from datetime import datetime, timedelta
from urllib.parse import urljoin

from lxml import etree

from archive.records.page import Entry
from crawlers.readers.answer import MOST_ENTRIES, Found, Source, distinct
from crawlers.readers.xml import declares_entities, elements, local, parse

STALE = timedelta(days=60)  # a sitemap that last changed that long before the index's newest one holds no news
MOST_BYTES = 50_000_000  # uncompressed size that sitemaps.org allows
_SIDE = re.compile(
    r"(?:page|categor|kategori|tag|taxonom|author|users?|image|video|product|static|misc)[^/]*$", re.IGNORECASE
)
_NEWS = re.compile(r"(?:news|berita|post|article|artikel|terbaru|today|latest|google)", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")


def read_sitemap(source: Source) -> Found:
    """Return the articles of a sitemap, or the sitemaps an index names, most promising first."""
    body = _unpacked(source.body)
    if body is None:
        return Found(problem="the sitemap is damaged gzip or larger than 50 MB")
    if declares_entities(body):
        return Found(problem="the sitemap declares entities and is refused")
    root = parse(body)
    if root is None:
        root = parse(body, mend=True)
    kind = "" if root is None else local(root)
    if root is None or kind not in {"urlset", "sitemapindex"}:
        return Found(problem="the document is no sitemap")
    if kind == "sitemapindex":
        return Found(follow=_children(source, root))
    entries = (_entry(source, node) for node in list(elements(root))[:MOST_ENTRIES])
    return Found(distinct([entry for entry in entries if entry is not None]))


def _unpacked(body: bytes) -> bytes | None:
    if body[:2] != b"\x1f\x8b":
        return body
    machine = zlib.decompressobj(wbits=31)
    try:
        unpacked = machine.decompress(body, MOST_BYTES)
    except zlib.error:
        return None
    return unpacked if machine.eof else None


def _texts(node: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in elements(node.iter()):
        if child is not node and child.text and child.text.strip():
            found.setdefault(local(child), child.text.strip())
    return found


def _entry(source: Source, node: etree._Element) -> Entry | None:
    if local(node) != "url":
        return None
    direct = {local(c): (c.text or "").strip() for c in elements(node)}
    news = next((_texts(c) for c in elements(node) if local(c) == "news"), {})
    url = _absolute(source, direct.get("loc"))
    if url is None:
        return None
    tags = [word.strip() for word in news.get("keywords", "").split(",")]
    return Entry(
        outlet=source.outlet,
        url=url,
        via="sitemap",
        found_at=source.now,
        title=" ".join(news.get("title", "").split()) or None,
        published=source.instant(news.get("publication_date")),
        modified=source.instant(direct.get("lastmod")),
        categories=tuple(word for word in tags if word),
    )


def _absolute(source: Source, loc: str | None) -> str | None:
    if not loc:
        return None
    try:
        url = urljoin(source.url, loc)
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def _children(source: Source, root: etree._Element) -> tuple[str, ...]:
    """Return child sitemaps: news and posts before pages and tags, newest first; those of long ago only for history."""
    ranked: list[tuple[tuple[int, float, int, int], str]] = []
    dates: dict[str, datetime] = {}
    for index, node in enumerate(list(elements(root))[:MOST_ENTRIES]):
        texts = _texts(node)
        url = _absolute(source, texts.get("loc"))
        if url is None:
            continue
        changed = source.instant(texts.get("lastmod"))
        if changed is not None:
            dates[url] = changed
        name = url.rsplit("/", 1)[-1]
        side = 2 if _SIDE.search(name) else 0 if _NEWS.search(url) else 1
        number = int("".join(_NUMBERS.findall(name))[-12:] or 0)
        ranked.append(((side, -changed.timestamp() if changed else 0.0, -number, index), url))
    found = dict.fromkeys(url for rank, url in sorted(ranked) if rank[0] < 2 or len(ranked) == 1)  # noqa: PLR2004
    newest = max((min(dates[url], source.now) for url in found if url in dates), default=None)
    if newest is None or source.history:
        return tuple(found)
    return tuple(url for url in found if dates.get(url, newest) >= newest - STALE)
