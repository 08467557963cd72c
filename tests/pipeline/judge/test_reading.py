import pytest

from pipeline.judge.reading import Mood
from pipeline.text.document import Document
from tests.spending import grows_evenly


def moods(findings, claim):
    return [found.mood for found in findings if found.frame.claim == claim]


def test_an_act_told_plainly_is_real(findings):
    assert Mood.REAL in moods(findings("Kades itu mengajak warga memilih calon bupati."), "act:A10")


@pytest.mark.parametrize(
    "text",
    [
        "Jika kades mengajak warga memilih calon bupati, sanksinya berat.",
        "ASN dilarang mengajak warga memilih calon bupati.",
        "Bagi yang mengajak warga memilih calon bupati, sanksinya berat.",
        "ASN yang mengajak warga memilih calon bupati akan dipanggil.",
        "Bupati mengingatkan pegawai agar tidak mengajak warga memilih calon bupati.",
    ],
)
def test_an_act_only_imagined_or_forbidden_is_unreal(findings, text):
    found = moods(findings(text), "act:A10")
    assert found
    assert Mood.REAL not in found


def test_one_or_two_named_officials_with_yang_are_not_a_class(findings):
    assert Mood.REAL in moods(findings("Dua kades yang mengajak warga memilih calon bupati dipanggil."), "act:A10")


def test_a_demand_reaches_over_the_office_it_names(findings):
    text = "Isinya meminta bupati selaku pejabat pembina kepegawaian menjatuhkan hukuman disiplin kepada camat itu."
    found = moods(findings(text), "step:S7")
    assert found
    assert Mood.REAL not in found


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Camat mengaku sudah menegur lurah itu secara lisan.", "S7"),
        ("Polres meminta warga tidak menyebut lurah itu tersangka.", "P2"),
        ("Jaksa Kejari meminta hakim menghukum kades itu dua bulan kurungan dan denda.", "P4"),
        ("Penyaluran beras itu lalu dihentikan warga.", "X1"),
        ("Rekomendasi sanksi bagi kades disampaikan ke bupati.", "S6"),
    ],
)
def test_what_only_sounds_like_a_later_step_claims_none(findings, text, step):
    assert Mood.REAL not in moods(findings(text), f"step:{step}")


def test_a_denied_step_is_not_reached(findings):
    found = moods(findings("Lurah itu belum dipanggil Bawaslu."), "step:S4")
    assert found
    assert Mood.REAL not in found


def test_a_planned_step_is_not_reached(findings):
    assert Mood.REAL not in moods(findings("Bawaslu menjadwalkan pemanggilan camat itu."), "step:S4")


def test_a_demand_is_no_sanction(findings):
    assert Mood.REAL not in moods(findings("Warga mendesak camat itu dicopot."), "step:S7")


def test_a_case_of_another_election_is_set_apart(findings):
    other = "Pada Pilkada 2020 seorang guru dijatuhi hukuman disiplin."
    found = findings("Camat itu dipanggil Bawaslu.\n\nKasusnya diusut.\n\n" + other)
    assert {item.mood for item in found if item.frame.claim == "step:S7"} == {Mood.OTHER}


def test_the_election_that_the_opening_names_is_the_articles_own(findings):
    own = "Pada Pilkada 2020 seorang guru dijatuhi hukuman disiplin."
    assert {item.mood for item in findings(own) if item.frame.claim == "step:S7"} == {Mood.REAL}


def test_what_follows_an_aside_in_its_paragraph_is_another_case_too(findings):
    aside = "Sekadar mengingatkan, ada guru yang diskors. Di Rokan Hulu malah ada camat yang dicopot oleh bupati."
    found = findings("Camat itu dipanggil Bawaslu.\n\nKasusnya diusut.\n\n" + aside)
    assert {item.mood for item in found if item.frame.claim == "step:S7"} == {Mood.OTHER}


def test_a_step_set_for_later_is_not_reached(findings):
    found = moods(findings("Kasus itu dibahas di Sentra Gakkumdu besok."), "step:P1")
    assert found
    assert Mood.REAL not in found


def test_evidence_is_the_text_itself(reader):
    document = Document("", "Camat X terekam mengacungkan dua jari bersama paslon.")
    for found in reader.read(document).findings:
        assert document.text[found.span.start : found.span.end] == found.span.text


@pytest.mark.parametrize(
    "text",
    [
        "camat " * 60_000,
        "jika camat mengajak memilih calon " * 30_000,
        '"' * 1_000_000,
        "a" * 1_000_000,
        "Bawaslu memanggil kades. " * 10_000,
    ],
    ids=["one-word", "no-stop", "quotes", "no-space", "sentences"],
)
def test_a_megabyte_of_nonsense_is_read_in_seconds(reader, text):
    assert grows_evenly(lambda part: reader.read(Document("", part)), text)
