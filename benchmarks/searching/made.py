"""A made archive: sentences of a Zipf vocabulary with the field's words mixed in; every fifth article is a copy."""

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, text

from archive.copying import set_sequences
from archive.database import write
from archive.records.analysis import Act, Actor, Analysis, Kind, Place, Stage, Versions
from archive.records.article import Article, Moment
from archive.records.codec import to_json
from archive.store.facets import facets
from archive.store.vocabulary import note_words
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article as articles
from archive.tables.articles import article_facet
from archive.words import vector, words

FIELD_WORDS = (
    *("netralitas", "netral", "camat", "lurah", "kades", "guru", "bawaslu", "panwaslu", "kampanye", "berkampanye"),
    *("dukungan", "mendukung", "paslon", "pilkada", "pemilu", "pegawai", "negeri", "sipil", "sanksi", "hukuman"),
    *("disiplin", "dilaporkan", "laporan", "diperiksa", "pemeriksaan", "rekomendasi", "bupati", "walikota", "calon"),
)
CASES = 0.03  # of all articles
START = date(2021, 1, 1)
DAYS = 1_460
REGIONS = [f"{province}.{number:02}" for province in range(11, 36) for number in range(1, 21)]
BATCH = 2_000
COPY = 5  # every fifth article repeats the one before in another outlet


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
        if number % COPY == 0 and batch:
            article = replace(article, title=batch[-1][1].title, text=batch[-1][1].text)  # noqa: PLW2901
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
        "copy_of": number - 1 if number % COPY == 0 else None,
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
