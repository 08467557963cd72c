"""Endurance: 500 loopback outlets with faults, a monitor that is killed, readers on its pages.

    python benchmarks/soak.py [--minutes 20] [--outlets 500] [--database URL] [--json] [--samples FILE]

`pantau run` watches invented outlets that publish all the time; two of a hundred answers fail. Every 45 s its crawl
worker is killed, every four minutes the whole monitor, which is started again; neither before it did some work. The
minutes count from when every outlet was crawled once, however long that takes: only what comes later rings. Two readers
open pages all the time. What has to be in the archive at the end follows from the time alone, and what rang has to be
sent. Memory is compared between the second and the last quarter of the run, each process at its own age; lag is what
`/metrics` says.
"""

import argparse
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from origins import World, serving
from soak_ledger import ledger, untold, whereabouts
from soak_readers import reading
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from workers import prepare

from archive.database import open_database, read
from archive.tables.articles import article
from archive.tables.incidents import incident_event
from archive.tables.operations import crawl
from base.errors import ArchiveError

ROOT = Path(__file__).resolve().parent.parent
KILL_WORKER, KILL_MONITOR, SAMPLE = 45.0, 240.0, 5.0  # seconds
FIRST = 3600.0  # seconds that the first round gets: a guard, how long it takes is not judged
SETTLE = 600.0  # seconds that the last articles get
SUBSCRIPTIONS = """
subscriptions:
  - {id: semua, channel: file, recipient: outbox, mode: instant, level: Rendah, group_wait: 30s}
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Monitor:
    """`pantau run`, started again after each kill."""

    config: Path
    folder: Path
    port: int
    database: str | None
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    def start(self) -> None:
        """Start it."""
        environment = {
            **os.environ,
            "PANTAU_VAR": str(self.folder / "var"),
            "PANTAU_WEB__PORT": str(self.port),
            "PANTAU_CRAWL__SHORTEST_INTERVAL": "PT1M",
            "PANTAU_CRAWL__LONGEST_INTERVAL": "PT5M",
            "PANTAU_CRAWL__OUTLETS_AT_ONCE": "32",
            "PANTAU_CRAWL__SAMPLE_ONE_IN": "0",
            **({"PANTAU_DATABASE_URL": self.database} if self.database else {}),
        }
        command = [sys.executable, "-m", "pantau", "--config", str(self.config), "run"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def family(self) -> dict[str, psutil.Process]:
        """Return monitor and crawl worker as they run now."""
        found: dict[str, psutil.Process] = {}
        with contextlib.suppress(psutil.Error):
            parent = psutil.Process(self.process.pid if self.process else -1)
            found["monitor"] = parent
            for child in parent.children():
                if "pantau.worker" in " ".join(child.cmdline()):
                    found["worker"] = child
        return found

    def kill(self, name: str) -> None:
        """Kill one of the family without a warning."""
        with contextlib.suppress(psutil.Error, KeyError):
            self.family()[name].kill()
            self.kills += 1


def figures_of(port: int) -> dict[str, float]:
    """Return the figures of /metrics without those of single outlets; empty while the pages are away."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
    except OSError:
        return {}
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line.startswith("pantau_")}


def sample(monitor: Monitor) -> dict[str, Any]:
    """Return memory by process and lag."""
    found: dict[str, Any] = {"at": time.time()}
    for name, process in monitor.family().items():
        with contextlib.suppress(psutil.Error):
            found[name] = process.memory_info().rss / 1e6
            found[f"{name}_age"] = time.time() - process.create_time()
    told = figures_of(monitor.port)
    found["crawl_lag"] = told.get("pantau_crawl_lag_seconds")
    found["event_lag"] = told.get('pantau_queue_lag_seconds{queue="events"}')
    found["message_lag"] = told.get('pantau_queue_lag_seconds{queue="messages"}')
    return found


def progress(database: str) -> tuple[int, int]:
    """Return how many outlets were crawled at least once and how many crawls ended; 0 while there is no archive."""
    engine = open_database(database)
    try:
        with read(engine) as connection:
            over = select(func.count(crawl.c.outlet.distinct()), func.count()).where(crawl.c.ended_at.is_not(None))
            outlets, crawls = connection.execute(over).one()
            return int(outlets), int(crawls)
    except (ArchiveError, SQLAlchemyError):
        return 0, 0
    finally:
        engine.dispose()


def run(monitor: Monitor, seconds: float, outlets: int, database: str) -> list[dict[str, Any]]:
    """Let it run until every outlet was crawled once and so many seconds more, kill, watch.

    A machine too busy to start what was killed would do nothing else, so a kill waits until a fifth as many crawls
    as there are outlets have ended since the kill before.
    """
    samples, started = [], time.monotonic()
    worker_at, monitor_at, end, killed_at = KILL_WORKER, KILL_MONITOR, None, 0
    while (age := time.monotonic() - started) < (FIRST if end is None else end):
        seen, crawls = progress(database)
        if end is None and seen >= outlets:
            end = age + seconds
        works = crawls - killed_at >= outlets // 5
        if works and age > monitor_at:
            monitor_at, killed_at = age + KILL_MONITOR, crawls
            monitor.kill("monitor")
            if monitor.process is not None:
                monitor.process.wait(20)
            monitor.start()
        elif works and age > worker_at:
            worker_at, killed_at = age + KILL_WORKER, crawls
            monitor.kill("worker")
        samples.append(sample(monitor))
        time.sleep(SAMPLE)
    return samples


def settle(world: World, database: str, until: float) -> tuple[float, set[str], int]:
    """Wait until all that was published before an instant is stored and told.

    Returns:
        Seconds waited, the stories that are missing, and how many events and messages still wait.
    """
    wanted, started = set(world.cases(until)), time.monotonic()
    engine, last = open_database(database), None
    while True:
        missing, waiting = wanted, 1
        with contextlib.suppress(ArchiveError), read(engine) as connection:
            missing = wanted - set(connection.execute(select(article.c.url)).scalars())
            newest = connection.execute(select(func.max(incident_event.c.id))).scalar() or 0
            if not missing and last is None:
                last = newest  # the world goes on: later events are not waited for
            waiting = untold(connection, newest if last is None else last)
        waited = time.monotonic() - started
        if (not missing and not waiting) or waited > SETTLE:
            return waited, missing, waiting
        time.sleep(2)


def memory(samples: list[dict[str, Any]], name: str) -> dict[str, float]:
    """Return the memory of processes older than 30 s, in the second and in the last quarter of the run."""
    grown = [one for one in samples if one.get(f"{name}_age", 0) > 30]  # noqa: PLR2004
    if len(grown) < 8:  # noqa: PLR2004
        return {}
    quarter = len(grown) // 4
    second = statistics.median(one[name] for one in grown[quarter : 2 * quarter])
    last = statistics.median(one[name] for one in grown[-quarter:])
    peak = max(one[name] for one in grown)
    return {"second_quarter_mb": round(second), "last_quarter_mb": round(last), "peak_mb": round(peak)}


def quantiles(values: list[float]) -> dict[str, float]:
    """Return median, 95th percentile and the highest."""
    ordered = sorted(values) or [0.0]
    return {
        "p50": round(ordered[len(ordered) // 2], 2),
        "p95": round(ordered[int(len(ordered) * 0.95)], 2),
        "max": round(ordered[-1], 2),
    }


def soak(given: argparse.Namespace) -> dict[str, Any]:
    """Run it and return the figures."""
    world = World(given.outlets, ready=2, every=120, latency=0.02, case_one_in=20, faults=0.02)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, serving(world) as running:
        folder = Path(name)
        config = prepare(folder, running)
        (config / "subscriptions.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
        database = given.database or f"sqlite:///{folder / 'var' / 'pantau.db'}"
        monitor = Monitor(config, folder, free_port(), given.database)
        monitor.start()
        try:
            with reading(monitor.port, 2) as readers:
                samples = run(monitor, given.minutes * 60, given.outlets, database)
            until = time.time()
            waited, missing, waiting = settle(running, database, until)
            if monitor.process is not None:
                monitor.process.send_signal(signal.SIGTERM)
                monitor.process.wait(30)
        finally:
            for process in monitor.family().values():
                with contextlib.suppress(psutil.Error):
                    process.kill()
        if given.samples:
            given.samples.write_text("\n".join(json.dumps(one) for one in samples) + "\n", encoding="utf-8")
        found, lost = ledger(database), whereabouts(database, missing)
        published = sum(running.count(outlet, until) for outlet in range(running.outlets))
    return {
        "minutes": given.minutes,
        "database": "postgresql" if given.database else "sqlite",
        "outlets": given.outlets,
        "published": published,
        "cases_published": sum(1 for _ in running.cases(until)),
        "cases_missing": len(missing),
        "whereabouts": lost,
        "untold": waiting,
        "settled_after_seconds": round(waited),
        **found,
        "kills": monitor.kills,
        "repeats_a_kill": round(found["messages_repeated"] / max(1, monitor.kills), 3),
        "monitor": memory(samples, "monitor"),
        "worker": memory(samples, "worker"),
        "crawl_lag_seconds": quantiles([one["crawl_lag"] for one in samples if one["crawl_lag"] is not None]),
        "event_lag_seconds": quantiles([one["event_lag"] for one in samples if one["event_lag"] is not None]),
        "message_lag_seconds": quantiles([one["message_lag"] for one in samples if one["message_lag"] is not None]),
        "page_answers": readers.answers,
        "page_seconds": quantiles(readers.seconds),
    }


def complaints(found: dict[str, Any]) -> list[str]:
    """Return what a run shows that must not be; a run in which nothing rang proves nothing of messages."""
    checks = {
        "stories are missing": found["cases_missing"],
        "stories are linked twice": found["linked_twice"],
        "messages were repeated more often than something was killed": found["messages_repeated"] > found["kills"],
        "events or messages still wait": found["untold"],
        "no message was sent": not found["messages_sent"],
    }
    return [what for what, failed in checks.items() if failed]


def main() -> None:
    """Read the command line, run, print; leaves with 1 when something was lost, stored twice or not told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--outlets", type=int, default=500)
    parser.add_argument("--database", help="PostgreSQL; else SQLite in a temporary folder")
    parser.add_argument("--samples", type=Path, help="write what was seen every five seconds here")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = soak(given)
    sys.stdout.write(json.dumps(found, indent=None if given.json else 1) + "\n")
    for complaint in (wrong := complaints(found)):
        sys.stderr.write(f"{complaint}\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
