"""What only sounds like other news: disputed rotations, what a deed was paid with, excuses in quotation marks."""

import pytest

from archive.records.analysis import Kind
from pipeline.judge.kind import decide
from pipeline.judge.model import KINDS, KindModel


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Panwaslih Periksa Wali Kota soal Rotasi", "Wali kota diminta menjelaskan rotasi 51 pejabat itu."),
        ("Fraksi Soroti Pelantikan Sembilan Camat", "Mereka mempertanyakan izin Mendagri atas pelantikan oleh bupati."),
        ("Delapan Lurah Diganti", "Penggantian itu digelar sehari setelah larangan berlaku."),
        ("Wali Kota Lantik 30 Pejabat", "Wali kota melantik 30 pejabat. Anggota dewan menagih salinan izin menteri."),
    ],
)
def test_a_rotation_that_somebody_holds_to_be_forbidden_is_no_everyday_news(about, title, text):
    found = about(title, text)
    assert "rotation_asked" in found
    assert not {"rotation", "no_election", "other_title"} & set(found)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bupati Lantik 40 Pejabat", "Bupati melantik 40 pejabat untuk mengisi kursi kosong karena pensiun."),
        ("Kepala Daerah Dilarang Ganti Pejabat", "Kepala daerah dilarang mengganti pejabat tanpa izin menteri."),
        ("Mutasi Pejabat, Wali Kota: Penyegaran", "Mutasi pejabat itu disebut wali kota sebagai penyegaran."),
        (
            "Wali Kota Kantongi Izin Mendagri",
            "Wali kota melantik 18 pejabat setelah mengantongi izin Mendagri. Bawaslu menerima tembusannya.",
        ),
    ],
)
def test_a_rotation_as_it_happens_and_the_ban_explained_are_disputed_by_nobody(about, title, text):
    assert "rotation_asked" not in about(title, text)


def test_graft_that_pays_for_a_campaign_is_the_breach_and_an_excuse_is_no_news(about):
    paid = "Sekda dilaporkan ke Bawaslu karena dana hibah dipakai mencetak kaus kampanye calon bupati."
    assert not {"crime_title", "other_title", "crime"} & set(about("Dana Hibah untuk Kaus Kampanye Sekda", paid))
    stolen = "Sekda ditahan karena dana hibah masjid digelapkan."
    assert "crime_title" in about("Dana Hibah Digelapkan Sekda", stolen)
    quoted = 'Kepsek dilaporkan ke Bawaslu karena mengarahkan guru. "Pelapor itu kerap bolos," ucap kepsek.'
    assert "crime" not in about("Kepsek Dilaporkan", quoted)


def test_an_accident_beside_posters_and_a_beaten_official_are_other_news(about):
    burst = about("Motor Penyuluh Rem Blong di Jalur Kampanye", "Penyuluh itu hendak ke kebun.")
    assert "other_title" in burst
    assert "crime_title" in about("Kades Dikeroyok Pendukung Calon Bupati", "Dua pemuda ditangkap polisi.")
    assert "crime_title" not in about("Kades Keroyok Pendukung Calon Bupati", "Kades itu ditangkap polisi.")
    assert "other_title" in about("Baliho Timpa Motor Dinas Lurah", "Hujan deras turun.")
    assert "stops_title" in about("Kapolsek Tilang Puluhan Peserta Konvoi Kampanye", "Mereka tanpa helm.")
    reported = "Kades itu melapor ke Bawaslu."
    assert "crime_title" not in about("Kades Dikeroyok Pendukung Calon Bupati", reported)


def test_a_disputed_rotation_is_a_case_with_less_than_others_need():
    rows = {"bias": tuple(0.4 if kind is Kind.INCIDENT else 0.0 if kind is Kind.REGULATION else -3.0 for kind in KINDS)}
    model = KindModel({"bias": 4.0}, rows, {}, {}, {}, 0.5, 0.7, 0.3, "test")
    told = {"bias": 1.0}
    assert decide(told, told, model, ()).kind is Kind.REGULATION
    assert decide(told | {"rotation_asked": 1.0}, told, model, ()).kind is Kind.INCIDENT
