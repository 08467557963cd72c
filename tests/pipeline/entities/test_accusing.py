"""The weights of who is accused, and the file that holds them."""

import json

import pytest

from base.errors import ConfigError
from pipeline.entities.accusing import FILE, Accusing, load_accusing


@pytest.fixture
def written(tmp_path):
    def run(text):
        path = tmp_path / FILE
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return run


def test_words_around_speak_beside_the_signs():
    accusing = Accusing({"bias": -1.0, "named": 1.0}, {}, "")
    signs = {"bias": 1.0, "named": 1.0}
    assert accusing.chance(signs) == 0.5
    assert accusing.chance(signs, 2.0) > 0.85


def test_without_weights_nothing_is_known():
    assert Accusing({}, {}, "").chance({"bias": 1.0}) == 0.5


def test_the_file_is_read_with_its_version(written):
    config = written(json.dumps({"signs": {"bias": -1}, "words": {"in": {"kata": 0.5}}}))
    read = load_accusing(config)
    assert read.signs == {"bias": -1.0}
    assert read.words == {"in": {"kata": 0.5}}
    assert len(read.version) == 12


@pytest.mark.parametrize("text", ["", "[]", "{", '{"signs": {}}', '{"signs": {}, "words": {"in": 3}}', '{"signs": 1}'])
def test_a_damaged_file_is_told_with_its_name(written, text):
    with pytest.raises(ConfigError, match=r"accused\.json"):
        load_accusing(written(text))


def test_a_missing_file_is_told_with_its_name(tmp_path):
    with pytest.raises(ConfigError, match=r"accused\.json"):
        load_accusing(tmp_path)


def test_who_sits_beside_the_accused_is_told_apart_by_plain_words(shipped):
    words = shipped.analyser.accusing.words
    assert words["behind0"]["mengaku"] > 0 > words["before0"]["menurut"]
