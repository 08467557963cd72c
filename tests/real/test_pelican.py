"""A real Pelican site is crawled whole, then incrementally, with 304s, edits and a takedown."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from archive.database import read
from archive.store.notices import notices_of
from archive.store.wordings import versions
from archive.tables.articles import article, entry
from crawlers.job import CrawlOptions
from crawlers.report import CrawlReport
from pantau.bootstrap import Application
from pantau.flow import Crawling
from pantau.settings import ROOT, Settings
from tests.real.pelican import Pelican, installed, running_pelican

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not installed(), reason="Pelican is not installed; docs/how-to/run-real-tests.md"),
]
NOW = datetime(2024, 10, 30, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
SLUG = "lurah-dilaporkan-ke-bawaslu-ajak-rt-pilih-paslon"
CASE = [
    (
        "MARTAPURA – Seorang lurah dilaporkan warga ke Bawaslu Kabupaten Banjar, Senin (28/10/2024), karena mengajak "
        "ketua RT memilih pasangan calon nomor urut 1 pada Pilkada 2024."
    ),
    (
        "“Laporan sudah kami terima dan sedang dikaji. Terlapor akan kami panggil pekan ini,” kata anggota Bawaslu "
        "Banjar, Hamdani Rusli, di kantornya."
    ),
    "Lurah berinisial MY itu diduga mengumpulkan ketua RT di aula kelurahan dan membagikan stiker pasangan calon.",
]
HARVEST = ["Panen jeruk di tiga desa meningkat tahun ini.", "Petani berharap harga bertahan sampai akhir tahun."]


class Clock:
    """A clock that is set by hand."""

    at = NOW

    def now(self) -> datetime:
        """Return what was set."""
        return self.at


def harvest(site: Pelican, day: int) -> None:
    """Write one article that reports no case."""
    site.write(f"panen-jeruk-hari-ke-{day}", f"Panen jeruk hari ke-{day}", HARVEST, f"2024-10-{day:02} 08:00")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pelican]:
    with running_pelican(tmp_path_factory.mktemp("pelican")) as running:
        for day in range(1, 29):
            running.write(
                f"panen-jeruk-hari-ke-{day}", f"Panen jeruk hari ke-{day}", HARVEST, f"2024-10-{day:02} 08:00"
            )
        running.write(SLUG, "Lurah Dilaporkan ke Bawaslu, Ajak RT Pilih Paslon", CASE, "2024-10-29 09:15")
        running.build()
        yield running


@pytest.fixture(scope="module")
def application(site: Pelican, tmp_path_factory: pytest.TempPathFactory) -> Application:
    folder = tmp_path_factory.mktemp("pantau")
    config = shutil.copytree(ROOT / "config", folder / "config")
    for path in (config / "outlets").glob("*.yaml"):
        path.unlink()
    (config / "outlets" / "a.yaml").write_text(
        f"- id: pelikan\n  name: Warta Pelikan\n  home: {site.home}\n  timezone: Asia/Makassar\n  region: '63.03'\n"
        "  delay: 0\n  allow_network: [127.0.0.0/8]\n  discover:\n    - {feed: /feeds/all.rss.xml}\n"
        "    - {listing: /, links: 'article h1 a, article h2 a', pages: '/index{page}.html'}\n"
    )
    return Application(Settings(config=config, var=folder / "var"), Clock())


def crawl(application: Application, at: datetime, since: datetime | None = None) -> CrawlReport:
    application.clock.at = at  # type: ignore[attr-defined]
    crawling = Crawling(application)
    try:
        most = 1_000 if since else 200
        return asyncio.run(crawling.crawl(["pelikan"], CrawlOptions(since=since, most=most)))[0]
    finally:
        crawling.close()


def count(application: Application) -> tuple[int, int]:
    """Return how many addresses were seen and how many articles kept."""
    with read(application.engine) as connection:
        seen = connection.execute(select(func.count()).select_from(entry)).scalar_one()
        return seen, connection.execute(select(func.count()).select_from(article)).scalar_one()


def test_the_site_is_crawled_whole_then_followed(application: Application, site: Pelican) -> None:
    whole = crawl(application, NOW, since=datetime(2024, 9, 1, tzinfo=UTC))
    assert whole.outcome == "ok", whole
    assert count(application) == (29, 1), whole
    with read(application.engine) as connection:
        found = connection.execute(select(article.c.title, article.c.published_at, article.c.text)).one()
    assert found.title == "Lurah Dilaporkan ke Bawaslu, Ajak RT Pilih Paslon"
    assert found.published_at == datetime(2024, 10, 29, 1, 15, tzinfo=UTC)  # 09.15 WITA
    assert "Hamdani Rusli" in found.text

    crawl(application, NOW + HOUR / 4)  # learns the feed's validators
    site.asked.clear()
    again = crawl(application, NOW + HOUR / 2)
    assert (again.outcome, again.not_modified) == ("unchanged", 1), again
    assert site.asked[-1] == ("/feeds/all.rss.xml", 304)

    for day in (30, 31):
        harvest(site, day)
    site.build()
    site.asked.clear()
    more = crawl(application, NOW + HOUR * 0.75)
    assert more.fresh == 2, more
    assert sum(path.startswith("/2024/") for path, _ in site.asked) == 2  # nothing is fetched twice

    correction = "Koreksi: pertemuan berlangsung di rumah lurah, bukan di aula kelurahan."
    site.write(SLUG, found.title, [*CASE, correction], "2024-10-29 09:15", "2024-10-30 11:00")
    site.build()
    edited = crawl(application, NOW + HOUR)
    assert edited.states.get("updated") == 1, edited
    with read(application.engine) as connection:
        assert len(versions(connection, 1)) == 2
        assert [notice.kind for notice in notices_of(connection, [1])[1]] == ["koreksi"]

    site.remove(SLUG)
    site.build()
    gone = crawl(application, NOW + 6 * HOUR)
    assert gone.states.get("gone") == 1, gone
    with read(application.engine) as connection:
        assert {notice.kind for notice in notices_of(connection, [1])[1]} == {"koreksi", "takedown"}
    assert count(application) == (31, 1)
