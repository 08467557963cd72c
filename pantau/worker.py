"""The crawl worker: takes orders on standard input, crawls, and reports on standard output, one JSON object a line.

    {"crawl": ["kanalkalimantan"], "most": 200}   ->   {"report": {...}} for each outlet, {"beat": ...} in between

Over PostgreSQL it takes its work from the queue instead, delivers too, and also says {"tell": "a line for people"}.

It ends when its input ends, after what is in flight has been stored: the monitor may be killed at any moment.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import structlog

from archive.records.codec import to_plain
from base.errors import PantauError
from crawlers.job import CrawlOptions
from crawlers.report import CrawlReport
from pantau.bootstrap import Application
from pantau.clocks import clock_of
from pantau.extraction import pooled_examiner
from pantau.flow import Crawling
from pantau.logs import set_up
from pantau.settings import Settings, load_settings
from pantau.sharing.engine import QUEUES, shares
from pantau.sharing.run import run_worker

BEAT = 2.0  # seconds between heartbeats
log = structlog.get_logger("pantau.worker")


def say(message: dict[str, Any]) -> None:
    """Write one line to the monitor."""
    sys.stdout.write(json.dumps(message, default=str) + "\n")
    sys.stdout.flush()


async def serve(crawling: Crawling, stopping: asyncio.Event, settings: Settings) -> None:
    """Crawl what is ordered until the input ends or a stop is asked for."""
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader(limit=1024 * 1024)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    beats = asyncio.create_task(_beat())
    tasks: set[asyncio.Task[None]] = set()
    halt = asyncio.create_task(stopping.wait())
    while not stopping.is_set():
        line = asyncio.create_task(orders.readline())
        await asyncio.wait({line, halt}, return_when=asyncio.FIRST_COMPLETED)
        if not line.done() or not line.result():
            line.cancel()
            break
        task = asyncio.create_task(_obey(crawling, json.loads(line.result()), stopping, settings))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    stopping.set()
    if tasks:
        await asyncio.wait(tasks)
    beats.cancel()
    halt.cancel()


async def serve_shared(application: Application, stopping: asyncio.Event) -> None:
    """Take work from the queue of an archive on PostgreSQL, until the input ends or a stop is asked for."""
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    beats = asyncio.create_task(_beat())
    ended = asyncio.create_task(orders.read())
    ended.add_done_callback(lambda _: stopping.set())  # the monitor is gone
    await run_worker(
        application,
        QUEUES,
        stopping,
        on_report=lambda report: say({"report": to_plain(report)}),
        tell=lambda line: say({"tell": line}),
    )
    beats.cancel()
    ended.cancel()


async def _beat() -> None:
    while True:
        say({"beat": os.getpid()})
        await asyncio.sleep(BEAT)


async def _obey(crawling: Crawling, order: dict[str, Any], stopping: asyncio.Event, settings: Settings) -> None:
    outlets: list[str] = order["crawl"]
    options = CrawlOptions(
        most=order.get("most", settings.crawl.most_pages), delay=order.get("delay"), outlets_at_once=len(outlets)
    )
    reported: set[str] = set()

    def report(found: CrawlReport) -> None:
        reported.add(found.outlet)
        say({"report": to_plain(found)})

    try:
        await crawling.crawl(outlets, options, stopping=stopping, on_report=report)
    except Exception as error:
        log.exception("order failed", outlets=outlets)
        for outlet in set(outlets) - reported:  # the monitor must not wait for ever
            say({"report": {"outlet": outlet, "outcome": "failed", "reason": f"{type(error).__name__}: {error}"}})


def main() -> None:
    """Run the worker; the configuration folder is its one argument."""
    try:
        settings = load_settings(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
        set_up(settings.log_level, settings.log_format)
        application = Application(settings, clock_of(os.environ))
        if shares(settings.archive_url):
            _run(serve_shared(application, asyncio.Event()))
            return
        with pooled_examiner(settings.config, settings.extraction) as examiner:
            crawling = Crawling(application, examiner)
            crawling.settle()
            try:
                _run(serve(crawling, asyncio.Event(), settings))
            finally:
                crawling.close()
    except PantauError as error:
        sys.stderr.write(f"pantau worker: {error}\n")
        sys.exit(error.exit_code)


def _run(work: Any) -> None:
    try:
        import uvloop
    except ImportError:
        asyncio.run(work)
    else:
        uvloop.run(work)


if __name__ == "__main__":
    main()
