"""Our own searches: the goals' queries, and storing while another process searches."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from archive.database import open_database, read, write
from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.search import search
from archive.store.articles import store_article
from archive.words import words
from searching.made import DAYS, FIELD_WORDS, REGIONS, START, made_articles
from searching.timing import milliseconds, server_of, summary

PAUSE = 0.02  # seconds between two searches of the reader
STARTING = 3  # seconds until it searches
WARM = 5  # calls that are not counted: grammar, statements and pages are loaded by the first


def our_queries(chance: random.Random, store: list[str]) -> dict[str, Callable[[], tuple[str, bool]]]:
    """Return makers of (query, with figures) by the name of the goal."""

    def two() -> tuple[str, bool]:
        one, other = chance.sample(FIELD_WORDS, 2)
        begin = START + timedelta(days=chance.randint(0, DAYS - 200))
        end = begin + timedelta(days=180)
        return f"{one} {other} wilayah:{chance.choice(REGIONS)} tanggal:{begin}..{end}", False

    def phrase() -> tuple[str, bool]:
        sentence = words(chance.choice(store))
        at = chance.randint(0, len(sentence) - 3)
        return '"' + " ".join(word.folded for word in sentence[at : at + chance.randint(2, 3)]) + '"', False

    return {
        "and": two,
        "phrase": phrase,
        "common": lambda: (chance.choice(FIELD_WORDS[:6]), False),
        "figures": lambda: (f"{chance.choice(FIELD_WORDS)} wilayah:{chance.choice(REGIONS)}", True),
        "figures_common": lambda: (chance.choice(FIELD_WORDS[:6]), True),
        "forms": lambda: (" ".join(chance.sample(["netral", "dukung", "lapor", "periksa", "kampanye"], 2)), False),
        "newest": lambda: ("jenis:kasus", False),
    }


def measure_ours(engine: Engine, runs: int, store: list[str]) -> dict[str, dict[str, float]]:
    """Return figures by query."""
    chance = random.Random(2)  # noqa: S311 - chance that can be repeated
    found = {}
    for name, make in our_queries(chance, store).items():
        figures = []
        for _ in range(runs + WARM):
            query, with_facets = make()
            with read(engine) as connection:
                server = server_of(connection)
                figures.append(
                    milliseconds(lambda q=query, c=connection, f=with_facets: search(c, q, with_facets=f), server)  # type: ignore[misc]
                )
        found[name] = summary(figures[WARM:])
        print(name, found[name], file=sys.stderr)
    return found


def measure_store(engine: Engine, runs: int, store: list[str]) -> dict[str, float]:
    """Return how long storing one article takes while another process searches, as the pages do beside the worker."""
    address = engine.url.render_as_string(hide_password=False)
    here = {"PYTHONPATH": str(Path(__file__).parents[1])}
    reader = subprocess.Popen([sys.executable, "-m", "searching.ours", address], env={**os.environ, **here})
    time.sleep(STARTING)
    figures = []
    chance = random.Random(5)  # noqa: S311 - chance that can be repeated
    for number, (article, analysis) in enumerate(made_articles(chance, runs + WARM, store)):
        now = datetime.now(UTC)
        key = f"new{number}{now.timestamp()}"
        one = Article(
            url=article.url,
            url_key=key,
            title=article.title,
            text=article.text,
            state="ok",
            first_seen=now,
            text_hash=key,
            sketch=tuple(sorted(chance.sample(range(2**62), 24))),
        )

        def add(one: Article = one, analysis: Analysis = analysis, now: datetime = now) -> None:
            with write(engine) as connection:
                store_article(connection, one, analysis, None, network=None, now=now)

        figures.append(milliseconds(add))
        time.sleep(0.005)
    if reader.poll() is not None:
        raise RuntimeError("the reader died: the figures would be of an idle archive")
    reader.terminate()
    reader.wait()
    return summary(figures[WARM:])


def search_on(address: str) -> None:
    """Search without end: the reader beside whom articles are stored."""
    chance = random.Random(4)  # noqa: S311 - chance that can be repeated
    engine = open_database(address)
    while True:
        one, other = chance.sample(FIELD_WORDS, 2)
        with read(engine) as connection:
            search(connection, f"{one} {other} wilayah:{chance.choice(REGIONS)}")
        time.sleep(PAUSE)


if __name__ == "__main__":
    search_on(sys.argv[1])
