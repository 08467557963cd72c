"""Pages that the screen rejects and the sample reads: their mark, and what is counted of them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, select

from archive.database import read as reading_of
from archive.database import write
from archive.records.page import Entry, Page
from archive.store.rejected import rejected_pages
from archive.store.screening import Screened, screened
from archive.tables.articles import article
from base.clock import FixedClock
from pantau.flow import Sink
from pantau.memory import ArchiveMemory
from pipeline.process import Keeping, Tools, keep, read
from pipeline.source import Source

CONFIG = Path(__file__).parents[2] / "config"
NOW = datetime(2024, 11, 4, 5, tzinfo=UTC)
STORY = (
    "Camat Sungai Rindu diduga tidak netral karena ikut kampanye calon bupati, kata Ketua Bawaslu Kabupaten Rindu, "
    "Senin (4/11/2024).</p><p>Bawaslu memanggil camat itu untuk dimintai keterangan bersama empat orang saksi.</p><p>"
    "Aparatur sipil negara dilarang ikut kampanye pasangan calon kepala daerah."
)
OTHER = (
    "Harga cabai rawit di pasar induk turun menjelang akhir pekan.</p><p>Pedagang menyebut pasokan dari lereng gunung "
    "kembali lancar setelah jalan diperbaiki, dan pembeli mulai ramai sejak subuh."
)
HOMES = {"utara": "64", "selatan": "63"}


@pytest.fixture(scope="module")
def seeing(shipped: Tools) -> Tools:
    return shipped


@pytest.fixture(scope="module")
def blind(seeing: Tools) -> Tools:
    """The same understanding behind a screen that rejects every page."""
    made = Tools(CONFIG)
    made.__dict__.update(
        analyser=seeing.analyser, screen=SimpleNamespace(check=lambda _body: SimpleNamespace(passed=False))
    )
    return made


def page(number: int, text: str, outlet: str = "selatan") -> Page:
    url = f"https://{outlet}.example/berita/{number}"
    body = f"<html><head><title>Warta {number}</title></head><body><article><h1>Warta {number}</h1><p>{text}</p>"
    return Page(url, body.encode(), "html", NOW, outlet, status=200, entry=Entry(outlet, url, "feed", NOW))


def crawl(engine: Engine, tools: Tools, pages: list[Page], *, one_in: int) -> list[str]:
    """Take pages through the sink as a crawl does, and return what became of them."""
    memory = ArchiveMemory(engine, SimpleNamespace(), FixedClock(NOW))
    sink = Sink(tools, memory, FixedClock(NOW), lambda _outlet: Source(), sample_one_in=one_in)

    async def run() -> list[str]:
        return [(await sink(one)).state for one in pages]

    try:
        return asyncio.run(run())
    finally:
        sink.close()
        memory.close()


def marks(engine: Engine) -> list[bool]:
    with reading_of(engine) as connection:
        return list(connection.execute(select(article.c.sampled).order_by(article.c.url)).scalars())


def figures(engine: Engine, now: datetime = NOW) -> dict[str | None, Screened]:
    with reading_of(engine) as connection:
        return screened(connection, now, lambda outlet: HOMES.get(outlet or ""))


def test_a_relevant_page_that_the_screen_rejects_is_kept_with_the_mark_of_the_sample(engine, blind) -> None:
    assert crawl(engine, blind, [page(1, STORY), page(2, OTHER)], one_in=1) == ["kept", "unrelated"]
    assert marks(engine) == [True]
    assert figures(engine) == {"63": Screened(passed=0, sampled=2, relevant=1)}
    assert figures(engine, NOW + timedelta(days=31)) == {}


def test_without_a_sample_a_rejected_page_is_not_read(plain_engine, blind) -> None:
    assert crawl(plain_engine, blind, [page(1, STORY)], one_in=0) == ["screened_out"]
    assert figures(plain_engine) == {}


def test_what_the_screen_lets_pass_is_not_of_the_sample(plain_engine, seeing, blind) -> None:
    crawl(plain_engine, seeing, [page(1, STORY, "utara")], one_in=1)
    crawl(plain_engine, blind, [page(1, STORY, "utara"), page(2, OTHER, "pusat")], one_in=1)
    assert marks(plain_engine) == [False]  # known before the screen went blind
    assert figures(plain_engine) == {"64": Screened(passed=1), None: Screened(sampled=1)}


def test_what_is_imported_is_counted_on_neither_side(plain_engine, blind) -> None:
    for number, text in ((1, STORY), (2, OTHER)):
        reading = read(replace(page(number, text), entry=None), Source(), blind, NOW, screen=False)
        with write(plain_engine) as connection:
            keep(connection, reading, Keeping(), Source(), NOW)
    assert marks(plain_engine) == [False]
    assert figures(plain_engine) == {}


def test_a_sampled_page_that_a_later_lexicon_finds_relevant_keeps_the_mark(plain_engine, blind) -> None:
    crawl(plain_engine, blind, [page(1, OTHER)], one_in=1)
    with reading_of(plain_engine) as connection:
        ((_, stored, _),) = rejected_pages(connection, sampled=True)
    again = read(replace(stored, body=page(1, STORY).body), Source(), blind, NOW, screen=False)
    with write(plain_engine) as connection:
        keep(connection, again, Keeping(), Source(), NOW)
    assert marks(plain_engine) == [True]
    assert figures(plain_engine) == {"63": Screened(sampled=1, relevant=1)}
