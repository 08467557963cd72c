"""Names as they are printed: degrees, ranks and clan titles, ways to address somebody, groups, quotations."""

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yang hadir: Pdt. Yafet Mambor, S.Th., Asisten III Setda Biak.", {"Yafet Mambor"}),
        ("Bidan Rr. Tuti Lestari, A.Md.Keb., dilaporkan ke Bawaslu.", {"Tuti Lestari"}),
        ("Kepala Desa Tehua, Upu Latu Jafar Wailata, diadukan warga.", {"Jafar Wailata"}),
        ("Di depan warga, Raja menyebut nama calon. Raja membantah.", set()),
        ('"Amaq kumpulkan kadus," begitu bunyi rekaman itu. Amaq membantah.', set()),
    ],
)
def test_degrees_titles_and_ways_to_address_somebody_are_no_names(named, text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Komentar itu di grup Facebook Barabai Ceria. Anggota Barabai Ceria resah.", set()),
        ('Nama akun itu "Guru Idir Labuhan". Guru itu diperiksa.', set()),
        (
            '"Saudara MKW disangka," ujar AKP I Made Artono. Camat H. M. Kamil Wijaya diam.',
            {"M. Kamil Wijaya", "I Made Artono"},
        ),
        ("Camat M. Kamil Wijaya diperiksa. Penyidik memanggil MKW lagi.", {"M. Kamil Wijaya"}),
    ],
)
def test_groups_are_nobody_and_initials_are_whoever_is_named_in_full(named, text, names):
    assert named(text) == names


def test_small_words_of_a_text_in_capitals_are_no_initials(named):
    text = (
        "Lurah Karang Anyar, Budi Santoso, dilaporkan ke Bawaslu karena mengajak warga di balai desa memilih calon "
        "bupati nomor dua. Laporan itu sudah diteruskan ke KASN, kata ketua Bawaslu kabupaten itu kepada wartawan di "
        "kantornya. Seorang staf berinisial AB ikut diperiksa pada hari yang sama."
    )
    assert named(text.upper()) == {"BUDI SANTOSO", "AB"}
