from datetime import date

import pytest

from archive.records.analysis import Kind, Stage
from pipeline.entities.find import find
from pipeline.judge.secondary import secondary_cases
from pipeline.text.document import Document

APPEAL = (
    "Bawaslu menggelar sosialisasi netralitas bagi kepala desa. Mereka diminta hati-hati.\n\nAcara ditutup ikrar.\n\n"
)


@pytest.fixture
def told(analyser):
    def cases(text, kind=Kind.APPEAL):
        document = Document("Sosialisasi Netralitas Kepala Desa", APPEAL + text)
        entities = find(document, date(2024, 10, 9), analyser.gazetteers)
        reader = analyser.reader
        return secondary_cases(kind, reader.read(document), entities, reader.lexicon, ("33.07",))

    return cases


def test_an_office_with_a_name_and_a_step_is_a_case_told_in_passing(told):
    (case,) = told(
        "Ia menyinggung Kades Sukasari, Bambang Wijaya, yang dilaporkan ke Bawaslu karena membagikan stiker."
    )
    assert case.stage is Stage.S3
    assert case.actor is not None
    assert (case.actor.role, case.actor.name) == ("kades", "Bambang Wijaya")


@pytest.mark.parametrize(
    "text",
    [
        "Pada Pilkada 2018 pernah ada seorang bintara yang ditegur tertulis karena mengantar pamannya.",
        "Ia bercerita tentang bekas bawahannya yang pada Pilkada 2017 diturunkan jadi staf karena menyewa tenda.",
    ],
)
def test_who_was_punished_in_another_election_is_a_case_whatever_the_office(told, text):
    assert [case.stage for case in told(text)] == [Stage.S7]


@pytest.mark.parametrize(
    "text",
    [
        "Kepala desa yang melanggar bisa dipanggil Bawaslu dan dijatuhi sanksi.",
        "Bila ada kepala desa yang dilaporkan, Bawaslu akan memanggilnya.",
    ],
)
def test_what_may_happen_to_a_class_of_persons_is_no_case(told, text):
    assert told(text) == ()


def test_the_case_of_a_case_is_no_secondary_one(told):
    assert told("Kades Sukasari, Bambang Wijaya, dilaporkan ke Bawaslu.", Kind.INCIDENT) == ()


def test_what_shall_not_happen_again_is_no_case(told):
    assert told("Jangan sampai ada yang dijatuhi hukuman disiplin berat seperti di tempat lain.") == ()
