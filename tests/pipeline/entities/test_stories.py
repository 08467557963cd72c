"""Whole stories of invented persons: who is named, who is accused and who is not, and of what office."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from pipeline.entities.resolve import resolve_actors, resolve_places
from pipeline.text.document import Document

STORIES = sorted((Path(__file__).parent / "stories").glob("*.yaml"))


@pytest.fixture(scope="module")
def told(read, accusing):
    """Return each story with what is alleged of whom, read without knowing what was done."""
    found = []
    for path in STORIES:
        for story in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            entities = read(story["text"], story["title"], story.get("published"))
            actors = resolve_actors(Document(story["title"], story["text"]), entities, (), (), accusing)
            found.append((story, entities, [actor for actor in actors if actor.part == "alleged"]))
    return found


def shares(pairs):
    """Return precision and recall over (wanted, found) sets."""
    count = Counter()
    for wanted, found in pairs:
        count.update(hit=len(wanted & found), wanted=len(wanted), found=len(found))
    return count["hit"] / count["found"], count["hit"] / count["wanted"]


def test_the_accused_are_found_by_name(told):
    precision, recall = shares(
        ({*story["names"]}, {actor.name for actor in actors} - {None}) for story, _, actors in told
    )
    assert precision >= 0.92
    assert recall >= 0.88


def test_the_accused_are_found_by_office(told):
    precision, recall = shares(
        ({*story["roles"]}, {actor.role for actor in actors} - {None}) for story, _, actors in told
    )
    assert precision >= 0.9
    assert recall >= 0.85


def test_speakers_witnesses_bylines_and_candidates_are_hardly_ever_accused(told):
    wronged = [name for story, _, actors in told for name in {*story["not"]} & {actor.name for actor in actors}]
    assert len(wronged) <= 2


def test_the_names_of_all_in_a_story_are_read(told):
    precise = [
        ({*story["names"], *story["not"]}, {person.name for person in entities.persons}) for story, entities, _ in told
    ]
    assert shares(precise)[1] >= 0.93


def test_bylines_and_links_name_no_person_of_the_story(told):
    asides = [
        (set(story["aside"]), {person.name for person in entities.persons})
        for story, entities, _ in told
        if "aside" in story
    ]
    assert asides
    assert not any(names & read for names, read in asides)


def test_the_place_of_a_story_is_that_of_its_event(told, gazetteers):
    codes = {region.name: code for code, region in gazetteers.places.regions.items() if region.level != "district"}
    placed = [(story, entities) for story, entities, _ in told if "place" in story]
    right = [
        story["title"]
        for story, entities in placed
        if {place.code for place in resolve_places(Document("", ""), entities, None) if place.part == "event"}
        >= {codes[story["place"]]}
    ]
    assert len(right) >= 0.95 * len(placed)
