"""Who is accused where the story tells it in ways of its own: aliases, lawyers, lists, headlines that count."""

import pytest

from archive.records.analysis import Act
from archive.records.span import Span
from tests.pipeline.entities.conftest import alleged


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
    ("text", "name"),
    [
        ("Seorang kapolsek dilaporkan ke Propam. Pelapor, advokat Joni Susanta, menyerahkan rekaman.", "Joni Susanta"),
        ("Lurah dilaporkan ke Bawaslu karena ikut kampanye. Pelapor ialah jurnalis Roy Latuhina.", "Roy Latuhina"),
        ("Seorang camat diduga mengarahkan kades memilih paslon Harun dan Hanis.", "Hanis"),
        ("Kepala desa dilaporkan karena membagi uang untuk pasangan Arif Rohmat-Sri Setyowati.", "Sri Setyowati"),
        ("Plt Camat terseret kasus kader posyandu untuk kampanye Samsul Aulia.", "Samsul Aulia"),
        ("Seorang ASN diadukan istrinya, Wahyuni, karena ikut kampanye.", "Wahyuni"),
        ("Seorang kades ikut kampanye. Fotografer Yogi Pratomo dipukul.", "Yogi Pratomo"),
        (
            "Penyuluh agama jadi moderator. Ketua panitia, Ahmad Muhaini, mengatakan penyuluh itu diundang.",
            "Ahmad Muhaini",
        ),
        ("Camat Gunem diperiksa karena ikut kampanye. Ajudannya, Doni Pratama, ikut hadir.", "Doni Pratama"),
        ("Pria di video kampanye itu bukan Kepala Desa Ngraji, Suwarno. Suwarno merasa dirugikan.", "Suwarno"),
        (
            "Guru diduga ikut kampanye. Kepala SMAN, Wahyu Nugraha, minta maaf. 'Sudah saya tegur,' katanya.",
            "Wahyu Nugraha",
        ),
        (
            "Kabid ikut kampanye. Kepala Dinas, Heru Pamungkas, menyerahkan keduanya kepada inspektorat.",
            "Heru Pamungkas",
        ),
        ("Bidan Endang Lestiani merekam arahan kepala puskesmas yang mengampanyekan calon bupati.", "Endang Lestiani"),
    ],
)
def test_an_office_told_without_a_name_takes_that_of_no_other_person(actors, text, name):
    act = Act("A10", (Span(0, 20, text[:20], "text"),))
    assert name not in {one for _role, one in alleged(actors(text, acts=(act,)))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ketujuh ASN itu masing-masing MT (kepala dinas), RS (sekretaris dinas), dua guru yakni NM dan SW.",
            {("kepala_dinas", "MT"), ("sekretaris_dinas", "RS"), ("guru", "NM"), ("guru", "SW")},
        ),
        (
            "Laporan diterima. Turut dilaporkan empat orang lainnya yakni Kadis PMD berinisial HS, Kabag Umum SN.",
            {("kepala_dinas", "HS"), ("kabag", "SN")},
        ),
        (
            "Turut dilaporkan dua orang lainnya yakni Kadis Perikanan LM, Camat Wangi-Wangi Selatan AR.",
            {("kepala_dinas", "LM"), ("camat", "AR")},
        ),
        (
            "Tiga orang diperiksa. Ketiganya yakni Sangadi berinisial RM dan HP, serta Kepala Dusun III FG.",
            {("kades", "RM"), ("kades", "HP"), ("perangkat_desa", "FG")},
        ),
        ("Guru berinisial AK diperiksa. AK pamit kepada kepala sekolah, MB membenarkan.", {("guru", "AK")}),
        (
            "Tiga ASN diperiksa, guru SD inisial ST, staf puskesmas inisial HR dan PPPK Dinas Sosial inisial AW.",
            {("guru", "ST"), ("staf", "HR"), ("pppk", "AW")},
        ),
        ("Kades TJ divonis. Penasihat hukum terdakwa, Syahrul Patona, mengajukan banding.", {("kades", "TJ")}),
        ("Camat berinisial MA diperiksa. Saksi lainnya, kepala kampung berinisial TO, menerangkan.", {("camat", "MA")}),
        (
            "Ia istri calon, Wiwik Handayani. Ia juga perawat berstatus PNS. Wiwik dilaporkan ke Bawaslu.",
            {("tenaga_kesehatan", "Wiwik Handayani")},
        ),
    ],
)
def test_each_of_a_list_bears_his_own_office_and_helpers_of_the_accused_none(actors, text, expected):
    assert alleged(actors(text, "Aparatur Diperiksa Bawaslu")) == expected


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
