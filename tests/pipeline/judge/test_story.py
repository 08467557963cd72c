import pytest

from archive.records.analysis import Kind
from pipeline.judge.features import describe
from pipeline.judge.kind import decide
from pipeline.judge.model import KINDS, KindModel
from pipeline.judge.relevance import relevance_features
from pipeline.judge.story import story_features
from pipeline.text.document import Document


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
    text = "Camat itu mengacungkan dua jari di acara pengajian.\n\nIa diperiksa inspektorat.\n\nIa legawa."
    assert "act_handled" in relevant_by(reader, text, "Camat Dua Jari Diperiksa")
    assert "no_election" not in relevant_by(reader, text, "Camat Dua Jari Diperiksa")
    assert "act_handled" not in relevant_by(
        reader, "Camat itu diperiksa inspektorat karena korupsi.", "Camat Diperiksa"
    )


def test_a_regency_is_no_drug(reader):
    crime = reader.lexicon.mask("crime_other")
    assert not reader.read(Document("", "Asisten Bupati Sabu Raijua mendaftar ke partai.")).sentences[0].mask & crime
    assert reader.read(Document("", "Polisi menyita tiga paket sabu dari lurah itu.")).sentences[0].mask & crime


@pytest.mark.parametrize(("leaning", "case"), [(2.0, True), (0.4, False)])
def test_a_case_must_be_sure_to_be_relevant_and_a_case_together(leaning, case):
    rows = {"bias": tuple(0.4 if kind is Kind.INCIDENT else 0.0 if kind is Kind.APPEAL else -3.0 for kind in KINDS)}
    model = KindModel({"bias": leaning}, rows, {}, {}, 0.5, 0.5, 0.3, "test")
    verdict = decide({"bias": 1.0}, {"bias": 1.0}, model, ())
    assert verdict.relevant
    assert verdict.kind.is_case is case


def test_who_owns_up_to_a_sign_is_told_of_and_who_stops_a_campaign_is_not_accused(reader):
    text = "Sang lurah mengacungkan dua jari di samping pria itu.\n\nSang lurah tak menampik orang itu dirinya."
    owned = relevant_by(reader, text, "Video Dua Jari Lurah Beredar")
    assert "act_handled" in owned
    assert "no_election" not in owned
    assert "stops_title" in relevant_by(reader, "Ia menutupnya.", "Camat Hentikan Kampanye Calon Bupati di Puskesmas")
    assert "stops_title" not in relevant_by(reader, "Ia maju.", "Bawaslu Hentikan Kampanye Calon Bupati")
