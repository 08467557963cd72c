"""Data that a page carries for machines (JSON-LD, microdata, `__NEXT_DATA__`): read with caps, never trusted."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MAX_BLOCKS = 20
_MAX_JSON = 400_000  # characters; Trafilatura's clean-up of 208 KB of unterminated JSON-LD took 36 s
_MAX_NEXT = 3_000_000
_MAX_NODES = 20_000
_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Background|Review|Blog|Social|Tech|Live|Scholarly|Satirical|AnalysisNews|"
    r"OpinionNews|ReportageNews|ReviewNews|BackgroundNews)?(?:Media)?(?:Article|Posting|BlogPosting|Blog)|Report",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",\s*([}\]])")
_LOOSE = re.compile(
    r'"(datePublished|dateModified|dateCreated|headline|articleSection)"\s*:\s*"((?:[^"\\]|\\.){1,400})"'
)
_BODY_KEYS = (
    "articleBody",
    "content",
    "body",
    "article_content",
    "articleContent",
    "isi",
    "konten",
    "contentHtml",
    "html",
    "text",
)
_TITLE_KEYS = ("title", "headline", "judul", "name")


def json_ld_articles(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """Return the objects that describe an article, the best described first; empty when there is none."""
    found: list[dict[str, Any]] = []
    for script in tree.css('script[type*="ld+json"]')[:_MAX_BLOCKS]:
        text = (script.text() or "").strip()
        if len(text) > _MAX_JSON:
            text = text[:_MAX_JSON]
        data = _load(text)
        if data is None:
            loose = {key: _unescape(value) for key, value in reversed(_LOOSE.findall(text))}
            if "datePublished" in loose or "headline" in loose:
                found.append(loose)
            continue
        found += [item for item in _objects(data) if _is_article(item)]
    return sorted(
        found, key=lambda item: -sum(key in item for key in ("datePublished", "headline", "articleBody", "author"))
    )


def next_data(tree: LexborHTMLParser) -> dict[str, Any] | None:
    """Return what a Next.js page carries as data (`__NEXT_DATA__`); None when absent, too large or broken."""
    script = tree.css_first("script#__NEXT_DATA__")
    text = (script.text() or "") if script is not None else ""
    if not text or len(text) > _MAX_NEXT:
        return None
    data = _load(text)
    return data if isinstance(data, dict) else None


def next_article(data: dict[str, Any]) -> dict[str, Any] | None:
    """Return the object of Next.js data that holds the longest body beside a title; None when there is none."""
    best: tuple[int, dict[str, Any]] | None = None
    for item in _objects(data):
        body = body_of(item)
        if (
            body
            and any(isinstance(item.get(key), str) for key in _TITLE_KEYS)
            and (best is None or len(body) > best[0])
        ):
            best = (len(body), item)
    return best[1] if best is not None and best[0] > 200 else None  # noqa: PLR2004 - shorter texts are teasers


def body_of(item: dict[str, Any]) -> str:
    """Return the longest text under a name that bodies have; empty when there is none."""
    bodies = []
    for key in _BODY_KEYS:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("rendered") or value.get("html")
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = "\n".join(value)
        if isinstance(value, str):
            bodies.append(value)
    return max(bodies, key=len, default="")


def microdata(tree: LexborHTMLParser) -> dict[str, str]:
    """Return the first value of each `itemprop` inside an article's scope; empty when there is none."""
    scope = tree.css_first('[itemtype*="Article"], [itemtype*="BlogPosting"]')
    if scope is None:
        return {}
    found: dict[str, str] = {}
    for node in scope.css("[itemprop]")[:200]:
        for name in (node.attributes.get("itemprop") or "").split():
            value = _property(node)
            if value:
                found.setdefault(name, value)
    return found


def _property(node: LexborNode) -> str:
    attributes = node.attributes
    for name in ("content", "datetime", "src", "href"):
        if attributes.get(name):
            return str(attributes[name]).strip()
    return " ".join((node.text() or "").split())[:500]


def text_of(value: Any) -> str | None:
    """Return the text of a JSON value: a string, an object's name or the first of a list; None when it has none."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("url") or value.get("@value") or value.get("@id"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return " ".join(_unescape(value).split()) or None if isinstance(value, str) else None


def texts_of(value: Any) -> tuple[str, ...]:
    """Return the texts of a JSON value that may be a string, an object or a list of either; commas split no string."""
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := text_of(item)))


def _load(text: str) -> Any:
    cleaned = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    cleaned = re.sub(r"^(?:/\*.{0,80}?\*/|//[^\n]{0,80}\n|<!--)", "", cleaned).strip()
    for attempt in (cleaned, _TRAILING.sub(r"\1", _CONTROL.sub(" ", cleaned))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every object inside, outer ones first, at most 20,000 values."""
    queue, seen = [data], 0
    while queue and seen < _MAX_NODES:
        value = queue.pop(0) if len(queue) < 64 else queue.pop()  # noqa: PLR2004 - breadth first while it is cheap
        seen += 1
        if isinstance(value, dict):
            yield value
            queue.extend(item for item in value.values() if isinstance(item, dict | list))
        elif isinstance(value, list):
            queue.extend(item for item in value if isinstance(item, dict | list))


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPES.fullmatch(name.rsplit("/", 1)[-1]) for name in names)


def _unescape(text: str) -> str:
    return html.unescape(html.unescape(text))
