"""Whose denial a denial is: the accused's own, in any words, and nobody's who handles or brings the case."""

import pytest

_CASE = (
    "Camat Ceper, Supriyono Hadi, dilaporkan ke Bawaslu Kabupaten Klaten karena diduga mengampanyekan calon bupati"
    " nomor urut 1 saat rapat kepala desa, Senin (14/10/2024). Pelapornya, Suwarto, membawa rekaman video.\n\n"
)


@pytest.fixture
def denials(analyser, article):
    def read(text):
        return analyser.analyse(article("Camat Dilaporkan ke Bawaslu", _CASE + text)).denials

    return read


@pytest.mark.parametrize(
    "text",
    [
        '"Saya tidak pernah menempel apa pun," kata Supriyono.',
        '"Itu potongan. Rekamannya tidak utuh," kata camat itu.',
        "Supriyono menyebut laporan itu mengada-ada.",
        "Supriyono berkeras ia cuma membuka acara.",
        "Lewat pesan singkat ia menepis tudingan itu.",
        "Kuasa hukum Supriyono, Hotma Sitorus, menyatakan kliennya tidak bersalah.",
        '"Yang bersangkutan membantah," kata Ketua Bawaslu Klaten, Arif Rahman.',
    ],
)
def test_what_the_accused_says_against_it_is_a_denial(denials, text):
    assert denials(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bawaslu membantah tudingan tebang pilih.",
        "Ketua Bawaslu Klaten Arif Rahman membantah pihaknya lamban menangani laporan.",
        "Suwarto membantah laporannya bermotif politik.",
        "Bupati membantah melindungi camat itu.",
        "Polisi membantah menahan camat itu.",
        '"Kami tidak pernah menolak laporan," kata Ketua Bawaslu Arif Rahman.',
        '"Saya tidak pernah disuruh siapa pun untuk melapor," ujar Suwarto.',
        "Supriyono tak menampik hadir di rapat itu.",
        "Supriyono meminta maaf kepada warga.",
    ],
)
def test_others_who_deny_other_things_and_admissions_are_no_denial(denials, text):
    assert not denials(text)
