"""Where a person begins behind an office and its place: by what comes again, by commas, by nobles' titles."""

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Lurah Sitirejo Tunggul Parningotan Tampubolon berkilah. Tunggul dan warga pulang.",
            "Tunggul Parningotan Tampubolon",
        ),
        ("Kades Tondok Bakaru Demmanaba Pualillin menari. Pualillin menolak.", "Demmanaba Pualillin"),
        (
            "Wali Nagari Ganggo Mudiak Afrizon Dt. Rajo Intan diam. Kemarin, Afrizon bercerita.",
            "Afrizon Dt. Rajo Intan",
        ),
        ("Kades Golo Ketak Paulus Jehadun hadir. Warga mengejar Jehadun.", "Paulus Jehadun"),
    ],
)
def test_a_word_that_comes_again_alone_is_the_persons_and_no_places(named, text, names):
    assert named(text) == {names}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kepala Lingkungan Jasri Kelod, Ida Bagus Putu Oka, diberi teguran.", "Ida Bagus Putu Oka"),
        ("Guru SD Naskat Ngabub, Ny. Maria Goreti Rahanubun, membantunya.", "Maria Goreti Rahanubun"),
        ("Kepala UPT Puskeswan Sekatak drh. Njau Anau dipanggil Bawaslu.", "Njau Anau"),
        ("Kabid Rehabilitasi dan Perlindungan Sosial Dinas Sosial Toba, Jon Saragih, diperiksa.", "Jon Saragih"),
        ("Warga memotret kaur perencanaan Aspian Rere.", "Aspian Rere"),
        ("Hadir Kadus I Toto Suharto, Kadus III Cucu Mulyana.", "Toto Suharto"),
    ],
)
def test_the_place_of_an_office_is_no_name(named, text, name):
    assert name in named(text)
    assert not any(word in one.split() for one in named(text) for word in ("Jasri", "Naskat", "Puskeswan", "I"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lurah Batu Ampar Raja Azman Syah mengaku.", "Raja Azman Syah"),
        ("Lurah Tanjung Sengkuang Encik Zulkarnain menjadi juri.", "Encik Zulkarnain"),
        ("Kepala Desa Kuripan Timur Lalu Wiraguna Jayengrane hadir.", "Lalu Wiraguna Jayengrane"),
        ("Kepala Desa Tumbang Lahang Hulu Sunardi Y. Nanyan hadir.", "Sunardi Y. Nanyan"),
        ("Pengadilan mendenda Kabid Bina Marga Herkulanus Rudi Ajong Rp3 juta.", "Herkulanus Rudi Ajong"),
        ("Sekdes Diang Rahmah menerima uang.", "Diang Rahmah"),
        ("Peratin Sahrudin Gelar Batin Pangeran membagikan kalender.", "Sahrudin Gelar Batin Pangeran"),
        ("Kasi PMD kecamatan, Ervina Lestari Uda, memakai seragam partai.", "Ervina Lestari Uda"),
    ],
)
def test_what_nobles_are_called_belongs_to_the_name(named, text, name):
    assert named(text) == {name}
