"""Pages that only lead on: `<meta http-equiv="refresh">` with a short delay and no article beside it. Pure."""

from urllib.parse import urlsplit

from scrapy.http import HtmlResponse
from scrapy.utils.response import get_meta_refresh
from selectolax.lexbor import LexborHTMLParser

from crawlers.failures import GivenUpError
from pipeline.page.furniture import is_prose
from pipeline.page.tree import blocks, prune

LOOKED_AT = 40_000  # bytes; a page that leads on is small
SOONEST = 10.0  # seconds: what comes later reloads a page that is to be read meanwhile
STORY = 200  # characters of sentences: a page with more is an article that also reloads itself


def leads_to(url: str, body: bytes) -> str | None:
    """Return where a page without an article sends its reader; None where it does not.

    Args:
        url: The page's own address.
        body: Decoded, as answered with status 200.

    Raises:
        GivenUpError: It leads out of http and https, or to itself.
    """
    if len(body) > LOOKED_AT or b"refresh" not in body.lower():
        return None
    delay, target = get_meta_refresh(HtmlResponse(url, body=body, encoding="utf-8"))
    if delay is None or not target or delay > SOONEST or _holds_story(body):
        return None
    if urlsplit(target).scheme not in {"http", "https"}:
        raise GivenUpError("refused", "the redirect leaves http and https")
    if target.partition("#")[0] == url.partition("#")[0]:
        raise GivenUpError("failed", "the address redirects to itself")
    return target


def _holds_story(body: bytes) -> bool:
    tree = LexborHTMLParser(body)
    prune(tree)
    lines = [block.text for block in blocks(tree.body)] if tree.body is not None else []
    return sum(len(line) for line in lines if is_prose(line)) >= STORY
