"""Steps that only seem reached, seen over the whole article."""

from archive.records.analysis import Stage
from pipeline.judge.mistaken import reached
from pipeline.judge.model import STAGES, KindModel
from pipeline.judge.staging import ruled, staged
from pipeline.judge.wording import Wording
from pipeline.text.document import Document
from tests.spending import PIECES, grows_evenly

DROPPED = "Gakkumdu membahas perkara lurah itu. Polisi dan jaksa tidak menemukan unsur pidana."


def stage(reader, text):
    return ruled(reader.read(Document("Perkara Lurah Berkaus Calon", text)).findings)


def test_a_criminal_track_that_ended_does_not_hide_how_far_the_other_came(reader):
    assert stage(reader, f"{DROPPED} Bawaslu meneruskan berkas ke BKN.") is Stage.S5


def test_an_investigation_that_was_closed_does_not_hide_how_far_the_other_track_came(reader):
    told = "Penyidikan perkara lurah dihentikan lewat SP3. Etiknya tidak ikut gugur: Bawaslu mengirim berkasnya ke BKN."
    assert stage(reader, told) is Stage.S5


def test_what_is_no_crime_is_no_end_where_a_breach_was_found(reader):
    told = "Bawaslu memutuskan kades itu melanggar larangan berpihak. Tidak ada unsur pidana sehingga polisi tak ikut."
    assert stage(reader, told) is Stage.S4


def test_what_is_no_crime_is_no_end_where_people_are_heard(reader):
    told = "Karena tak menemukan unsur pidana, kasus itu tetap di Bawaslu. Enam saksi sudah dimintai keterangan."
    assert stage(reader, told) is Stage.S4


def test_who_is_heard_by_police_and_prosecutors_too_is_heard_jointly(reader):
    assert stage(reader, "Lurah itu diperiksa lima jam di kantor Gakkumdu, Rabu.") is Stage.P1


def test_a_criminal_track_that_ended_alone_is_an_end(reader):
    assert stage(reader, DROPPED) in {Stage.X1, Stage.P1}


def test_what_a_court_finds_unproven_is_a_verdict(reader):
    told = "Hakim menyatakan lurah itu tidak terbukti secara sah menguntungkan calon dan memulihkan nama baiknya."
    assert stage(reader, f"Sidang di PN Kayuagung usai. {told}") is Stage.P4


def test_a_report_that_is_not_registered_is_an_end(reader):
    assert stage(reader, "Bawaslu tidak meregistrasi laporan itu karena syarat materiel tak terpenuhi.") is Stage.X1


def test_a_headline_that_ends_a_case_is_not_outweighed_by_the_investigation_it_ended(reader):
    text = "Tenggat penyidikan habis.\n\nSepekan sebelumnya ia menyandang status tersangka."
    found = reader.read(Document("Perkara Kabag Kesra Disetop", text)).findings
    assert ruled(found) is Stage.X1


def test_a_trial_is_not_taken_back_by_a_charge_that_fell(reader):
    text = f"Bawaslu meneruskan berkas ke BKN. {DROPPED} Lurah itu ditetapkan sebagai tersangka."
    assert stage(reader, text) is Stage.P2


def test_a_withdrawn_report_is_not_outweighed_by_all_that_reported_it(reader):
    weights = KindModel(
        {}, {}, {}, {}, {}, 0.5, 0.5, 0.3, "test", stages={"S3:real": tuple(9.0 * (one is Stage.S3) for one in STAGES)}
    )
    document = Document("Pelapor Lurah Cabut Laporan", "Warga yang melaporkan lurah ke Bawaslu mencabut laporannya.")
    reading = reader.read(document)
    assert staged(reading, weights, Wording(document, reading)).stage is Stage.X2


def test_a_long_text_of_many_steps_is_read_in_time_that_grows_with_its_length(reader):
    told = "Gakkumdu membahas perkara lurah itu. Polisi dan jaksa tidak menemukan unsur pidana. Berkas dikirim ke BKN. "

    def found(times):
        return reader.read(Document("Camat Dilaporkan", told * times)).findings

    def less(findings):
        assert len(reached(findings)) < len(findings)

    assert grows_evenly(less, found(4000), found(4000 // PIECES))
