"""Titles without the outlet's name, and outlet names as the page prints them."""

import html
import re
from urllib.parse import urlsplit

_SEPARATOR = re.compile(r"\s+[-–—|»›·•~]+\s+|\s*[|»]\s*|\s+::\s+|\s+/\s+(?=[A-Z][\w.]*$)")
_PAGE_TAIL = re.compile(
    r"\s*(?:[-–|]\s*)?(?:halaman|page|hal\.?)\s+(?:all|\d+)(?:\s+(?:dari|of)\s+\d+)?\s*$", re.IGNORECASE
)
_DOMAIN = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|org|news|tv|info|example)(?:\.\w+)?$", re.IGNORECASE)
_SITE_WORDS = re.compile(
    r"^(?:berita|portal|situs|media|kabar|news|home|beranda)\b.{0,40}$|\b(?:terkini|terbaru|hari ini|online|news)$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^a-z0-9]+")


def clean_title(raw: str, names: tuple[str, ...] = (), url: str = "") -> str | None:
    """Return a title without site names, separators and page numbers; None when nothing is left.

    Args:
        raw: As the page prints it; entities may be escaped twice.
        names: Names of the outlet as configured and as the page's metadata print them.
        url: The page's address; its host is one of the names.
    """
    text = " ".join(html.unescape(html.unescape(raw)).split())
    text = _PAGE_TAIL.sub("", text)
    keys = {key for key in map(_key, (*names, *_host_names(url))) if len(key) > 1}
    pieces = _split(text)
    while len(pieces) > 1 and _is_site(pieces[-1][0], keys):
        pieces.pop()
    while len(pieces) > 1 and _is_site(pieces[0][0], keys, strict=True):
        pieces.pop(0)
    if not pieces:
        return None
    cleaned = "".join(piece + separator for piece, separator in pieces[:-1]) + pieces[-1][0]
    cleaned = _PAGE_TAIL.sub("", cleaned).strip(" \t|–—-•·").removesuffix(" »")
    return cleaned or None


def choose_title(candidates: tuple[str, ...], headings: tuple[str, ...]) -> str | None:
    """Return the best of cleaned candidates, given in their order of precedence; None when there is none.

    The headline of metadata is often cut (110 characters) or rewritten for search; where a visible heading continues
    it, the heading is taken.
    """
    if not candidates:
        return None
    first = candidates[0]
    stem = first.rstrip(".… ")
    for heading in headings:
        if len(heading) > len(first) and _key(heading).startswith(_key(stem)) and first != heading and len(stem) > 20:  # noqa: PLR2004 - too short to be one headline
            return heading
        if _key(heading) == _key(first):
            return heading if heading.isupper() is False else first
    return first


def _split(text: str) -> list[tuple[str, str]]:
    pieces, start = [], 0
    for match in _SEPARATOR.finditer(text):
        pieces.append((text[start : match.start()], match.group()))
        start = match.end()
    pieces.append((text[start:], ""))
    return [(piece, separator) for piece, separator in pieces if piece.strip()]


def _is_site(piece: str, keys: set[str], *, strict: bool = False) -> bool:
    text = piece.strip()
    key = _key(text)
    if key in keys or any(len(name) > 4 and key.startswith(name) and len(key) < len(name) + 12 for name in keys):  # noqa: PLR2004 - `RadarBone` in `radarbone.id`
        return True
    if _DOMAIN.match(text):
        return True
    return not strict and len(text.split()) <= 5 and bool(_SITE_WORDS.search(text)) and not text.endswith("?")  # noqa: PLR2004 - names are short


def _host_names(url: str) -> tuple[str, ...]:
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    labels = host.split(".")
    return (host, *(label for label in labels[:-1] if label not in {"co", "or", "go", "ac", "com", "news", "m", "amp"}))


def _key(text: str) -> str:
    return _LETTERS.sub("", text.lower())
