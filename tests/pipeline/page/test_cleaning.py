import pytest

from pipeline.page.cleaning.engine import clean

BEFORE = "Bawaslu memanggil seorang lurah untuk dimintai keterangan tentang foto bersama calon wali kota, Rabu."
AFTER = "Lurah itu datang didampingi bagian hukum dan menjawab dua puluh pertanyaan selama hampir dua jam."


def lines(*middle, title=None):
    return clean([BEFORE, *middle, AFTER], title=title).lines


FURNITURE = [
    "Baca juga: Harga Cabai Turun di Pasar Induk",
    "BACA JUGA : Harga Cabai Turun",
    "Baca Juga Harga Cabai Turun di Pasar Induk",
    "Simak juga: Video Warga Bersihkan Sungai",
    "[Gambas:Video 20detik]",
    "Read also: Prices Fall at the Market",
    "Related: Prices Fall",
    "Artikel ini telah tayang di kabar.example dengan judul Lurah Dipanggil",
    "Ikuti berita terkini kami di Google News dan saluran WhatsApp",
    "Cek Berita dan Artikel yang lain di Google News",
    "Dapatkan update berita pilihan setiap hari dari kabar.example",
    "Copyright © 2024 Kabar Contoh. All rights reserved",
    "Dilarang keras mengambil konten tanpa izin tertulis",
    "This website uses cookies.",
    "Situs ini menggunakan cookie untuk meningkatkan pengalaman Anda",
    "Bagikan ini:",
    "Facebook Twitter WhatsApp Telegram",
    "Klik untuk berbagi di Twitter",
    "Post Views: 1.204",
    "Tinggalkan Komentar",
    "Situs ini menggunakan Akismet untuk mengurangi spam.",
    "18 jam ago",
    "2 hari yang lalu",
    "Tags: lurah, bawaslu",
    "Home > Daerah > Kota",
    "Site icon Kabar Contoh",
    "Exit mobile version",
    "(function(f,b){x=b.createElement(n);x.src='//jahat.example';})(window,document);",
    "var iklan = window.iklan || [];",
    ".kotak{color:red;margin:0}",
    "ADVERTISEMENT",
    "SCROLL TO CONTINUE WITH CONTENT",
    "Halaman 1 2 3 Selanjutnya",
    "Halaman: 1 2 Semua",
    "Page 1 of 2",
    "1 2 3 Next",
    "Selanjutnya",
    "Tampilkan Semua",
    "Sumber:",
    "Sumber: Antara",
    "via",
    "Rabu, 16 Oktober 2024 | 13:05 WIB",
    "Diterbitkan: 16/10/2024 13:05",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_between_paragraphs_is_cut_and_named(line):
    cleaned = clean([BEFORE, line, AFTER])
    assert cleaned.lines == [BEFORE, AFTER]
    assert [cut.text for cut in cleaned.cuts] == [line[:200]]


STORY = [
    "Baca Juga Dong menjadi nama komunitas literasi yang dipimpin lurah itu sejak dua tahun terakhir di kampungnya.",
    "Simak penjelasan Bawaslu, pelanggaran itu terjadi pada masa tenang.",
    "Warga mengirim laporan lewat WhatsApp kepada pengawas kecamatan pada malam itu juga.",
    "Bawaslu membuka saluran aduan di Facebook dan Instagram sejak masa kampanye dimulai.",
    "Pelaporan Dugaan Pelanggaran",
    "Sumber dana kegiatan itu belum jelas, kata Bawaslu.",
    "Komentar itu ditulis lurah di bawah foto calon.",
    "Ia membagikan kalender kepada warga.",
    "“Ayo lapor lewat WhatsApp,” ujarnya.",
    "Halaman kantor lurah penuh kendaraan.",
    "Rapat digelar pada Rabu, 16 Oktober 2024, di kantor camat.",
    "Editor surat kabar itu hadir sebagai saksi.",
    "Via telepon, lurah membantah.",
    "Laporan: dugaan itu disampaikan tiga warga yang melihat sendiri lurah mengacungkan jari di panggung kampanye.",
]


@pytest.mark.parametrize("line", STORY)
def test_sentences_that_resemble_furniture_are_kept(line):
    assert lines(line) == [BEFORE, line, AFTER]


def test_a_read_also_heading_takes_its_teasers_along():
    assert lines("Baca juga:", "Harga Cabai Turun di Pasar Induk", "Jembatan Gantung Selesai") == [BEFORE, AFTER]


def test_an_inline_read_also_is_cut_out_of_its_paragraph():
    assert clean([BEFORE + " Baca juga: Harga Cabai Turun"]).lines == [BEFORE]


def test_a_list_of_other_stories_ends_the_story():
    tail = ["Recent Posts", "Harga Cabai Turun", "KABAR - Pedagang menyebut pasokan lancar… Read More", "18 jam ago"]
    assert clean([BEFORE, AFTER, *tail]).lines == [BEFORE, AFTER]


def test_a_heading_of_other_stories_in_the_midst_ends_nothing():
    more = [AFTER + f" Bagian {number} dari keterangan itu." for number in range(6)]
    assert clean([BEFORE, "Berita Terkait", *more]).lines == [BEFORE, *more]


def test_without_a_story_before_it_a_list_heading_is_no_tail():
    assert AFTER in clean(["Berita Terkait", AFTER]).lines


def test_the_title_is_no_part_of_the_text():
    assert lines("Lurah Dipanggil Bawaslu", title="Lurah dipanggil Bawaslu!") == [BEFORE, AFTER]


def test_bylines_become_fields():
    cleaned = clean([BEFORE, AFTER + " (abc/def)", "Reporter: Wanda Sari", "Editor: Bie", "Muhammad Penulis"])
    assert cleaned.lines == [BEFORE, AFTER]
    assert (cleaned.byline.reporter, cleaned.byline.editor) == ("Wanda Sari", "Bie")
    assert (cleaned.code.reporter, cleaned.code.editor) == ("abc", "def")


@pytest.mark.parametrize("code", ["(abc/def)", "(ris)", "(*)", "[yk]", "(Kabar.example/wanda)", "(E-2)", "(ant/jpnn)"])
def test_a_closing_code_is_cut(code):
    assert clean([BEFORE, f"{AFTER} {code}"]).lines == [BEFORE, AFTER]


@pytest.mark.parametrize(
    "words", ["(KASN)", "(3/10/2024)", "(6/2)", "(BKPSDM) Kota", "(Golkar)", "(dua kali)", "(tiga)"]
)
def test_brackets_that_explain_are_kept(words):
    sentence = AFTER.removesuffix(".") + f" {words}"
    assert clean([BEFORE, sentence]).lines == [BEFORE, sentence]


@pytest.mark.parametrize(
    "caption",
    [
        "KOMITMEN - Lurah menandatangani pernyataan di balai kota.-Ainun Asih-",
        "SERAHKAN: Lurah menyerahkan berkas kepada pengawas, Rabu (16/10). FOTO : RISMA/ KABAR POS",
        "Lurah saat memasuki kantor Bawaslu. (Foto: Istimewa)",
        "Foto: Dok. Kelurahan",
        "Lurah di ruang pemeriksaan/Ist",
    ],
)
def test_captions_are_kept_apart(caption):
    cleaned = clean([caption, BEFORE, AFTER])
    assert cleaned.lines == [BEFORE, AFTER]
    assert cleaned.captions == [caption]


@pytest.mark.parametrize(
    "line",
    [
        "KOTA - Aparatur sipil negara diminta tidak berpihak dalam pemilihan.",
        "SAMPIT-Pengawas hadir.",
        "PADANG: Pengawas memanggil dua lurah. Keduanya datang pada Rabu pagi.",
        "Foto-foto itu beredar.",
    ],
)
def test_datelines_are_no_captions(line):
    assert clean([line, BEFORE, AFTER]).lines[0] == line


def test_a_dateline_that_stands_alone_is_joined_to_its_paragraph():
    assert clean(["Ranubaya -", BEFORE]).lines == [f"Ranubaya - {BEFORE}"]


def test_a_repeated_paragraph_stays_once():
    assert clean([BEFORE, AFTER, BEFORE]).lines == [BEFORE, AFTER]


def test_a_story_about_a_chat_group_is_no_call_to_join_one():
    line = (
        "Guru itu mengajak rekannya masuk grup WhatsApp pemenangan pasangan calon, kata pelapor kepada kami di kantor."
    )
    assert clean([line]).lines == [line]
