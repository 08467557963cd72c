"""What happened to somebody else, told beside the case of an article, is no step of it."""

import pytest

from pipeline.judge.reading import Mood
from pipeline.text.document import Document
from tests.spending import grows_evenly

TITLE = "Bawaslu Periksa Kades Sindang"
CASE = "Kades Sindang menjalani klarifikasi di Bawaslu, Kamis, soal ajakannya memilih calon bupati."


def steps(reader, title, text):
    found = reader.read(Document(title, text)).findings
    return {one.frame.claim for one in found if one.frame.claim.startswith("step:") and one.mood is Mood.REAL}


@pytest.mark.parametrize(
    "other",
    [
        "Sebelumnya, Kades Panyingkiran divonis dua bulan penjara.",
        "Pekan lalu seorang lurah di kota itu dicopot wali kota.",
        "Untuk diketahui, pada Februari lalu dua camat juga sempat diproses lalu dipecat bupati.",
    ],
)
def test_a_sentence_that_looks_back_on_somebody_not_told_of_before_is_set_apart(reader, other):
    assert steps(reader, TITLE, f"{CASE}\n\n{other}") == steps(reader, TITLE, CASE)


@pytest.mark.parametrize(
    "own",
    [
        "Sebelumnya, Kades Sindang divonis dua bulan penjara.",
        "Sebelumnya, kades itu divonis dua bulan penjara.",
        "Sebelumnya diberitakan, dua kades divonis dua bulan penjara.",
    ],
)
def test_a_sentence_that_looks_back_on_the_accused_is_not(reader, own):
    assert "step:P4" in steps(reader, TITLE, f"{CASE}\n\n{own}")


def test_those_whom_the_headline_counts_are_the_accused(reader):
    assert "step:S7" in steps(reader, "Dua Camat Dicopot", "Sebulan lalu dua camat diperiksa, kini dicopot bupati.")


def test_only_the_end_of_a_headline_about_a_colleague_is_set_apart(reader):
    assert steps(reader, "Bawaslu Periksa Kades Sindang, Sebelumnya Rekannya Dipecat", "") == {"step:S4"}


def test_others_whom_a_headline_counts_behind_a_turn_are_not_the_accused(reader):
    title = "Giliran Sekcam Dilaporkan, Sebelumnya Dua Lurah Kena Sanksi Wali Kota"
    text = "Sekcam dilaporkan ke Bawaslu. Dua bulan lalu dua lurah di kecamatan itu dijatuhi teguran oleh wali kota."
    assert steps(reader, title, text) <= {"step:S1", "step:S3"}


def test_time_grows_evenly_with_sentences_that_look_back(reader):
    text = "Sebelumnya, Kades Panyingkiran divonis. " * 2000
    assert grows_evenly(lambda part: reader.read(Document(TITLE, part)), text)
