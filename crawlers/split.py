"""Articles split over several pages: which links of a page are its further parts. Pure.

/read/5/judul  ->  /read/5/judul/15, /read/5/judul/30        (path offset, as Disway's)
/judul/        ->  /judul/2/, /judul/3/                       (WordPress <!--nextpage-->)
/judul         ->  ?page=2, ?hal=2, /halaman/2, /page-2; ?page=all, /all, ?single=1, ?showall=1 for the whole
/?p=123        ->  /?p=123&page=2                             (WordPress without speaking addresses)
/judul         ->  ?start=1, ?start=2                         (Joomla counts parts from nought)
/judul.html    ->  /judul-2.html, where the link's text is that number: another article's address may look the same
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawlers.readers.links import anchors, site

MOST_PARTS = 20  # pages of one article
_NAMES = frozenset({"page", "hal", "halaman", "p", "pg", "paged", "start", "limitstart"})
_FROM_NOUGHT = frozenset({"start", "limitstart"})
_WHOLE = frozenset(
    {
        ("page", "all"),
        ("hal", "all"),
        ("halaman", "all"),
        ("single", "1"),
        ("showpage", "all"),
        ("showall", "1"),
        ("view", "all"),
    }
)
_LONGER = re.compile(
    rb"/?(?:/\d{1,3}\b|/all\b|/(?:page|hal|halaman)[-/]\d"
    rb"|\?[^\"'\s>]{0,200}(?:page|hal|pg|p|single|view|start|showall)\w*=|[-_]\d{1,2}\.)"
)
_IN_QUERY = re.compile(rb"(?:&|&amp;|&#0?38;)(?:page|hal)\w{0,4}=\d")  # after `?p=123`
_WORD = re.compile(r"^(?:page|hal|halaman)[-/]")
_FILE = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)
_NUMBERED = re.compile(r"[-_](\d{1,2})")
_MOST_MARKS = 2_000  # question marks looked at one by one; a page full of them is searched as a whole
_LARGEST = 500  # a larger number is another article's id


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the rest of an article is.

    Args:
        whole: Address that shows all of it on one page; None when the page names none.
        further: Addresses of the parts after this page, in order.
    """

    whole: str | None = None
    further: tuple[str, ...] = ()


def find_parts(url: str, body: bytes) -> Parts:
    """Return where the rest of the article at `url` is; empty for an article of one page.

    Only addresses made of the article's own and a part count: `rel=next` on many sites is the next article.
    """
    if not _hinted(url, body):
        return Parts()
    whole: str | None = None
    found: dict[int, str] = {}
    here = _part(url, url) or 1
    for link, text in anchors(LexborHTMLParser(body), url, "a[href], link[rel~=next]"):
        if _is_whole(link, url):
            whole = whole or link
            continue
        number = _part(link, url) or _numbered_file(link, text, url)
        if number is not None and number > here:
            found.setdefault(number, link)
    return Parts(whole, tuple(found[number] for number in sorted(found))[:MOST_PARTS])


def with_suffix(url: str, suffix: str) -> str:
    """Return the address that shows the whole article: `?page=all` joined to a query, `/all` to a path."""
    if suffix.startswith("/"):
        head, mark, query = url.partition("?")
        return head.rstrip("/") + suffix + mark + query
    return url + ("&" + suffix[1:] if "?" in url else suffix)


def suffix_of(url: str, whole: str) -> str | None:
    """Return what appended to an article's address gives the one that shows the whole; None when that does not tell."""
    told = ["/all", *("?" + "=".join(pair) for pair in parse_qsl(urlsplit(whole).query) if pair in _WHOLE)]
    return next((suffix for suffix in told if with_suffix(url, suffix) == whole), None)


def _hinted(url: str, body: bytes) -> bool:
    """Tell cheaply whether the body holds a longer form of the article's path: most pages need no parsing then."""
    if _names_a_page(body):
        return True
    parts = urlsplit(url)
    last = _FILE.sub("", parts.path.rstrip("/").rsplit("/", 1)[-1]).encode()
    if (not last or parts.query) and _IN_QUERY.search(body) is not None:
        return True
    if not last:
        return False
    at = body.find(last)
    while at >= 0:
        if _LONGER.match(body, at + len(last)):
            return True
        at = body.find(last, at + 1)
    return False


def _names_a_page(body: bytes) -> bool:
    """Tell whether any query begins with a page's number; one byte is found fifty times faster than a word."""
    mark = -1
    for _ in range(_MOST_MARKS):
        mark = body.find(b"?", mark + 1)
        if mark < 0:
            return False
        if body.startswith((b"page=", b"hal"), mark + 1):
            return True
    return b"?page=" in body or b"?hal" in body


def _same_host(link: str, url: str) -> bool:
    return site(urlsplit(link).hostname) == site(urlsplit(url).hostname)


def _base(path: str) -> str:
    return path.rstrip("/")


def _is_whole(link: str, url: str) -> bool:
    if not _same_host(link, url):
        return False
    theirs, ours = urlsplit(link), urlsplit(url)
    if _base(theirs.path) == _base(ours.path):
        return any(pair in _WHOLE for pair in parse_qsl(theirs.query)) and not any(
            pair in _WHOLE for pair in parse_qsl(ours.query)
        )
    return bool(_base(ours.path)) and _base(theirs.path) == _base(ours.path) + "/all"


def _part(link: str, url: str) -> int | None:
    """Return the number of the part that `link` shows of the article at `url`; None when it shows something else."""
    if not _same_host(link, url):
        return None
    theirs, ours = urlsplit(link), urlsplit(url)
    if _base(theirs.path) == _base(ours.path):
        return _part_in_query(parse_qsl(theirs.query), parse_qsl(ours.query), names_by_id=not _speaks(ours.path))
    prefix = _base(ours.path) + "/"
    if not _base(ours.path) or not theirs.path.startswith(prefix):
        return None
    return _number(_WORD.sub("", _base(theirs.path)[len(prefix) :]))


def _speaks(path: str) -> bool:
    """Tell whether a path names an article; a bare host or script leaves that to the query, `p` among its names."""
    return bool(_base(path)) and not _base(path).endswith(".php")


def _part_in_query(theirs: list[tuple[str, str]], ours: list[tuple[str, str]], *, names_by_id: bool) -> int | None:
    names = _NAMES - {"p"} if names_by_id else _NAMES
    numbers = [pair for pair in theirs if pair[0] in names]
    same = {pair for pair in theirs if pair[0] not in names} == {pair for pair in ours if pair[0] not in names}
    if not same or len(numbers) != 1:
        return None
    name, value = numbers[0]
    if name in _FROM_NOUGHT:
        return _number(str(int(value) + 1)) if value.isascii() and value.isdigit() and len(value) < 6 else None  # noqa: PLR2004 - digits
    return _number(value)


def _numbered_file(link: str, text: str, url: str) -> int | None:
    """Return the number of a part whose file's name ends in it, when the link's text is just that number."""
    theirs, ours = urlsplit(link), urlsplit(url)
    stem, theirs_stem = _FILE.sub("", ours.path), _FILE.sub("", theirs.path)
    if stem == ours.path or not theirs_stem.startswith(stem) or not _same_host(link, url):
        return None
    found = _NUMBERED.fullmatch(theirs_stem[len(stem) :])
    return _number(found.group(1)) if found and found.group(1) == text.strip() else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 1 < int(text[:6]) <= _LARGEST else None
