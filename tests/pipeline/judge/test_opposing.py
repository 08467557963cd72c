"""What speaks against neutrality: candidates' own people, and officials who did right."""

import pytest

from pipeline.judge.marks import marks_of
from pipeline.judge.opposing import against
from pipeline.judge.relevance import relevance_features
from pipeline.text.document import Document

TITLE = "Nasi Bungkus Bergambar Caleg Dibagi di Pasar"


@pytest.fixture
def opposing(reader):
    def read(title, text):
        return against(reader.read(Document(title, text)), marks_of(reader.lexicon))

    return read


def test_candidates_people_are_the_news_where_hardly_any_official_is_told_of(opposing):
    only_they = "Relawan caleg membagi nasi bungkus. Bawaslu menegur relawan itu. Seorang camat kebetulan lewat."
    assert "team_title" in opposing(TITLE, only_they)


@pytest.mark.parametrize(
    "text",
    [
        "Dua perangkat desa menurunkan nasi bungkus.\n\nPengawas mencatat.\n\nKepala desa membantah menyuruh mereka.",
        "Nasi itu habis.\n\nPasar ramai.\n\nKata lurah, benar. Lurah itu hadir. Camat juga hadir. Sekcam diam.",
    ],
)
def test_candidates_people_are_not_the_news_where_officials_open_it_or_stand_all_through_it(opposing, text):
    assert "team_title" not in opposing(TITLE, text)


def test_an_official_who_asks_a_campaign_to_move_did_right_above_all_where_supervisors_say_so(opposing):
    asked = "Kepala distrik meminta panitia memindahkan tenda kampanye. Bawaslu memuji langkah kepala distrik."
    assert opposing("Tenda Kampanye Dipindah", asked)["praised"]
    assert "stops_title" in opposing("Camat Minta Kampanye Dihentikan Lebih Cepat", "Sungai meluap.")
    assert "stops_title" not in opposing("Camat Minta Kampanye Diramaikan", "Sungai meluap.")


def test_who_leaves_a_campaign_has_not_left_the_service(opposing):
    assert "resigned_title" in opposing("Lurah Serahkan Surat Mundur demi Pilkada", "Ia berpamitan.")
    assert "resigned_title" not in opposing("Lurah Serahkan Surat Mundur dari Relawan", "Ia berpamitan.")


def test_a_resignation_that_supervisors_deal_with_is_no_private_matter(reader):
    def found(text):
        return relevance_features(
            reader.read(Document("Lurah Ajukan Pengunduran Diri, Ikut Pilkada", text)), reader.lexicon
        )

    private = "Lurah itu resmi mundur dari PNS. Surat mundur diterima wali kota. " + "Warga melepas lurah itu. " * 20
    watched = "Bawaslu memanggil lurah itu. Bawaslu memeriksa berkasnya. Menurut Bawaslu, lurah belum cuti. "
    assert "resigned_title" in found(private)
    assert "resigned_title" not in found(watched + private)


def test_a_village_poll_told_in_passing_far_below_is_not_the_news(opposing):
    passing = "Lurah membagi kaus paslon.\n\nBawaslu memanggil lurah.\n\nTahun lalu pilkades ditunda."
    assert "village_poll" not in opposing("Lurah Bagi Kaus", passing)
    assert "village_poll" in opposing("Lurah Bagi Kaus", "Panitia pilkades membagi kaus.\n\nLurah hadir.")


def test_graft_in_which_no_supervisor_and_no_neutrality_is_named_is_another_matter(opposing):
    graft = "Kabid itu divonis karena korupsi. Uang suap dipakai adiknya yang mencalonkan diri."
    assert "crime_alone" in opposing("Kabid Divonis", graft)
    assert "crime_alone" not in opposing("Kabid Divonis", graft + " Bawaslu juga memeriksa kabid itu.")


@pytest.mark.parametrize(
    "text",
    [
        "Lurah Kertosaru, Suwondo, membubarkan kampanye tim paslon di balai RW. Ia lalu melaporkannya ke Bawaslu.",
        "Kepala SMPN 2 Bantul, Sri Hartini, menyuruh pulang rombongan timses paslon. Ia melaporkan mereka ke Bawaslu.",
        "Seorang lurah melaporkan tim kampanye paslon ke Bawaslu karena memasang spanduk di kantornya.",
    ],
)
def test_who_turned_a_campaign_away_and_reports_it_is_no_case(analyser, article, text):
    assert not analyser.analyse(article("Laporan Masuk", f"{text} Bawaslu mencatat laporan itu.")).kind.is_case


def test_an_event_of_another_official_that_somebody_ended_is_a_case(analyser, article):
    text = (
        "Camat Wonosaru, Budi Setiono, menghentikan rapat yang digelar kepala desa untuk memenangkan paslon bupati. "
        "Budi melaporkan kepala desa itu ke Bawaslu. Bawaslu memeriksa kepala desa itu."
    )
    found = analyser.analyse(article("Laporan Masuk", text))
    assert found.kind.is_case
    assert {actor.role for actor in found.actors if actor.part == "alleged"} == {"kades"}


def test_who_turned_away_one_side_only_and_is_reported_is_a_case(analyser, article):
    text = (
        "Kepala Desa Sukamajo, Rahmat, mengusir tim kampanye paslon nomor 2 dan menyatakan desanya milik nomor 1. "
        "Tim paslon nomor 2 melaporkan Rahmat ke Bawaslu."
    )
    assert analyser.analyse(article("Laporan Masuk", text)).kind.is_case


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Cabup Janjikan Tunjangan Guru", "Calon bupati itu berjanji menaikkan tunjangan. Guru bertepuk tangan."),
        ("Debat Cawabup Ramai", "Calon nomor dua mengkritik kepala dinas. Penonton gaduh."),
        ("Calon Bupati Blusukan ke Gang Sempit", "Ketua RT menyampaikan keluhan banjir kepada calon bupati."),
    ],
)
def test_what_candidates_promise_and_debate_is_their_own_news(opposing, title, text):
    assert "team_title" in opposing(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Cabup Janjikan Tunjangan Guru", "Camat mengajak pegawai memilih calon bupati itu."),
        ("Cabup Janjikan Tunjangan Guru", "Bawaslu mengawasi pertemuan calon bupati dengan guru."),
        ("Calon Bupati Kampanye di Lapangan", "Kepala puskesmas mengacungkan dua jari bersama calon bupati."),
        ("Tim Paslon Memakai Mobil Kelurahan", "Tim paslon membawa kursi."),
        ("Debat Usai, Bupati Minta Camat di Tengah", "Calon sudah bicara, kata bupati."),
        ("Camat Hadiri Debat Cabup", "Calon bupati berjanji menaikkan tunjangan."),
    ],
)
def test_candidates_are_not_the_news_where_an_official_acts_or_somebody_watches(opposing, title, text):
    assert "team_title" not in opposing(title, text)


def test_candidates_are_not_the_news_where_somebody_is_charged(opposing):
    text = "Berkas sopir yang mengangkut pendukung calon senator diterima. Kepala seksi ditetapkan sebagai tersangka."
    assert "team_title" not in opposing("Nota Solar Itu Dibaca Lagi", text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Temui Honorer, Calon Bupati Bicara Nasib", "Calon bupati itu mencatat keluhan honorer."),
        ("Cagub Tawarkan Motor Dinas Baru", "Calon gubernur itu menyapa bidan desa."),
        ("Debat Ketiga, Nama Kepala Dinas Disebut", "Calon nomor dua menyebut kepala dinas tidak becus."),
        ("Pasangan Ini Janji Pertahankan Pejabat", "Pasangan calon itu berjanji tidak mengganti camat."),
    ],
)
def test_who_is_met_or_named_by_candidates_does_not_lead_their_news(opposing, title, text):
    assert "team_title" in opposing(title, text)


def test_a_rule_against_candidates_is_not_their_news(opposing):
    assert "team_title" not in opposing("Kas RT Tak Boleh untuk Calon", "Perda melarang pengurus memakai kas RT.")


def test_the_party_of_a_council_member_names_no_election(reader):
    def found(text):
        return relevance_features(
            reader.read(Document("Guru Bolos", f"{text} Guru diam. Guru pulang.")), reader.lexicon
        )

    assert "no_election" not in found("Caleg dari Partai NasDem minta guru mengajar.")
    features = found("Ketua DPRD dari Partai NasDem minta guru mengajar.")
    assert "text_contest" not in features
