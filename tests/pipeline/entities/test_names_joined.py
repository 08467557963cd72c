"""Names joined to others: clients and their lawyers, two of one office, as many names as a story counts."""

import pytest

from tests.pipeline.entities.conftest import alleged


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Pengacara Budiman, Herculanus Heri, membacakan pembelaan. Lurah Budiman Saragih diam.",
            {"Herculanus Heri", "Budiman Saragih"},
        ),
        ("Pengacara para tersangka, Adv. Yohan Tiranda, menyiapkan perlawanan.", {"Yohan Tiranda"}),
        ("Ondoafi Kornelis Weya meminta warga tenang.", {"Kornelis Weya"}),
        ("Bidan puskesmas, Bd. Rosmida Gultom, ditegur.", {"Rosmida Gultom"}),
        ("Sampe' Parinding, calon bupati, didengar sebagai saksi.", {"Sampe' Parinding"}),
        ("Kasi Keperawatan Hj. Salamah diperiksa.", {"Salamah"}),
        ("Kepala sekolah, Ach. Baidowi, diam. Camat Lim Kiat Hui yang hadir diam.", {"Ach. Baidowi", "Lim Kiat Hui"}),
        ("Kepala desa dilaporkan Soleman Maukari ke Bawaslu Alor.", {"Soleman Maukari"}),
        ("Kepala desa dilaporkan Forum Rakyat Bersatu ke Bawaslu Alor.", set()),
        (
            "Rekomendasi itu untuk Maria Wea (SDI Nangaba), Frans Sengo (SDK Roworeke) dan Yohan Lado (SMPN 3).",
            {"Maria Wea", "Frans Sengo", "Yohan Lado"},
        ),
        ("Pembela mereka, Agung Purnomo, minta keringanan.", {"Agung Purnomo"}),
        ("Serda Agustinus Lerang, babinsa Juata, dilaporkan ke Kodim.", {"Agustinus Lerang"}),
        (
            "Ia melaporkan tiga orang: Sarno dan Lamijan, dua kepala dusun, dan Mujiati, kepala desa.",
            {"Sarno", "Lamijan", "Mujiati"},
        ),
    ],
)
def test_names_behind_counsels_titles_and_before_an_office_of_two(named, text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            (
                "Tiga staf kecamatan kehilangan tunjangan.\n\nJeffry Rumagit, Stenly Wowor, dan Ny. Merry Tumbel "
                "didapati mengemas kaus bergambar calon."
            ),
            {("staf", "Jeffry Rumagit"), ("staf", "Stenly Wowor"), ("staf", "Merry Tumbel")},
        ),
        (
            "Dua kepala kampung dilaporkan. Kepala Kampung Septinus Yaru dan Orgenes Waica terekam menyebut nomor.",
            {("kades", "Septinus Yaru"), ("kades", "Orgenes Waica")},
        ),
        (
            (
                "Lurah Ratna Lontaan dan kepala seksinya Noldy Pangkey ditetapkan tersangka. Tersangka RL menyerahkan, "
                "tersangka NP menyelipkan brosur."
            ),
            {("lurah", "Ratna Lontaan"), ("kasi", "Noldy Pangkey")},
        ),
        (
            (
                "Tiga dokter RSUD diadukan karena mendukung calon. Mereka ialah dr. Parlindungan Ritonga, Sp.PD, "
                "dr. Maya Sari Ginting, serta dr. Tumpal Nainggolan."
            ),
            {
                ("tenaga_kesehatan", "Parlindungan Ritonga"),
                ("tenaga_kesehatan", "Maya Sari Ginting"),
                ("tenaga_kesehatan", "Tumpal Nainggolan"),
            },
        ),
        (
            "Kepala dusun Sahrul Gumay mengajak memilih calon. Video itu dikirim Pebri Yansah ke Bawaslu Lahat.",
            {("perangkat_desa", "Sahrul Gumay")},
        ),
        (
            "Kabid Rohani Umar bersama stafnya Budi Santoso hadir. Mereka ketahuan mengelola grup pemenangan calon.",
            {("kabid", "Rohani Umar"), ("staf", "Budi Santoso")},
        ),
        (
            "Rugun br. Sinaga, S.E., yang sehari-hari kepala bidang di Dinas Koperasi, dilaporkan.",
            {("kabid", "Rugun br. Sinaga")},
        ),
        (
            "Kades Rusdi dilaporkan mengajak memilih calon. Camat Kare, Tarnu Hadi, menjadi penengah kedua pihak.",
            {("kades", "Rusdi")},
        ),
    ],
)
def test_who_shares_an_office_and_who_only_settles(actors, text, who):
    assert alleged(actors(text)) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Sidang dimulai.\n\nAndi Mappangara, sang lurah, disangka menggerakkan warga.", "Andi Mappangara"),
        ("Sidang dimulai.\n\nBakri Mappangara, si kades, disangka menggerakkan warga.", "Bakri Mappangara"),
        ("Seorang kabid menyewa angkot. Menurut polisi, uangnya dari kas. Namanya Risnawati Tahir.", "Risnawati Tahir"),
        (
            "Kapolres Widodo Wibowo diam. Iptu Syarifuddin Ahmad dipanggil. Kapolsek di wilayah selatan itu difoto.",
            "Syarifuddin Ahmad",
        ),
    ],
)
def test_an_office_told_by_an_epithet_or_before_a_name_of_its_own_sentence_is_its_bearers(read, text, who):
    found = read(text)
    assert who in {found.persons[role.person].name for role in found.roles if role.person is not None}


def test_who_heads_a_court_is_somebody_else(read):
    found = read("Majelis yang dipimpin Ni Kadek Swastini menilai terdakwa, Kades Bardi Santoso, membantu caleg.")
    assert {person.name for person in found.persons if person.described} == {"Ni Kadek Swastini"}


def test_a_head_of_region_who_signs_a_dismissal_lends_his_office_to_nobody(actors):
    text = (
        "Surat keputusan diteken hari Rabu. Nama di dalamnya Yohanes Lunsa, pegawai kecamatan, diberhentikan karena "
        "menjadi bendahara partai."
    )
    found = alleged(actors(text, "Bupati Teken Pemecatan Seorang Pegawai"))
    assert "kepala_daerah" not in {role for role, _ in found}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Camat itu mangkir. Bawaslu, lewat anggotanya Nurjanah Bidjuni, menyiapkan panggilan.", "Nurjanah Bidjuni"),
        ("Bawaslu Dairi, lewat staf bernama Yenni Purba, menyebut berkas camat belum lengkap.", "Yenni Purba"),
        ("Orang yang membawanya ke Bawaslu, Hendro Susilo, datang lagi. Sekcam diam.", "Hendro Susilo"),
        ("Paman sang camat, Lukas Ezauw, berkata keponakannya difoto.", "Lukas Ezauw"),
        ("Krama bernama Nyoman Sugata memotret goresan itu. Perbekel diam.", "Nyoman Sugata"),
    ],
)
def test_who_speaks_for_supervisors_reports_or_is_kin_of_the_accused_is_somebody_else(read, text, who):
    assert {person.name for person in read(text).persons if person.described} == {who}
