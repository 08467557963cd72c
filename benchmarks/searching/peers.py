"""The plain ways beside ours on the same file: LIKE, full text ordered by date or rank, and Datasette.

Datasette runs as a process of its own and is asked by HTTP, as people use it; `call` is what such a call costs when it
finds nothing to do, so that it can be taken off. Its limits of time are lifted: with its own it gives up after 0.2
seconds of counting facets and says so.
"""

import contextlib
import random
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import psutil
from sqlalchemy import Connection, Engine, text

from archive.database import read
from searching.made import FIELD_WORDS
from searching.timing import milliseconds, server_of, summary

PLAIN_FTS = """SELECT id, title, published_at FROM article WHERE id IN
    (SELECT rowid FROM article_fts WHERE article_fts MATCH :match) ORDER BY published_at DESC LIMIT 21"""
PLAIN_LIKE = """SELECT id, title, published_at FROM article WHERE text LIKE :one AND text LIKE :other
    ORDER BY published_at DESC LIMIT 21"""
PLAIN_RANK = """SELECT id, title FROM article JOIN article_search ON article_id = id, CAST(:match AS tsquery) AS q
    WHERE words @@ q ORDER BY ts_rank(words, q) DESC LIMIT 21"""


def measure_plain(engine: Engine, runs: int) -> dict[str, dict[str, float]]:
    """Return figures of the plain ways on the same file."""
    chance = random.Random(3)  # noqa: S311 - chance that can be repeated
    sqlite = engine.dialect.name == "sqlite"
    pairs = [chance.sample(FIELD_WORDS, 2) for _ in range(runs)]
    common = [chance.choice(FIELD_WORDS[:6]) for _ in range(runs)]
    joint = " AND " if sqlite else " & "
    plain = PLAIN_FTS if sqlite else PLAIN_RANK
    with read(engine) as connection:
        return {
            "full text, two terms": _plain(connection, plain, [{"match": joint.join(pair)} for pair in pairs]),
            "full text, one common term": _plain(connection, plain, [{"match": word} for word in common]),
            "like, two terms": _plain(
                connection, PLAIN_LIKE, [{"one": f"%{one}%", "other": f"%{two}%"} for one, two in pairs[:3]]
            ),
        }


def _plain(connection: Connection, statement: str, values: list[dict[str, str]]) -> dict[str, float]:
    server = server_of(connection)
    return summary(
        [milliseconds(lambda v=value: connection.execute(text(statement), v).all(), server) for value in values]  # type: ignore[misc]
    )


SEARCHED = {
    "_fts_table": "article_fts",
    "_fts_pk": "id",
    "_sort_desc": "published_at",
    "_size": "21",
    "_shape": "array",
}
COLUMNS = [("_col", "id"), ("_col", "title"), ("_col", "published_at"), ("_nocount", "1")]
FACETED = [("_facet", "outlet"), ("_facet", "language")]


def measure_datasette(command: Path, database: Path, runs: int) -> dict[str, dict[str, float]]:
    """Return figures of Datasette on the file: the clock's by HTTP, the processor's of its process."""
    chance = random.Random(3)  # noqa: S311 - chance that can be repeated
    pairs = [" ".join(chance.sample(FIELD_WORDS, 2)) for _ in range(runs)]
    common = [chance.choice(FIELD_WORDS[:6]) for _ in range(runs)]
    table = f"/{database.stem}/article.json?"

    def searches(queries: list[str], more: list[tuple[str, str]]) -> list[str]:
        return [table + urlencode([("_search", q), *SEARCHED.items(), *COLUMNS, *more]) for q in queries]

    with _datasette(command, database) as (client, process):
        return {
            "call": _asked(client, process, ["/-/versions.json"] * runs),
            "two terms": _asked(client, process, searches(pairs, [])),
            "one common term": _asked(client, process, searches(common, [])),
            "one common term with facets": _asked(client, process, searches(common[:10], FACETED)),
        }


def _asked(client: httpx.Client, process: psutil.Process, addresses: list[str]) -> dict[str, float]:
    figures = []
    for address in addresses:
        begun, used = time.perf_counter(), _used(process)
        answer = client.get(address)
        figures.append(((time.perf_counter() - begun) * 1000, (_used(process) - used) * 1000))
        answer.raise_for_status()
    return summary(figures)


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@contextlib.contextmanager
def _datasette(command: Path, database: Path) -> Iterator[tuple[httpx.Client, psutil.Process]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    limits = ["--setting", "sql_time_limit_ms", "60000", "--setting", "facet_time_limit_ms", "60000"]
    started = subprocess.Popen(
        [str(command), "serve", str(database), "--port", str(port), *limits],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            for _ in range(100):
                try:
                    client.get("/-/versions.json")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield client, psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait()
