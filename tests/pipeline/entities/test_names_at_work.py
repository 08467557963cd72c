"""Names behind where somebody works: a school's level, a hospital, a district or a region in several words."""

import pytest


@pytest.fixture
def named(read):
    def run(text):
        return {person.name for person in read(text).persons}

    return run


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
