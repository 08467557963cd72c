import hashlib
from datetime import UTC, date, datetime

import pytest

from archive.records.article import Article, Moment
from pipeline.judge.relevance import relevance_features
from pipeline.text.document import Document

_FILLER = "Hujan turun sejak sore dan jalan menuju pasar tergenang sampai malam di beberapa titik. " * 7
"""Long enough that a text is not read as a headline."""


@pytest.fixture(scope="session")
def analyser(shipped):
    return shipped.analyser


@pytest.fixture(scope="session")
def reader(analyser):
    return analyser.reader


@pytest.fixture
def findings(reader):
    def read(text, title=""):
        return reader.read(Document(title, text)).findings

    return read


@pytest.fixture
def article():
    def make(title, text, published=date(2024, 10, 16)):
        at = datetime(published.year, published.month, published.day, 5, tzinfo=UTC)
        url = "https://berita.example/" + hashlib.sha256(text.encode()).hexdigest()[:8]
        return Article(
            url=url,
            url_key=hashlib.sha256(url.encode()).hexdigest(),
            title=title,
            text=text,
            state="ok",
            first_seen=at,
            published=Moment(at, published, "import", "stated"),
        )

    return make


@pytest.fixture
def about(reader):
    def read(title, text):
        return relevance_features(reader.read(Document(title, f"{text} {_FILLER}")), reader.lexicon)

    return read
