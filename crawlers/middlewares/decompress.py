"""Undoes content encodings and hands on a plain `Response`.

Scrapy's HttpCompressionMiddleware copies the response through `replace`, which evaluates the `encoding` of the still
compressed bytes and so guesses a charset from noise (about 1 ms a page; pages per CPU-second fall by almost half), and
it takes truncated gzip for whole. Nothing here needs a text response: readers and extraction work on bytes.
"""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawlers.decode import decode
from crawlers.failures import GivenUpError
from crawlers.handler import Wire, common_headers
from crawlers.job import Exchange
from crawlers.running import spider_in

if TYPE_CHECKING:
    from crawlers.spiders.outlet import OutletSpider


class DecompressMiddleware:
    """One for each crawl of an outlet."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._common = tuple(common_headers(crawler.settings).items())
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "DecompressMiddleware":
        """Make the middleware of a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the decoded response; ask once more when it was cut short.

        Raises:
            GivenUpError: The body is a bomb, damaged, or cut short twice.
        """
        spider = spider_in(self._crawler)
        spider.tally.bytes += len(response.body)
        if spider.job.recorder is not None and response.status == 200:  # noqa: PLR2004 - OK
            request.meta["exchange"] = _exchange(request, response, spider, self._common)
        encodings = b",".join(response.headers.getlist(b"Content-Encoding")).decode("latin-1")
        decoded = decode(response.body, encodings, self._limit)
        if decoded.problem == "truncated" and request.meta.get("tries", 1) < 2:  # noqa: PLR2004 - one more
            return request.replace(meta={**request.meta, "tries": 2}, dont_filter=True)
        if decoded.problem is not None:
            words = {"too large": "the answer unpacks beyond the limit", "truncated": "the answer was cut short"}
            raise GivenUpError("failed", words.get(decoded.problem, f"the answer's encoding is {decoded.problem}"))
        if type(response) is Response and not encodings:
            return response
        return Response(
            response.url,
            status=response.status,
            headers=response.headers,
            body=decoded.body,
            flags=response.flags,
            request=request,
            ip_address=response.ip_address,
            protocol=response.protocol,
        )


def _exchange(
    request: Request, response: Response, spider: "OutletSpider", common: tuple[tuple[str, str], ...]
) -> Exchange:
    def pairs(headers: object) -> tuple[tuple[str, str], ...]:
        items = headers.items()  # type: ignore[attr-defined]
        return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, values in items for value in values)

    wire: Wire | None = request.meta.get("wire")
    asked = wire.asked if wire else (("Host", urlsplit(request.url).netloc), *common, *pairs(request.headers))
    return Exchange(
        url=request.url,
        at=spider.job.clock.now(),
        request_headers=asked,
        status=response.status,
        response_headers=wire.answered if wire else pairs(response.headers),
        body=response.body,
        ip=None if response.ip_address is None else str(response.ip_address),
        protocol=wire.protocol if wire else "HTTP/1.1",
        reason=wire.reason if wire else "OK",
        target=wire.target if wire else None,
    )
