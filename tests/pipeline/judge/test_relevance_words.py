"""What the plain words of an article say for its relevance, beside the features."""

from dataclasses import replace

import pytest

from archive.records.analysis import Kind
from pipeline.judge.kind import decide
from pipeline.judge.model import LEAST_WORDED, MOST_WORDED, WORDS


@pytest.fixture(scope="module")
def model(analyser):
    rows = dict.fromkeys(analyser.model.kinds, (0.0,) * 6) | {"bias": (0.0, 0.0, 9.0, 0.0, 0.0, 0.0)}
    words = {"bias": 0.0, "pasang": 2.0, "cuaca": -9.0, "jari": 90.0}
    return replace(
        analyser.model,
        relevance={"bias": -1.0, "only:bias": -1.0, "text_official": 1.0, "no_official": -9.0},
        relevance_words=words,
        relevance_threshold=0.65,
        kinds=rows,
        kind_words={},
    )


def said(model, *about, words=()):
    return decide(dict.fromkeys(about, 1.0), {"bias": 1.0}, model, (), lambda: dict.fromkeys(words, 1.0))


def test_words_lift_what_the_features_leave_in_doubt(model):
    assert not said(model, "bias", "text_official").relevant
    verdict = said(model, "bias", "text_official", words=["pasang"])
    assert verdict.relevant
    assert [reason.weight for reason in verdict.reasons if reason.feature == WORDS] == [2.0]


def test_words_can_lift_only_so_far_and_hold_back_less(model):
    def told(word):
        return model.why_relevant({"bias": 1.0}, {word: 1.0})

    assert told("jari") == [(WORDS, MOST_WORDED)]
    assert told("cuaca") == [(WORDS, LEAST_WORDED)]
    assert MOST_WORDED > -LEAST_WORDED


def test_words_are_not_read_where_they_could_change_nothing(model):
    def never():
        raise AssertionError("read")

    hopeless = {"bias": 1.0, "no_official": 1.0}
    assert decide(hopeless, {"bias": 1.0}, model, (), never).kind is Kind.UNRELATED


def test_a_title_alone_is_judged_by_its_features(model):
    verdict = said(model, "only:bias", words=["jari"])
    assert not verdict.relevant


def test_who_reads_why_is_told_of_the_words(analyser, article):
    text = (
        "Lurah itu kedapatan memasang baliho pasangan calon di halaman kantor kelurahan pada Senin pagi.\n\n"
        "Warga memotretnya, lalu Panwascam datang dan membawa baliho itu sebagai barang bukti pelanggaran.\n\n"
        "Ia dijadwalkan memberi keterangan besok. Belum ada penjelasan dari camat maupun dari tim pasangan calon itu. "
        "Baliho lain yang sejenis sudah diturunkan petugas dari tiang listrik di sepanjang jalan menuju pasar."
    )
    told = analyser.analyse(article("Lurah Pasang Baliho Calon di Kantor", text))
    assert WORDS in {reason.feature for reason in told.reasons if reason.claim == "relevant"}
