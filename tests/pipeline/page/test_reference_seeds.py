"""The seed pages as a scraper saved them: read from the reference folder, never copied here."""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.records.page import Page
from pipeline.page.extract import extract
from pipeline.page.outlet import OutletContext

pytestmark = pytest.mark.reference
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def folder():
    root = os.environ.get("PANTAU_REFERENCE_DATA")
    assert root, "set PANTAU_REFERENCE_DATA to the reference data folder"
    assert (Path(root) / "seeds").is_dir(), f"{root} holds no seeds"
    return Path(root)


def seed(number):
    (path,) = (folder() / "seeds").glob(f"{number:03d}_*.txt")
    return path.read_bytes()


def read(number, outlet=None):
    return extract(Page("urn:sha256:seed", seed(number), "text", NOW), outlet, NOW)


# number: story lines kept, title words, day, outlet name, reporter, editor, captions
EXPECTED = {
    0: (12, 0, date(2023, 2, 6), None, None, None, 0),
    1: (18, 7, date(2024, 6, 8), "Inibalikpapan.com", None, None, 0),
    2: (7, 6, date(2023, 3, 8), None, None, None, 1),
    3: (10, 3, date(2023, 6, 8), "KaltengPos", "bah", "ans", 1),
    4: (11, 12, date(2024, 10, 3), "KANALKALIMANTAN.COM", "wanda", "bie", 0),
}


@pytest.mark.parametrize("number", EXPECTED)
def test_fields_of_a_seed_are_right_or_null_with_a_reason(number):
    lines, title_words, day, outlet, reporter, editor, captions = EXPECTED[number]
    article = read(number)
    assert len((article.title or "").split()) == title_words
    assert article.published is not None
    assert (article.published.local_day, article.published.confidence) == (day, "guessed")
    assert (article.outlet_name, article.reporter, article.editor) == (outlet, reporter, editor)
    assert len(article.captions) == captions
    assert len(article.text.split("\n\n")) == lines
    for field in ("title", "reporter", "editor", "outlet_name"):
        assert (getattr(article, field) is None) == any(note.startswith(f"{field}:") for note in article.notes)


FURNITURE = re.compile(
    r"function\(|https?:|baca juga|cookies|akismet|tinggalkan komentar|site icon|exit mobile|recent posts|read more|"
    r"\d+ jam ago|google news|sumber:|\bvia$|reporter:|editor:",
    re.IGNORECASE | re.MULTILINE,
)


@pytest.mark.parametrize("number", EXPECTED)
def test_no_furniture_is_left_in_a_seed(number):
    assert FURNITURE.search(read(number).text) is None


@pytest.mark.parametrize("number", EXPECTED)
def test_every_sentence_of_a_seed_is_kept_or_was_cut_by_a_named_rule(number):
    article = read(number)
    kept = " ".join((article.text, article.title or "", article.section or "", *article.captions))
    cut = [one.text for one in article.cuts]
    for line in seed(number).decode().splitlines():
        folded = " ".join(line.split())
        if len(folded) < 2 or folded in kept or any(folded.startswith(one) or one in folded for one in cut):
            continue
        raise AssertionError(f"lost: {len(folded)} characters starting {folded[:20]!r}")
    story = [line for line in article.text.split("\n\n") if len(line) > 80]
    assert all(one.text not in line for one in article.cuts if len(one.text) > 30 for line in story)


def test_the_outlet_gives_name_and_zone():
    outlet = OutletContext("contoh", "Contoh Pos", "https://contoh.example/", "Asia/Makassar")
    article = read(0, outlet)
    assert (article.outlet, article.outlet_name, article.timezone) == ("contoh", "Contoh Pos", "Asia/Makassar")
