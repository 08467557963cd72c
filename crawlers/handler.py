"""The download handler: aiohttp under Scrapy, which connects to no address that the outlet may not reach.

Every request of a crawl passes here: discovery, articles, robots.txt, redirects, retries. A literal address is checked
in every notation; a name is checked on the addresses it resolves to, and exactly those are connected to, so that a name
that changes its answer gains nothing.
"""

import asyncio
import socket
import ssl
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.core.downloader.handlers._base_streaming import BaseStreamingDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Headers, Request, Response
from scrapy.settings import BaseSettings
from scrapy.utils.ssl import _make_ssl_context

from base.address import IPNetwork, check_url, is_allowed
from base.errors import AddressRefusedError
from base.said import said
from crawlers.decode import ACCEPTED
from crawlers.rest import TurnedBackError

LONGEST_HEADER = 8_190  # bytes of a line; aiohttp's default, named because the defence rests on it
MOST_HEADERS = 200  # news sites send about 30
DNS_SECONDS = 300  # how long an address is remembered


@dataclass(frozen=True, slots=True)
class Wire:
    """What Scrapy's headers lose of an exchange: order, letters and repetition. Stands in `request.meta["wire"]`.

    Args:
        asked: Headers sent.
        target: Of the request line.
        protocol: Of the answer.
        reason: Words of its status line.
        answered: Headers received.
    """

    asked: tuple[tuple[str, str], ...]
    target: str
    protocol: str
    reason: str
    answered: tuple[tuple[str, str], ...]


def common_headers(settings: BaseSettings) -> dict[str, str]:
    """Return the headers that every request carries; set once a session instead of by three middlewares a request."""
    stated = {str(name): str(value) for name, value in settings.getdict("DEFAULT_REQUEST_HEADERS").items()}
    return {**stated, "Accept-Encoding": ACCEPTED.decode(), "User-Agent": settings["USER_AGENT"]}


class GuardedResolver(AbstractResolver):
    """Resolves names and refuses addresses that are not public, unless the outlet names their network."""

    def __init__(self, allow: tuple[IPNetwork, ...]) -> None:
        self._allow = allow

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses that may be connected to.

        Raises:
            AddressRefusedError: The name leads only to addresses that may not be reached.
            OSError: The name cannot be resolved.
        """
        loop = asyncio.get_running_loop()
        infos = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family, flags=socket.AI_ADDRCONFIG)
        results = [
            ResolveResult(
                hostname=host, host=str(address[0]), port=port, family=kind, proto=proto, flags=socket.AI_NUMERICHOST
            )
            for kind, _, proto, _, address in infos
        ]
        allowed = [result for result in results if is_allowed(result["host"], self._allow)]
        if results and not allowed:
            raise AddressRefusedError(
                said(
                    "{host} leads to {host2}, not public; name its network in allow_network to permit",
                    host=host,
                    host2=results[0]["host"],
                )
            )
        return allowed

    async def close(self) -> None:
        """Free nothing: names are resolved by the system."""


_contexts: dict[bool, ssl.SSLContext] = {}


def _shared_context(crawler: Crawler) -> ssl.SSLContext:
    """Return one context for all crawls that verify alike; each of its own would hold a megabyte of certificates."""
    verified = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    if verified not in _contexts:
        _contexts[verified] = _make_ssl_context(crawler.settings)
    return _contexts[verified]


class GuardedHandler(AiohttpDownloadHandler):
    """Scrapy's aiohttp handler with our resolver and bounded headers."""

    experimental = False  # its limits are held by our own tests

    def __init__(self, crawler: Crawler) -> None:
        BaseStreamingDownloadHandler.__init__(self, crawler)
        outlet = getattr(crawler.spidercls, "outlet", None)
        self._allow: tuple[IPNetwork, ...] = outlet.allow_network if outlet is not None else ()
        job = getattr(crawler.spider, "job", None)
        self._spider: Any = crawler.spider
        self._records = job is not None and job.recorder is not None
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._ssl_context = _shared_context(crawler)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=GuardedResolver(self._allow),
                ttl_dns_cache=DNS_SECONDS,
                limit=self._pool_size_total,
                limit_per_host=self._pool_size_per_host,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            headers=common_headers(crawler.settings),
            response_class=_ClientResponse,
            max_line_size=LONGEST_HEADER,
            max_field_size=LONGEST_HEADER,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        )

    async def download_request(self, request: Request) -> Response:
        """Download one address.

        Raises:
            AddressRefusedError: It may not be reached.
            DownloadFailedError: The answer is no proper HTTP.
            TurnedBackError: The site asked to wait while the request stood in line.
        """
        rest, tally = getattr(self._spider, "rest", None), getattr(self._spider, "tally", None)
        if (rest is not None and rest.left) or (tally is not None and tally.giving_up):
            raise TurnedBackError
        check_url(request.url, self._allow)
        request.meta.setdefault("download_timeout", self._seconds)
        try:
            response = await super().download_request(request)
        except (ValueError, aiohttp.ClientError) as error:  # contradictory Content-Length, broken headers
            raise DownloadFailedError(f"{request.url}: {error}") from error
        if rest is not None:
            rest.answered(response.status)  # before the next one in line is sent
        return response

    async def _read_response(self, response: _ClientResponse, request: Request) -> Response:
        if self._records:
            request.meta["wire"] = _wire(response)
        return await super()._read_response(response, request)

    @staticmethod
    def _extract_headers(response: aiohttp.ClientResponse) -> Headers:
        if len(response.headers) > MOST_HEADERS:
            raise DownloadFailedError(f"{response.url} sends more than {MOST_HEADERS} headers")
        return Headers(list(response.headers.items()))


def _wire(response: aiohttp.ClientResponse) -> Wire:
    version, asked = response.version, response.request_info
    return Wire(
        asked=tuple(asked.headers.items()),
        target=asked.url.raw_path_qs,
        protocol=f"HTTP/{version.major}.{version.minor}" if version else "HTTP/1.1",
        reason=response.reason or "",
        answered=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers),
    )
