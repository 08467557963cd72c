"""Brings the parts of an article that its site split over pages."""

from collections.abc import Awaitable, Callable

from crawlers.plan import Fetched
from crawlers.split import find_parts
from pipeline.page.urls import url_key

MOST = 20  # parts of one article
OK = 200
SHORTEST = 0.8  # of the first part: an answer that is to hold the whole is not shorter than that


async def fetch_whole(
    url: str, body: bytes, fetch: Callable[[str], Awaitable[Fetched]], note: Callable[[str], None]
) -> tuple[bytes, tuple[bytes, ...]]:
    """Return the body of an article and its further parts, at most 20, each asked for once.

    Args:
        url: Of its first page.
        body: Of its first page.
        fetch: Gets one address.
        note: Told of a part that is missing.
    """
    more: list[bytes] = []
    parts = find_parts(url, body)
    if parts.whole:
        got = await fetch(parts.whole)
        if got.status == OK and len(got.body) >= len(body) * SHORTEST:
            return got.body, ()
    queue, asked = list(parts.further), {url}
    while queue and len(more) < MOST:
        address = queue.pop(0)
        if address in asked:
            continue
        asked.add(address)
        got = await fetch(address)
        away = url_key(got.url) not in {url_key(address), url_key(url)}  # led to another article
        if got.status != OK or away or got.url == url or got.body in (body, *more):
            note("a part of a split article is missing")
            continue
        more.append(got.body)
        queue += [part for part in find_parts(address, got.body).further if part not in asked]
        queue += [part for part in find_parts(url, got.body).further if part not in asked and part not in queue]
    return body, tuple(more)
