"""Walls that a site serves at the article's own address with status 200: login, subscription, consent, a blocked site.

An article's page may carry all of these beside its text (a login form in its head, a consent layer over it), so a wall
is one only where no story stands on the page, and its words or form say what stands there instead. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from crawlers.shape import has_data
from crawlers.walls import BLOCKED, Wall
from pipeline.page.announced import shares_words, words_of
from pipeline.page.furniture import is_prose
from pipeline.page.tree import blocks, prune

LOOKED_AT = 400_000  # bytes of a page
STORY = 300  # characters of sentences that no wall has beside its own words
_PARAGRAPH = re.compile(rb"<[pP]\b[^<>]{0,200}>([^<]{100,})")
_PLENTY = 600  # characters of long paragraphs: the page holds a story, and is not looked at further
_HINTS = (
    b"password", b"langganan", b"subscri", b"masuk untuk", b"premium", b"login", b"privasi", b"privacy", b"cookie",
    b"consent", b"before you continue", b"blok", b"internet", b"trust", b"denied",
)  # fmt: skip
_CONSENT_LAYERS = (
    "#didomi-host, #onetrust-consent-sdk, #qc-cmp2-container, #CybotCookiebotDialog, #usercentrics-root, #cmpbox, "
    "[id^='sp_message_container'], .fc-consent-root, .cmp-container, .cookiewall, #cookiewall"
)
_LONGEST = 400  # characters of a line that is a wall's own


@dataclass(frozen=True, slots=True)
class _Words:
    """What a kind of wall says.

    Args:
        wall: What it is.
        line: Found in a line that only such a wall has.
        title: Found in the title or heading of its page.
    """

    wall: Wall
    line: re.Pattern[str]
    title: re.Pattern[str]


def _words(wall: Wall, line: str, title: str) -> _Words:
    return _Words(wall, re.compile(line, re.IGNORECASE), re.compile(f"{line}|{title}", re.IGNORECASE))


_PROVIDER = _words(
    BLOCKED,
    r"\binternet\s*(?:positif|baik|sehat)\b|\btrust\s*positif\b|\baduan\s*konten\b"
    r"|\b(?:situs|laman|website|web|halaman)\s+(?:web\s+)?(?:ini|yang\s+(?:anda|akan)\b.{0,30}|tersebut)\s*(?:telah|sudah)?\s*"
    r"(?:diblok\w*|dibatasi|tidak\s+dapat\s+diakses)"
    r"|\bthis\s+(?:web)?(?:site|page)\s+(?:is|has\s+been)\s+blocked\b",
    r"\bsitus\s+diblok\w*|^\W*access\s+(?:denied|blocked)\b|^\W*akses\s+(?:ditolak|diblok\w*)",
)
_CONSENT = _words(
    Wall("consent", "the site asks for consent first"),
    r"\b(?:setujui|menyetujui|terima|menerima|izinkan|accept|agree\s+to)\b.{0,80}\b(?:cookies?|kuki|pelacak\w*|tracking)\b"
    r"|\bmenyimpan\s+(?:cookies?|kuki)\b|\bstore\s+(?:and/or\s+access\s+)?(?:cookies|information\s+on\s+a\s+device)\b",
    r"\bmenghargai\s+privasi\b|\bvalue\s+your\s+privacy\b|^\W*before\s+you\s+continue\b|\bpersetujuan\s+(?:cookies?|privasi)\b",
)
_LOGIN = _words(
    Wall("login", "the site asks for a login"),
    r"\b(?:masuk|login|log\s*in|sign\s*in|berlangganan|langganan|daftar|mendaftar|subscribe|register)\b.{0,80}"
    r"\b(?:untuk|agar|to|guna)\b.{0,30}\b(?:membaca|baca|melanjutkan|lanjut\w*|mengakses|akses|read\w*|continue|view)\b"
    r"|\b(?:artikel|konten|berita)\s+(?:ini\s+)?(?:khusus|hanya)\s+(?:untuk\s+)?(?:pelanggan|anggota|member)\b",
    r"^\W*(?:masuk|log\s*in|sign\s*in)(?:\W*$|\s*[-–|:·]|\s+(?:ke\s+akun|pelanggan|anggota|member|dulu|dahulu)\b)"
    r"|^\W*(?:konten|artikel)\s+premium\W*$|^\W*(?:ber)?langganan(?:\W*$|\s*[-–|:·])",
)


def wall_in_place(body: bytes, announced: str | None) -> Wall | None:
    """Return the wall that a page is instead of an article; None for a page with a story, and in doubt.

    Args:
        body: Decoded, as answered with status 200.
        announced: Title under which a feed or listing named the article; None when none did.
    """
    head = body[:LOOKED_AT]
    if _has_story(head) or not _may_be_wall(head.lower()):  # the quickest question first: most pages are articles
        return None
    tree = LexborHTMLParser(head)
    password = tree.css_first("input[type='password' i]") is not None
    layer = tree.css_first(_CONSENT_LAYERS) is not None
    titles = list(_titles(tree))
    prune(tree)
    lines = [block.text for block in blocks(tree.body)] if tree.body is not None else []
    own = [line for line in lines if len(line) <= _LONGEST and _says(line) is not None]
    told = " ".join((*titles, announced or "")).casefold()
    story = sum(len(line) for line in lines if is_prose(line) and line not in own and line.casefold() not in told)
    if story >= STORY:
        return None
    other = announced is not None and bool(words_of(announced)) and not shares_words(announced, *titles)
    if story and not other:
        return None  # a short item, or the beginning of a long one
    for words in (_PROVIDER, _CONSENT, _LOGIN):
        if any(map(words.title.search, titles)) or any(map(words.line.search, own)):
            return words.wall
    if other and password:
        return _LOGIN.wall
    return _CONSENT.wall if other and layer else None


def _says(line: str) -> _Words | None:
    return next((words for words in (_PROVIDER, _CONSENT, _LOGIN) if words.line.search(line)), None)


def _titles(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("title, h1")[:4]:
        text = " ".join((node.text() or "").split())
        if text:
            yield text
    for node in tree.css("meta[property='og:title']")[:1]:
        yield " ".join((node.attributes.get("content") or "").split())


def _may_be_wall(lower: bytes) -> bool:
    return any(hint in lower for hint in _HINTS) and not has_data(lower)


def _has_story(head: bytes) -> bool:
    total = 0
    for found in _PARAGRAPH.finditer(head):
        total += len(found[1])
        if total >= _PLENTY:
            return True
    return False
