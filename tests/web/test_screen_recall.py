"""The page of the newsrooms tells how many relevant articles the screen lets pass."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, update

from archive.database import write
from archive.records.page import Page
from archive.store.rejected import keep_rejected
from archive.store.visits import plan_visits
from archive.tables.articles import article
from crawlers.outlets import load_outlets
from tests.web.conftest import NOW, ROOT, make_client

OUTLET = next(outlet for outlet in load_outlets(ROOT / "config").values() if outlet.province == "63")


@pytest.fixture
def sampled(archive: Engine, store) -> Engine:
    """Nine articles that passed, one that only the sample brought, 99 unrelated pages of the sample."""
    ids = [store(number, hours=number) for number in range(1, 11)]
    with write(archive) as connection:
        connection.execute(update(article).values(outlet=OUTLET.id))
        connection.execute(update(article).where(article.c.id == ids[-1]).values(sampled=True))
        for number, article_id in enumerate(ids):
            key = f"{number:064}"
            plan_visits(connection, article_id, outlet=OUTLET.id, url="", url_key=key, now=NOW, due=None, lines=None)
        page = Page("https://contoh.example/lain", b"<p>Panen</p>", "html", NOW, OUTLET.id)
        for number in range(99):
            one = replace(page, url=f"{page.url}/{number}")
            keep_rejected(connection, one, f"r{number}", reason="unrelated", now=NOW, sampled=True)
    return archive


def section(client, language: str) -> str:
    return client.get(f"/outlets?bahasa={language}").text.split('id="screen"')[1].split("</section>")[0]


def test_the_recall_is_told_with_its_range_by_province(sampled: Engine, tmp_path) -> None:
    client = make_client(sampled, tmp_path, sample_one_in=2)
    told = section(client, "en")
    assert "one in 2 is read" in told
    assert "Estimated: 81.8 %" in told  # 9 of 9 + 1 * 2
    assert "<td>Kalimantan Selatan</td>" in told
    assert '<td class="num">81.8 %</td>' in told
    assert '<td class="num">100</td><td class="num">1</td>' in told
    assert '<a href="/articles/10">10</a>' in told
    assert "Taksiran: 81,8 %" in section(client, "id")
    assert "Cara membaca" in section(client, "id")


def test_too_small_a_sample_is_told_instead_of_a_figure(archive: Engine, store, tmp_path) -> None:
    store()
    assert "Sampel terlalu sedikit" in section(make_client(archive, tmp_path, sample_one_in=200), "id")
    assert "Tidak ada sampel" in section(make_client(archive, tmp_path), "id")
