from pathlib import Path

import pytest

from archive.records.analysis import Kind
from pantau.evaluation.gold import load
from pipeline.judge.acts import act_features, likely
from pipeline.judge.reading import Mood
from pipeline.text.document import Document

CORPUS = Path(__file__).parents[3] / "benchmarks" / "corpus"
OPENING = "Bawaslu memeriksa seorang camat terkait dugaan pelanggaran netralitas ASN. "


def acts(analyser, article, title, text):
    said = analyser.analyse(article(title, text))
    assert said.kind is not Kind.UNRELATED
    return {act.code for act in said.acts}


@pytest.mark.parametrize(
    ("act", "title", "text"),
    [
        ("A07", "Camat Berpose Dua Jari Bareng Calon Bupati", "Camat itu terekam mengacungkan dua jari."),
        ("A01", "Camat Ketahuan Pasang Baliho Paslon", "Ia kedapatan memasang baliho paslon di kantornya."),
        ("A10", "Camat Ajak Warga Pilih Paslon Nomor 2", "Ia diduga mengajak warga memilih calon bupati."),
        (
            "A14",
            "Mobil Dinas Camat Angkut Baliho Calon",
            "Mobil berpelat merah itu mengangkut spanduk calon bupati.",
        ),
    ],
)
def test_an_act_told_in_title_and_opening_is_found(analyser, article, act, title, text):
    assert act in acts(analyser, article, title, OPENING + text)


def test_aid_that_is_only_spoken_of_is_no_misuse_of_means(analyser, article):
    text = "Camat itu diduga mengajak warga memilih paslon. Menurut dia pertemuan itu membahas penyaluran BLT."
    assert "A14" not in acts(analyser, article, "Camat Diduga Ajak Warga Pilih Paslon", OPENING + text)


def test_every_claimed_act_is_weighed_and_the_deed_always(reader):
    reading = reader.read(Document("Camat Pose Dua Jari", "Camat itu memasang baliho paslon, terekam pose dua jari."))
    assert set(act_features(reading, reader.lexicon)) >= {"A01", "A07", "A13"}


def test_acts_say_their_evidence(analyser, article):
    text = OPENING + "Camat itu terekam mengacungkan dua jari bersama paslon."
    said = analyser.analyse(article("Camat Acungkan Dua Jari Bersama Paslon", text))
    (act,) = [act for act in said.acts if act.code == "A07"]
    assert any("jari" in span.text.casefold() for span in act.spans)


def test_acts_say_which_features_decided_them(analyser, article):
    text = OPENING + "Camat itu terekam mengacungkan dua jari bersama paslon."
    said = analyser.analyse(article("Camat Acungkan Dua Jari Bersama Paslon", text))
    told = [reason for reason in said.reasons if reason.claim == "act:A07"]
    assert told
    assert any(reason.weight > 0 for reason in told)


def test_a_song_danced_to_in_a_video_is_campaigning_online(analyser, article):
    text = OPENING + "Video berisi guru berjoget diiringi lagu pasangan calon bupati itu diunggah ke TikTok."
    assert "A02" in acts(analyser, article, "Guru Joget Lagu Paslon di TikTok", text)


def test_an_ultimatum_to_staff_is_a_threat(analyser, article):
    text = OPENING + 'Dalam rekaman itu ia berkata, "Kalau tidak mau ikut dukung paslon, tulis surat mundur." '
    assert "A16" in acts(analyser, article, "Rekaman Camat Ultimatum Honorer Beredar", text)


def test_an_attendance_machine_shows_no_fingers(findings):
    found = findings("Pegawai wajib menempelkan sidik jari sebelum ke lapangan.")
    assert not [one for one in found if one.frame.claim == "act:A07"]


def test_every_act_shows_the_words_it_rests_on(analyser):
    cases = [example for example in load(CORPUS / "dev.jsonl") if example.gold and example.gold.is_case]
    told = [act for example in cases for act in analyser.analyse(example.article).acts]
    assert told
    assert all(act.spans for act in told)


def test_a_deed_that_is_only_charged_shows_the_charge(analyser, article):
    text = (
        "Pengadilan Negeri menjatuhkan vonis dua bulan penjara kepada kepala desa itu dalam perkara pidana pemilihan. "
        "Hakim menyatakan kades terbukti bersalah dalam Pilkada."
    )
    said = analyser.analyse(article("Kades Divonis Dua Bulan dalam Perkara Pilkada", text))
    assert [act.code for act in said.acts if act.code == "A13" and act.spans] == ["A13"]


def test_staff_made_to_fill_a_field_are_mobilised(findings):
    found = findings("Honorer disuruh penuhi lapangan kampanye calon bupati.")
    assert "act:A15" in {one.frame.claim for one in found}


def test_heads_of_villages_in_one_photo_are_not_gathered(findings):
    found = findings("Sebanyak 19 kades dan tiga camat berswafoto dengan calon bupati di hotel.")
    assert "act:A15" not in {one.frame.claim for one in found}


@pytest.mark.parametrize(
    ("chances", "said"), [({"A10": 0.42, "A07": 0.42}, {"A07"}), ({"A10": 0.3, "A07": 0.1}, {"A10"})]
)
def test_acts_with_a_soft_border_must_be_likelier(chances, said):
    assert likely(chances, 0.39, chances) == said


def test_an_act_that_no_frame_claims_must_be_likelier():
    chances = {"A07": 0.6, "A14": 0.39, "A08": 0.45}
    assert likely(chances, 0.35, {"A07"}) == {"A07", "A08"}
    assert likely(chances, 0.33, chances) == {"A07", "A14", "A08"}


def test_what_comes_after_likelier_acts_must_be_likelier_itself():
    chances = {"A07": 0.95, "A14": 0.9, "A08": 0.46}
    assert likely(chances, 0.4, chances) == {"A07", "A14"}
    assert likely({"A14": 0.3, "A08": 0.46}, 0.4, {"A14", "A08"}) == {"A08"}


def test_a_rare_act_with_things_of_its_own_is_asked_less():
    assert likely({"A07": 0.9, "A16": 0.29, "A14": 0.29}, 0.37, {"A07", "A14", "A16"}) == {"A07", "A16"}


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("A10", "Bek lupa nomboi dua, ujar keuchik itu di kenduri."),
        ("A10", "Tas itu hadiah dari calon bupati kita, katanya."),
        ("A14", "Jersey itu dibeli lewat anggaran dinas."),
        ("A16", "Yang belum setor foto, kutandai."),
        ("A16", "Insentif ketua RT akan disetop jika calon itu kalah."),
        ("A11", "Ia menyusun jadwal kunjungan calon."),
        ("A13", "Sekda mencairkan hibah lebih cepat untuk kelompok pendukung calon."),
    ],
)
def test_acts_in_the_words_of_those_who_heard_them(findings, act, text):
    assert f"act:{act}" in {one.frame.claim for one in findings(text) if one.mood is Mood.REAL}


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("A08", "Ambulans itu mengangkut kaus bergambar paslon."),
        ("A01", "Ia berpose di samping pria yang wajahnya terpampang di baliho."),
        ("A16", "Satu dicopot, satu dipotong TPP, satu ditegur."),
        ("A02", "Video dukungan itu diunggah akun pribadi caleg."),
        ("A16", "Kades itu diperas dua pria yang mengancam akan melaporkan kepala desa itu."),
        ("A17", "Guru itu diancam dimutasi jelang pilkada karena tak mendukung petahana."),
    ],
)
def test_what_is_told_of_others_or_of_goods_is_no_act(findings, act, text):
    assert f"act:{act}" not in {one.frame.claim for one in findings(text) if one.mood is Mood.REAL}


def test_no_means_of_the_state_are_misused_where_none_is_named(analyser, article):
    text = "Guru itu diduga membagikan stiker calon wali kota kepada anak-anak. Stiker itu ditempel di pintu rumah."
    said = acts(analyser, article, "Guru Diduga Bagikan Stiker Calon Wali Kota", OPENING + text)
    assert "A01" in said
    assert "A14" not in said


def codes(analyser, article, title, text):
    return {act.code for act in analyser.analyse(article(title, text)).acts}


def test_leave_is_asked_of_spouses_and_kin_who_run_are_not_the_accused(analyser, article):
    text = "Kepala badan mendaftar sebagai bakal calon bupati ke partai tanpa cuti di luar tanggungan negara."
    assert "A09" not in codes(analyser, article, "Kepala Badan Daftar Bakal Calon, KASN Turun Tangan", text)
    text = "Lurah membagikan kalender kepada ketua RT. Sang suami mau maju sebagai bakal calon bupati."
    assert "A03" not in codes(analyser, article, "Kalender Suami Kadis yang Mau Maju Dibagikan Lurah ke RT", text)


def test_who_orders_his_people_to_come_mobilises_them(analyser, article):
    text = "Camat dilaporkan ke Bawaslu karena menyuruh 25 honorer hadir di deklarasi pasangan calon."
    assert "A15" in codes(analyser, article, "Camat Suruh 25 Honorer Hadir di Deklarasi Paslon", text)


@pytest.mark.parametrize(
    "place",
    [
        "Wawancara dengan guru itu berlangsung di ruang guru sekolah.",
        "Rapat penentuan jadwal pemeriksaan digelar Panwascam di balai desa.",
        "Wawancara soal kampanye itu berlangsung di kantor desa.",
        "Sosialisasi aturan kampanye oleh KPU bertempat di aula kantor camat.",
    ],
)
def test_a_room_where_people_were_met_or_examined_was_not_used_for_a_side(analyser, article, place):
    text = f"Seorang guru mengajak warga memilih caleg saat kampanye. {place} Guru itu akan dipanggil Bawaslu."
    found = analyser.analyse(article("Guru Ajak Pilih Caleg, Bawaslu Turun", text))
    assert found.kind.is_case
    assert "A14" not in {act.code for act in found.acts}


def test_a_hall_where_a_side_campaigned_was_used_for_it(analyser, article):
    text = "Camat Simo menghadiri kampanye paslon yang bertempat di aula kantor camat. Bawaslu memeriksanya."
    found = analyser.analyse(article("Camat Hadiri Kampanye, Bawaslu Turun", text))
    assert "A14" in {act.code for act in found.acts}


def test_no_act_is_guessed_where_only_a_breach_of_neutrality_is_told(analyser, article):
    text = (
        "ENREKANG - Seorang camat dilaporkan ke Bawaslu Enrekang karena diduga melanggar netralitas pada Pilkada 2024. "
        "Ketua Bawaslu membenarkan laporan masuk Senin pagi, tetapi enggan merinci bentuk pelanggarannya.\n\n"
        "Kajian awal berlangsung dua hari. Camat itu belum dapat dihubungi."
    )
    said = analyser.analyse(article("Camat di Enrekang Dilaporkan Langgar Netralitas", text))
    assert [act.code for act in said.acts] == ["A19"]


def test_urging_in_a_post_is_the_post(analyser, article):
    text = (
        "KUPANG - Dosen PNS sebuah universitas negeri di Kupang mengunggah ajakan memilih calon gubernur di status "
        "Facebook pada masa Pilkada 2024. Rektor membentuk tim pemeriksa.\n\nCalon yang disebut enggan berkomentar."
    )
    said = analyser.analyse(article("Dosen PNS Unggah Ajakan Pilih Calon Gubernur, Bawaslu Turun", text))
    assert [act.code for act in said.acts] == ["A02"]


def test_who_is_made_to_come_joins_no_campaign_himself(findings):
    found = findings("Puluhan guru honorer diwajibkan hadir di kampanye calon gubernur.")
    claims = {one.frame.claim for one in found}
    assert "act:A15" in claims
    assert not claims & {"act:A04", "act:A08"}


def test_what_a_candidate_deals_out_is_no_officials_gift(findings):
    found = findings("Pelapor juga menuding calon gubernur membagi sembako kepada warga.")
    assert "act:A18" not in {one.frame.claim for one in found}


def test_what_others_are_warned_of_is_no_act(analyser, article):
    text = (
        "ASMAT - Kapolsek di Kabupaten Asmat dicopot setelah videonya meminta warga mendukung satu pasangan calon pada "
        "Pilkada 2024 beredar. Propam memeriksa tujuh saksi.\n\nKapolda menegaskan anggota dilarang berfoto dengan "
        "calon atau memakai atribut partai."
    )
    said = analyser.analyse(article("Kapolsek Dicopot usai Minta Warga Dukung Calon", text))
    assert [act.code for act in said.acts] == ["A10"]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("A06", "Foto camat bersama calon bupati itu memancing ratusan komentar."),
        ("A10", "Juru bicara pasangan nomor urut 3 menyebut grup itu bukan miliknya."),
        ("A15", "Pasal 51 Undang-Undang Desa melarang perangkat desa ikut kampanye."),
        ("A15", "Warga yang mengumpulkan foto itu menghitung delapan kepala desa."),
        ("A16", "Kepala desa yang dipindahkan itu menolak diwawancarai."),
        ("A08", "Mobil jenazah itu terparkir di samping panggung kampanye calon wali kota."),
    ],
)
def test_what_others_do_or_the_law_says_claims_no_act(findings, act, sentence):
    assert f"act:{act}" not in {one.frame.claim for one in findings(sentence)}


def test_campaign_material_is_told_apart_by_what_is_done_with_it(findings):
    def frames(sentence):
        return {one.frame.name for one in findings(sentence)}

    assert "a01_put_apk" in frames("Camat memasang baliho calon bupati di pagar kantornya.")
    handed = frames("Kepala kampung membagikan kalender bergambar caleg.")
    assert "a01_handed" in handed
    assert "a01_put_apk" not in handed
