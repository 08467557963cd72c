import pytest

from base.errors import ConfigError
from pipeline.entities.patterns import Patterns, parse
from pipeline.entities.scenes import load_asides
from pipeline.entities.words import Reading
from pipeline.text.document import Document


def found(pattern, text):
    patterns = Patterns()
    patterns.add(pattern, pattern)
    reading = Reading.of(Document("", text))
    return [reading.words[index] for index, _value in patterns.matches(reading)]


@pytest.mark.parametrize(
    ("pattern", "text", "first"),
    [
        ("kasus|perkara (ini) kedua", "Itu perkara ini kedua.", "perkara"),
        ("kasus|perkara (ini) kedua", "Itu kasus kedua.", "kasus"),
        ("pada 20# lalu", "Kasus pada 2020 lalu.", "pada"),
        ("sudah .. sejak _", "Kami sudah menangani tiga kasus sejak September.", "sudah"),
        ("lalu , di", "Bulan lalu, di Sleman.", "lalu"),
    ],
)
def test_a_pattern_is_found_at_its_first_word(pattern, text, first):
    assert found(pattern, text) == [first]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("kasus kedua", "Kasus itu kedua."),
        ("pada 20# lalu", "Kasus pada 1999 lalu."),
        ("sudah .. sejak _", "Kami sudah selesai. Ia hadir sejak September."),
        ("sudah .. sejak _", "sudah satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sejak pagi"),
        ("di _ pada", "di , pada"),
        ("sejak _", "sejak"),
    ],
)
def test_a_pattern_is_not_found_in_other_words(pattern, text):
    assert found(pattern, text) == []


@pytest.mark.parametrize("pattern", ["", "..", "_ kasus", "(kasus) lain", "kasus & lain"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern):
    with pytest.raises(ValueError, match=r"pattern|no word"):
        parse(pattern)


def test_a_scene_that_cannot_be_read_is_told_with_its_file(tmp_path):
    (tmp_path / "lexicon").mkdir()
    entries = "- {patterns: ['kasus & lain'], examples: [x]}"
    text = "\n".join(f"{sort}:\n  {entries}" for sort in ("other_case", "goes_on", "contrast", "witness"))
    (tmp_path / "lexicon" / "scenes.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="is no word"):
        load_asides(tmp_path)


def test_a_scene_needs_examples(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "scenes.yaml").write_text("other_case:\n  - {patterns: [tahun lalu]}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="examples"):
        load_asides(tmp_path)
