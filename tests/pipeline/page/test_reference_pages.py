"""Real pages of the reference folder: the seven of `data/html` and the public sets, read there, never copied here."""

import json
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.records.page import Page
from pipeline.page.extract import extract

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "benchmarks"))
pytestmark = pytest.mark.reference
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def data():
    root = os.environ.get("PANTAU_REFERENCE_DATA")
    assert root, "set PANTAU_REFERENCE_DATA to the reference data folder"
    return Path(root) / "data"


@pytest.fixture(scope="module")
def articles():
    folder = data() / "html"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return [
        (item, extract(Page(item["url"].split()[0], (folder / item["file"]).read_bytes(), "html", NOW), None, NOW))
        for item in index
    ]


def test_days_are_those_of_the_gold(articles):
    dated = [(item["gold_date"], article.published) for item, article in articles if "gold_date" in item]
    assert len(dated) == 3
    for gold, published in dated:
        assert published is not None
        assert published.local_day.isoformat() == gold
        assert published.confidence == "stated"


def test_bodies_are_those_of_the_gold(articles):
    from shingles import overlap

    scores = []
    for item, article in articles:
        text = item.get("gold_body")
        if "gold" in item:
            gold = json.loads((data() / "html" / item["gold"]).read_text(encoding="utf-8"))["V1"]
            text = "\n".join(
                line for part in gold["body"]["sections"] for line in part["headline"] + part["paragraphs"]
            )
            assert article.title == gold["title"]
            assert article.published is not None
            assert article.published.at == datetime.fromisoformat(gold["publishing_date"])
        if text:
            scores.append(overlap(text, article.text).f1)
    assert len(scores) == 3
    assert min(scores) > 0.95


FURNITURE = re.compile(
    r"^\W*baca juga|gambas:|scroll to continue|advertisement|jernihberkomentar|simak (?:juga )?video|copyright|"
    r"^\(\w{3}/\w{3}\)$|data dirimu|reporter :",
    re.IGNORECASE | re.MULTILINE,
)


def test_known_furniture_is_gone(articles):
    for item, article in articles:
        assert FURNITURE.search(article.text) is None, item["file"]
        assert article.state == "ok"
        assert article.language == "id"


def test_words_inside_links_are_kept(articles):
    (linked,) = [article for item, article in articles if "Menhub" in item["file"]]
    assert "()" not in linked.text


@pytest.mark.slow
def test_public_sets_stay_above_their_floors():
    from extraction import run

    from pantau.benching import load_floors, misses

    found = run(data(), peers=("trafilatura",))
    assert list(misses("extraction", found, load_floors())) == []
    for group in ("scrapinghub_held_out", "fundus_held_out", "golden"):
        assert found["pantau"][group]["f1"] > found["trafilatura"][group]["f1"]
