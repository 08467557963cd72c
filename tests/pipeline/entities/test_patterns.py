import pytest

from pipeline.entities.patterns import Patterns, parse
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
