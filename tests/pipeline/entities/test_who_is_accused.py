"""Who is accused by name and who is not, in short made-up stories (`told/parts.yaml`)."""

from pathlib import Path

import pytest
import yaml

from archive.records.analysis import Act
from archive.records.span import Span
from tests.pipeline.entities.conftest import alleged

STORIES = yaml.load(
    (Path(__file__).parent / "told" / "parts.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story['about']}: {story['title']}")
def test_the_accused_are_named_and_nobody_else_is(actors, story):
    act = Act(story["act"], (Span(0, 60, story["text"][:60], "text"),))
    found = alleged(actors(story["text"], story["title"], (act,)))
    assert {name for _role, name in found if name} == {*story["names"]}
    assert {role for role, _name in found if role} == {*story["roles"]}


def test_who_is_likely_accused_is_so_beside_an_office_that_is_not_his(actors):
    found = actors(
        "Deden, Ujang Rosid, dan Gilang Nurpadilah tak perlu datang apel sampai Januari. Ketiganya dihukum karena "
        "berjoget di panggung kampanye calon. Menurut Bawaslu, seorang tenaga honorer diduga ikut. Deden mengaku lupa.",
        "Tiga Pegawai Berjoget",
    )
    names = {actor.name for actor in found if actor.part == "alleged"}
    assert names >= {"Deden", "Ujang Rosid", "Gilang Nurpadilah"}


def test_who_is_led_away_in_custody_is_no_victim(actors):
    act = Act("A13", (Span(0, 30, "", "text"),))
    text = "Kades Herman Depati digiring ke lapas karena hakim memutus dirinya bersalah menguntungkan calon gubernur."
    assert ("kades", "Herman Depati") in alleged(actors(text, "Kades Dihukum Dua Bulan", (act,)))
