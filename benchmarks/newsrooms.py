"""What thousands of loopback addresses answer in the polling benchmark: cheap, so that the client is measured."""

import asyncio
import random
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

START = datetime(2024, 11, 5, tzinfo=UTC)
ETAG = '"{n}"'
PAGE = "<html><head><title>Pasar desa</title></head><body><article><p>" + "Pasar desa ramai hari ini. " * 80 + "</p>"


class FastClock:
    """A clock that runs faster than the machine's.

    Args:
        faster: How many times.
    """

    def __init__(self, faster: float) -> None:
        self._faster, self._began = faster, time.monotonic()

    def begin(self) -> None:
        """Start anew: what was prepared took no time."""
        self._began = time.monotonic()

    def now(self) -> datetime:
        """Return the compressed instant."""
        return START + timedelta(seconds=(time.monotonic() - self._began) * self._faster)


class Newsrooms:
    """What every loopback address answers: no robots.txt, a feed that seldom grows, its articles.

    Args:
        faster: Of the client's clock, which begins with the first request.
        new: Share of requests for a feed that find a new article.
    """

    def __init__(self, faster: float, new: float) -> None:
        self._clock, self._new = FastClock(faster), new
        self._dice = random.Random(1)  # noqa: S311 - a benchmark's chance
        self._counts: dict[str, int] = {}

    def answer(self, host: str, head: bytes) -> bytes:
        """Return the answer to one request."""
        path = head.split(b" ", 2)[1]
        if path.startswith(b"/berita/"):
            return _http("200 OK", "Content-Type: text/html\r\n", PAGE)
        if path != b"/feed/":
            return _http("404 Not Found", "", "")
        if not self._counts:
            self._clock.begin()
        number = self._counts.setdefault(host, 0) + (self._dice.random() < self._new)
        self._counts[host] = number
        etag = ETAG.format(n=number)
        if f"if-none-match: {etag}".encode() in head.lower():
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        at = f"{self._clock.now():%a, %d %b %Y %H:%M:%S} +0000"
        item = f"<title>Pasar desa ramai</title><link>/berita/{number}000/pasar</link><pubDate>{at}</pubDate>"
        return _http("200 OK", f"ETag: {etag}\r\n", f"<rss><channel><item>{item}</item></channel></rss>")


def _http(status: str, headers: str, body: str) -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n{body}".encode()


class _Visitor(asyncio.Protocol):
    """One connection: a request at a time, as pollers ask."""

    def __init__(self, newsrooms: Newsrooms) -> None:
        self._newsrooms, self._head = newsrooms, b""

    def connection_made(self, transport: Any) -> None:
        """Remember which address was called."""
        self._transport, self._host = transport, transport.get_extra_info("sockname")[0]
        if not self._host.startswith("127."):
            transport.abort()  # answers loopback only

    def data_received(self, data: bytes) -> None:
        """Answer each request that is complete."""
        self._head += data
        while b"\r\n\r\n" in self._head:
            head, _, self._head = self._head.partition(b"\r\n\r\n")
            self._transport.write(self._newsrooms.answer(self._host, head))


def serve(pipe: Connection, faster: float, new: float) -> None:
    """Answer for all newsrooms; tells the port through the pipe, and on request the CPU-seconds spent so far."""
    newsrooms = Newsrooms(faster, new)

    async def main() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Visitor(newsrooms), "0.0.0.0", 0, backlog=4096)  # noqa: S104 - see above
        loop.add_reader(pipe.fileno(), lambda: pipe.send((pipe.recv(), time.process_time())[1]))
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    run_loop(main())


def run_loop(work: Any) -> Any:
    """Run a coroutine on the fast loop where it is installed."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)
