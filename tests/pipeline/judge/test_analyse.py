import pytest

from archive.records.analysis import Kind, Stage
from tests.spending import grows_evenly

CASE = """SUMEDANG - Bawaslu Kabupaten Sumedang memanggil seorang camat yang terekam mengacungkan dua jari bersama \
calon bupati nomor urut 2, Senin (14/10/2024).

Video itu beredar di grup WhatsApp warga. Camat berinisial AB mengaku spontan.

"Yang bersangkutan sudah kami klarifikasi," kata anggota Bawaslu Sumedang, Dede Kartawijaya."""

APPEAL = """\
SUMEDANG - Sekda Sumedang mengingatkan seluruh ASN agar menjaga netralitas pada Pilkada 2024, Senin (14/10/2024).

ASN dilarang berfoto bersama calon, mengacungkan jari, atau mengajak warga memilih salah satu paslon. Jika terbukti, \
sanksinya bisa dicopot dari jabatan.

"ASN harus netral," ujarnya dalam sosialisasi netralitas ASN di pendopo."""

PASSING = """BALIKOTA - Pemkot mengajak para ASN agar tetap netral dalam pilkada serentak nanti, Sabtu (8/6/2024).

"Insya Allah nanti ada sosialisasi netralitas ASN," ujar Sekda.

Tidak ada ASN yang terlibat walau sempat ada isu. Salah satu camat dituding berkampanye untuk calon legislatif.

"Tapi setelah inspektorat memeriksa, tidak ada bukti yang ditemukan," tegasnya."""

NETWORK = """\
BATAM - Dua autonomous system number (ASN) baru bergabung ke titik pertukaran trafik. Netralitas peering dijaga."""


def test_a_case_is_found_with_its_act_step_and_reasons(analyser, article):
    said = analyser.analyse(article("Camat Acungkan Dua Jari, Bawaslu Sumedang Panggil", CASE))
    assert said.kind is Kind.INCIDENT
    assert "A07" in {act.code for act in said.acts}
    assert said.stage is Stage.S4
    assert "DIS-07" in {rule.code for rule in said.rules}
    assert said.denials
    assert {part.name for part in said.severity} >= {"jabatan", "perbuatan", "waktu"}
    assert any(reason.claim == "relevant" for reason in said.reasons)


def test_an_appeal_full_of_sanctions_is_an_appeal(analyser, article):
    said = analyser.analyse(article("Sekda Ingatkan ASN Jaga Netralitas", APPEAL))
    assert said.kind is Kind.APPEAL
    assert said.sanctions == ()
    assert said.severity == ()
    assert said.secondary == ()


def test_a_case_told_in_passing_is_kept_beside_the_appeal(analyser, article):
    said = analyser.analyse(article("Sekda Ajak ASN Netral", PASSING))
    assert said.kind is Kind.APPEAL
    (found,) = said.secondary
    assert found.stage is Stage.X1
    assert "camat" in found.summary
    assert "dituding" not in found.summary


def test_network_numbers_are_no_civil_servants(analyser, article):
    assert not analyser.analyse(article("Dua ASN Baru Bergabung, Trafik Tetap Netral", NETWORK)).relevant


def test_nothing_to_read_is_unrelated(analyser, article):
    assert analyser.analyse(article(None, "")).kind is Kind.UNRELATED


def test_the_same_article_gives_the_same_analysis(analyser, article):
    one = analyser.analyse(article("Camat Acungkan Dua Jari", CASE))
    assert one == analyser.analyse(article("Camat Acungkan Dua Jari", CASE))


RAIN = " Hujan turun sejak pagi, lalu air naik pelan di jalan menuju pasar dan sawah."


@pytest.mark.parametrize("text", [CASE, APPEAL, PASSING])
def test_every_evidence_span_quotes_the_article(analyser, article, text):
    said = analyser.analyse(article("", text))
    spans = [span for act in said.acts for span in act.spans] + [span for step in said.steps for span in step.spans]
    assert all(text[span.start : span.end] == span.text for span in spans if span.where == "text")


def test_a_megabyte_of_line_breaks_is_judged_at_once(analyser, article):
    assert grows_evenly(lambda text: analyser.analyse(article("Camat Dilaporkan ke Bawaslu", text)), "\n" * 1_000_000)


def test_an_ambulance_of_the_state_at_a_campaign_is_a_case_without_any_official_in_the_title(analyser, article):
    said = analyser.analyse(
        article(
            "Ambulans Puskesmas Antar Rombongan Kampanye, Videonya Viral",
            "Sebuah ambulans puskesmas menurunkan rombongan ibu-ibu di lokasi kampanye terbuka calon bupati.\n\n"
            "Mobil dikemudikan pegawai honorer puskesmas. Warganet mendesak pengawas turun tangan.",
        )
    )
    assert said.kind.is_case
    assert "A14" in {act.code for act in said.acts}


def test_posters_taken_down_by_officers_are_no_case(analyser, article):
    said = analyser.analyse(
        article(
            "Satpol PP Copot 1.300 Baliho di Masa Tenang",
            "Petugas gabungan Satpol PP, Bawaslu, dan panwascam mencopot 1.300 alat peraga kampanye. "
            "Camat ikut turun ke lapangan.\n\nKetua Bawaslu mengatakan tim pasangan calon sudah diminta membersihkan.",
        )
    )
    assert not said.relevant


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Panitia Pilkades Dituding Tak Netral",
            "Warga menuding panitia pemilihan kepala desa berpihak kepada salah satu calon. Mereka menemui camat.",
        ),
        (
            "Anggota Tim Calon Kepergok Bawa Amplop",
            "Bawaslu memeriksa koordinator tim pasangan calon bupati yang membawa amplop. Kepala dusun melihat." + RAIN,
        ),
    ],
)
def test_village_polls_and_people_of_a_campaign_team_are_no_case(analyser, article, title, text):
    assert not analyser.analyse(article(title, text)).kind.is_case
