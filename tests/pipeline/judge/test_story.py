import pytest

from archive.records.analysis import Kind
from pipeline.judge.features import describe
from pipeline.judge.kind import decide
from pipeline.judge.model import KINDS, KindModel
from pipeline.judge.relevance import relevance_features
from pipeline.judge.story import story_features
from pipeline.text.document import Document

WEATHER = (
    "Hujan turun sejak pagi. Pohon tumbang menutup jalan menuju pasar dan sawah, lalu petani menunggu air surut lama. "
    "Anak-anak pulang lebih awal naik truk pasir."
)


def story(reader, text, title=""):
    return story_features(reader.read(Document(title, text)), reader.lexicon)


def test_how_far_a_story_has_come_is_told_by_its_furthest_step(reader):
    assert "reached:early" in story(reader, "Bawaslu memeriksa seorang camat.", "Camat Diperiksa Bawaslu")
    late = story(reader, "Hakim memvonis kades itu dua bulan penjara.", "Kades Divonis Dua Bulan Penjara")
    assert late["reached:late"] == late["reached:P4"] == 1.0


def test_what_persons_did_is_concrete_and_what_a_class_must_not_do_is_general(reader):
    done = story(reader, "Seorang camat mengacungkan dua jari bersama calon bupati.")
    asked = story(reader, "Bupati mengingatkan seluruh ASN agar tidak mengacungkan dua jari bersama calon bupati.")
    assert done["concreteness"] > 0 > asked["concreteness"]


@pytest.mark.parametrize(("quoted", "essay"), [(False, True), (True, False)])
def test_an_essay_speaks_in_its_writers_own_words(reader, quoted, essay):
    said = ["Saya kenal beberapa pegawai.", "Kita tahu camat takut dipindah.", "Kami menyukai angka pemilihan."]
    text = " ".join(f'"{one}" ujarnya.' if quoted else one for one in said)
    assert ("essay" in story(reader, text)) is essay


def test_a_title_alone_tells_no_story(reader):
    document = Document("Kades Divonis Dua Bulan Penjara", "")
    features = describe(document, reader.read(document), reader.lexicon)
    assert not [name for name in features if name.startswith(("reached", "concrete"))]


def relevant_by(reader, text, title):
    return relevance_features(reader.read(Document(title, text)), reader.lexicon)


def test_who_was_punished_for_a_sign_breached_neutrality_though_no_election_is_named(reader):
    text = (
        f"Camat itu mengacungkan dua jari di acara pengajian.\n\nIa diperiksa inspektorat.\n\nIa legawa.\n\n{WEATHER}"
    )
    assert "act_handled" in relevant_by(reader, text, "Camat Dua Jari Diperiksa")
    assert "no_election" not in relevant_by(reader, text, "Camat Dua Jari Diperiksa")
    assert "act_handled" not in relevant_by(
        reader, f"Camat itu diperiksa inspektorat karena korupsi.\n\n{WEATHER}", "Camat Diperiksa"
    )


def test_a_regency_is_no_drug(reader):
    crime = reader.lexicon.mask("crime_other")
    assert not reader.read(Document("", "Asisten Bupati Sabu Raijua mendaftar ke partai.")).sentences[0].mask & crime
    assert reader.read(Document("", "Polisi menyita tiga paket sabu dari lurah itu.")).sentences[0].mask & crime


@pytest.mark.parametrize(("leaning", "case"), [(2.0, True), (0.4, False)])
def test_a_case_must_be_sure_to_be_relevant_and_a_case_together(leaning, case):
    rows = {"bias": tuple(0.4 if kind is Kind.INCIDENT else 0.0 if kind is Kind.APPEAL else -3.0 for kind in KINDS)}
    model = KindModel({"bias": leaning}, rows, {}, {}, {}, 0.5, 0.5, 0.3, "test")
    verdict = decide({"bias": 1.0}, {"bias": 1.0}, model, ())
    assert verdict.kind.is_case is case
    assert verdict.relevant, "what is no case may still be about neutrality"


def test_who_owns_up_to_a_sign_is_told_of_and_who_stops_a_campaign_is_not_accused(reader):
    sign = "Sang lurah mengacungkan dua jari di samping pria itu.\n\nSang lurah tak menampik orang itu dirinya."
    owned = relevant_by(reader, f"{sign}\n\n{WEATHER}", "Video Dua Jari Lurah Beredar")
    assert "act_handled" in owned
    assert "no_election" not in owned
    assert "stops_title" in relevant_by(reader, WEATHER, "Camat Hentikan Kampanye Calon Bupati di Puskesmas")
    assert "stops_title" not in relevant_by(reader, WEATHER, "Bawaslu Hentikan Kampanye Calon Bupati")


def test_who_stopped_a_campaign_and_is_called_right_is_no_case(reader):
    told = "Lurah menghentikan kampanye calon wali kota di halaman sekolah. Panwascam membenarkan tindakan lurah itu."
    features = relevant_by(reader, f"{told}\n\n{WEATHER}", "Panggung Pindah ke Pantai")
    assert "stops_praised" in features


def test_who_left_the_service_before_running_is_told_apart_from_who_did_not(reader):
    assert "resigned_title" in relevant_by(reader, WEATHER, "Sekda Resmi Mundur, Besok Daftar ke KPU")
    assert "resigned_title" not in relevant_by(reader, WEATHER, "Sekda Belum Mundur, Besok Daftar ke KPU")


def test_a_ban_on_rotations_before_an_election_is_about_neutrality(reader):
    text = f"Bupati dilarang memutasi pejabat enam bulan sebelum penetapan pasangan calon.\n\n{WEATHER}"
    assert "rotation_ban" in relevant_by(reader, text, "Mutasi Dibatasi")
    assert "rotation_ban" not in relevant_by(reader, f"Bupati memutasi pejabat.\n\n{WEATHER}", "Mutasi Pejabat")


def test_a_text_of_few_words_is_read_as_a_headline(reader):
    brief = relevant_by(reader, "Camat di Sleman dihukum karena mendukung calon bupati.", "Putusan Hari Ini")
    assert brief["only:title_official_contest"] == 1.0
    assert "bias" not in brief


def test_whose_name_stands_first_writes_an_essay(reader):
    assert "essay" in story(reader, "Oleh Budi Santosa\n\nNetralitas ASN diuji lagi.")
    assert "essay" not in story(reader, "Netralitas ASN diuji lagi.")


def about(reader, title, text):
    document = Document(title, text)
    return relevance_features(reader.read(document), reader.lexicon)


ESSAY = (
    "Saya lama mengenal camat itu. Kita tahu ia takut dipindah. Setiap musim pemilihan kami melihat pegawai menunduk. "
    "Larangannya panjang. Tidak ada yang bertanya siapa yang memasang meja serendah itu di kantor kita. " * 2
)
SPOKEN = ' "Kita tunggu saja," ujarnya. "Kami siap," katanya.'
FILL = (
    "Hujan turun sejak pagi di pasar dan sawah. Petani menunggu air surut sambil minum kopi di warung tepi jalan. " * 3
)


def test_an_essay_about_officials_needs_no_word_of_an_election(reader):
    assert "essay" in about(reader, "Meja yang Rendah", ESSAY)
    assert "essay" not in about(reader, "Meja yang Rendah", ESSAY + SPOKEN), "news whose quotation marks were lost"


@pytest.mark.parametrize(
    ("title", "text", "feature"),
    [
        ("Camat Bubarkan Panggung", "Panwascam menyebut langkah camat sudah benar karena tanpa izin.", "praised"),
        ("Suara Sekda Ditiru Mesin", "Bawaslu memastikan sekda tidak diproses. Beliau korban.", "forged"),
        ("Bupati Mutasi Camat", "Bupati mengantongi persetujuan Mendagri untuk melantik camat.", "consented"),
        ("Tiga Guru Jadi Bakal Caleg", "Mereka menyerahkan surat mundur ke KPU.", "resigned_first"),
    ],
)
def test_who_keeps_to_the_rules_is_no_case(reader, title, text, feature):
    assert about(reader, title, f"{text} {FILL}")[feature] == 1.0


def test_a_pair_on_a_shirt_tells_of_a_contest(reader):
    told = about(reader, "Kaus di Kantor Lurah", f"Lurah membagi kaus bergambar sepasang tokoh kepada warga. {FILL}")
    assert told["partisan"] > 0
    assert "no_election" not in told


def test_what_looks_like_other_news_is_none_beside_a_contestant(reader):
    fees = about(reader, "Kepala Pasar Tarik Iuran untuk Paslon", f"Pedagang mengeluh. {FILL}")
    taken = about(reader, "Kasi Trantib Turunkan APK Lawan", f"Alat peraga pasangan lawan diturunkan. {FILL}")
    assert "crime_title" not in fees
    assert "enforced_title" not in taken


def test_one_word_of_a_forged_voice_is_a_denial_and_no_other_news(reader):
    told = "Kadis itu berdalih suaranya dipalsukan."
    assert "misuse" not in about(reader, "Rekaman Kadis Beredar", f"{told} {FILL}")
    assert "misuse" in about(reader, "Rekaman Kadis Beredar", f"{told} Namanya dicatut. {FILL}")
