"""Search on a large archive, beside the plain ways, in one run.

    python benchmarks/search.py --articles 1000000 --folder /tmp/bench [--json] [--database postgresql://...]

The archive is made of sentences drawn from a Zipf vocabulary with the field's words mixed in, four years of days, 500
regions, 150 outlets, 3 % cases. Beside us, on the same file: `LIKE` on every text, and the full-text query that
Datasette writes for a table with `_search` (rowid in (select rowid from fts where fts match ...) order by date). Goals
are of the project: two terms with region and dates 40 ms, phrase 100 ms, one common term by date 60 ms, figures 150 ms,
storing an article 5 ms while others search; p95, two cores, 1,000,000 articles. Process time (`cpu`) stands beside the
clock's, for runs on a machine that others use.
"""

import argparse
import json
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, text

from archive.copying import set_sequences
from archive.database import migrate, open_database, read, write
from archive.records.analysis import Act, Actor, Analysis, Kind, Place, Stage, Versions
from archive.records.article import Article, Moment
from archive.records.codec import to_json
from archive.search import search
from archive.store.articles import store_article
from archive.store.facets import facets
from archive.store.vocabulary import note_words
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article as articles
from archive.tables.articles import article_facet
from archive.words import vector, words
from base.errors import ArchiveError

FIELD_WORDS = (
    *("netralitas", "netral", "camat", "lurah", "kades", "guru", "bawaslu", "panwaslu", "kampanye", "berkampanye"),
    *("dukungan", "mendukung", "paslon", "pilkada", "pemilu", "pegawai", "negeri", "sipil", "sanksi", "hukuman"),
    *("disiplin", "dilaporkan", "laporan", "diperiksa", "pemeriksaan", "rekomendasi", "bupati", "walikota", "calon"),
)
CASES = 0.03  # of all articles
START = date(2021, 1, 1)
DAYS = 1_460
REGIONS = [f"{province}.{number:02}" for province in range(11, 36) for number in range(1, 21)]
GOALS = {"and": 40.0, "phrase": 100.0, "common": 60.0, "figures": 150.0, "store": 5.0}
BATCH = 2_000


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Return words and their Zipf weights; the field's words stand among the 300 to 3,000 most frequent."""
    syllables = ["ka", "me", "ti", "ran", "lo", "pu", "seng", "di", "ba", "nya", "tor", "is", "an", "gu", "wa", "li"]
    made = list(dict.fromkeys("".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(60_000)))
    for place, word in enumerate(FIELD_WORDS):
        made.insert(40 + place * 90, word)
    return made, [1 / (rank + 2) for rank in range(len(made))]


def sentences(chance: random.Random, count: int) -> list[str]:
    """Return sentences that articles are put together from."""
    known, weights = vocabulary(chance)
    bounds = [sum(weights[:1])]
    for weight in weights[1:]:
        bounds.append(bounds[-1] + weight)
    return [
        " ".join(chance.choices(known, cum_weights=bounds, k=chance.randint(8, 16))).capitalize() + "."
        for _ in range(count)
    ]


def made_articles(chance: random.Random, count: int, store: list[str]) -> Iterator[tuple[Article, Analysis]]:
    """Yield articles with their analyses in order of publication, as a monitor would meet them."""
    versions = Versions("1", "1", "1", "1")
    for number in range(count):
        at = datetime.combine(START, datetime.min.time(), UTC) + timedelta(days=DAYS * number / count)
        case = chance.random() < CASES
        body = "\n\n".join(" ".join(chance.choices(store, k=5)) for _ in range(4))
        article = Article(
            url=f"https://contoh.example/{number}",
            url_key=f"{number:064}",
            title=chance.choice(store)[:90],
            text=body,
            state="ok",
            first_seen=at,
            outlet=f"outlet{number % 150}",
            published=Moment(at, at.date(), "meta", "stated"),
            language="id",
            text_hash=f"{number:064}",
        )
        region = REGIONS[int(chance.random() ** 2 * len(REGIONS))]
        analysis = Analysis(
            relevant=True,
            relevance=0.9,
            kind=Kind.INCIDENT if case else chance.choice([Kind.APPEAL, Kind.UNRELATED, Kind.STATISTICS]),
            kind_confidence=0.9,
            versions=versions,
            stage=Stage.S2 if case else None,
            acts=(Act(f"A{chance.randint(1, 19):02}"),) if case else (),
            actors=(Actor(None, chance.choice(["camat", "lurah", "guru"]), None, "asn", "alleged"),) if case else (),
            places=(Place(region, region, "event"),),
        )
        yield article, analysis


def fill(engine: Engine, count: int, store: list[str]) -> None:
    """Make the archive in bulk; the same rows `store_article` would write, without its checks."""
    chance = random.Random(1)  # noqa: S311 - chance that can be repeated
    batch: list[tuple[int, Article, Analysis]] = []
    with write(engine) as connection:
        note_words(connection, {word.folded for sentence in store for word in words(sentence)})
    for number, (article, analysis) in enumerate(made_articles(chance, count, store), 1):
        batch.append((number, article, analysis))
        if len(batch) == BATCH or number == count:
            _write(engine, batch)
            batch.clear()
            print(f"\r{number:,} articles", end="", file=sys.stderr)
    with write(engine) as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("INSERT INTO article_fts(article_fts) VALUES ('optimize')")
        connection.exec_driver_sql("ANALYZE")
    set_sequences(engine)
    print(file=sys.stderr)


def _write(engine: Engine, batch: list[tuple[int, Article, Analysis]]) -> None:
    with write(engine) as connection:
        connection.execute(insert(articles), [_article_row(*one) for one in batch])
        connection.execute(insert(analyses), [_analysis_row(*one) for one in batch])
        pairs = [
            {"article_id": number, "field": field, "value": value}
            for number, _, analysis in batch
            for field, value in facets(analysis)
        ]
        connection.execute(insert(article_facet), pairs)
        if engine.dialect.name == "postgresql":
            connection.execute(
                text("INSERT INTO article_search VALUES (:id, CAST(:words AS tsvector))"),
                [{"id": number, "words": vector(one.title or "", one.text)} for number, one, _ in batch],
            )


def _article_row(number: int, article: Article, _analysis: Analysis) -> dict[str, Any]:
    published = article.published
    return {
        "id": number,
        "url_key": article.url_key,
        "outlet": article.outlet,
        "state": "ok",
        "published_at": published and published.at,
        "published_day": published and published.local_day,
        "first_seen_at": article.first_seen,
        "text_hash": article.text_hash,
        "url": article.url,
        "title": article.title,
        "record": "{}",
        "text": article.text,
    }


def _analysis_row(number: int, _article: Article, analysis: Analysis) -> dict[str, Any]:
    return {
        "article_id": number,
        "relevant": True,
        "kind": analysis.kind.value,
        "kind_confidence": 0.9,
        "stage": analysis.stage and analysis.stage.value,
        "analysed_at": datetime(2024, 1, 1, tzinfo=UTC),
        "versions": "{}",
        "record": to_json(analysis),
    }


Timed = tuple[float, float]
"""Milliseconds by the clock and of the process."""


def milliseconds(task: Callable[[], object]) -> Timed:
    """Return how long a task takes."""
    begun, used = time.perf_counter(), time.thread_time()
    task()
    return (time.perf_counter() - begun) * 1000, (time.thread_time() - used) * 1000


def summary(figures: list[Timed]) -> dict[str, float]:
    """Return p50 and p95 by the clock, and of the process."""
    clock, cpu = (sorted(column) for column in zip(*figures, strict=True))
    last = min(len(clock) - 1, int(len(clock) * 0.95))
    return {
        "p50": round(statistics.median(clock), 2),
        "p95": round(clock[last], 2),
        "cpu_p50": round(statistics.median(cpu), 2),
        "cpu_p95": round(cpu[last], 2),
        "runs": len(clock),
    }


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
        for _ in range(runs):
            query, with_facets = make()
            with read(engine) as connection:
                figures.append(
                    milliseconds(lambda q=query, c=connection, f=with_facets: search(c, q, with_facets=f))  # type: ignore[misc]
                )
        found[name] = summary(figures)
        print(name, found[name], file=sys.stderr)
    return found


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
    return summary([milliseconds(lambda v=value: connection.execute(text(statement), v).all()) for value in values])  # type: ignore[misc]


def measure_store(engine: Engine, runs: int, store: list[str]) -> dict[str, float]:
    """Return how long storing one article takes while another thread searches."""
    done = threading.Event()

    def search_on() -> None:
        chance = random.Random(4)  # noqa: S311 - chance that can be repeated
        make = our_queries(chance, store)["and"]
        while not done.is_set():
            with read(engine) as connection:
                search(connection, make()[0])
            time.sleep(0.02)

    reader = threading.Thread(target=search_on, daemon=True)
    reader.start()
    figures = []
    chance = random.Random(5)  # noqa: S311 - chance that can be repeated
    for number, (article, analysis) in enumerate(made_articles(chance, runs, store)):
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
    done.set()
    reader.join()
    return summary(figures)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    parser.add_argument("--database", help="PostgreSQL instead of a SQLite file in the folder")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    engine = open_database(options.database or f"sqlite:///{options.folder}/search-{options.articles}.db")
    try:
        migrate(engine)
    except ArchiveError as error:
        sys.exit(str(error))
    store = sentences(random.Random(0), 20_000)  # noqa: S311 - chance that can be repeated
    with read(engine) as connection:
        there = connection.execute(text("SELECT count(*) FROM article")).scalar_one()
    if there < options.articles:
        fill(engine, options.articles, store)
    found: dict[str, Any] = {
        "articles": options.articles,
        "database": engine.dialect.name,
        "ours": measure_ours(engine, options.runs, store),
        "plain": measure_plain(engine, options.runs),
        "store": measure_store(engine, options.runs, store),
    }
    told = found["ours"] | {"store": found["store"]}
    found["goals"] = {name: {"goal": goal, "met": told[name]["p95"] <= goal} for name, goal in GOALS.items()}
    print(json.dumps(found, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
