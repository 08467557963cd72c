import pytest

from archive.records.analysis import Act
from archive.records.span import Span
from pipeline.entities.alleged_number import alleged_number
from pipeline.entities.resolve import resolve_actors
from pipeline.text.document import Document
from tests.pipeline.entities.conftest import alleged


def test_the_one_reported_is_accused_and_the_chairman_speaks(actors):
    found = actors(
        "Seorang camat berinisial RL dilaporkan ke Bawaslu. "
        '"Kami sudah menerima laporannya," kata Ketua Bawaslu Agam, Yulhendri Marzuki.'
    )
    assert alleged(found) == {("camat", "RL")}
    assert [actor.part for actor in found if actor.name == "Yulhendri Marzuki"] == ["speaker"]


def test_initials_with_full_stops_are_kept_as_printed(actors):
    assert alleged(actors("Kades berinisial A.S. diperiksa. A.S. membantah tudingan itu.")) == {("kades", "A.S.")}


def test_titles_and_degrees_are_no_part_of_a_name(actors):
    found = actors("Lurah H. Bambang Trisulo, S.Sos., M.Si., diduga mengarahkan warganya.")
    assert alleged(found) == {("lurah", "Bambang Trisulo")}


def test_a_name_in_apposition_beats_the_territory_before_it(actors):
    found = actors("Camat Muara Kumpai, Rusman Hadi, diduga mengacungkan dua jari. Rusman Hadi tak menampik.")
    assert alleged(found) == {("camat", "Rusman Hadi")}


def test_one_part_of_the_name_is_the_same_person(read):
    entities = read('Lurah bernama Dirman Sati hadir. "Saya lewat," kata Dirman. Sati lalu pergi.')
    assert [(person.name, len(person.spans)) for person in entities.persons] == [("Dirman Sati", 3)]


def test_a_chief_who_confirms_what_his_people_did_is_not_accused(actors):
    found = actors(
        "Sebelas petugas damkar mengacungkan tiga jari dan dilaporkan. "
        "Kepala Dinas Pemadam Kebakaran Subang, Wawan Kurnia, tak menampik mereka anak buahnya. Mereka tenaga harian."
    )
    assert alleged(found) == {("honorer", None)}


def test_members_of_an_enumeration_share_the_accusation(actors):
    found = actors("Seorang guru, dua lurah, dan seorang kepala desa dijatuhi sanksi.", title="Guru dan Lurah Disanksi")
    assert {role for role, _name in alleged(found)} == {"guru", "lurah", "kades"}
    assert [actor.count for actor in found if actor.role == "lurah"] == [2]


def test_those_appealed_to_are_not_accused(actors):
    found = actors("Bupati mengimbau seluruh camat dan para kepala desa agar tetap netral.")
    assert alleged(found) == set()


def test_whoever_reports_is_the_complainant(actors):
    found = actors("Pelapor, Syafril Mangkuto (54), melaporkan wali nagari itu ke Bawaslu.")
    assert [actor.part for actor in found if actor.name == "Syafril Mangkuto"] == ["complainant"]


def test_local_titles_are_brought_to_one_role(read):
    texts = [
        "Kuwu itu hadir.",
        "Pangulu itu hadir.",
        "Perbekel itu hadir.",
        "Keuchik itu hadir.",
        "Pambakal itu hadir.",
    ]
    assert {find.role for text in texts for find in read(text).roles} == {"kades"}


def test_an_acting_head_of_region_has_a_role_of_its_own(read):
    roles = [(find.role, find.status) for find in read("Penjabat (Pj) Wali Kota Solok hadir.").roles]
    assert roles == [("pj_kepala_daerah", "pj")]


def test_the_office_of_a_role_is_read_as_printed(read):
    text = "Plt Kepala Dinas Pendidikan Kota Binjai, Marihot Nasution, membantah."
    (find,) = read(text).roles
    assert (find.role, find.institution) == ("kepala_dinas", "Dinas Pendidikan Kota Binjai")
    assert read(text).persons[find.person].name == "Marihot Nasution"


def test_an_act_in_the_sentence_makes_the_doer_surer(actors):
    text = "Sekdes itu hadir di lapangan. Camat itu ada di lapangan."
    act = Act("A04", (Span(0, 6, "Sekdes", "text"),))
    plain = {actor.role: actor.confidence for actor in actors(text)}
    with_act = {actor.role: actor.confidence for actor in actors(text, acts=(act,)) if actor.part == "alleged"}
    assert with_act["perangkat_desa"] > plain.get("perangkat_desa", 0)


def test_bodies_and_places_are_no_persons(read):
    text = (
        "KASN menyurati Bupati. Harian Pakuan Warta menyebut Pemkab Kuningan diam. Menurut Bawaslu Kuningan, itu benar."
    )
    assert read(text).persons == ()


def test_a_village_and_its_district_are_passed_over_to_the_name(actors):
    found = actors(
        "Kepala Desa Sukamaju, Kecamatan Cibeber, Kabupaten Lebak, H. Ujang Suherman, S.Pd, ditetapkan tersangka."
    )
    assert alleged(found) == {("kades", "Ujang Suherman")}


def test_two_names_beside_one_office_are_two_persons_of_it(actors):
    found = actors("Dua guru SMP Negeri 3 Kendari, yakni Siti Aminah dan Wa Ode Nurhayati, terbukti tidak netral.")
    assert alleged(found) == {("guru", "Siti Aminah"), ("guru", "Wa Ode Nurhayati")}


def test_a_rank_is_no_part_of_an_office(read):
    (find,) = read("Kapolres Lahat AKBP Budi Santoso, S.I.K., mengatakan itu.").roles
    assert find.institution is None


def test_a_single_letter_is_an_initial_where_it_is_announced(actors):
    assert alleged(actors("Seorang keuchik berinisial M (45) dilaporkan ke Panwaslih.")) == {("kades", "M")}


def test_a_demotion_does_not_make_the_accused_staff(actors):
    found = actors(
        "Lurah Hendri Sukarto dicopot. Kini ia jadi staf kecamatan.", title="Lurah Dicopot, Kini Staf Kecamatan"
    )
    assert alleged(found) == {("lurah", "Hendri Sukarto")}


def test_bearers_of_an_office_with_honorary_status_are_one_person(actors):
    assert alleged(actors("Seorang guru yang berstatus honorer dipecat.")) == {("honorer", None)}


def test_whoever_was_threatened_is_a_victim(actors):
    found = actors(
        "Tenaga kontrak mengaku diancam. Kepala UPTD, Ramli Paput, menyangkal tudingan itu.",
        title="Tenaga Kontrak Mengaku Diancam",
    )
    assert alleged(found) == {("kepala_uptd", "Ramli Paput")}
    assert [actor.part for actor in found if actor.role == "honorer"] == ["victim"]


def test_an_abbreviation_of_a_country_is_no_person(read):
    assert read("Pilpres di AS diawasi. Presiden AS berpidato. Hubungan dengan negara AS baik.").persons == ()


def test_initials_nothing_is_said_of_are_not_accused(actors):
    assert alleged(actors("Seorang camat dilaporkan. Laporan itu dikirim lewat KX. Aplikasi KX dipakai semua.")) == {
        ("camat", None)
    }


def test_an_article_without_a_case_accuses_nobody(read, accusing):
    text = "Sekda mengingatkan, ASN yang terbukti melanggar akan disanksi. Camat pernah dituding berkampanye."
    document = Document("Sekda Ingatkan ASN yang Melanggar Disanksi", text)
    found = resolve_actors(document, read(text, document.title), (), (), accusing, case=False)
    assert [actor for actor in found if actor.part not in {"speaker", "mentioned"}] == []


def test_those_only_heard_as_witnesses_are_not_accused(actors):
    found = actors(
        "Bawaslu memeriksa 12 kepala sekolah terkait laporan terhadap seorang camat. Camat itu diduga berkampanye.",
        title="Camat Diduga Berkampanye, Bawaslu Periksa 12 Kepala Sekolah",
    )
    assert alleged(found) == {("camat", None)}


def test_another_case_told_in_passing_accuses_nobody_here(actors):
    story = "Seorang keuchik di Kabupaten Aceh Timur dilaporkan ke Panwaslih karena berkampanye. " * 4
    found = actors(story + "Pada Pemilu lalu seorang guru dijatuhi teguran tertulis.", title="Keuchik Dilaporkan")
    assert alleged(found) == {("kades", None)}


@pytest.mark.parametrize(
    ("title", "text", "number"),
    [
        (
            "Kades Divonis",
            "Kades Budi Santoso divonis. Ia membagikan beras di hadapan 253 kepala desa yang diundang.",
            1,
        ),
        ("Kades Dilaporkan", "Seorang kades dilaporkan ke Bawaslu. Tiga orang melihatnya; 40 camat hadir.", 1),
        ("19 Kades Dibubarkan", "Sebanyak 19 kepala desa dibubarkan Panwascam karena ikut kampanye.", 19),
        ("Tujuh ASN Dilaporkan", "Tujuh ASN dilaporkan ke Bawaslu. Satu di antaranya seorang kabid.", 7),
        ("Sejumlah Kades Dilaporkan", "Sejumlah kades dilaporkan ke Bawaslu karena ikut kampanye.", None),
        ("Bawaslu Gelar Rapat", "Rapat itu dihadiri 40 orang.", None),
        (
            "Bupati Lantik 21 Pejabat, Dilaporkan ke Bawaslu",
            "Bupati Sigi, Budi Santoso, dilaporkan ke Bawaslu. Ia melantik 21 pejabat tanpa izin menteri.",
            1,
        ),
    ],
)
def test_only_the_accused_are_counted(read, accusing, title, text, number):
    entities = read(text, title)
    assert alleged_number(entities, resolve_actors(Document(title, text), entities, (), (), accusing)) == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sekda JS terbukti melanggar netralitas.", "JS"),
        ("RW (38), guru di Kediri, dijatuhi sanksi karena berkampanye.", "RW"),
        ("Seorang kabid mengamuk dan dilaporkan. Ia disebut berinisial SB.", "SB"),
        ("Terlapor, Dodi Hermanto, seorang kasi, mengaku hanya lewat.", "Dodi Hermanto"),
    ],
)
def test_letters_that_stand_for_things_elsewhere_are_initials_here(actors, text, name):
    assert {person for _role, person in alleged(actors(text))} == {name}


def test_two_initials_behind_one_office_are_two_persons(actors):
    found = alleged(actors("Pambakal AJ dan MR dijatuhi teguran tertulis karena berkampanye."))
    assert found == {("kades", "AJ"), ("kades", "MR")}


@pytest.mark.parametrize(
    ("office", "role", "status"),
    [
        ("Kepala Seksi Pemerintahan Desa Wonorejo", "perangkat_desa", "desa"),
        ("Kasi Pelayanan di Desa Wonorejo", "perangkat_desa", "desa"),
        ("Kepala Urusan Keuangan Desa Wonorejo", "perangkat_desa", "desa"),
        ("Bendahara Desa Wonorejo", "perangkat_desa", "desa"),
        ("Sekdes Wonorejo", "perangkat_desa", "desa"),
        ("Kepala Dusun III Wonorejo", "perangkat_desa", "desa"),
        ("Kepala Lingkungan II Wonorejo", "perangkat_desa", "desa"),
        ("Kasi Pemerintahan Kecamatan Simo", "kasi", "asn"),
        ("Kepala Seksi Pemerintahan Desa pada Dinas PMD Boyolali", "kasi", "asn"),
        ("Bendahara SMPN 2 Boyolali", "staf", "asn"),
        ("Bendahara di Dinas Pertanian Boyolali", "staf", "asn"),
    ],
)
def test_who_serves_a_village_is_no_civil_servant(actors, office, role, status):
    text = f"{office}, Slamet Riyadi, diduga membagikan kaus paslon bupati. Bawaslu memeriksanya."
    (slamet,) = [actor for actor in actors(text, "Bagi Kaus") if actor.name == "Slamet Riyadi"]
    assert (slamet.role, slamet.status) == (role, status)
