"""Polls thousands of outlets over real HTTP with a compressed clock, and tells how late polls began.

    python benchmarks/polling.py [--outlets 10000] [--faster 60] [--minutes 2] [--new 0.01] [--json]

A server process answers for as many loopback addresses as there are outlets. The client is the product's own way from
due times to the archive: schedule, robots.txt, conditional requests, entries, ledger, alarms, learnt rhythm, next due
time, in one process on SQLite. At first the outlets are spread over their intervals, as after days of running. One poll
in a hundred brings a new article, which is fetched and screened. A due time is missed when its poll begins later than
the shortest interval, ten minutes of the compressed clock.
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
START = datetime(2024, 11, 5, tzinfo=UTC)
TICK = 0.25  # seconds between two looks at what is due
AT_ONCE = 300  # outlets side by side
MISSED = timedelta(minutes=10)
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


def serve(pipe: Connection, faster: float, new: float) -> None:
    """Answer for all newsrooms; tells the port through the pipe."""
    newsrooms = Newsrooms(faster, new)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while host.startswith("127."):
                writer.write(newsrooms.answer(host, await reader.readuntil(b"\r\n\r\n")))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    async def main() -> None:
        server = await asyncio.start_server(handle, "0.0.0.0", 0, backlog=4096)  # noqa: S104 - answers loopback only
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    _loop(main())


def _loop(work: Any) -> Any:
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)


def _application(folder: Path, port: int, count: int, clock: FastClock) -> Any:
    """Return an application with invented outlets in the middle of their lives."""
    from base.address import parse_networks
    from crawlers.outlet import Discover, Outlet
    from pantau.bootstrap import Application
    from pantau.settings import Settings

    settings = Settings(config=ROOT / "config", var=folder)
    application = Application(settings, clock)
    allow, ways = parse_networks(["127.0.0.0/8"]), (Discover("feed", "/feed/"),)
    outlets = {}
    for n in range(count):
        home = f"http://127.{1 + n // 62_500}.{n // 250 % 250}.{1 + n % 250}:{port}/"
        outlets[f"o{n}"] = Outlet(f"o{n}", f"O {n}", home, ways, allow_network=allow, delay=0.05, expect=(1, 200))
    application.__dict__["outlets"] = outlets
    _remember(application, START)
    return application


def _remember(application: Any, now: datetime) -> None:
    """Give every outlet a rhythm and a due time somewhere in its interval, as if it had been watched for days."""
    from archive.database import write
    from archive.store.outlets import OutletState, Validators, save_state
    from crawlers.polling import Rhythm, next_due

    dice = random.Random(2)  # noqa: S311 - a benchmark's chance
    with write(application.engine) as connection:
        for outlet in application.outlets.values():
            rate = min(dice.lognormvariate(-0.7, 1.2), 20)
            interval = next_due(Rhythm(rate), now, outlet.zone, outlet.poll) - now
            last = now - interval * dice.random()
            told = {outlet.address("/feed/"): Validators(ETAG.format(n=0), None, last)}
            state = OutletState(outlet.id, last - timedelta(days=9), last, last, last + interval, rate_per_hour=rate)
            save_state(connection, OutletState(**{**_fields(state), "validators": told, "newest_at": last}))


def _fields(state: Any) -> dict[str, Any]:
    return {name: getattr(state, name) for name in state.__dataclass_fields__}


async def _poll(application: Any, clock: FastClock, seconds: float) -> dict[str, Any]:
    """Run the schedule for some real seconds; return how late polls began and what they came to."""
    from crawlers.job import CrawlOptions
    from pantau.agenda import Agenda
    from pantau.flow import Crawling

    crawling, agenda = Crawling(application), Agenda(application.engine, application.outlets)
    due: dict[str, datetime | None] = {}
    busy: set[str] = set()
    late: list[timedelta] = []
    outcomes: dict[str, int] = {}
    tasks: set[asyncio.Task[Any]] = set()

    def ended(report: Any) -> None:
        busy.discard(report.outlet)
        outcomes[report.outcome] = outcomes.get(report.outcome, 0) + 1
        outcomes["articles"] = outcomes.get("articles", 0) + report.fetched
        planned = due.get(report.outlet)
        if planned is not None:
            late.append(report.started_at - planned)

    end = time.monotonic() + seconds
    waiting = overdue = 0
    while time.monotonic() < end:
        ripe = await asyncio.to_thread(agenda.due, clock.now(), set(busy))
        overdue = sum(1 for one in ripe if _missed(one.due_at, clock.now()))
        waiting = len(ripe)
        chosen = [one.outlet for one in ripe[: AT_ONCE - len(busy)]]
        if chosen:
            due |= {one.outlet: one.due_at for one in ripe[: AT_ONCE - len(busy)]}
            busy |= set(chosen)
            options = CrawlOptions(outlets_at_once=AT_ONCE, timeout=10)
            task = asyncio.create_task(crawling.crawl(chosen, options, on_report=ended))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.sleep(TICK)
    await asyncio.gather(*tasks)
    crawling.close()
    return {"late": late, "outcomes": outcomes, "waiting": waiting, "overdue": overdue}


def _missed(due: datetime | None, now: datetime) -> bool:
    """Tell whether an outlet that still waits has missed its due time already; the others may yet be in time."""
    return due is not None and now - due > MISSED


def _client(pipe: Connection, port: int, count: int, faster: float, seconds: float) -> None:
    from pantau.logs import set_up

    set_up("warning", "json")
    with tempfile.TemporaryDirectory() as folder:
        clock = FastClock(faster)
        application = _application(Path(folder), port, count, clock)
        _ = application.tools.screen  # compiled before the clock counts
        clock.begin()
        before = _cpu()
        begun = clock.now()
        found = _loop(_poll(application, clock, seconds))
        late = sorted(found["late"])
        ahead = sum(1 for one in late if one > MISSED) + found["overdue"]
        pipe.send(
            {
                "polls": len(late),
                "polls_a_second": round(len(late) / seconds, 1),
                "outcomes": found["outcomes"],
                "late_p50_seconds": _percentile(late, 0.5),
                "late_p99_seconds": _percentile(late, 0.99),
                "missed_share": round(ahead / max(len(late) + found["overdue"], 1), 4),
                "waiting_at_the_end": found["waiting"],
                "compressed_hours": round((clock.now() - begun) / timedelta(hours=1), 2),
                "cpu_seconds": round(_cpu() - before, 1),
                "memory_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }
        )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _percentile(late: list[timedelta], share: float) -> float | None:
    return round(late[int(share * (len(late) - 1))].total_seconds(), 1) if late else None


def run(*, outlets: int = 10_000, faster: float = 60, minutes: float = 2, new: float = 0.01) -> dict[str, Any]:
    """Poll and return the figures; lateness is in seconds of the compressed clock."""
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, faster, new), daemon=True)
    server.start()
    try:
        port = mine.recv()
        ours, client_end = context.Pipe()
        client = context.Process(target=_client, args=(client_end, port, outlets, faster, minutes * 60))
        client.start()
        client_end.close()
        found: dict[str, Any] = ours.recv()
        client.join()
    finally:
        server.terminate()
    return {"outlets": outlets, "faster": faster, "load": round(psutil.getloadavg()[0], 1), **found}


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=10_000)
    parser.add_argument("--faster", type=float, default=60)
    parser.add_argument("--minutes", type=float, default=2, help="of real time")
    parser.add_argument("--new", type=float, default=0.01, help="share of polls that bring an article")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = run(outlets=asked.outlets, faster=asked.faster, minutes=asked.minutes, new=asked.new)
    if asked.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:24} {value!s:>10}")


if __name__ == "__main__":
    main()
