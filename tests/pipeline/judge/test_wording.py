"""Plain words as a voice about acts."""

import pytest

from pipeline.judge.acts import acts_of
from pipeline.judge.model import KindModel
from pipeline.judge.wording import Wording, root
from pipeline.text.document import Document

TEXT = "Camat Sukarela menitipkan termos bergambar kepada ketua arisan. Acara usai pukul sembilan."


@pytest.mark.parametrize(
    ("word", "expected"),
    [("membagikan", "bagi"), ("dibagikannya", "bagi"), ("bagi", "bagi"), ("di", "di")],
)
def test_forms_of_one_verb_come_together(word, expected):
    assert root(word) == expected


def test_names_say_nothing_and_a_title_alone_has_no_words(reader):
    document = Document("Camat Titipkan Termos", TEXT)
    found = Wording(document, reader.read(document)).features
    assert "termos" in found
    assert not {"camat", "sukarela", "acara"} & found.keys()
    bare = Document("Camat Titipkan Termos", "")
    assert Wording(bare, reader.read(bare)).features == {}


@pytest.mark.parametrize(("code", "told"), [("A10", ["A10"]), ("A14", [])])
def test_an_act_that_no_frame_foresaw_is_told_by_its_words_unless_its_thing_is_missing(reader, code, told):
    document = Document("Camat dan Ketua Arisan", TEXT)  # no means of the state: no A14, whatever the words say
    reading = reader.read(document)
    words = {"bias": {code: -1.0, "A02": -3.0}, "termos": {code: 6.0}, root("bergambar"): {code: 4.0}}
    fields = {"bias": {code: 0.0, "A02": -3.0}}
    model = KindModel({}, {}, {"bias": -5.0}, fields, words, 0.5, 0.5, 0.3, "test")
    wording = Wording(document, reading)
    acts, why = acts_of(document, reading, reader.lexicon, model, wording)
    assert [act.code for act in acts] == told
    if told:
        assert [span.text for span in acts[0].spans] == ["termos bergambar"]
        assert "word:termos" in {reason.feature for reason in why}
    assert wording.form(root("bergambar")) == "bergambar"


def test_without_a_text_frames_and_groups_share_what_words_would_say():
    model = KindModel({}, {}, {"sure": 1.0}, {}, {"bias": {"A01": -9.0}}, 0.5, 0.5, 0.3, "test")
    assert model.words_of({}) == {}
    assert model.act_of({"sure": 2.0}, 2.0) > model.act_of({"sure": 2.0}, 2.0, -7.0)
