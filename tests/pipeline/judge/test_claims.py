import pytest

from archive.records.analysis import Stage
from pipeline.judge.claims import furthest, mobilised, sanctions_of, steps_of
from pipeline.judge.denials import denials_of
from pipeline.text.document import Document

START = "Bawaslu memeriksa seorang camat terkait dugaan pelanggaran netralitas.\n\nIa terekam bersama calon bupati.\n\n"


def stage_of(findings):
    return furthest(steps_of(findings), findings)


def test_a_sanction_told_far_below_in_an_unjudged_case_is_none(findings):
    found = findings(
        START + "Saksi sudah didengar.\n\nPj bupati sudah memberi teguran lisan kepada camat itu.", "Camat Diperiksa"
    )
    assert sanctions_of(found, Stage.S4) == ()
    assert [sanction.label for sanction in sanctions_of(found, Stage.S7)] == ["teguran lisan"]


def test_a_court_that_acquits_imposes_nothing(findings):
    found = findings("Jaksa menuntut. Hakim menjatuhkan hukuman penjara dua bulan.", "Hakim Vonis Bebas Camat")
    assert not [sanction for sanction in sanctions_of(found, Stage.P4) if sanction.severity == "pidana"]


def test_the_headline_step_stands_against_a_later_one_told_once_below(findings):
    below = "Kades yang ikut hadir mendapat teguran tertulis dari camat."
    assert (
        stage_of(findings(START + "Tembusan diterima.\n\n" + below, "KASN Rekomendasikan Hukuman bagi Camat"))
        is Stage.S6
    )


def test_an_investigation_that_is_ended_is_an_end(findings):
    title = "Polisi Terbitkan SP3 Kasus Camat"
    assert stage_of(findings("Penyidikan kasus camat itu resmi dihentikan.", title)) is Stage.X1


def test_citizens_who_write_to_two_offices_have_reported_and_not_forwarded(findings):
    assert stage_of(findings("", "Warga Laporkan Camat ke Bawaslu dan KASN")) is Stage.S3
    assert stage_of(findings("", "Gakkumdu Laporkan Dua Camat ke KASN")) is Stage.S5


def test_who_was_made_to_come_is_read_from_the_evidence(reader):
    def classes(text):
        return mobilised(reader.read(Document("", text)), reader.lexicon)

    assert classes("Camat itu mengumpulkan sembilan kepala desa di hotel.") == {"desa"}
    assert classes("Kadis itu mengumpulkan puluhan kepala sekolah di aula.") == {"asn"}


def denied(findings, text):
    return [span.text for span in denials_of(findings(text))]


def test_an_excuse_of_the_accused_is_a_denial_and_an_admission_or_news_to_a_superior_is_none(findings):
    assert denied(findings, "Guru itu mengaku hanya iseng dan tidak bermaksud mendukung siapa pun.")
    assert denied(findings, "Camat itu membantah tuduhan tersebut.")
    assert denied(findings, "Sang lurah tak menampik kehadirannya di sana.") == []
    assert denied(findings, "Camat itu mengaku khilaf dan meminta maaf.") == []
    assert denied(findings, "Koordinator wilayah mengaku baru mendengar rekaman tersebut.") == []
    assert denied(findings, "Bawaslu mengaku tidak menerima laporan.") == []


def test_not_neutral_denies_no_verdict(findings):
    assert stage_of(findings("", "Kades Tak Netral Divonis Tiga Bulan Penjara")) is Stage.P4
    assert stage_of(findings("", "Kades Tak Divonis Penjara")) is not Stage.P4


WHERE_IT_STANDS = {
    "what the prosecutor asks is no verdict": (
        "Lurah Dituntut Empat Bulan Penjara",
        "Lurah itu dituntut pidana penjara selama empat bulan dan denda Rp5 juta oleh jaksa penuntut umum.",
        Stage.P3,
    ),
    "a step with its day still to come is not reached": (
        "Bawaslu Periksa Kades",
        "Bawaslu meminta klarifikasi kades itu. Pembahasan bersama kepolisian dan kejaksaan dijadwalkan Sabtu.",
        Stage.S4,
    ),
    "a sanction surely asked for and hardly imposed is a recommendation": (
        "KASN: Camat Cukup Sanksi Moral",
        "Camat itu direkomendasikan dijatuhi sanksi moral. KASN merekomendasikan pernyataan terbuka.",
        Stage.S6,
    ),
    "a contract that is ended is a sanction": (
        "Kontrak Penyuluh Diputus karena Nyaleg",
        "Kementerian Agama memutus hubungan perjanjian kerja seorang penyuluh.",
        Stage.S7,
    ),
}


@pytest.mark.parametrize(("title", "text", "stage"), WHERE_IT_STANDS.values(), ids=WHERE_IT_STANDS)
def test_where_a_case_stands(findings, title, text, stage):
    assert stage_of(findings(text, title)) is stage


def test_who_is_taken_off_duty_while_the_case_is_examined_is_sanctioned_without_a_later_step(findings):
    text = (
        "Sekda menonaktifkan sementara lurah itu untuk memudahkan pemeriksaan.\n\n"
        "Bawaslu bersama kepolisian dan kejaksaan merampungkan pembahasan pertama di Sentra Gakkumdu."
    )
    found = findings(text, "Lurah Dinonaktifkan Usai Video Bagi Beras")
    assert stage_of(found) is Stage.P1
    assert [one.label for one in sanctions_of(found, Stage.P1)] == ["pembebasan dari jabatan"]


def test_an_interim_measure_told_only_in_passing_is_no_sanction_of_the_verdict(findings):
    text = (
        "Majelis hakim menyatakan kades itu bersalah.\n\nSidang dijaga polisi.\n\nPutusan dibacakan Senin.\n\n"
        "Sejak menjadi tersangka ia dinonaktifkan sementara untuk memudahkan pemeriksaan."
    )
    assert sanctions_of(findings(text, "Kades Divonis Bersalah"), Stage.P4) == ()


def test_who_was_examined_already_is_past_the_report(findings):
    text = "Warga melapor ke Bawaslu.\n\nFoto beredar luas.\n\nSopir yang tenaga honor itu telah dimintai keterangan."
    assert stage_of(findings(text, "Warga Laporkan Camat ke Bawaslu")) is Stage.S4


def test_a_case_that_was_judged_has_a_sanction_in_whatever_words(findings):
    found = findings("Majelis hakim menyatakan kakam itu terbukti secara sah.\n\nTiga bulan, denda.", "Kakam Divonis")
    assert [one.severity for one in sanctions_of(found, Stage.P4)] == ["pidana"]
    assert sanctions_of(found, Stage.P3) == ()


def test_posts_taken_against_the_ban_are_the_act_and_no_sanction(findings):
    text = (
        "Bupati mencopot 14 camat. Aturan melarang mutasi pejabat enam bulan sebelum penetapan.\n\n"
        "Bawaslu menerima laporan seorang camat yang dicopot dan meregisternya."
    )
    found = findings(text, "14 Camat Dicopot Bupati")
    assert stage_of(found) is Stage.S3
    assert sanctions_of(found, Stage.S3) == ()


def test_who_has_been_heard_is_heard_by_initials_and_in_the_passive(findings):
    text = "Warga melapor ke Panwaslu.\n\nTangkapan layar itu beredar.\n\n"
    assert stage_of(findings(text + "Laporan sudah diregister dan NL sudah dimintai keterangan.")) is Stage.S4
    assert stage_of(findings(text + "Klarifikasi terhadap penyuluh itu telah dilakukan Senin lalu.")) is Stage.S4


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        ("Bawaslu sudah mengantongi identitas perekam video camat itu.", Stage.S2),
        ("Surat pengaduan warga tentang camat itu ditujukan kepada Bawaslu.", Stage.S3),
        ("Camat itu menghadap ke Bawaslu ditemani istrinya.", Stage.S4),
        ("Berkas camat itu kini di meja BKN.", Stage.S5),
        ("Pemkab sudah menerima pertimbangan teknis BKN soal camat itu.", Stage.S6),
        ("Camat itu membacakan surat pernyataan penyesalan di depan pegawai.", Stage.S7),
        ("Camat itu diganjar teguran oleh bupati.", Stage.S7),
        ("Sore ini kami bahas pertama bersama kepolisian dan kejaksaan.", Stage.P1),
        ("Bawaslu menyerahkan berkas camat itu ke penyidik Polres.", Stage.P2),
        ("Camat itu diseret ke meja hijau, jaksa mendakwanya.", Stage.P3),
        ("Terpidana itu sudah membayar denda sesuai putusan hakim.", Stage.P4),
        ("Bawaslu memutuskan tidak melanjutkan laporan warga soal camat itu.", Stage.X1),
        ("Pelapor mencabut laporannya di Bawaslu.", Stage.X2),
    ],
)
def test_each_step_is_told_by_its_papers_and_its_results_too(findings, told, stage):
    assert stage_of(findings(told)) is stage


def test_a_report_in_the_headline_stands_against_what_is_told_once_below(findings):
    text = "Camat itu dilaporkan ke Bawaslu.\n\nIa terekam.\n\nWarga resah.\n\nSopir itu sudah diperiksa inspektorat."
    assert stage_of(findings(text, "Camat Dilaporkan ke Bawaslu")) is Stage.S3
    assert stage_of(findings(text, "Camat di Sleman")) is Stage.S4


def test_steps_of_counted_cases_are_not_those_of_this_one(findings):
    text = "Camat itu dilaporkan ke Bawaslu.\n\nSejauh ini ada sembilan laporan, tiga diteruskan ke BKN."
    assert stage_of(findings(text, "Camat di Sleman")) is Stage.S3


def test_a_report_withdrawn_is_not_only_a_case_closed(findings):
    assert stage_of(findings("", "Pelapor Tarik Laporan, Kasus Camat Tak Dilanjutkan")) is Stage.X2


def test_whom_the_board_wants_punished_is_not_punished_yet(findings):
    assert stage_of(findings("", "KASN: Sekretaris Dinas Agar Dihukum Berat")) is not Stage.S7


def test_who_teaches_criminal_law_tells_of_no_verdict(findings):
    told = findings("Guru besar hukum pidana, Budi Raharjo, didengar sebagai ahli dalam sidang.", "Ahli Didengar")
    assert stage_of(told) is Stage.P3
    assert sanctions_of(told, Stage.P3) == ()


def test_a_threat_told_by_its_victim_is_no_sanction(findings):
    told = findings("Guru itu mengaku diancam dipindahkan bila tak memilih.", "Guru Mengaku Diancam")
    assert stage_of(told) is not Stage.S7
    assert sanctions_of(told, Stage.S3) == ()
