import pytest

from pipeline.entities.resolve import resolve_actors
from pipeline.text.document import Document


@pytest.fixture
def alleged(read, accusing):
    def run(text, title=""):
        found = resolve_actors(Document(title, text), read(text, title), (), (), accusing)
        return {(actor.role, actor.name) for actor in found if actor.part == "alleged"}

    return run


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Lurah Rawa Kembang Permai dilaporkan ke Bawaslu. Ia membantah.", "lurah"),
        ("Camat Sungai Pelangi diduga mengampanyekan calon. Warga Sungai Pelangi merekamnya.", "camat"),
        ("Kepala SMPN 7 Wairatu diduga mengajak guru. Ia dilaporkan ke Bawaslu.", "kepala_sekolah"),
        ("Kepala Puskesmas Long Abang dilaporkan ke Bawaslu karena berpose dua jari.", "kepala_puskesmas"),
        ("Kades Sukamandi Lor ditetapkan tersangka. Desa Sukamandi Lor kini dipimpin penjabat.", "kades"),
    ],
)
def test_a_name_after_the_head_of_a_place_is_the_place(alleged, text, role):
    assert alleged(text) == {(role, None)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lurah Dirgo Santawan diduga mengarahkan warga. Dirgo membantah tudingan itu.", "Dirgo Santawan"),
        ("Camat Hamzah Latori dilaporkan ke Bawaslu karena berpose dua jari.", "Hamzah Latori"),
        ("Kades Wartono Kidul, S.Sos., dilaporkan ke Bawaslu karena ikut kampanye.", "Wartono Kidul"),
        ("Kades bernama Melati Jinggo dilaporkan ke Bawaslu.", "Melati Jinggo"),
        ("Camat Sungai Pelangi, Torik Hamidan, dilaporkan ke Bawaslu.", "Torik Hamidan"),
    ],
)
def test_a_name_after_the_head_of_a_place_is_a_person_where_something_says_so(alleged, text, name):
    assert {person for _role, person in alleged(text)} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "Lurah Rawa Kembang Sulaiman Togas dilaporkan ke Bawaslu. Kelurahan Rawa Kembang ramai.",
        "Lurah Rawa Kembang H. Sulaiman Togas dilaporkan ke Bawaslu.",
        "Lurah Rawa Kembang Sulaiman Togas dilaporkan ke Bawaslu. Sulaiman membantah.",
    ],
)
def test_a_village_before_a_name_is_no_part_of_it(alleged, text):
    assert alleged(text) == {("lurah", "Sulaiman Togas")}


def test_the_place_after_an_office_becomes_its_institution(read):
    (find,) = read("Kepala SMPN 7 Wairatu dilaporkan.").roles
    assert find.institution == "SMPN 7 Wairatu"


def test_a_place_told_once_is_no_person_later(read):
    text = "Warga Sungai Pelangi resah. Sungai Pelangi menjadi ramai. Sungai Pelangi juga dijaga."
    assert read(text).persons == ()


def test_what_is_said_of_all_civil_servants_makes_no_speaker_one(read):
    text = "Wakil Ketua DPRD Balikpapan Budiyono menuturkan, jika ada yang melanggar bisa diberhentikan selaku ASN."
    entities = read(text)
    assert {find.role for find in entities.roles if find.person is not None} == {"anggota_dewan"}


def test_a_school_before_a_name_is_no_part_of_it(read):
    text = "Bawaslu meminta keterangan Kepala SMP Negeri 7 Wairatu Yohanis Latumeten bersama enam guru."
    entities = read(text)
    assert [person.name for person in entities.persons] == ["Yohanis Latumeten"]
    assert entities.roles[0].institution == "SMP Negeri 7 Wairatu"


@pytest.mark.parametrize("name", ["Jamaludin", "Purwiyanto", "Lusmawati", "Gandrisyah"])
def test_a_name_that_ends_like_persons_names_is_one(alleged, name):
    assert alleged(f"Kades {name} dilaporkan ke Bawaslu karena berkampanye.") == {("kades", name)}
