"""Neutrality told without its words: what is kept from a side, on which day, by whom who is paid by the state."""

import pytest

from pipeline.judge.marks import marks_of
from pipeline.judge.opposing import against
from pipeline.text.document import Document


@pytest.fixture
def opposing(reader):
    def read(title, text=""):
        return against(reader.read(Document(title, text)), marks_of(reader.lexicon))

    return read


@pytest.mark.parametrize(
    "text",
    [
        "Loket kecamatan melayani semua warna.",
        "Guru diminta menjaga jarak dari kandidat.",
        "Bidan jangan ikut memenangkan siapa pun.",
        "Perangkat desa jangan jadi kaki tangan tim.",
    ],
)
def test_taking_no_side_is_neutrality_in_any_words(about, text):
    assert about("Pesan dari Pendopo", text)["text_neutral"]


def test_a_distance_kept_on_the_road_is_none_from_a_side(about):
    assert "text_neutral" not in about("Pesan dari Pendopo", "Sopir dinas diminta menjaga jarak dari truk.")


@pytest.mark.parametrize("when", ["sampai 27 November", "menjelang 9 Desember", "di musim politik", "pemilihan lalu"])
def test_a_day_of_voting_names_an_election(about, when):
    assert "no_election" not in about("Pesan bagi Lurah", f"Lurah diminta menahan diri {when}.")
    assert "no_election" in about("Pesan bagi Lurah", "Lurah diminta menahan diri sampai 27 Maret.")


@pytest.mark.parametrize("who", ["Siapa pun yang digaji negara", "Mereka yang makan gaji dari rakyat", "Orang pemda"])
def test_who_lives_on_public_pay_is_an_official(about, who):
    assert about("Pesan dari Mimbar", f"{who} menahan diri.")["text_official"]


def test_who_takes_leave_of_a_party_has_not_left_the_service(opposing):
    assert "resigned" not in opposing("Pesan bagi Lurah", "Bila ada calon di hajatan, lurah diminta pamit.")
    assert "resigned_title" in opposing("Sekda Pamit dari Pemkab", "Ia maju.")
    assert "resigned" not in opposing("Nama Staf Kecamatan", "Ia tidak pernah memasukkan surat mundur.")


def test_who_learns_to_turn_a_candidate_away_has_turned_nobody_away(opposing):
    assert "stops_title" not in opposing("Kades Dilatih Menolak Permintaan Caleg")
    assert "stops_title" in opposing("Kades Menolak Rombongan Caleg")


def test_unpaid_wages_are_another_matter_unless_a_candidate_stands_beside_them(opposing):
    assert "claimed_title" in opposing("Gaji Guru Telat Dua Bulan")
    assert "claimed_title" in opposing("Pegawai Mengeluh TPP Belum Cair")
    assert "claimed_title" not in opposing("Gaji Honorer Telat, Kadis Minta Dukungan bagi Calon")


def test_rules_of_public_cars_on_free_days_are_no_news_of_holidays(opposing):
    assert "other_text" not in opposing("Edaran", "Mobil dinas tidak keluar pada hari libur dan di luar jam kerja.")
    assert "other_text" in opposing("Edaran", "Jam kerja ASN selama Ramadan dipangkas.")


def test_who_watches_civil_servants_beside_sides_taken_oversees_an_election(about):
    assert about("Data Dikunci", "BKN mengunci data 38 pegawai karena sikap memihak.")["overseen"]
    assert "overseen" not in about("Data Dikunci", "BKN mengunci data 38 pegawai karena absen.")


@pytest.mark.parametrize(
    "text",
    [
        "Aula itu dipinjam tim pasangan Berkah.",
        "Formulir bergambar mantan bupati yang kembali berlaga bersama anaknya.",
        "Wali kota yang juga maju membuka arisan.",
        "Ketua koperasi memimpin ikrar memenangkan mereka.",
    ],
)
def test_sides_and_who_runs_again_name_an_election(about, text):
    assert "no_election" not in about("Pesan bagi Lurah", f"{text} Lurah diam. Camat diam.")


def test_who_runs_a_village_company_serves_the_village(about):
    assert about("Harga Gas", "Direktur BUMDes memasang dua harga.")["text_official"]
    assert "text_official" not in about("Harga Gas", "Direktur perusahaan memasang dua harga.")
