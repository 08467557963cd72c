"""Which links of a page are articles of the outlet, told by their shape."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST = 2_000  # characters of an address
HEADLINE = 5  # words; menus and labels have fewer
MOST_LINKS = 5_000  # anchors of one page that are looked at; a page with more is a trap or an archive dump
DEEPEST = 4  # elements between a heading and the link around it
_TWIN = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
# Path parts that name lists, services and files rather than articles; as seen in news sites' menus.
_NO_ARTICLE = re.compile(
    r"/(?:tag|tags|topik|topic|category|kategori|author|penulis|reporter|editor|page|halaman|search|cari|indeks|index|login|"
    r"register|daftar|about|tentang(?:-kami)?|redaksi|kontak|contact|pedoman[^/]*|kebijakan[^/]*|privacy[^/]*|disclaimer|terms[^/]*|"
    r"kode-etik[^/]*|feed|rss|wp-admin|wp-content|wp-json|cdn-cgi|epaper|iklan|karir|live|foto|galeri|video)(?:/|$)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|docx?|xlsx?|css|js|xml|ico|apk)$", re.IGNORECASE)
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+){3,}")  # four words or more
_NUMBER = re.compile(r"(?:^|[/\-_.=])\d{4,}(?:$|[/\-_.])")
_DATED = re.compile(r"/20\d\d/\d{1,2}/")


def site(host: str | None) -> str:
    """Return a host without `www.`, `m.` and their like."""
    return _TWIN.sub("", (host or "").lower().rstrip("."))


def same_site(url: str, home: str) -> bool:
    """Tell whether an address belongs to the outlet: its host, a twin of it or a host below it; http(s) only."""
    try:
        parts, own = urlsplit(url), urlsplit(home)
        theirs, ours = (site(parts.hostname), parts.port), (site(own.hostname), own.port)
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or len(url) > LONGEST:
        return False
    return theirs == ours or (own.port is None and theirs[0].endswith("." + ours[0]))


def article_shaped(url: str) -> bool:
    """Tell whether an address looks like an article's: a slug of four words, a number or a date in its path."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path or _NO_ARTICLE.search(path) or _FILE.search(path):
        return False
    last = path.rsplit("/", 1)[-1]
    if _SLUG.search(last) or _DATED.search(path):
        return True
    return bool(_NUMBER.search(path) or _NUMBER.search(parts.query)) and len(path) > 8  # noqa: PLR2004 - `/2024` is a year


def numbered(url: str, title: str) -> bool:
    """Tell whether an address that a whole headline leads to may be an article's: a number in it, however short."""
    path = urlsplit(url).path.rstrip("/")
    if _NO_ARTICLE.search(path) or _FILE.search(path):
        return False
    return len(title.split()) >= HEADLINE and re.search(r"\d", path) is not None


def anchors(tree: LexborHTMLParser, base: str, selector: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield (absolute address without fragment, text) of links, bounded in number; a `<link>` has its `rel` for text.

    Args:
        tree: The parsed page.
        base: Address of the page; a `<base href>` in it wins.
        selector: CSS selector of the links, or of elements that hold them; None for every link.
    """
    declared = tree.css_first("base[href]")
    try:
        root = urljoin(base, declared.attributes.get("href") or "") if declared else base
    except ValueError:
        root = base
    nodes = tree.css(selector or "a[href]")
    for node in nodes[:MOST_LINKS]:
        link = node if node.tag in {"a", "link"} else node.css_first("a[href]") or _around(node)
        href = link.attributes.get("href") if link is not None else None
        if link is None or not href:
            continue
        try:
            url = urljoin(root, href.strip()).split("#", 1)[0]
        except ValueError:
            continue
        text = link.attributes.get("rel") if link.tag == "link" else _headline(link)
        yield url, " ".join((text or "").split())[:300]


def _around(node: LexborNode) -> LexborNode | None:
    """Return the link that a heading stands in: `<a><div><h2>...`."""
    above = node.parent
    for _ in range(DEEPEST):
        if above is None or (above.tag == "a" and above.attributes.get("href")):
            return above
        above = above.parent
    return None


def _headline(link: LexborNode) -> str:
    """Return the text of a link: of the heading in it, beside which section, time and teaser may stand."""
    heading = link.css_first("h1, h2, h3, h4, h5, h6")
    told = "" if heading is None else heading.text(separator=" ").strip()
    return told or link.text(separator=" ")
