"""Whose words are quoted: of whom a verb of saying names, or of the one the sentence before is about."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Kades Purnomo membantah. "Itu fitnah," kata seorang pedagang yang enggan menyebut namanya.', None),
        ('Ketua Bawaslu, Rina Wati, memeriksa camat.\n\nCamat membantah. "Saya cuma lewat," katanya singkat.', None),
        ('Camat Galang, Anton Sitepu, diperiksa.\n\nCamat membantah. "Saya cuma lewat," katanya.', "Anton Sitepu"),
        ('Camat Galang, Anton Sitepu, diperiksa. "Saya cuma lewat," kilahnya.', "Anton Sitepu"),
        ('Lurah Budi Santoso diperiksa. "Pilih dua," ujar lurah seperti ditirukan Ketua RT, Karsono.', "Karsono"),
        ('Lurah Budi Santoso diperiksa. "Saya hanya tamu," ujar sang lurah. Bawaslu menunggu.', "Budi Santoso"),
        ('Anggota DPRD, Rudi Hartono, bertanya. Sekda menjawab lewat pesan, "Sesuai aturan."', None),
        ('"Kami panggil besok," kata Ketua Bawaslu, Rina Wati, soal Kades Purnomo.', "Rina Wati"),
        ('Ketua Bawaslu Arif Rahman mengatakan Camat Budi Hadi dipanggil. "Dia datang," ujarnya.', "Arif Rahman"),
        ('Pelapor, Suwarto, menyebut Camat Budi Hadi hadir. "Ada videonya," kata dia.', "Suwarto"),
        ('Suwarto melaporkan Camat Budi Hadi. "Ada videonya," katanya.', "Suwarto"),
        ('Seorang saksi mengaku diajak Budi Hadi. "Saya diberi kaus," katanya.', None),
        ('Camat Budi Hadi diadukan. Menurut Bawaslu, ada bukti. "Sudah kami catat," ujarnya.', None),
        ('Camat Budi Hadi diadukan. Ia mengaku hanya lewat. "Saya cuma lewat," ujarnya.', "Budi Hadi"),
    ],
)
def test_words_are_those_of_whom_the_sentence_names(read, text, speaker):
    assert [quote.speaker for quote in read(text).quotes] == [speaker]


def test_villagers_who_say_pak_lurah_mean_the_village_head(read):
    text = 'Kepala desa menyuruh linmas memasang baliho. "Itu perintah pak lurah," tutur Sarmin, warga.'
    assert {find.role for find in read(text).roles if find.side == "bound"} == {"kades"}
