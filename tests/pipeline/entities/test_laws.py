from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Pasal 188 juncto 71 UU Pilkada diterapkan.", ["UU 1/2015 ps 188", "UU 10/2016 ps 71"]),
        ("Ia dijerat UU Nomor 7 Tahun 2017 tentang Pemilihan Umum Pasal 490.", ["UU 7/2017 ps 490"]),
        ("Pasal 280 ayat (3) dan Pasal 494 UU 7/2017.", ["UU 7/2017 ps 280", "UU 7/2017 ps 494"]),
        ("Pasal 29 huruf j Undang-Undang Nomor 6 Tahun 2014 tentang Desa.", ["UU 6/2014 ps 29"]),
        ("Pasal 187A ayat 1 UU No 10 Tahun 2016.", ["UU 10/2016 ps 187A"]),
        ("Mengacu PP Disiplin PNS.", ["PP 94/2021"]),
        ("Pasal 28 Undang-Undang Kepolisian.", ["UU 2/2002 ps 28"]),
        ("Edaran Menteri PANRB mengikat pegawai non-ASN.", ["SE MenPANRB 1/2023"]),
        ("Surat edaran Bupati Langkat nomor 800-1287/BKD/2023 terbit.", ["SE Bupati Langkat 800-1287/BKD/2023"]),
        ("SE Bupati Langkat nomor 800-1287/BKD/2023 terbit.", ["SE Bupati Langkat 800-1287/BKD/2023"]),
        ("Pasal 71 saja tanpa undang-undang.", []),
        ("Paslon dan kades dijerat Pasal 71 dalam pilkada itu.", ["UU 10/2016 ps 71"]),
        ("Pasal 282 juncto 490 berlaku selama pemilu.", ["UU 7/2017 ps 282", "UU 7/2017 ps 490"]),
        ("SKB Nomor 2 Tahun 2022 terbit. SKB itu dibuat lima lembaga.", ["SKB 2/2022"]),
        ("Pasal 280 ayat (2) huruf f, g, dan i UU Nomor 7 Tahun 2017.", ["UU 7/2017 ps 280"]),
        ("Pasal 71 ayat 1 dan 3 UU No. 10 Tahun 2016.", ["UU 10/2016 ps 71"]),
        ("Peraturan Bawaslu (Perbawaslu) Nomor 7 Tahun 2022.", ["Perbawaslu 7/2022"]),
        ("jo Pasal 55 ayat (1) ke-1 KUHP.", ["KUHP ps 55"]),
        ("SE MenPAN-RB 1/2023 dan UU tentang Pemilu.", ["SE MenPANRB 1/2023", "UU 7/2017"]),
        ("Surat Edaran Mendagri Nomor 900.1.9/7401/SJ.", ["SE Mendagri 900.1.9/7401/SJ"]),
        ("UU 1/2015 tentang Penetapan Perppu Nomor 1 Tahun 2014.", ["UU 1/2015"]),
        ("Pasal 5 huruf n PP 94/2021. Sesuai Pasal 14, berat.", ["PP 94/2021 ps 5", "PP 94/2021 ps 14"]),
        ("Pasal 29 UU Desa; ia bisa dijerat Pasal 188 soal pilkada.", ["UU 6/2014 ps 29", "UU 1/2015 ps 188"]),
        ("UU 10/2016 melarang. Sanksinya Pasal 188 bagi calon.", ["UU 10/2016", "UU 1/2015 ps 188"]),
        (
            "Pasal 71 UU 10/2016. Ada pidana dalam Pasal 190 undang-undang itu.",
            ["UU 10/2016 ps 71", "UU 10/2016 ps 190"],
        ),
        ("Pasalnya 188 UU 1/2015 juncto 71 ayat (1) UU 10/2016.", ["UU 1/2015 ps 188", "UU 10/2016 ps 71"]),
        ("Dugaan pasalnya 280 ayat 3 juncto 494 UU Pemilu.", ["UU 7/2017 ps 280", "UU 7/2017 ps 494"]),
        ("PP 94/2021 Pasal 5 huruf n dan Undang-Undang ASN Nomor 20 Tahun 2023.", ["PP 94/2021 ps 5", "UU 20/2023"]),
        ("Ada SKB lima lembaga tahun 2022 dan PP Nomor 94 Tahun 2021.", ["SKB 2/2022", "PP 94/2021"]),
        ("Bupati Sragen meneken Instruksi Bupati Nomor 270/14/2023.", ["Instruksi Bupati Sragen 270/14/2023"]),
        ("Itu larangan dalam keputusan bersama.", ["SKB Netralitas ASN"]),
        ("Ada undang-undang, keputusan bersama, dan edaran agar ASN netral.", []),
    ],
)
def test_a_citation_is_brought_into_one_form(read, text, labels):
    assert [law.label for law in read(text).laws] == labels


def test_a_law_named_again_without_article_is_not_a_second_law(read):
    text = "Pasal 29 UU Desa melarangnya. UU Desa itu jelas."
    assert [law.label for law in read(text).laws] == ["UU 6/2014 ps 29"]


def test_a_superseded_rule_is_noted_only_once_it_is_superseded(read):
    text = "Hukuman mengacu PP 53 Tahun 2010."
    assert read(text, published=date(2020, 11, 30)).laws[0].note is None
    assert read(text, published=date(2024, 11, 30)).laws[0].note == "diganti oleh PP 94/2021"


def test_a_wrong_number_is_noted(read):
    (law,) = read("Sesuai SKB Nomor 22 Tahun 2022 tentang netralitas.").laws
    assert (law.cited, law.note) == ("SKB 22/2022", "nomor keliru, maksudnya SKB 2/2022")


def test_a_popular_name_means_the_law_of_its_day(read):
    assert read("UU ASN dilanggar.", published=date(2022, 1, 1)).laws[0].cited == "UU 5/2014"
    assert read("UU ASN dilanggar.", published=date(2024, 1, 1)).laws[0].cited == "UU 20/2023"


def test_the_selection_test_of_applicants_is_no_joint_decree(read):
    assert read("Peserta CPNS mengikuti SKB setelah lulus SKD.").laws == ()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Pasal 71 ayat (2) UU 10/2016.", "UU 10/2016 ps 71 ayat (2)"),
        ("Pasal 71 ayat 1 dan 3 UU Pilkada.", "UU 10/2016 ps 71 ayat (1)"),
        ("PP 94 Tahun 2021 Pasal 5 huruf n angka 5.", "PP 94/2021 ps 5 huruf n angka 5"),
        ("Pasal 29 UU Desa.", "UU 6/2014 ps 29"),
    ],
)
def test_what_of_an_article_is_cited_stays(read, text, whole):
    assert [law.whole for law in read(text).laws] == [whole]


@pytest.mark.parametrize(
    ("text", "label", "note"),
    [
        ("Pasal 71 UU 1/2015.", "UU 1/2015 ps 71", "pasal ini diubah dengan UU 10/2016"),
        ("Pasal 188 UU Nomor 10 Tahun 2016.", "UU 10/2016 ps 188", "pasal ini ada dalam UU 1/2015"),
        ("Pasal 188 UU Pilkada.", "UU 1/2015 ps 188", None),
    ],
)
def test_a_printed_number_stays_as_cited_and_is_remarked_on(read, text, label, note):
    (law,) = read(text).laws
    assert (law.label, law.note) == (label, note)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "Pasangan calon itu diadukan dengan Pasal 71 ayat (1) jo Pasal 188 dan Pasal 29 huruf b, g, dan j UU Desa.",
            {"UU 10/2016 ps 71", "UU 1/2015 ps 188", "UU 6/2014 ps 29"},
        ),
        ("Bawaslu memakai Pasal 188 UU 1/2015 juncto Pasal 71 ayat (1).", {"UU 1/2015 ps 188", "UU 10/2016 ps 71"}),
        (
            "Kepala desa terikat Pasal 29 UU Desa. Bagi anggota BPD berlaku Pasal 64.",
            {"UU 6/2014 ps 29", "UU 6/2014 ps 64"},
        ),
        (
            "Penghulu itu terikat Pasal 29 UU Desa dan menurut Bawaslu Pasal 188.",
            {"UU 6/2014 ps 29", "UU 1/2015 ps 188"},
        ),
        ("Tugas itu dialihkan lewat Perpres 91 dan 92 Tahun 2024.", {"Perpres 91/2024", "Perpres 92/2024"}),
        ("Peraturan Presiden Nomor 91 serta Nomor 92 Tahun 2024.", {"Perpres 91/2024", "Perpres 92/2024"}),
        ("Aturannya PP 94/2021, khususnya Pasal 5, dan SKB lima menteri.", {"PP 94/2021 ps 5", "SKB Netralitas ASN"}),
        ("Jaksa memakai Pasal 188 jo Pasal 71 ayat (1), kata Bawaslu.", {"UU 1/2015 ps 188", "UU 10/2016 ps 71"}),
    ],
)
def test_an_article_is_given_to_the_law_it_stands_in(read, text, labels):
    assert {law.label for law in read(text).laws} == labels


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Sesuai UU Nomor 7 Tahun 2016.", "tahun mungkin keliru, lazimnya UU 7/2017"),
        ("Sesuai PP 94 Tahun 2011 Pasal 5.", "tahun mungkin keliru, lazimnya PP 94/2021"),
        ("Sesuai UU Nomor 20 Tahun 2003.", None),
        ("Sesuai UU Nomor 44 Tahun 2042.", "bertahun sesudah berita terbit"),
        ("Sesuai PP 94 Tahun 2021.", None),
    ],
)
def test_a_year_that_is_likely_wrong_is_remarked_on(read, text, note):
    assert [law.note for law in read(text).laws] == [note]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Sekretariat Daerah Provinsi Sulawesi Selatan menerbitkan edaran bernomor 800/9/BKD.",
            "SE Sekda Sulsel 800/9/BKD",
        ),
        (
            (
                "Pemerintah Provinsi Kepulauan Riau menerbitkan Surat Edaran Nomor 800/3/SET/2024. "
                "Ditandatangani Sekda, edaran itu berlaku."
            ),
            "SE Sekda Kepri 800/3/SET/2024",
        ),
        (
            "Mobil Pemprov Kalimantan Tengah diatur Surat Edaran Gubernur Nomor 800/1/BKD.",
            "SE Gubernur Kalteng 800/1/BKD",
        ),
        ("Tenaga kontrak pun terikat surat edaran menteri.", "SE MenPANRB 1/2023"),
        ("Soal cuti diatur surat edaran menteri.", "SE MenPANRB"),
        ("Rujukannya SE Nomor 1 Tahun 2023 dari Menteri PANRB.", "SE MenPANRB 1/2023"),
    ],
)
def test_a_circular_is_named_by_who_issued_it(read, text, name):
    assert [law.cited for law in read(text).laws] == [name]


def test_circulars_of_other_ministers_are_not_taken_for_that_of_civil_servants(read):
    assert read("Dana itu diatur surat edaran menteri keuangan.").laws == ()
