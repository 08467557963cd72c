"""One meaning on SQLite, PostgreSQL and in memory: random queries over random articles."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from archive.database import read, write
from archive.finding import hits, pages
from archive.query.expand import expand
from archive.query.memory import matches, subject_of
from archive.query.parse import parse
from archive.records.analysis import Act, Actor, EventDate, Kind, Law, Mention, Place, SeverityPart, Stage
from archive.search import find_all
from archive.store.articles import load_articles

WORDS = (
    *("camat", "kecamatan", "lurah", "netral", "netralitas", "menetralkan", "kampanye", "berkampanye", "kampanyenya"),
    *("tolak", "menolak", "tulis", "café", "94", "2021", "pp", "Jum'at", "sekda-kota", "ASN"),
)
REGIONS = ("63.72", "63.01", "63", "64.71", "11.01.02")


def article_of(number: int, chance: random.Random, article, analysis):
    day = datetime(2024, chance.choice([9, 10, 11]), chance.randint(1, 28), 5, tzinfo=UTC)
    one = article(
        number,
        title=" ".join(chance.choices(WORDS, k=chance.randint(0, 4))) or None,
        text=" ".join(chance.choices(WORDS, k=chance.randint(0, 25))) + chance.choice(["", ".", "\n\nPenutup."]),
        at=chance.choice([day, day, None]),
        outlet=chance.choice(["satu", "dua", None]),
        sketch=(),
    )
    found = analysis(
        relevant=chance.random() < 0.9,
        kind=chance.choice(list(Kind)),
        stage=chance.choice([*Stage, None]),
        acts=tuple(Act(code) for code in chance.sample(["A01", "A04", "A10"], chance.randint(0, 2))),
        places=tuple(Place(code, code, "event") for code in chance.sample(REGIONS, chance.randint(0, 2))),
        parties=tuple(Mention(name) for name in chance.sample(["PKB", "PDI Perjuangan"], chance.randint(0, 2))),
        laws=(Law("UU 10/2016", chance.choice(["71", "187A", None])),) if chance.random() < 0.5 else (),
        actors=(Actor(chance.choice(["Badu Contoh", "Contoh Sari", None]), "camat", None, "asn", "alleged"),),
        severity=(SeverityPart("act", chance.randint(0, 100), 100, "x"),) if chance.random() < 0.8 else (),
        event_date=EventDate(day.date()) if chance.random() < 0.5 else None,
    )
    return one, found


leaf = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([f"={word}" for word in WORDS]),
    st.sampled_from(["kampany*", "net*", "men*", "sek*", "judul:camat", "judul:(netral OR tul*)", "judul:=94"]),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda some: '"' + " ".join(some) + '"'),
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), st.integers(0, 5)).map(
        lambda pair: '"' + " ".join(pair[0]) + f'"~{pair[1]}'
    ),
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=2, max_size=2), st.integers(0, 3)).map(
        lambda pair: 'judul:"' + " ".join(pair[0]) + f'"~{pair[1]}'
    ),
    st.tuples(
        st.sampled_from(["camat", "netral", "=netral", "kam*", "94"]),
        st.integers(0, 6),
        st.sampled_from(["lurah", "tolak", "netral", "kampanye", "kampanye*"]),
    ).map(lambda parts: f"({parts[0]} NEAR/{parts[1]} {parts[2]})"),
    st.sampled_from(
        (
            *("wilayah:63", "wilayah:63.72", "wilayah:11.01.02", "jenis:kasus", "jenis:(imbauan OR opini)", "act:a04"),
            *("tahap:s2", "partai:pkb", "partai:pdi", 'hukum:"uu 10/2016"', 'hukum:"uu 10/2016 ps 71"', "hukum:uu"),
            *("nama:contoh", 'nama:"badu contoh"', "jabatan:camat", "severity:>=40", "severity:10..60"),
            *("tanggal:2024-10", "tanggal:>=2024-10-15", "tanggal:<2024-10", "kejadian:2024-09..2024-10"),
            *("media:satu", "media:tiga", "relevan:ya", "relevan:tidak", "act:(A01 AND A04)"),
        )
    ),
)
queries = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        inner.map(lambda part: f"NOT {part}"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} -{pair[1]})"),
    ),
    max_leaves=6,
)


@pytest.fixture(params=["as it is", "from facets and by chunks"])
def plan(request, monkeypatch) -> str:
    if request.param != "as it is":
        monkeypatch.setattr(pages, "SMALL", 3)
        monkeypatch.setattr(pages, "CHUNK", 5)
        monkeypatch.setattr(pages, "MOST_CHUNKS", 21)
        monkeypatch.setattr(pages, "FIELD", 30)
        monkeypatch.setattr(hits, "WIDE", 20)
    return request.param


def fill(connection, chance: random.Random, article, analysis, add) -> dict[int, object]:
    for number in range(60):
        one, found = article_of(number, chance, article, analysis)
        parts = {name: getattr(one, name) for name in ("title", "text", "outlet", "sketch")}
        add(connection, number, analysis=found, at=one.published and one.published.at, **parts)
    loaded = load_articles(connection, list(range(1, 61)))
    return {article_id: subject_of(one, found) for article_id, one, found in loaded}


def test_every_backend_finds_the_same(engine: Engine, plan: str, article, analysis, add) -> None:
    if engine.dialect.name != "sqlite" and plan != "as it is":
        pytest.skip("PostgreSQL chooses its plans itself")
    with write(engine) as connection:
        chance = random.Random(plan)
        stored = fill(connection, chance, article, analysis, add)
    seen: list[int] = []

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(queries)
    def check(query: str) -> None:
        with read(engine) as connection:
            node, _ = expand(connection, parse(query))
            expected = {article_id for article_id, subject in stored.items() if matches(node, subject)}
            unexpanded = {article_id for article_id, subject in stored.items() if matches(parse(query), subject)}
            assert unexpanded == expected, query
            found = list(find_all(connection, node, fold=False, batch=7))
            assert set(found) == expected, query
            assert len(found) == len(expected), query
            assert set(hits.hits(connection, node, fold=False).ids) == expected, query
            seen.append(len(expected))

    check()
    assert max(seen) > 40
    assert sum(0 < count < 60 for count in seen) > 20
