"""Whether a page is the one that was announced: told by the words of its titles and its text. Pure."""

import html
import re

from archive.records.page import Page
from pipeline.page.decode import decode

SHORT = 200  # characters: a longer text is a story, whatever its newsroom called it elsewhere
_HEAD = 200_000  # bytes in which titles stand
_TITLES = re.compile(
    r"<title[^<>]{0,200}>([^<]{1,400})|<h1[^<>]{0,400}>(.{1,600}?)</h1"
    r"|<meta[^<>]{0,300}og:title[^<>]{0,40}content=[\"']([^\"'<>]{1,400})",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST = 2  # words of a title from which it can be told apart (`Baca` names nothing)
_STEM = 5  # letters: `dilaporkan` and `dilaporkannya`, `kampanye` and `kampanyekan` are one word


def words_of(title: str) -> frozenset[str]:
    """Return the words by which a title is known again; empty when it has too few of them."""
    found = frozenset(word[:_STEM] for word in _WORD.findall(title.casefold()))
    return found if len(found) >= _LEAST else frozenset()


def shares_words(announced: str, *texts: str) -> bool:
    """Tell whether any word of an announced title stands in one of the texts."""
    there = {word[:_STEM] for text in texts for word in _WORD.findall(text.casefold())}
    return bool(words_of(announced) & there)


def is_other_page(page: Page, text: str) -> bool:
    """Tell whether a page with little text has nothing to do with what was announced: a stub, a notice, a wall.

    Args:
        page: With the entry that announced it.
        text: The story extracted from it.
    """
    announced = page.entry.title if page.entry is not None else None
    if page.form != "html" or not announced or not words_of(announced) or len(text) >= SHORT:
        return False
    head = decode(page.body[:_HEAD], page.content_type)
    titles = [html.unescape(_TAGS.sub(" ", "".join(filter(None, found)))) for found in _TITLES.findall(head)]
    return not shares_words(announced, text, *titles)
