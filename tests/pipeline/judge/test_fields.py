import math

import pytest

from pipeline.judge.acts import act_features
from pipeline.judge.fields import LENGTH, field_features
from pipeline.judge.nearby import near_acts, near_spans
from pipeline.text.document import Document

APART = Document(
    "Warga Mengadu",
    "Sebuah spanduk calon bupati tampak baru. Pagi itu Pak Lurah sendiri yang memasang dari atas tangga.",
)


def test_long_texts_weigh_no_more_than_short_ones(reader):
    for text in ("Camat memakai mobil dinas.", "Camat memakai mobil dinas. Ia mengajak warga memilih. " * 30):
        values = field_features(reader.read(Document("", text)), reader.lexicon)
        assert math.isclose(math.hypot(*values.values()), LENGTH)


def test_fields_are_groups_of_the_lexicon_and_no_words(reader):
    values = field_features(reader.read(Document("", "Ambulans desa dipakai tim calon bupati.")), reader.lexicon)
    assert {"facility", "contestant"} <= set(values) <= set(reader.lexicon.groups)


def test_an_act_told_in_two_sentences_is_weighed_though_no_frame_holds(reader):
    reading = reader.read(APART)
    assert not [found for found in reading.findings if found.frame.name == "a01_put_apk"]
    apart, _ = near_acts(reading, reader.lexicon)
    assert apart["A01"]
    assert act_features(reading, reader.lexicon)["A01"]["near"] > 0


def test_its_evidence_are_the_words_that_name_its_parts(reader):
    found = near_spans(APART, reader.read(APART), reader.lexicon, "A01")
    assert {"spanduk", "memasang"} <= {span.text.split()[0] for span in found}


@pytest.mark.parametrize("text", ["Petani menanam padi. Hasilnya melimpah.", "Camat memotong pita."])
def test_nothing_is_near_where_parts_are_missing(reader, text):
    apart, wide = near_acts(reader.read(Document("", text)), reader.lexicon)
    assert not apart
    assert not wide
