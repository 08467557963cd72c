import pytest

from archive.records.analysis import Act
from archive.records.span import Span
from pipeline.entities.alleged_number import alleged_number
from pipeline.entities.resolve import resolve_actors
from pipeline.text.document import Document


@pytest.fixture
def actors(read):
    def run(text, title="", acts=()):
        return resolve_actors(Document(title, text), read(text, title), acts, ())

    return run


def alleged(found):
    return {(actor.role, actor.name) for actor in found if actor.part == "alleged"}


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


def test_an_article_without_a_case_accuses_nobody(read):
    text = "Sekda mengingatkan, ASN yang terbukti melanggar akan disanksi. Camat pernah dituding berkampanye."
    document = Document("Sekda Ingatkan ASN yang Melanggar Disanksi", text)
    found = resolve_actors(document, read(text, document.title), (), (), case=False)
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
    ],
)
def test_only_the_accused_are_counted(read, title, text, number):
    entities = read(text, title)
    assert alleged_number(entities, resolve_actors(Document(title, text), entities, (), ())) == number


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


def test_a_lawyer_is_not_his_client(actors):
    found = actors(
        "Dua ASN, seorang camat dan seorang lurah, dilaporkan ke Bawaslu. "
        'Kuasa hukum kedua ASN, Hendry Tobing, membantah. "Itu acara haul," ujarnya.'
    )
    assert "Hendry Tobing" not in {name for _role, name in alleged(found)}


def test_a_name_after_a_clause_about_another_office_bears_that_office(actors):
    found = actors("Kades berinisial SA dijadikan tersangka. Adapun caleg yang kartunya tersebar, EP, berstatus saksi.")
    assert alleged(found) == {("kades", "SA")}


def test_whoever_speaks_of_an_office_does_not_hold_it(read):
    entities = read("Adapun yang dimaksud Muhidin adalah salah satu camat. Hal itu, ujar Muhidin, sudah selesai.")
    (camat,) = [find for find in entities.roles if find.role == "camat"]
    assert camat.person is None


def test_a_word_inside_the_name_of_an_agency_is_no_office(read):
    office = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia (BKPSDM) Kabupaten Kotim"
    entities = read(f"Pelaksana Tugas {office} Toriq Makale hadir.")
    (find,) = entities.roles
    assert find.role == "kepala_dinas"
    assert find.institution == office
    assert entities.persons[find.person].name == "Toriq Makale"


@pytest.mark.parametrize(
    "told",
    [
        "Pria yang akrab disapa Mbah Gimbal itu membantah.",
        "Ia dikenal dengan nama panggilan Mbah Gimbal.",
        'Ia biasa dipanggil "Mbah Gimbal" oleh warganya.',
        "Lurah alias Mbah Gimbal itu membantah.",
    ],
)
def test_what_a_person_is_called_too_is_kept_so_that_it_can_be_hidden(actors, told):
    found = actors(f"Lurah Tegalsari, Wahyono Sastra, dilaporkan ke Bawaslu karena ikut kampanye. {told}")
    assert [(actor.name, actor.aliases) for actor in found if actor.part == "alleged"] == [
        ("Wahyono Sastra", ("Gimbal",))
    ]


def test_an_alias_inside_a_name_is_told_apart_too(actors):
    found = actors("Kades Wonorejo, Sumardi alias Mardi Kelik, diduga memasang baliho calon bupati.")
    assert found[0].aliases == ("Mardi Kelik",)


def test_a_summons_gives_nobody_another_name(actors):
    found = actors("Camat Kalimas, Dedi Supriatna, dipanggil Bawaslu. Ia dipanggil Ketua Bawaslu, Budi Hartono.")
    assert not any(actor.aliases for actor in found)


def test_who_is_known_by_another_name_only_is_named_by_it_and_nobody_else_is(actors):
    found = actors(
        "Hamid Rante, warga Tegalsari, mengadukan lurahnya. Sang lurah yang akrab disapa Opu Lolo mengajak memilih "
        "nomor empat. Opu Lolo berkilah."
    )
    assert alleged(found) == {("lurah", "Opu Lolo")}
    assert not any(actor.aliases for actor in found)


def test_a_lawyers_client_is_told_by_initials_and_the_lawyer_is_not_accused(actors):
    found = actors(
        "Bawaslu memeriksa seorang kepala desa. Kuasa hukum kepala desa berinisial JW, Audi Lumban, menyatakan "
        "kliennya tidak pernah menyebut nomor urut."
    )
    assert alleged(found) == {("kades", "JW")}


def test_the_newsrooms_own_letters_are_nobody(read):
    entities = read("TOBELO, TR – Camat berinisial MT dilaporkan. Pengamatan TR di kantor itu, semua normal, kata TR.")
    assert [person.name for person in entities.persons] == ["MT"]


def test_an_office_beats_the_candidacy_of_the_one_who_holds_it(actors):
    found = actors(
        "Bawaslu mengirim berkas pelanggaran netralitas Sekretaris Daerah, Andi Sahrul Padewa, ke KASN. "
        "Sahrul belakangan gencar bersosialisasi sebagai bakal calon bupati dan mendaftar ke tiga partai.",
        title="Bawaslu Kirim Berkas Pelanggaran Netralitas Sekda ke KASN",
    )
    assert alleged(found) == {("sekda", "Andi Sahrul Padewa")}


def test_a_full_name_that_answers_bears_the_office_the_story_opens_with(actors):
    found = actors(
        "Bawaslu memeriksa seorang kepala dinas aktif yang maju sebagai bakal calon bupati. Andi Masessu Petta "
        "memenuhi undangan klarifikasi, Selasa (7/5/2024). Masessu mengaku menghormati Bawaslu.",
    )
    assert alleged(found) == {("kepala_dinas", "Andi Masessu Petta")}


def test_cases_told_one_by_one_are_all_of_this_story(actors):
    found = actors(
        "Bawaslu menangani tiga kasus sekaligus dalam dua pekan terakhir. Semua sudah dimintai klarifikasi dan tinggal "
        "menunggu pleno yang digelar malam ini di kantor Bawaslu, kata ketuanya kepada wartawan seusai rapat.\n\n"
        "Kasus pertama menyangkut seorang lurah. Ia terekam berjoget di panggung kampanye pasangan calon.\n\n"
        "Kasus kedua menyangkut seorang kepala sekolah. Ia diduga mengirim pesan ajakan memilih paslon.\n\n"
        "Kasus ketiga menyangkut seorang bidan. Ia diduga membuat siaran langsung dan mendukung paslon."
    )
    assert {role for role, _name in alleged(found)} == {"lurah", "kepala_sekolah", "tenaga_kesehatan"}


@pytest.mark.parametrize("name", ["IGN Pramana", "HM Yusuf Sanusi", "IB Putra Sedana"])
def test_short_capitals_before_a_name_are_part_of_it(actors, name):
    found = actors(f"Lurah Sesetan, {name}, dilaporkan ke Bawaslu karena ikut kampanye.")
    assert alleged(found) == {("lurah", name)}


def test_initials_behind_a_workplace_belong_to_who_works_there(actors):
    found = actors(
        "Warga mengadukan seorang PNS di kantor camat berinisial HR, dan seorang tenaga kontrak bernama Dede."
    )
    assert alleged(found) == {("staf", "HR"), ("honorer", "Dede")}


def test_who_moves_officials_is_accused_and_not_who_is_moved(actors):
    text = (
        "Bawaslu menerima laporan pelantikan 23 pejabat oleh bupati petahana. Tujuh camat dan seorang kepala bidang "
        "digeser ke kecamatan terjauh. Bupati diduga melanggar larangan mutasi enam bulan sebelum penetapan."
    )
    moved = Act("A17", (Span(0, 60, text[:60], "text"),))
    assert alleged(actors(text, title="Lantik 23 Pejabat, Bupati Petahana Diadukan", acts=(moved,))) == {
        ("kepala_daerah", None)
    }


def test_those_whom_the_headline_counts_are_found_by_their_offices(actors):
    found = actors(
        "Wali kota menjatuhkan hukuman kepada tiga ASN yang tidak netral. Seorang kepala bidang berinisial RP "
        "dibebaskan dari jabatannya, seorang guru dikenai potongan tunjangan, dan seorang staf dinas mendapat teguran "
        "tertulis. Kepala BKPSDM, Zulmi Depati, menyebut ketiganya mengakui perbuatan itu.",
        title="Tiga ASN Dihukum karena Tak Netral, Seorang Kabid Turun Jabatan",
    )
    assert {role for role, _name in alleged(found)} == {"kabid", "guru", "staf"}


@pytest.mark.parametrize(
    ("office", "role"), [("Kabid PTK Disdikbud", "kabid"), ("Karyawan PLN UP3 Palopo", "bumn"), ("Guru SMPN 4", "guru")]
)
def test_a_name_behind_an_office_nobody_listed_is_read(actors, office, role):
    found = actors(f"{office}, Hendra Wijaya, membagikan video kampanye dan dilaporkan ke Bawaslu.")
    assert alleged(found) == {(role, "Hendra Wijaya")}
