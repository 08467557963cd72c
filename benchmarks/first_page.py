"""How long the pages take with many cases: goal for the first one 100 ms at p95 with 50,000 cases, under 200 KB a page.

    python benchmarks/first_page.py [--incidents 50000] [--runs 40] [--folder DIR] [--json]

Builds an invented archive (`linking_archive.py`, some four articles a case), serves the pages over real HTTP on
loopback and asks for each in turn; `first` is the very first call of a server that has just started, which reads the
names that cases hide. Milliseconds by the clock, and kilobytes as they are sent.
"""

import argparse
import json
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from linking_archive import NOW, make, make_case
from sqlalchemy import func, select

from archive.database import open_database, read
from archive.tables.incidents import incident
from base.clock import FixedClock
from pantau.settings import ROOT
from web.app import create_app
from web.options import Options

PAGES = {
    "today": "/",
    "cases": "/incidents",
    "case": "/incidents/2024-1234",
    "search": "/search?q=lurah",
    "map": "/map",
    "charts": "/charts",
}


def served(folder: Path) -> tuple[uvicorn.Server, threading.Thread, int]:
    """Start the pages over an archive; return the server, its thread and its port."""
    engine = open_database(f"sqlite:///{folder / 'archive.db'}")
    app = create_app(engine, Options(config=ROOT / "config", var=folder, key=b"k" * 32), FixedClock(NOW))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    return server, thread, int(server.servers[0].sockets[0].getsockname()[1])


def timed(client: httpx.Client, path: str, runs: int) -> dict[str, float]:
    """Ask for a page again and again."""
    spent, size = [], 0
    for _ in range(runs):
        began = time.perf_counter()
        answer = client.get(path)
        spent.append((time.perf_counter() - began) * 1000)
        answer.raise_for_status()
        size = len(answer.content)
    spent.sort()
    return {
        "p50": round(statistics.median(spent), 1),
        "p95": round(spent[min(len(spent) - 1, int(0.95 * len(spent)))], 1),
        "kilobytes": round(size / 1000, 1),
    }


def run(incidents: int, runs: int, folder: Path) -> dict[str, Any]:
    """Build where nothing is yet, serve, ask."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "archive.db").exists():
        engine = open_database(f"sqlite:///{folder / 'archive.db'}")
        make(engine, 0, [make_case(number) for number in range(1, incidents + 1)], [])
        engine.dispose()
    server, thread, port = served(folder)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            first = timed(client, "/", 1)["p50"]
            pages = {name: timed(client, path, runs) for name, path in PAGES.items()}
    finally:
        server.should_exit = True
        thread.join(10)
    with read(open_database(f"sqlite:///{folder / 'archive.db'}")) as connection:
        there = connection.execute(select(func.count()).select_from(incident)).scalar_one()
    return {"incidents": there, "first": first, "pages": pages}


def main() -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--folder", type=Path, help="Keep the archive here; one that is there is used again.")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="pantau-pages-"))
    result = run(arguments.incidents, arguments.runs, folder)
    print(json.dumps(result) if arguments.json else json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
