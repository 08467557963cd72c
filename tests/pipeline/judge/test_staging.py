"""How far a case has come, by claims, rules and words together."""

import pytest

from archive.records.analysis import Stage
from pipeline.judge.model import STAGES, KindModel
from pipeline.judge.staging import ruled, staged
from pipeline.judge.wording import Wording, root
from pipeline.text.document import Document


def model(stages=None, words=None):
    def rows(told):
        return {name: tuple(float(row.get(stage, 0.0)) for stage in STAGES) for name, row in (told or {}).items()}

    return KindModel({}, {}, {}, {}, {}, 0.5, 0.5, 0.3, "test", stages=rows(stages), stage_words=rows(words))


def course(reader, text, weights):
    document = Document("Lurah Jadi Sorotan", text)
    reading = reader.read(document)
    return staged(reading, weights, Wording(document, reading))


REPORTED = "Warga melaporkan lurah itu ke Bawaslu. Ketua komisi mengetuk palu di ujung rapat tertutup."


def test_without_weights_the_rules_decide(reader):
    assert course(reader, REPORTED, model()).stage is Stage.S3


def test_a_step_that_no_rule_knows_is_found_by_its_words_and_shows_them(reader):
    words = {root("mengetuk"): {Stage.S4: 9.0}, "palu": {Stage.S4: 9.0}}
    found = course(reader, REPORTED, model({"rule:S3": {Stage.S3: 0.5}}, words))
    assert found.stage is Stage.S4
    assert [span.text for step in found.steps if step.stage is Stage.S4 for span in step.spans] == ["mengetuk palu"]
    assert {step.stage for step in found.steps} >= {Stage.S3, Stage.S4}


def test_the_likeliest_stage_is_told_though_only_plain_words_speak_for_it(reader):
    found = course(reader, REPORTED, model({"rule:S3": {Stage.S3: 0.1}}, {"palu": {Stage.S4: 1.0}}))
    assert found.stage is Stage.S4
    assert Stage.S4 in {step.stage for step in found.steps}


def test_steps_beyond_the_stage_are_not_kept_and_the_reasons_name_what_weighed(reader):
    text = f"{REPORTED} Kasusnya diteruskan ke BKN."
    told = course(reader, text, model({"S5:real:below": {Stage.S5: -3.0}, "S3:real": {Stage.S3: 2.0}}))
    assert told.stage is Stage.S3
    assert all(step.stage <= Stage.S3 for step in told.steps)
    assert {reason.feature for reason in told.reasons} >= {"S3:real"}


@pytest.mark.parametrize("text", ["", "Warga bertanya-tanya."])
def test_a_case_without_any_step_is_an_allegation(reader, text):
    assert course(reader, text, model()).stage is Stage.S1


TOLD = {
    "who hears whom and what is only asked for tell how far a case is": [
        ("Sebelas kader telah didengar, kata anggota Bawaslu.", Stage.S4),
        ("Honorer itu langsung dipanggil atasan.", Stage.S1),
        ("Bawaslu menyatakan laporan sedang diperiksa kelengkapan syaratnya.", Stage.S3),
        ("Bawaslu menjadikan kejadian itu temuan.", Stage.S3),
        ("KASN merekomendasikan sanksi bagi camat itu. Isinya penurunan jabatan selama setahun.", Stage.S6),
        ("TPP dokter itu dipotong enam bulan, kata bupati.", Stage.S7),
    ],
    "ethics boards are no courts and things are not heard": [
        ("Guru itu disidang kode etik.", Stage.S1),
        ("Pengawas pemilihan memeriksa video itu.", Stage.S2),
        ("Babinsa itu dikurung 14 hari karena menitip kartu calon.", Stage.S7),
    ],
    "what is only set for later or left to others is not reached": [
        ("Temuan dibahas dalam pleno tadi malam dan diputuskan untuk diregister.", Stage.S3),
        ("Temuan diregister kemarin. Undangan klarifikasi untuk lurah itu sudah diantar, kata Bawaslu.", Stage.S3),
        ("Lurah itu memenuhi undangan klarifikasi Bawaslu.", Stage.S4),
        ("Bawaslu meregister temuan. Pembahasan pertama dengan polisi dan jaksa dijadwalkan malam ini.", Stage.S3),
        ("Hari ini kami mulai klarifikasi pelapor dan saksi, besok terlapor, kata Bawaslu.", Stage.S4),
        ("Kami masih menelusuri, belum ada yang kami register, ujar anggota Bawaslu.", Stage.S2),
        ("Bawaslu mempersilakan warga melapor bila punya bukti soal kepala desa itu.", Stage.S1),
        ("Camat itu mengaku nomornya diretas, ia sudah melapor ke polisi.", Stage.S1),
        ("Sebelum nama dipanggil, kepala kampung menyuruh warga berdiri.", Stage.S1),
    ],
    "who hands on who advises and who punishes are told apart": [
        ("Bawaslu menyerahkan berkas tiga pegawai kepada Badan Kepegawaian Negara.", Stage.S5),
        ("Urusan kepegawaian diteruskan Bawaslu ke KASN dan pemerintah kota.", Stage.S5),
        ("BKN menyarankan pemkab menjatuhkan pemotongan tunjangan 25 persen terhadap kepala seksi itu.", Stage.S6),
        ("Menurut surat KASN, sekdes berstatus PNS itu mesti dikenai sanksi moral.", Stage.S6),
        ("Bupati meneken surat hukuman bagi camat itu sesuai rekomendasi BKN.", Stage.S7),
        ("Sopir dinas itu diputus kontraknya karena tidak mau mendukung calon.", Stage.S1),
        ("Bawaslu, kepolisian, dan kejaksaan duduk bersama menakar unsur pidana kades itu.", Stage.P1),
        ("Hakim memutus bebas kepala sekolah itu.", Stage.P4),
    ],
}


@pytest.mark.parametrize(
    ("behaviour", "text", "stage"), [(behaviour, *case) for behaviour, cases in TOLD.items() for case in cases]
)
def test_rules_tell_how_far_a_case_has_come(reader, behaviour, text, stage):
    assert ruled(reader.read(Document("", text)).findings) is stage, behaviour


def test_frames_that_claim_a_step_are_weighed_by_name(reader):
    weights = {"by:s3_report:real": {Stage.S3: -9.0, Stage.S2: 9.0}}
    found = course(reader, REPORTED, model({"rule:S3": {Stage.S3: 1.0}} | weights))
    assert found.stage is Stage.S2


@pytest.mark.parametrize(
    "text",
    [
        "Bawaslu mengirim surat ke Inspektorat, meminta data status kepegawaian camat yang berkampanye.",
        "Bawaslu menyurati bupati untuk meminta penjelasan tentang camat yang berkampanye.",
        "Bawaslu menyerahkan surat permohonan data kepada Inspektorat perihal camat yang berkampanye.",
    ],
)
def test_a_letter_that_only_asks_hands_nothing_on(analyser, article, text):
    found = analyser.analyse(article("Bawaslu Surati Bupati soal Camat Berkampanye", text))
    assert found.stage in {Stage.S1, Stage.S2, Stage.S4}
    assert Stage.S5 not in {step.stage for step in found.steps}


def test_a_letter_that_hands_the_case_on_does_so_whatever_else_it_asks(analyser, article):
    text = (
        "Bawaslu meneruskan kasus camat yang berkampanye itu ke Inspektorat.\n\n"
        "Sebelumnya Bawaslu menyurati bupati untuk meminta penjelasan tentang camat itu."
    )
    assert analyser.analyse(article("Bawaslu Surati Bupati soal Camat Berkampanye", text)).stage is Stage.S5


@pytest.mark.parametrize(
    "told",
    [
        "Putusan dibacakan lusa.",
        "Vonis dijadwalkan Kamis depan.",
        "Majelis hakim memvonis terdakwa pekan depan.",
        "Hakim menunda putusan hingga Jumat nanti.",
        "Terdakwa baru divonis sepekan lagi.",
        "Amar putusan diucapkan tiga hari mendatang.",
    ],
)
@pytest.mark.parametrize("title", ["Kades Divonis Pekan Depan", "Vonis Kades Dibacakan Kamis", "Kades Menunggu"])
def test_a_verdict_set_for_a_later_day_is_none_yet(analyser, article, title, told):
    text = f"Jaksa menuntut kades yang mengampanyekan caleg itu enam bulan penjara. {told}"
    found = analyser.analyse(article(title, text))
    assert found.stage is Stage.P3
    assert not found.sanctions


def test_a_verdict_given_stays_one_though_an_appeal_is_set_for_later(analyser, article):
    text = "Hakim memvonis kades yang mengampanyekan caleg tiga bulan penjara. Putusan banding dijadwalkan bulan depan."
    assert analyser.analyse(article("Kades Divonis Tiga Bulan", text)).stage is Stage.P4


@pytest.mark.parametrize(
    "ending",
    [
        "Sementara itu, laporan terhadap guru lain dihentikan karena tidak cukup bukti.",
        "Adapun laporan terhadap seorang lurah dinyatakan tidak terbukti.",
        "Satu laporan lainnya tidak diregister karena tidak memenuhi syarat.",
    ],
)
def test_the_end_of_another_persons_report_ends_no_case(analyser, article, ending):
    text = f"Bawaslu memeriksa seorang guru di Bantul yang mengajak murid memilih paslon bupati. {ending}"
    found = analyser.analyse(article("Guru Ajak Murid Pilih Paslon", text))
    assert found.stage is Stage.S4
    assert Stage.X1 not in {step.stage for step in found.steps}


def test_the_end_of_the_own_case_ends_it_though_others_go_on(analyser, article):
    text = "Laporan terhadap camat yang diduga mengajak warga memilih paslon dihentikan. Laporan lain diteruskan."
    assert analyser.analyse(article("Laporan terhadap Camat Dihentikan", text)).stage is Stage.X1
