from datetime import date
from pathlib import Path

import pytest

from base.errors import ConfigError
from pipeline.judge.calendar import Calendar

CONFIG = Path(__file__).parents[3] / "config"


@pytest.fixture(scope="module")
def calendar():
    return Calendar.load(CONFIG)


@pytest.mark.parametrize(
    ("day", "regions", "leaning", "election", "phase", "heat"),
    [
        (date(2024, 9, 8), ("52.03",), "pilkada", "pilkada-2024", "before", "registration"),
        (date(2024, 9, 22), ("52.03",), "pilkada", "pilkada-2024", "after", "fixed"),
        (date(2024, 10, 5), ("15.05",), "pilkada", "pilkada-2024", "after", "campaign"),
        (date(2024, 11, 20), ("15.05",), "pilkada", "pilkada-2024", "after", "last_week"),
        (date(2024, 11, 25), ("15.05",), "pilkada", "pilkada-2024", "after", "quiet"),
        (date(2024, 1, 10), ("13.06",), None, "pemilu-2024", "after", "campaign"),
        (date(2023, 6, 1), ("51.04",), "pemilu", "pemilu-2024", "before", "registration"),
        (date(2020, 10, 14), ("61.05",), None, "pilkada-2020", "after", "campaign"),
        (date(2018, 2, 28), (), None, "pilkada-2018", "after", "campaign"),
        (date(2019, 1, 20), (), None, "pemilu-2019", "after", "campaign"),
        (date(2025, 4, 17), ("75.05",), "pilkada", "psu-2025-04-19", "after", "quiet"),
        (date(2025, 6, 28), ("19.71",), "pilkada", "pilkada-ulang-2025", "before", "registration"),
        (date(2025, 4, 17), ("33.01",), "pilkada", "pilkada-2024", "after", "earlier"),
    ],
)
def test_a_day_in_a_region_has_its_stage(calendar, day, regions, leaning, election, phase, heat):
    stage = calendar.find(day, regions, leaning)
    assert (stage.election.id, stage.phase, stage.heat) == (election, phase, heat)


def test_the_article_decides_between_two_open_elections(calendar):
    day = date(2024, 5, 21)
    assert calendar.find(day, (), "pemilu").election.id == "pemilu-2024"
    assert calendar.find(day, (), "pilkada").election.id == "pilkada-2024"


def test_news_soon_after_a_vote_is_still_of_it_unless_the_article_speaks_of_the_next(calendar):
    assert calendar.find(date(2024, 2, 21), ("33.01",), None).election.id == "pemilu-2024"
    assert calendar.find(date(2024, 2, 21), ("33.01",), "pilkada").election.id == "pilkada-2024"
    assert calendar.find(date(2024, 4, 20), ("33.01",), None).election.id == "pilkada-2024"


def test_a_day_without_an_election_has_no_stage(calendar):
    assert calendar.find(date(2016, 5, 1), (), None) is None


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("elections: [{id: a, kind: pilkada, name: A, opens: {day: 2024-01-01}}]", "source"),
        ("elections: [{id: a, kind: raja, name: A}]", "kind 'raja'"),
        ("elections: [{id: a, kind: pemilu, name: A, date: 1}]", "unknown key"),
        ("elections: []", "needs a list"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path, entry, problem):
    (tmp_path / "calendar.yaml").write_text(entry, encoding="utf-8")
    with pytest.raises(ConfigError, match=problem):
        Calendar.load(tmp_path)
