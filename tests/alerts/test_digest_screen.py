"""The digest's notes on data quality tell how many relevant articles the screen lets pass."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.digest.quality import read_quality
from alerts.digest.render import render
from alerts.links import Links
from alerts.wording import words
from archive.database import read, write
from archive.records.page import Page
from archive.store.rejected import keep_rejected
from archive.store.visits import plan_visits
from archive.tables.articles import analysis, article
from tests.alerts.digests import DAY, READER, SEVEN, shown


@pytest.fixture
def sampled(world):
    """Nine relevant articles that passed the screen, and 40 unrelated pages that only the sample read."""
    at = SEVEN - timedelta(hours=3)
    page = Page("https://warta.example/panen", b"<p>Panen</p>", "html", at, "warta")
    with write(world.engine) as connection:
        for key in range(50, 59):
            connection.execute(
                article.insert().values(
                    id=key, url_key=f"{key:064d}", url="https://warta.example/x", title="Judul", text="",
                    published_at=at, first_seen_at=at, text_hash="x", record="{}", outlet="warta", state="ok",
                )
            )  # fmt: skip
            connection.execute(
                analysis.insert().values(
                    article_id=key, relevant=True, kind="appeal", kind_confidence=1, analysed_at=at, versions="{}",
                    record="{}",
                )
            )  # fmt: skip
            plan_visits(
                connection, key, outlet="warta", url="", url_key=f"{key:064d}", now=at, due=None, lines=None
            )  # fmt: skip
        for number in range(40):
            one = replace(page, url=f"{page.url}/{number}")
            keep_rejected(connection, one, f"r{number}", reason="unrelated", now=at, sampled=True)
    return world


def notes(world, one_in):
    with read(world.engine) as connection:
        period = (SEVEN - DAY, SEVEN)
        return read_quality(connection, period, [], {}, None, words(READER.language), sample_one_in=one_in).notes


def test_the_screens_recall_stands_among_the_notes_with_its_range(sampled):
    (note,) = notes(sampled, 2)
    assert note.startswith("Sekitar 100,0% artikel yang relevan lolos saringan awal (")
    assert "sampai 100,0%" in note


def test_without_a_sample_nothing_is_claimed(sampled):
    assert notes(sampled, 0) == ()
    assert "saringan" not in render(shown(sampled), Links()).text
