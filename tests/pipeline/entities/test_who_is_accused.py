"""Who is accused by name and who is not, in short made-up stories (`told/parts.yaml`)."""

import json
from pathlib import Path

import pytest
import yaml

from archive.records.analysis import Act
from archive.records.span import Span
from pipeline.entities.accusing import Accusing
from pipeline.entities.resolve import resolve_actors
from pipeline.text.document import Document
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


@pytest.mark.parametrize(("bias", "names"), [(-0.85, set()), (-0.3, {"Endang Rahayu"})], ids=["at .3", "at .43"])
def test_a_mere_guess_names_nobody(read, bias, names):
    text = "Guru Endang Rahayu duduk di depan panggung kampanye calon bupati."
    act = Act("A08", (Span(0, 40, text[:40], "text"),))
    guess = Accusing({**dict.fromkeys(read_signs(), 0.0), "bias": bias}, {}, "")
    found = alleged(resolve_actors(Document("", text), read(text), (act,), (), guess))
    assert {name for _, name in found if name} == names


def read_signs() -> list[str]:
    model = Path(__file__).parents[3] / "config" / "model" / "accused.json"
    return [*json.loads(model.read_text(encoding="utf-8"))["signs"]]
