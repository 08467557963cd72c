"""Which words stand around somebody's mentions."""

import pytest

from pipeline.entities.surroundings import NAME, NUMBER, Surroundings
from pipeline.text.document import Document

TEXT = "Kemarin 3 warga melihat Lurah Wahyono Sastra, membagikan beras bersama istrinya. Warga lain diam."


@pytest.fixture
def around():
    def run(*names, text=TEXT, title=""):
        document = Document(title, text)
        spans = [document.span(text.index(name), text.index(name) + len(name)) for name in names]
        if title:
            spans.append(document.span(0, 5, "title"))
        return Surroundings(document).of(spans)

    return run


def test_words_of_the_sentence_and_beside_the_mention_are_told_apart(around):
    found = around("Lurah Wahyono Sastra")
    assert {word for place, word in found if place == "before"} == {"kemarin", NUMBER, "warga", "melihat"}
    assert {word for place, word in found if place == "behind0"} == {","}
    assert ("in", "istrinya") in found
    assert ("in", "diam") not in found


def test_names_and_numbers_are_told_as_such_but_for_the_first_word(around):
    found = around("melihat")
    assert {word for place, word in found if place == "behind"} >= {NAME, ",", "membagikan"}
    assert ("before", "kemarin") in found
    assert ("before1", NUMBER) in found


def test_whoever_is_told_of_often_is_not_heard_as_often(around):
    once, twice = around("Wahyono"), around("Wahyono", "Sastra")
    assert once["in", "istrinya"] == 1
    assert twice["in", "istrinya"] == pytest.approx(2**0.5)


def test_the_headline_is_a_line_of_its_own(around):
    found = around(title="Lurah dilaporkan warga")
    assert found == {
        ("in", "lurah"): 1,
        ("in", "dilaporkan"): 1,
        ("in", "warga"): 1,
        ("behind0", "dilaporkan"): 1,
        ("behind1", "warga"): 1,
        ("behind", "dilaporkan"): 1,
        ("behind", "warga"): 1,
    }


def test_far_words_of_an_endless_sentence_do_not_count(around):
    found = around("Wahyono", text="Wahyono " + "dan lagi " * 100 + "diperiksa")
    assert ("in", "lagi") in found
    assert ("in", "diperiksa") not in found


def test_nobody_has_no_surroundings(around):
    assert around() == {}


def test_what_words_say_together_is_the_sum_of_each():
    document = Document("Lurah dilaporkan", TEXT)
    spans = [document.span(0, 5, "title"), document.span(TEXT.index("Lurah"), TEXT.index("Lurah") + 5)]
    around = Surroundings(document)
    weights = {"in": {"beras": 0.5, "dilaporkan": -1.0}, "behind": {"beras": 2.0}, "before0": {"melihat": 1.0}}
    each = {near: value * weights.get(near[0], {}).get(near[1], 0.0) for near, value in around.of(spans).items()}
    assert around.sum(spans, weights) == pytest.approx(sum(each.values()))
    assert around.sum((), weights) == 0
