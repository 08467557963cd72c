"""Who did what to whom: agents of passive verbs, colleagues, those whose names were used, offices lost and sought."""

import pytest

from archive.records.analysis import Act
from archive.records.span import Span


def alleged(found):
    return {(actor.role, actor.name) for actor in found if actor.part == "alleged"}


def acted(code, text):
    return (Act(code, (Span(0, 60, text[:60], "text"),)),)


def test_who_did_something_to_the_accused_is_not_accused(actors):
    text = "Kepala Jorong Koto Tuo bernama Irwanto ditegur wali nagari karena memasang baliho caleg di rumahnya."
    assert alleged(actors(text, "Kepala Jorong Ditegur", acted("A01", text))) == {("perangkat_desa", "Irwanto")}


@pytest.mark.parametrize(
    "title", ["Perawat Diancam Kepala Puskesmas karena Tolak Stiker", "Guru Diancam Dipindah Kepala Puskesmas"]
)
def test_a_headline_that_goes_on_to_who_threatened_accuses_him(actors, title):
    text = "Seorang perawat mengaku diancam diberhentikan oleh Kepala Puskesmas Kabir, Yakob Maure, karena tidak mau."
    assert alleged(actors(text, title, acted("A16", text))) == {("kepala_puskesmas", "Yakob Maure")}


def test_who_asks_for_a_clarification_in_a_headline_speaks_and_is_not_accused_by_it(read):
    text = "Direktur Perumda Gusti Rahman terlihat di panggung kampanye, kata warga."
    asks, did = read(text, "Direktur PDAM Ikut Kampanye, Pj Bupati Minta Klarifikasi").roles[1::-1]
    assert asks.cues.speaks > 0
    assert did.cues.accused > asks.cues.accused
    assert asks.cues.accused == 0


def test_a_colleague_shares_office_and_accusation_of_a_group(actors):
    text = (
        "Pose dua perbekel di Kecamatan Kubu saat diapit calon bupati beredar. I Ketut Wirnata, Perbekel Tulamben, "
        "menuturkan ia hanya meladeni permintaan foto. Rekannya, I Nengah Sudanta dari desa sebelah, diam."
    )
    found = alleged(actors(text, "Dua Perbekel Angkat Telunjuk Bersama Calon", acted("A07", text)))
    assert found == {("kades", "I Ketut Wirnata"), ("kades", "I Nengah Sudanta")}


def test_whose_name_was_used_is_a_victim_though_he_speaks(actors):
    text = (
        "SK tim kampanye memuat dua dosen: Dr. LH sebagai anggota dan Dr. NS sebagai wakil. NS menyatakan namanya "
        "dicatut. Sebaliknya LH tidak menampik."
    )
    assert {name for _role, name in alleged(actors(text, "Dua Dosen di SK Tim", acted("A11", text)))} == {"LH"}


def test_who_seeks_candidacy_is_accused_by_the_office_he_holds(actors):
    text = (
        "Iwan Kurniatma berdiri di podium apel dan membacakan penyesalan: ia mendekati partai ketika masih menjabat. "
        "Iwan mengawali jalannya sebagai bakal calon dengan mengambil formulir di dua partai."
    )
    found = actors(text, "Kadishub Pangandaran Bacakan Permintaan Maaf", acted("A03", text))
    assert alleged(found) == {("kepala_dinas", "Iwan Kurniatma")}


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Yunus Rada dicopot dari kursi Asisten Administrasi Umum karena melanggar.", "asisten", "Yunus Rada"),
        ("Aipda DK tercatat di tim pemenangan caleg dan diperiksa.", "polri", "DK"),
        ("Namanya Zulkarnaen Dt. Rajo. Jabatannya wali nagari di Bukit Sundi.", "kades", "Zulkarnaen Dt. Rajo"),
        ("Perintah Penjabat Bupati Sikka Yoseph Lewotolo diadukan ke Bawaslu.", "pj_kepala_daerah", "Yoseph Lewotolo"),
    ],
)
def test_offices_are_joined_to_who_holds_or_held_them(read, text, role, name):
    entities = read(text)
    assert (role, name) in {
        (find.role, entities.persons[find.person].name) for find in entities.roles if find.person is not None
    }


def test_hospitals_and_streets_are_called_after_nobody_of_the_story(read):
    entities = read("Direktur RSUD dr. Sutomo Trenggalek, dr. Rofiq Handoyo, hadir di Jalan Kapten Mulyadi, Senin.")
    assert {person.name for person in entities.persons} == {"Rofiq Handoyo"}


def test_who_reports_others_is_no_accused(actors):
    text = "Sekda Kabupaten Sintang, Kartius Lasepa, melaporkan Ketua LSM Bina, Dodi, ke polisi karena tuduhan."
    assert ("sekda", "Kartius Lasepa") not in alleged(actors(text, "Sekda Laporkan Ketua LSM", acted("A10", text)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lurah Bukit Asri dibebaskan dari jabatannya.", set()),
        ("Lurah Tembok Gede di Kecamatan Bubutan, Bambang Sugianto, diadukan.", {"Bambang Sugianto"}),
        ("Pasangan Samsul Rajab-Nurdin Palawa didukung camat.", set()),
    ],
)
def test_villages_of_two_words_and_pairs_of_candidates_are_no_persons(read, text, names):
    assert {person.name for person in read(text).persons} == names


def test_words_that_are_also_kecamatan_are_words(read):
    entities = read("Camat tetap membantah di Pendopo Bupati Lahat.", "Etik Camat Tetap Diteruskan")
    assert {find.span.text for find in entities.places} == {"Lahat"}


def test_a_party_of_an_everyday_word_is_known_by_the_word_before(read):
    assert [party.label for party in read("Kades itu membagikan kaus Demokrat di balai desa.").parties] == ["Demokrat"]
    assert not read("Negara demokrat itu jauh.").parties
