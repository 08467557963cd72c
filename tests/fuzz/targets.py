"""What is fuzzed: readers of bytes that strangers write, each as one function of bytes.

A reader may refuse its input with an error of ours; anything else it raises is a find.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select
from sqlalchemy.dialects import postgresql

from alerts.subscriptions import load_subscriptions
from archive.database import migrate, open_database, read
from archive.query.ast import map_words
from archive.query.parse import parse
from archive.query.sql import condition
from archive.records.page import Page
from archive.tables.articles import article
from crawlers.evidence.book import CHAIN, verify
from crawlers.outlets import load_outlets
from crawlers.readers.answer import Source
from crawlers.readers.feed import read_feed
from crawlers.readers.home import read_home
from crawlers.readers.next_data import read_next_data
from crawlers.readers.sitemap import read_sitemap
from crawlers.readers.wordpress import read_wordpress
from pantau.importing.formats import reader_for
from pantau.importing.record import Columns
from pantau.settings import load_settings
from pipeline.judge.model import load_model
from pipeline.page.dates import parse_instant, text_dates
from pipeline.page.extract import extract
from pipeline.page.outlet import OutletContext

NOW = datetime(2024, 11, 1, 3, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Makassar")
HOME = "https://warta.example/"
OUTLET = OutletContext(id="warta", name="Warta Contoh", home=HOME, timezone="Asia/Makassar")
Target = Callable[[bytes], None]


@cache
def _archive() -> Engine:
    engine = open_database("sqlite:///:memory:")
    migrate(engine)
    return engine


@cache
def _shm() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _source(body: bytes) -> Source:
    return Source("warta", HOME, f"{HOME}feed/", body, ZONE, NOW)


def feed(data: bytes) -> None:
    """Feeds, sitemaps, WordPress' REST answers, Next.js data and home pages: one of them by the first byte."""
    readers = (read_feed, read_feed, read_sitemap, read_wordpress, read_next_data, read_home)
    readers[(data[0] if data else 0) % len(readers)](_source(data[1:]))


def dates(data: bytes) -> None:
    """Instants of pages and feeds, days named in running text."""
    text = data.decode("utf-8", errors="replace")
    reading = parse_instant(text, ZONE)
    assert reading is None or reading.at.tzinfo is not None
    for found in text_dates(text, date(2024, 11, 1)):
        assert 0 <= found.start <= found.end <= len(text)


def html(data: bytes) -> None:
    """Pages: charset, structured data, text, furniture, title, byline, instants."""
    form = "html" if not data or data[0] % 8 else "text"
    page = Page(f"{HOME}berita/1", data[1:], form, NOW, outlet="warta", content_type="text/html", status=200)
    extract(page, OUTLET, NOW)


def query(data: bytes) -> None:
    """The query language, compiled for both databases."""
    tree = parse(data.decode("utf-8", errors="replace"))
    filled = map_words(tree, lambda word: replace(word, forms=(word.text,)))
    str(condition(filled, postgresql.dialect()).compile(dialect=postgresql.dialect()))
    with read(_archive()) as connection:
        connection.execute(select(article.c.id).where(condition(filled, connection.dialect))).all()


def warc(data: bytes) -> None:
    """WARC files that are imported, and the evidence book's own chain."""
    with TemporaryDirectory(dir=_shm()) as name:
        folder = Path(name)
        if data[:1] == b"c":
            (folder / CHAIN).write_bytes(data[1:])
            verify(folder)
            return
        path = folder / ("a.warc.gz" if data[:1] == b"z" else "a.warc")
        path.write_bytes(data[1:])
        reader = reader_for(path)
        assert reader is not None
        for record in reader(path, Columns({}, "warta", frozenset({"warta"}), ZONE), NOW):
            assert record.page is not None or record.problem


def config(data: bytes) -> None:
    """Outlets, subscriptions, settings and the model of kinds."""
    with TemporaryDirectory(dir=_shm()) as name:
        folder = Path(name)
        kind, body = (data[0] if data else 0) % 4, data[1:]
        if kind == 0:
            (folder / "outlets").mkdir()
            (folder / "outlets" / "a.yaml").write_bytes(body)
            (folder / "regions.csv").write_text("kode,nama,level\n63,Kalimantan Selatan,provinsi\n")
            load_outlets(folder)
        elif kind == 1:
            (folder / "subscriptions.yaml").write_bytes(body)
            load_subscriptions(folder)
        elif kind == 2:
            (folder / "pantau.toml").write_bytes(body)
            load_settings(folder)
        else:
            (folder / "kinds.json").write_bytes(body)
            load_model(folder / "kinds.json")


TARGETS: dict[str, Target] = {
    "feed": feed,
    "dates": dates,
    "html": html,
    "query": query,
    "warc": warc,
    "config": config,
}
