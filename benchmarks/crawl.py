"""Pages per CPU-second crawled from loopback, and conditional polls, against plain Scrapy in the same run.

    python benchmarks/crawl.py [--pages 2000] [--polls 3000] [--peers .peers/bin/python] [--json]

A server process of its own serves invented pages of about 59 KB, gzipped, without a charset in the header, as most news
sites do. Each client runs in a process of its own; what counts is its CPU time (user and system), start-up left out.
Ours runs with all its machinery: robots.txt, address guard, delays (of zero), walls, split articles, screening of every
page and, of every hundredth, evidence as the product writes it: WARC, sealed with a key of its article, a hash chain in
the archive. It crawls eight outlets side by side with one request at a time each, as politeness
asks; stock Scrapy keeps 16 requests under way and only counts bytes. Rounds of both alternate, and the ratio is the
median of the rounds' ratios, so that a neighbour's load hits both. Peers run in an environment of their own
(`crawl_peer.py`), which is not there unless somebody makes it; they are left out then.
"""

import argparse
import asyncio
import gzip
import json
import multiprocessing
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

CONFIG = Path(__file__).resolve().parent.parent / "config"
WORDS = (
    "pasar",
    "sekolah",
    "panen",
    "hujan",
    "jembatan",
    "lomba",
    "pameran",
    "harga",
    "beras",
    "jalan",
    "warga",
    "desa",
)
PAGE_BYTES = 59_000
RUNS = 3
OUTLETS = 8
KEPT_ONE_IN = 100
PEERS = Path(__file__).resolve().parent.parent / ".peers" / "bin" / "python"
PEER_PAGES = {"crawlee": 300, "newspaper4k": 30, "fundus": 100, "news_please": 20}


def page(seed: int) -> bytes:
    """Return an invented page of about 59 KB."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark's text
    text = "".join(
        f"<p>{' '.join(dice.choice(WORDS) + str(dice.randint(0, 999)) for _ in range(40))}</p>" for _ in range(200)
    )
    head = f"<html><head><title>Judul {seed}</title></head><body><article>"
    return (head + text)[: PAGE_BYTES - 30].encode() + b"</article></body></html>"


def serve(pipe: Connection, pages: int) -> None:
    """Serve pages, a sitemap that lists them, and a feed that never changes; tells its port through the pipe."""
    bodies = [gzip.compress(page(seed)) for seed in range(16)]

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while writer.get_extra_info("sockname")[0].startswith("127."):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(_answer(head, bodies, pages))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def main() -> None:
        server = await asyncio.start_server(handle, "0.0.0.0", 0, backlog=1024)  # noqa: S104 - answers loopback only
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    _loop(main())


def _answer(head: bytes, bodies: list[bytes], pages: int) -> bytes:
    path = head.split(b" ", 2)[1]
    if path.startswith(b"/berita/"):
        body = bodies[int(path.split(b"/")[2]) % len(bodies)]
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
            % len(body)
            + body
        )
    if path == b"/robots.txt":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    if b"If-None-Match" in head:
        return b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
    mine = range(int(path.split(b"?")[1]), pages, OUTLETS) if b"?" in path else range(0)
    links = b"".join(
        b"<url><loc>/berita/%d/judul-berita-yang-panjang-%d</loc><lastmod>2024-11-05</lastmod></url>" % (n, n)
        for n in mine
    )
    body = b"<urlset>" + links + b"</urlset>"
    return b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(body) + body


def _loop(work: Any) -> Any:
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)


def _home(port: int, number: int) -> str:
    """Return the home of an outlet: each has a host of its own, as politeness asks one host one thing at a time."""
    return f"http://127.0.{number // 250}.{1 + number % 250}:{port}/"


def cpu() -> float:
    """Return the CPU seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def stock(pipe: Connection, port: int, pages: int) -> None:
    """Crawl with Scrapy as it comes."""
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    class Plain(Spider):
        name = "plain"

        async def start(self) -> Any:
            for n in range(pages):
                yield Request(f"http://127.0.0.1:{port}/berita/{n}/judul-berita-yang-panjang-{n}")

        def parse(self, response: Any) -> Any:
            yield {"url": response.url, "bytes": len(response.body)}

    process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 16})
    crawler = process.create_crawler(Plain)
    before = cpu()
    process.crawl(crawler)
    process.start()
    pipe.send((crawler.stats.get_value("item_scraped_count"), cpu() - before))


def ours(pipe: Connection, port: int, pages: int) -> None:
    """Crawl with everything on."""
    from archive.database import migrate, open_database
    from base.address import parse_networks
    from crawlers.evidence.book import EvidenceBook
    from crawlers.evidence.witness import Witness
    from crawlers.job import CrawlOptions, MemoryState
    from crawlers.outlet import Discover, Outlet
    from crawlers.run import crawl
    from pipeline.outcome import Outcome
    from pipeline.page.screen import Screen

    screen, count = Screen.load(CONFIG), 0
    screen.check(b"")  # compiles its patterns

    async def sink(found: Any, entry: Any = None) -> Outcome:
        nonlocal count
        _ = entry
        count += 1
        screen.check(found.body)
        return Outcome("kept" if count % KEPT_ONE_IN == 0 else "screened_out", article_id=count)

    allow = parse_networks(["127.0.0.0/8"])
    ways = [(Discover("sitemap", f"/sitemap.xml?{n}"),) for n in range(OUTLETS)]
    outlets = [Outlet(f"o{n}", "Satu", _home(port, n), way, allow_network=allow) for n, way in enumerate(ways)]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(str(Path(folder) / "pantau.db"))
        migrate(engine)
        book = EvidenceBook(Path(folder) / "evidence", Witness(engine), sealed=True)
        before = cpu()
        _loop(crawl(outlets, CrawlOptions(most=pages, delay=0), sink, MemoryState(), recorder=book))
        pipe.send((count, cpu() - before))


def polls(pipe: Connection, port: int, count: int) -> None:
    """Poll outlets whose feed has not changed."""
    from datetime import UTC, datetime

    from base.address import parse_networks
    from crawlers.job import CrawlOptions, MemoryState, discard
    from crawlers.outlet import Discover, Outlet
    from crawlers.report import Validator
    from crawlers.robots import RobotsCache, Rules
    from crawlers.run import crawl

    now = datetime.now(tz=UTC)
    allow, ways = parse_networks(["127.0.0.0/8"]), (Discover("sitemap", "/leer.xml"),)
    outlets = [Outlet(f"o{n}", "Satu", _home(port, n), ways, allow_network=allow) for n in range(count)]
    told = Validator('"1"', None, now)
    known = {o.id: {f"{o.home}leer.xml": told} for o in outlets}
    state = MemoryState(kept_validators=known, crawls={o.id: now for o in outlets})
    robots = RobotsCache()
    for outlet in outlets:
        robots.put(outlet.home.rstrip("/"), Rules(), now)
    before = cpu()
    reports = _loop(crawl(outlets, CrawlOptions(outlets_at_once=50), discard, state, robots=robots))
    pipe.send((sum(report.outcome == "unchanged" for report in reports), cpu() - before))


def _rate(client: Callable[[Connection, int, int], None], port: int, amount: int) -> float:
    """Return how many a CPU-second a client does, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=client, args=(theirs, port, amount))
    process.start()
    theirs.close()  # so that a client that dies ends the wait
    done, seconds = mine.recv()
    process.join()
    if done != amount:
        raise RuntimeError(f"{client.__name__} did {done} of {amount}")
    return float(done / seconds)


def _peers(python: Path, port: int) -> dict[str, dict[str, Any]]:
    """Return rate and version of each peer that the environment has."""
    found: dict[str, dict[str, Any]] = {}
    script = Path(__file__).parent / "crawl_peer.py"
    for name, pages in PEER_PAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            command = [str(python.absolute()), str(script), name, str(port), str(pages)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
        if done.returncode == 0:
            told = json.loads(done.stdout.splitlines()[-1])
            rate = round(told["done"] / told["cpu"], 1)
            found[name] = {"pages_per_cpu_second": rate, "version": told["version"], "done": told["done"]}
        else:
            found[name] = {"problem": done.stderr.strip().splitlines()[-1][:200]}
    return found


def run(*, pages: int = 2000, polls_asked: int = 3000, peers: Path | None = None) -> dict[str, Any]:
    """Measure and return the rates, with `ratio` of ours to stock Scrapy's."""
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, pages), daemon=True)
    server.start()
    try:
        port, started = mine.recv(), time.perf_counter()
        rounds = [(_rate(stock, port, pages), _rate(ours, port, pages)) for _ in range(RUNS)]
        poll_rate = median(_rate(polls, port, polls_asked) for _ in range(RUNS))
        others = _peers(peers, port) if peers is not None and peers.exists() else {}
    finally:
        server.terminate()
    return {
        "pages": pages,
        "stock_scrapy_pages_per_cpu_second": round(median(theirs for theirs, _ in rounds)),
        "pantau_pages_per_cpu_second": round(median(ours for _, ours in rounds)),
        "ratio": round(median(ours / theirs for theirs, ours in rounds), 2),
        "ratios": [round(ours / theirs, 2) for theirs, ours in rounds],
        "polls_per_cpu_second": round(poll_rate),
        "polls_per_minute_and_core": round(poll_rate * 60),
        "peers": others,
        "seconds": round(time.perf_counter() - started, 1),
    }


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--polls", type=int, default=3000)
    parser.add_argument("--peers", type=Path, default=PEERS, help="Python of the peers' environment")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = run(pages=arguments.pages, polls_asked=arguments.polls, peers=arguments.peers)
    if arguments.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:36} {value!s:>10}")


if __name__ == "__main__":
    main()
