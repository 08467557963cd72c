import pytest

from pipeline.text.automaton import Automaton, TermError, parse_word, variants
from pipeline.text.words import fold, split


def scan(text, *terms, solid=()):
    automaton = Automaton()
    automaton.solid.update(solid)
    for group, term in enumerate(terms):
        automaton.add(term, [group])
    automaton.freeze()
    words = split(text)
    return [(hit.groups, " ".join(words.texts[hit.first : hit.last + 1])) for hit in automaton.scan(words, text)]


def test_choices_are_spelled_out():
    assert list(variants("(satu|dua|) jari")) == ["satu jari", "dua jari", "jari"]


@pytest.mark.parametrize("term", ["(satu", "satu) jari", "satu|dua"])
def test_broken_brackets_are_refused(term):
    with pytest.raises(TermError):
        list(variants(term))


def test_too_many_variants_are_refused():
    with pytest.raises(TermError, match="variants"):
        list(variants(" ".join(["(a|b|c|d|e|f|g|h)"] * 4)))


def test_an_unknown_tag_is_refused():
    with pytest.raises(TermError, match="tags"):
        parse_word("acung.q")


def test_word_forms_of_a_phrase_are_found():
    assert scan("Ia mengacungkan dua jari.", "acung.v (satu|dua) jari") == [((0,), "mengacungkan dua jari")]


def test_a_hyphen_parts_words():
    assert scan("tenaga non-ASN", "non asn") == [((0,), "non asn")]


def test_a_comma_parts_a_phrase():
    assert scan("calon, bupati", "calon bupati") == []


def test_a_solid_term_hides_what_it_contains():
    assert scan("calon bupati", "calon bupati", "bupati", solid=(0,)) == [((0,), "calon bupati")]
    assert ((1,), "bupati") in scan("calon bupati", "calon bupati", "bupati")


def test_letters_whose_lower_case_is_longer_keep_their_offsets():
    assert len(fold("İstanbul ASN")) == len("İstanbul ASN")
