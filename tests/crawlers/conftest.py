"""A site on a loopback address and a crawl of it."""

import asyncio
import contextlib
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from warcio.archiveiterator import ArchiveIterator

from base.address import parse_networks
from crawlers.evidence.book import EvidenceBook
from crawlers.job import CrawlOptions, MemoryState
from crawlers.outlet import Discover, Outlet
from crawlers.run import crawl
from pipeline.outcome import Outcome

LOOPBACK = parse_networks(["127.0.0.0/8"])
PATIENT = 120.0  # seconds for one answer: on a busy machine a good site may need more than a few
GUARD = 600.0  # seconds after which a crawl that never ends is given up; how long one takes is not judged


@dataclass
class Site:
    """Pages by path: bytes, (status, headers, body) or a function of the handler that answers itself.

    `heard_out` holds the paths whose long-winded answer was taken to its very end.
    """

    pages: dict = field(default_factory=dict)
    hits: Counter = field(default_factory=Counter)
    log: list = field(default_factory=list)
    port: int = 0
    ended: threading.Event = field(default_factory=threading.Event)
    heard_out: list = field(default_factory=list)

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or the body waits 40 ms for the crawler to acknowledge the headers
    site: Site

    def do_GET(self):
        self.site.hits[self.path] += 1
        self.site.log.append((self.path, dict(self.headers)))
        answer = self.site.pages.get(self.path, self.site.pages.get("*", (404, {}, b"tidak ada")))
        if callable(answer):
            answer = answer(self)
        if answer is None:
            self.close_connection = True
            return
        status, headers, body = answer if isinstance(answer, tuple) else (200, {"Content-Type": "text/html"}, answer)
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the server's name; a time stamp authority is asked so

    def log_message(self, *args):
        pass

    def handle(self):
        with contextlib.suppress(ConnectionError, TimeoutError):
            super().handle()


@pytest.fixture
def make_site():
    servers = []

    def make(pages=None, address="127.0.0.1", wrap=None):
        site = Site(pages=dict(pages or {}))
        handler = type("Handler", (_Handler,), {"site": site})
        server = ThreadingHTTPServer((address, 0), handler)
        server.daemon_threads = True
        server.block_on_close = False
        if wrap is not None:
            server.socket = wrap(server.socket)
        site.port = server.server_port
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append((server, site))
        return site

    yield make
    for server, site in servers:
        site.ended.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(make_site):
    return make_site()


def outlet_of(site, *ways, **fields):
    ways = ways or (Discover("feed", "/feed/"),)
    return Outlet(
        **{
            "id": "satu",
            "name": "Satu",
            "home": site.home,
            "discover": ways,
            "allow_network": LOOPBACK,
            "delay": 0.0,
            **fields,
        }
    )


class Pages(list):
    """A sink that keeps what it is given."""

    def __init__(self, state="kept"):
        super().__init__()
        self.state = state

    async def __call__(self, page, entry=None):  # noqa: ARG002
        self.append(page)
        return Outcome(self.state, article_id=len(self))


def run(*outlets, sink=None, state=None, clock=None, **options):
    """Crawl and return (reports, sink, state)."""
    sink = Pages() if sink is None else sink
    state = MemoryState() if state is None else state
    names = ("stopping", "recorder", "robots", "on_report", "turns")
    extra = {name: options.pop(name) for name in names if name in options}
    options = CrawlOptions(**{"timeout": PATIENT, **options})
    work = crawl(outlets, options, sink, state, clock, **extra)
    reports = asyncio.run(asyncio.wait_for(work, GUARD))
    return reports, sink, state


def feed(site, *paths, dates=None):
    items = "".join(
        f"<item><title>Judul {p}</title><link>{site.home.rstrip('/')}{p}</link>"
        f"<pubDate>{dates[i] if dates else 'Mon, 04 Nov 2024 10:00:00 +0700'}</pubDate></item>"
        for i, p in enumerate(paths)
    )
    return (
        200,
        {"Content-Type": "application/rss+xml"},
        f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>',
    )


def article(text="Camat diperiksa.", extra=""):
    return (
        f"<html><head><title>Judul</title></head><body><article><p>{text}</p>{extra}</article></body></html>".encode()
    )


@pytest.fixture
def lab():
    """Return the helpers of this file; test folders are no packages, so that they cannot be imported."""
    return SimpleNamespace(patient=PATIENT, run=run, outlet=outlet_of, feed=feed, article=article, Pages=Pages)


@pytest.fixture
def book(tmp_path):
    """An evidence book that the test alone writes."""
    return EvidenceBook(tmp_path)


def read_warc(path):
    """Return (type, WARC headers, HTTP headers, body) of each record of a file, as a stock reader has them."""
    with path.open("rb") as stream:
        return [(r.rec_type, r.rec_headers, r.http_headers, r.raw_stream.read()) for r in ArchiveIterator(stream)]
