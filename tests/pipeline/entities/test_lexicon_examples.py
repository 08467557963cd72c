"""Every example in the lexicon files of this room is a test."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from pipeline.entities.resolve import resolve_actors, resolve_event_date, resolve_places
from pipeline.entities.scenes import Scenes
from pipeline.text.document import Document

LEXICON = Path(__file__).parents[3] / "config" / "lexicon"


def parsed(name):
    return yaml.load((LEXICON / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def examples(name):
    data = parsed(name)
    return [pytest.param(item, id=item["text"][:60]) for item in data["examples"]]


def role_examples():
    entries = parsed("roles")
    return [(entry["role"], text) for entry in entries for text in entry["examples"]]


@pytest.mark.parametrize(("role", "text"), role_examples())
def test_an_example_of_a_role_is_found(read, role, text):
    assert role in {find.role for find in read(text).roles}


@pytest.mark.parametrize("example", examples("places"))
def test_an_example_of_a_place_is_resolved(read, example):
    places = resolve_places(Document("", example["text"]), read(example["text"]), None)
    assert places[0].part == "event"
    assert places[0].code == example["code"]


@pytest.mark.parametrize("example", examples("people"))
def test_an_example_of_persons_is_read(read, accusing, example):
    entities = read(example["text"])
    assert {person.name for person in entities.persons} == set(example["names"])
    actors = resolve_actors(Document("", example["text"]), entities, (), (), accusing)
    assert [actor.name for actor in actors if actor.part == "alleged"] == example["alleged"]


@pytest.mark.parametrize("example", examples("laws"))
def test_an_example_of_a_citation_is_normalised(read, example):
    assert [law.label for law in read(example["text"]).laws] == example["laws"]


@pytest.mark.parametrize("example", examples("institutions"))
def test_an_example_of_a_body_is_found_as_printed(read, example):
    assert example["label"] in {mention.label for mention in read(example["text"]).institutions}


@pytest.mark.parametrize("example", examples("things"))
def test_an_example_of_a_thing_is_found(read, example):
    entities = read(example["text"])
    labels = {mention.label for mention in (*entities.platforms, *entities.facilities)}
    assert labels == {example.get("platform") or example.get("facility")}


def scene_examples():
    data = parsed("scenes")
    return [(sort, text) for sort, entries in data.items() for entry in entries for text in entry["examples"]]


@pytest.mark.parametrize(("sort", "text"), scene_examples())
def test_an_example_of_an_aside_is_no_part_of_the_story(read, sort, text):
    story = "Seorang camat di Kabupaten Sleman dilaporkan ke Bawaslu karena ikut kampanye. " * 5
    document = Document("Camat di Sleman Dilaporkan", f"{story}{text}")
    scenes = Scenes.of(document, read(document.text, document.title))
    last = document.sentences[-1].index
    assert last in (scenes.witnesses if sort == "witness" else scenes.elsewhere)
    assert 0 not in scenes.elsewhere | scenes.witnesses


@pytest.mark.parametrize("example", examples("days"))
def test_an_example_of_days_gives_the_day_of_the_act(read, example):
    published: date = example["published"]
    entities = read(example["text"], published=published)
    found = resolve_event_date(Document("", example["text"]), entities, (), published)
    assert found is not None
    assert found.day == example["day"]


@pytest.mark.parametrize("example", examples("offices"))
def test_an_office_named_by_its_department_is_found(read, example):
    assert example["role"] in {find.role for find in read(example["text"]).roles}
