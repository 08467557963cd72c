"""The demo's articles are data that hold together."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.records.analysis import Kind, Stage
from base.datafile import read_csv
from base.errors import ConfigError
from pantau.demo.articles import load_articles
from pantau.demo.newsroom import outlet_items
from pantau.settings import ROOT

ARTICLES = load_articles()
FIRST, LAST = datetime(2024, 10, 4, tzinfo=UTC), datetime(2024, 11, 1, tzinfo=UTC)


def test_there_are_enough_articles_of_every_kind():
    kinds = Counter(article.kind for article in ARTICLES)
    assert len(ARTICLES) >= 90
    assert set(kinds) == set(Kind)
    assert kinds[Kind.UNRELATED] >= 20
    assert kinds[Kind.APPEAL] >= 8


def test_ids_and_numbers_name_one_article():
    assert len({article.id for article in ARTICLES}) == len(ARTICLES)
    assert len({article.number for article in ARTICLES}) == len(ARTICLES)
    assert len({(article.outlet, article.slug) for article in ARTICLES}) == len(ARTICLES)


def test_about_twelve_incidents_go_through_later_steps():
    stages: dict[str, set[str]] = {}
    for article in ARTICLES:
        if article.incident:
            stages.setdefault(article.incident, set()).add(str(article.stage))
    assert 12 <= len(stages) <= 15
    assert all(len(steps) >= 2 for key, steps in stages.items() if key != "kepala-distrik-nabire")
    ends = {step for steps in stages.values() for step in steps}
    assert {"S1", "S5", "S7", "P1", "P3", "P4", "X1", "X2"} <= ends


def test_a_case_has_incident_and_stage_and_nothing_else_has():
    for article in ARTICLES:
        assert article.kind.is_case == (article.incident is not None) == (article.stage is not None), article.id
        assert article.stage is None or Stage(article.stage)


def test_articles_fall_into_the_four_weeks_and_into_their_outlets_zone():
    zones = {item["id"]: item["timezone"] for item in outlet_items()}
    offsets = {"Asia/Jakarta": 7, "Asia/Pontianak": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
    for article in ARTICLES:
        assert FIRST <= article.published < LAST, article.id
        assert article.published.utcoffset() == timedelta(hours=offsets[zones[article.outlet]]), article.id
        assert article.modified is None or article.modified > article.published


def test_steps_of_an_incident_come_in_the_order_of_publication():
    originals = [article for article in ARTICLES if article.incident and not article.copy_of]
    for article in originals:
        earlier = [a for a in originals if a.incident == article.incident and a.published < article.published]
        assert article.kind is Kind.INCIDENT or earlier, article.id


def test_copies_follow_their_original_inside_a_network_and_across():
    by_id = {article.id: article for article in ARTICLES}
    networks = {item["id"]: item["network"] for item in outlet_items()}
    copies = [article for article in ARTICLES if article.copy_of]
    pairs = [(copy, by_id[str(copy.copy_of)]) for copy in copies]
    assert all(copy.published > original.published and copy.outlet != original.outlet for copy, original in pairs)
    inside = [
        pair for pair in pairs if networks[pair[0].outlet] and networks[pair[0].outlet] == networks[pair[1].outlet]
    ]
    verbatim = [pair for pair in pairs if pair[0].paragraphs == pair[1].paragraphs]
    assert len(inside) >= 3
    assert len(verbatim) >= 3
    assert len(copies) - len(inside) >= 3
    assert len(copies) - len(verbatim) >= 3


def test_regions_are_codes_of_the_gazetteer():
    codes = {row["kode"] for _, row in read_csv(ROOT / "config" / "regions.csv", ("kode", "nama"))}
    assert {article.region for article in ARTICLES if article.region} <= codes


def test_most_articles_have_the_length_of_regional_news():
    words = sorted(sum(len(text.split()) for text in article.paragraphs) for article in ARTICLES)
    assert words[0] >= 80
    assert words[-1] <= 450
    assert words[len(words) // 2] >= 150


def test_no_page_furniture_stands_in_a_text():
    for article in ARTICLES:
        text = "\n".join(article.paragraphs).lower()
        assert not any(word in text for word in ("baca juga", "read more", "google news", "cookies")), article.id


def test_a_later_addition_is_not_there_before_its_time():
    article = next(article for article in ARTICLES if article.modified)
    before = article.seen_at(article.modified - timedelta(minutes=1))
    after = article.seen_at(article.modified)
    assert before.changed == article.published
    assert len(after.paragraphs) == len(before.paragraphs) + len(article.added)


def test_a_title_becomes_an_address():
    assert replace(ARTICLES[0], title='"Jempol" & Sanksi: H-27!').slug == "jempol-sanksi-h-27"


def test_an_id_that_stands_twice_is_refused_with_its_line(tmp_path: Path):
    item = "  - {id: a, outlet: o, title: t, published: '2024-10-05T10:00:00+07:00', kind: unrelated, text: x}\n"
    (tmp_path / "a.yaml").write_text(f"articles:\n{item}{item}")
    with pytest.raises(ConfigError, match=r"a\.yaml:3: article id 'a' stands twice"):
        load_articles(tmp_path)
