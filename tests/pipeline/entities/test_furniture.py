"""Links, bylines, credits and page numbers inside a text name nobody of its story."""

from datetime import date

import pytest

from base.datafile import read_yaml
from pipeline.entities.furniture import furniture, load_furniture
from pipeline.entities.words import Reading
from pipeline.text.document import Document


@pytest.fixture(scope="module")
def known(config):
    return load_furniture(config)


def examples(config):
    return read_yaml(config / "lexicon" / "furniture.yaml").data["examples"]


def test_the_examples_of_the_list_are_set_aside_and_what_stands_around_them_is_not(config, known):
    for example in examples(config):
        reading = Reading.of(Document("Camat Diperiksa", example["text"]))
        aside = furniture(reading, known)
        kept = " ".join(word for index, word in enumerate(reading.words) if index not in aside)
        assert example["aside"] not in kept, example
        assert "Camat itu diperiksa" in kept, example


def test_a_story_goes_on_behind_a_link(known):
    text = (
        "Camat itu diperiksa.\n\nBaca juga:\n\nKades Menikah Lagi\n\nLurah Budi Santoso ikut dipanggil Bawaslu, Senin."
    )
    reading = Reading.of(Document("Camat Diperiksa", text))
    aside = furniture(reading, known)
    kept = {word for index, word in enumerate(reading.words) if index not in aside}
    assert {"Budi", "Santoso"} <= kept
    assert "Menikah" not in kept


def test_nobody_in_a_list_of_other_stories_is_a_person_of_this_one(read):
    links = "TERPOPULER\n1. Lurah Hendra Wijaya Dipecat\n2. Kades Joko Susilo Ditahan"
    text = f"Camat Muara, Dirman Sati, diperiksa Bawaslu.\n\n{links}"
    assert {person.name for person in read(text, "Camat Diperiksa", date(2024, 11, 1)).persons} == {"Dirman Sati"}
