"""Polls thousands of outlets over real HTTP with a compressed clock, and tells how late polls began.

    python benchmarks/polling.py [--outlets 10000] [--faster 60] [--minutes 2] [--new 0.01] [--cold] [--json]

A server process answers for as many loopback addresses as there are outlets. The client is the product's own way from
due times to the archive: schedule, robots.txt, conditional requests, entries, ledger, alarms, learnt rhythm, next due
time, in one process on SQLite. It begins as after days of running: outlets are spread over their intervals, robots.txt
and whole documents over the day that they are believed (`--cold` knows no robots.txt). One poll in a hundred brings a
new article, which is fetched and screened.

A due time is missed when its poll begins later than ten minutes after it, the shortest interval, by the compressed
clock: ten real seconds at 60 times. Outlets that still wait at the end for longer than that are missed too.
`late` is from the due time to the begin of the poll, `answered` to its end with all that it brought; both stand in
seconds of the compressed clock and, as `..._real_...`, in the machine's. CPU-seconds are the client's and the server's;
`polls_a_cpu_second` is the client's alone. `cpu_share` is what both took of the machine's `cores` in that time.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import resource
import tempfile
import time
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil
from newsrooms import ETAG, START, FastClock, run_loop, serve

ROOT = Path(__file__).resolve().parent.parent
TICK = 0.25  # seconds between two looks at what is due
AT_ONCE = 300  # outlets side by side
MISSED = timedelta(minutes=10)
DAY = timedelta(days=1)


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
    from archive.store.outlets import OutletState, Validators, save_states
    from crawlers.polling import Rhythm, next_due

    dice = random.Random(2)  # noqa: S311 - a benchmark's chance
    states = []
    for outlet in application.outlets.values():
        rate = min(dice.lognormvariate(-0.7, 1.2), 20)
        interval = next_due(Rhythm(rate), now, outlet.zone, outlet.poll) - now
        last = now - interval * dice.random()
        told = {outlet.address("/feed/"): Validators(ETAG.format(n=0), None, now - DAY * dice.random())}
        states.append(
            OutletState(
                outlet.id,
                first_crawled_at=last - timedelta(days=9),
                last_crawled_at=last,
                last_success_at=last,
                next_due_at=last + interval,
                health="ok",
                rate_per_hour=rate,
                validators=told,
                newest_at=last,
            )
        )
    with write(application.engine) as connection:
        save_states(connection, states)


def _know_robots(application: Any, crawling: Any, now: datetime) -> None:
    """Know the robots.txt of every site, asked for at some moment of the last day."""
    from crawlers.robots import Rules

    dice = random.Random(3)  # noqa: S311 - a benchmark's chance
    for outlet in application.outlets.values():
        crawling._robots.put(outlet.home.rstrip("/"), Rules(), now - DAY * dice.random())  # noqa: SLF001 - its past


async def _poll(application: Any, clock: FastClock, seconds: float, *, cold: bool) -> dict[str, Any]:
    """Run the schedule for some real seconds; return how late polls began and what they came to."""
    from crawlers.job import CrawlOptions
    from pantau.agenda import Agenda
    from pantau.flow import Crawling

    crawling, agenda = Crawling(application), Agenda(application.engine, application.outlets)
    _ = application.tools.screen, application.tools.analyser  # compiled before the clock counts
    if not cold:
        _know_robots(application, crawling, START)
    crawling.settle()
    due: dict[str, datetime | None] = {}
    busy: set[str] = set()
    late: list[timedelta] = []
    answered: list[timedelta] = []
    outcomes: dict[str, int] = {}
    tasks: set[asyncio.Task[Any]] = set()

    def ended(report: Any) -> None:
        busy.discard(report.outlet)
        outcomes[report.outcome] = outcomes.get(report.outcome, 0) + 1
        outcomes["articles"] = outcomes.get("articles", 0) + report.fetched
        outcomes["requests"] = outcomes.get("requests", 0) + report.requests
        planned = due.get(report.outlet)
        if planned is not None:
            late.append(report.started_at - planned)
            answered.append(report.ended_at - planned)

    clock.begin()
    cpu, begun = time.process_time(), time.monotonic()
    while time.monotonic() < begun + seconds:
        ripe = await asyncio.to_thread(agenda.due, clock.now(), set(busy))
        chosen = ripe[: AT_ONCE - len(busy)]
        if chosen:
            due |= {one.outlet: one.due_at for one in chosen}
            busy |= {one.outlet for one in chosen}
            options = CrawlOptions(outlets_at_once=AT_ONCE, timeout=10)
            work = crawling.crawl([one.outlet for one in chosen], options, on_report=ended)
            task = asyncio.create_task(work)
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.sleep(TICK)
    ripe = await asyncio.to_thread(agenda.due, clock.now(), set(busy))
    overdue = sum(1 for one in ripe if one.due_at is not None and clock.now() - one.due_at > MISSED)
    await asyncio.gather(*tasks)
    took, spent = time.monotonic() - begun, time.process_time() - cpu
    crawling.close()
    times = {"seconds": took, "cpu": spent, "late": sorted(late), "answered": sorted(answered)}
    return {**times, "outcomes": outcomes, "waiting": len(ripe), "overdue": overdue}


def _client(pipe: Connection, port: int, count: int, faster: float, seconds: float, cold: bool) -> None:  # noqa: FBT001 - passed by position to a process
    from pantau.logs import set_up

    set_up("warning", "json")
    with tempfile.TemporaryDirectory() as folder:
        clock = FastClock(faster)
        application = _application(Path(folder), port, count, clock)
        found = run_loop(_poll(application, clock, seconds, cold=cold))
    late, answered = found["late"], found["answered"]
    missed = sum(1 for one in late if one > MISSED) + found["overdue"]
    polls = len(late)
    pipe.send(
        {
            "polls": polls,
            "polls_a_second": round(polls / found["seconds"], 1),
            "polls_a_cpu_second": round(polls / found["cpu"]),
            "cpu_ms_a_poll": round(found["cpu"] * 1000 / max(polls, 1), 2),
            "outcomes": found["outcomes"],
            **{f"late_{name}": value for name, value in _spread(late, faster).items()},
            **{f"answered_{name}": value for name, value in _spread(answered, faster).items()},
            "missed_share": round(missed / max(polls + found["overdue"], 1), 4),
            "missed_means_later_than_seconds": MISSED.total_seconds(),
            "waiting_at_the_end": found["waiting"],
            "compressed_hours": round(found["seconds"] * faster / 3600, 2),
            "seconds": round(found["seconds"], 1),
            "client_cpu_seconds": round(found["cpu"], 1),
            "client_memory_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    )


def _spread(times: list[timedelta], faster: float) -> dict[str, float | None]:
    """Return p50 and p99 in seconds of the compressed clock and of the machine's."""
    found: dict[str, float | None] = {}
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        one = times[int(share * (len(times) - 1))].total_seconds() if times else None
        found[f"{name}_seconds"] = None if one is None else round(one, 1)
        found[f"{name}_real_seconds"] = None if one is None else round(one / faster, 2)
    return found


def run(
    *, outlets: int = 10_000, faster: float = 60, minutes: float = 2, new: float = 0.01, cold: bool = False
) -> dict[str, Any]:
    """Poll and return the figures."""
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, faster, new), daemon=True)
    server.start()
    try:
        port = mine.recv()
        ours, client_end = context.Pipe()
        client = context.Process(target=_client, args=(client_end, port, outlets, faster, minutes * 60, cold))
        client.start()
        client_end.close()
        found: dict[str, Any] = ours.recv()
        memory = psutil.Process(server.pid).memory_info().rss
        mine.send("cpu")
        found["server_cpu_seconds"] = round(mine.recv(), 1)
        client.join()
    finally:
        server.terminate()
    cores = os.cpu_count() or 1
    found["cpu_share"] = round(
        (found["client_cpu_seconds"] + found["server_cpu_seconds"]) / found["seconds"] / cores, 3
    )
    found["server_memory_megabytes"] = round(memory / 2**20)
    load = round(psutil.getloadavg()[0], 1)
    return {"outlets": outlets, "faster": faster, "cores": cores, "load": load, **found}


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=10_000)
    parser.add_argument("--faster", type=float, default=60)
    parser.add_argument("--minutes", type=float, default=2, help="of real time")
    parser.add_argument("--new", type=float, default=0.01, help="share of polls that bring an article")
    parser.add_argument("--cold", action="store_true", help="know no robots.txt at the beginning")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = run(outlets=asked.outlets, faster=asked.faster, minutes=asked.minutes, new=asked.new, cold=asked.cold)
    if asked.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:32} {value!s:>10}")


if __name__ == "__main__":
    main()
