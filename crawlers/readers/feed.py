"""RSS 0.9 to 2.0, RDF and Atom.

    document with entity declarations -> refused
    otherwise -> lxml, strict -> feedparser on a syntax error, no items or undeclared entities

Dates are read by our own reader from the printed string: both usual parsers take WIB, WITA and zone-less dates as UTC.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from archive.records.page import Entry
from crawlers.readers.answer import Found, Source, distinct
from crawlers.readers.xml import declares_entities, elements, local, parse

SLOW_LIMIT = 2_000_000  # bytes that feedparser may get: it takes about 5 ms for 30 KB and grows with size
WHOLE_TEXT = 700  # characters from which a feed's content is an article and no teaser
_TEASER_END = re.compile(
    r"(?:\[(?:…|\.{3}|&hellip;)\]|…|\.{3}|read more|baca selengkapnya|selengkapnya|lanjutkan membaca|continue reading)"
    r"\W*$",
    re.IGNORECASE,
)
_WP_TRAILER = re.compile(
    r"<p>\s*(?:The post|Artikel|Postingan|Tulisan)\s*<a [^>]*>.{0,400}?</p>\s*$", re.IGNORECASE | re.DOTALL
)
_PLAIN = ("title", "link", "published", "updated", "author")
_ENTRY_TAGS = frozenset({"item", "entry"})


def read_feed(source: Source) -> Found:
    """Return what a feed announces."""
    if declares_entities(source.body):
        return Found(problem="the feed declares entities and is refused")
    root = parse(source.body)
    if root is not None and local(root) not in {"rss", "rdf", "feed"}:
        return Found(problem=f"the document is no feed but <{local(root)[:20]}>")
    entries = [] if root is None else [e for e in (_entry(source, node) for node in _nodes(root)) if e is not None]
    if entries:
        return Found(distinct(entries), ttl_minutes=_ttl(root))
    if root is None:
        return _slowly(source)
    return Found(ttl_minutes=_ttl(root))


def _nodes(root: etree._Element) -> Iterator[etree._Element]:
    return (node for node in elements(root.iter()) if local(node) in _ENTRY_TAGS)


def _ttl(root: etree._Element | None) -> int | None:
    texts = [] if root is None else root.xpath("/*/*[local-name()='channel']/*[local-name()='ttl']/text()")
    value = str(texts[0]).strip() if isinstance(texts, list) and texts else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else None  # noqa: PLR2004 - 70 days


def _entry(source: Source, node: etree._Element) -> Entry | None:
    texts: dict[str, str] = {}
    categories: list[str] = []
    for child in elements(node):
        name = local(child)
        value = "".join(str(text) for text in child.itertext()).strip()
        if name == "category":
            categories.append(value or child.get("term") or child.get("label") or "")
        elif name == "link":
            value = value or (child.get("href", "") if child.get("rel", "alternate") == "alternate" else "")
        elif name == "content" and child.get("type") == "xhtml":
            value = etree.tostring(child, encoding="unicode")
        elif name == "guid" and (child.get("isPermaLink") == "false" or not value.startswith("http")):
            continue
        if value:
            texts.setdefault(name, value)
    return _make(source, texts, tuple(c for c in categories if c))


def _make(source: Source, texts: dict[str, str], categories: tuple[str, ...]) -> Entry | None:
    address = texts.get("origlink") or texts.get("link") or texts.get("guid", "")
    if not address or any(c.isspace() for c in address):
        return None
    try:
        url = urljoin(source.url, address)
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    published = next((texts[k] for k in ("pubdate", "published", "issued", "date", "created") if k in texts), None)
    return Entry(
        outlet=source.outlet,
        url=url,
        via="feed",
        found_at=source.now,
        title=plain(texts.get("title")),
        published=source.instant(published),
        modified=source.instant(texts.get("updated") or texts.get("modified")),
        body_html=whole_text(texts.get("encoded") or texts.get("content")),
        byline=plain(texts.get("creator") or texts.get("author")),
        categories=categories,
    )


def plain(text: str | None) -> str | None:
    """Return a title or name without markup; None when nothing is left."""
    if not text:
        return None
    if "<" in text or "&" in text:
        body = LexborHTMLParser(text).body
        text = body.text(separator="") if body is not None else text
    return " ".join(text.split()) or None


def whole_text(html: str | None) -> str | None:
    """Return a feed's HTML when it is a whole article rather than a teaser; else None."""
    if not html or len(html) < WHOLE_TEXT:
        return None
    trimmed = _WP_TRAILER.sub("", html)
    body = LexborHTMLParser(trimmed).body
    text = " ".join(body.text(separator=" ").split()) if body is not None else ""
    return None if len(text) < WHOLE_TEXT or _TEASER_END.search(text[-60:]) else trimmed


def _slowly(source: Source) -> Found:
    if len(source.body) > SLOW_LIMIT:
        return Found(problem=f"the feed is damaged and too large to repair ({len(source.body):,} bytes)")
    if b"<" not in source.body[:1000]:
        return Found(problem="the document is no feed")
    try:
        parsed: Any = feedparser.parse(source.body, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - it raises what its parts raise (KeyError, ValueError, AssertionError ...)
        return Found(problem=f"the feed is damaged beyond repair ({type(error).__name__})")
    entries = []
    for item in parsed.entries:
        texts = {key: str(value) for key in _PLAIN if (value := dict.get(item, key))}
        if item.get("content"):
            texts["content"] = str(item["content"][0].get("value", ""))
        tags = tuple(str(tag.get("term")) for tag in item.get("tags", ()) if tag.get("term"))
        entries.append(_make(source, texts, tags))
    found = distinct([entry for entry in entries if entry is not None])
    return Found(found) if found or parsed.version else Found(problem="the document is no feed")
