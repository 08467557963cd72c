import pytest

from archive.database import write
from archive.records.page import Page
from archive.store.rejected import keep_rejected
from archive.store.screening import Screened
from base.catalogue import Catalogue
from pantau.operations.sampling import screening, told
from pantau.operations.words import words
from tests.pantau.operations.conftest import NOW

T = Catalogue("en", {})
NAMES = {"11": "Aceh", "63": "Kalimantan Selatan"}


def test_the_recall_is_told_over_all_and_by_province_the_lowest_first() -> None:
    found = {"11": Screened(900, 5000), "63": Screened(90, 5000, 2), None: Screened(10, 20)}
    one = told(T, found, [7, 5], 2, NAMES)
    assert "99.6 % (" in one.told
    assert one.told.index("Kalimantan Selatan 95.7 %") < one.told.index("Aceh 100.0 %")
    assert "national" not in one.told  # 20 pages tell nothing
    assert one.state == "ok"


def test_a_province_that_surely_loses_articles_is_a_warning_with_what_to_read() -> None:
    found = {"11": Screened(100_000, 5000), "63": Screened(90, 5000, 50)}
    one = told(words("id"), found, [7, 5], 2, NAMES)
    assert one.state == "warning"
    assert "Kalimantan Selatan 47,4 %" in one.told
    assert "pantau show ID: 7, 5" in one.advice


def test_too_little_or_no_sample_is_told_as_unknown(settings, archive) -> None:
    page = Page("https://warta.example/1", b"<p>Panen</p>", "html", NOW, "warta")
    with write(archive) as connection:
        keep_rejected(connection, page, "k", reason="unrelated", now=NOW, sampled=True)
    (one,) = screening(T, settings, NOW)
    assert one.told == "Too little was sampled to tell the screen's recall: 1 page"
    assert "sample_one_in = 0" in told(T, {}, [], 0, NAMES).told


@pytest.mark.sqlite  # there is no file yet
def test_without_an_archive_nothing_is_told(settings) -> None:
    assert list(screening(T, settings.model_copy(update={"var": settings.var / "none"}), NOW)) == []
