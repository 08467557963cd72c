"""Names behind where somebody works, in lists, and with the words that begin names of many."""

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Guru SMP Rina Kusmayanti dilaporkan ke Bawaslu.", {"Rina Kusmayanti"}),
        ("Kepala SD Yusmaini membagikan stiker.", {"Yusmaini"}),
        ("Guru TK negeri Rosmawarni ikut berfoto.", {"Rosmawarni"}),
        (
            "Guru SMP Zubaedah Hasan, guru SD Tuti, dan kepala TK Maemunah hadir.",
            {"Zubaedah Hasan", "Tuti", "Maemunah"},
        ),
        ("Guru SMK Waringin Sarup diperiksa. Sarup hanya tersenyum.", {"Waringin Sarup"}),
        ("PPPK yang diputus ialah perawat RSUD Siska Maylinda. Siska hanya terlihat sekali.", {"Siska Maylinda"}),
    ],
)
def test_who_works_at_a_school_or_hospital_is_named_behind_its_kind(named, text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    "school",
    [
        "SMA Kartini",
        "SMP Ibnu Sina",
        "SMK Ahmad Yani",
        "SMA Budi Mulia",
        "SMP Nurul Huda",
        "SD Waioti",
        "SMP Santa Maria",
    ],
)
def test_a_school_called_after_somebody_is_nobody(named, school):
    assert named(f"Guru {school} diperiksa Bawaslu. Guru itu membantah.") == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Koordinator Wilayah Pamona Puselemba Yonas Rungkang diperiksa.", {"Yonas Rungkang"}),
        ("Bawaslu memanggil Camat Pamona Utara Frengki Tolanda.", {"Frengki Tolanda"}),
        ("Sekretaris Daerah Lombok Tengah H. L. Fathur Kertawan diperiksa.", {"L. Fathur Kertawan"}),
        ("Koordinator Wilayah Kecamatan Lage Yarit Sigilehu mengaku lupa.", {"Yarit Sigilehu"}),
        ("Rombongan singgah di Tanjung Palas. Tanjung Palas ramai sekali.", set()),
    ],
)
def test_a_region_in_two_words_is_no_part_of_a_name(named, text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kabid Supandi, Kades Mahrun, dan kepala dusun Amaq Doni diperiksa.", {"Supandi", "Mahrun", "Amaq Doni"}),
        ("Kepala Dusun Nu'man diperiksa. Petugas menyita surat.", {"Nu'man"}),
        ("Bawaslu memeriksa Tukinem. Tukinem pulang malam.", {"Tukinem"}),
    ],
)
def test_a_first_name_of_any_part_of_the_country_is_a_person_by_itself(named, text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bawaslu memeriksa Sukesi, Wartono, dan Ngatijan.", {"Sukesi", "Wartono", "Ngatijan"}),
        ("Dua rekan kantornya, Marlena dan Sukrin, terlihat membagikan brosur.", {"Marlena", "Sukrin"}),
        ("Lurah Jumadil mendapat teguran, sedangkan Mawarni dan Ramlan bebas.", {"Jumadil", "Mawarni", "Ramlan"}),
        ("Petugas mencatat Taryono (kadus) dan satpam Misran.", {"Taryono", "Misran"}),
        ("Markus, Yulianus, dan Debora mengaku dibayar.", {"Markus", "Yulianus", "Debora"}),
        ("Yang ditegur operator SIKS Dedi Rahman dan Kabid PUTR Lodi Karangan.", {"Dedi Rahman", "Lodi Karangan"}),
        ("Lurah Tanjung Sei, Lurah Sei Sikambang, dan Lurah Helvetian Timur diperiksa.", set()),
        ("Tim Dinas Syariat Islam dan pimpinan Dayah hadir. Wis, wis, kata warga.", set()),
        ("Seorang lurah, yakni Sapriyanto, diperiksa.", {"Sapriyanto"}),
        ("Staf kelurahan atas nama Muliati dan Sarinem diperiksa.", {"Muliati", "Sarinem"}),
        ("Sumbangan atas nama Partai Gotong Royong dikembalikan ke Sleman dan Bantul.", set()),
        ("Ketua BPD Hengky Inay dan honorer distrik yang biasa dipanggil Ongge ditegur.", {"Hengky Inay", "Ongge"}),
        ("Dua guru masing-masing DM dan RS ditegur. Kaur keuangan RS hadir.", {"DM", "RS"}),
        ("Seorang lurah di Kecamatan Sukarami, JK alias Jemi, diperiksa.", {"JK"}),
        ("Terlapor: Kasubag Umum Hasan Bungal, Kadis Sosial Fatmah Lasa, dan staf.", {"Hasan Bungal", "Fatmah Lasa"}),
        ("Ada stafnya Yelmi Fatra, Kepala Jorong Kasiak Antoni, dan seorang guru.", {"Yelmi Fatra", "Antoni"}),
        ("Empat ASN berinisial DM, RS, HR, dan YT dijatuhi sanksi.", {"DM", "RS", "HR", "YT"}),
    ],
)
def test_names_in_lists_and_announced_names_are_read(named, text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kades Waelumu La Ode Hasirun diperiksa.", {"La Ode Hasirun"}),
        ("Perbekel I Wayan Sukadana dan kelian dinas Ni Luh Suryati hadir.", {"I Wayan Sukadana", "Ni Luh Suryati"}),
        ("Kades Barejulang Timur Lalu Muhsan hadir.", {"Lalu Muhsan"}),
        ("Wali Nagari Sungai Durian, Zainal Rky. Basa, ditegur.", {"Zainal Rky. Basa"}),
        ("Sopir yang dipanggil Papa Ikal dilaporkan.", {"Papa Ikal"}),
        ("Kades Mgs. Fauzan diperiksa.", {"Mgs. Fauzan"}),
        ("Kepala Dusun III Sukirman diperiksa.", {"Sukirman"}),
        ("Perbekel, I Wayan Merta Dana, diadili.", {"I Wayan Merta Dana"}),
        ("Kepala UPTD Museum Ni Made Rai Pujasari berjoget.", {"Ni Made Rai Pujasari"}),
        ("Kepala Distrik Sawaerman Yulianus Bakan hadir. Yulianus mengaku lupa.", {"Yulianus Bakan"}),
        ("Perawat, AA Suherlan, diberhentikan.", {"AA Suherlan"}),
        ("Kades Lende Tomini Arifin Lasupa tersangka. Arifin tidak ditahan.", {"Arifin Lasupa"}),
        ("Ketua BPD Oyon Karyo menghitung kaus. Oyon Karyo tidak membantah.", {"Oyon Karyo"}),
    ],
)
def test_the_words_that_begin_names_of_many_belong_to_them(named, text, names):
    assert named(text) == names


def test_a_prosecutor_who_tells_of_an_office_does_not_bear_it(read):
    text = "Jaksa Rini Wulandar menguraikan bahwa terdakwa selaku kepala desa menguntungkan calon."
    assert {role.role for role in read(text).roles if role.person is not None} == {"jaksa"}
