"""Makers of articles for the tests of the archive."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from archive.records.analysis import (
    Act,
    Actor,
    Analysis,
    Kind,
    Law,
    Mention,
    Place,
    SeverityPart,
    Stage,
    Step,
    Versions,
)
from archive.records.article import Article, Moment
from archive.store.articles import store_article

NOW = datetime(2024, 11, 1, 3, 0, tzinfo=UTC)
VERSIONS = Versions(code="1", lexicon="1", rules="1", calendar="1")


@pytest.fixture
def now() -> datetime:
    return NOW


def make_article(number: int = 1, **changes: Any) -> Article:
    text = changes.pop("text", "Camat di Kota Contoh dilaporkan ke Bawaslu karena mengunggah dukungan.")
    at = changes.pop("at", datetime(2024, 10, 1 + number % 28, 5, tzinfo=UTC))
    fields = {
        "url": f"https://contoh.example/berita/{number}",
        "url_key": hashlib.sha256(str(number).encode()).hexdigest(),
        "title": "Camat dilaporkan ke Bawaslu",
        "text": text,
        "state": "ok",
        "first_seen": NOW,
        "outlet": "contoh",
        "outlet_name": "Kabar Contoh",
        "published": at and Moment(at, at.date(), "meta", "stated"),
        "text_hash": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        "sketch": (5, 7, 11 + number),
    }
    return Article(**(fields | changes))


def make_analysis(**changes: Any) -> Analysis:
    fields = {
        "relevant": True,
        "relevance": 0.9,
        "kind": Kind.INCIDENT,
        "kind_confidence": 0.8,
        "versions": VERSIONS,
        "stage": Stage.S2,
        "steps": (Step(Stage.S1), Step(Stage.S2, day=date(2024, 10, 2))),
        "acts": (Act("A04"),),
        "actors": (
            Actor("Badu Contoh", "camat", None, "asn", "alleged"),
            Actor("Ibu Juru", "ketua", None, "other", "speaker"),
        ),
        "places": (Place("63.72", "Kota Banjarbaru", "event"), Place("31", "DKI Jakarta", "mentioned")),
        "laws": (Law("UU 10/2016", "71"),),
        "parties": (Mention("PKB"),),
        "severity": (SeverityPart("position", 12, 20, "camat"), SeverityPart("act", 20, 30, "A04")),
    }
    return Analysis(**(fields | changes))


@pytest.fixture
def add(now: datetime) -> Callable[..., int]:
    """Store an article made of the given parts; return its id."""

    def store(
        connection: Any, number: int, *, analysis: Analysis | None = None, network: str | None = None, **changes: Any
    ) -> int:
        article = make_article(number, **changes)
        return store_article(
            connection, article, analysis or make_analysis(), None, network=network, now=now
        ).article_id

    return store


@pytest.fixture
def article() -> Callable[..., Article]:
    return make_article


@pytest.fixture
def analysis() -> Callable[..., Analysis]:
    return make_analysis
