"""Who was found to have done nothing is read as cleared, by verbs behind and before the name."""

import pytest

from tests.pipeline.entities.conftest import alleged


def cleared(read, text, title=""):
    return {person.name for person in read(text, title).persons if person.cleared}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Adapun Kabag Kesra Dyah Pitaloka dinyatakan tidak terbukti.", {"Dyah Pitaloka"}),
        ("Kadus Mekar Sari, Tarmizi Usup, dibebaskan karena hanya membaca undangan.", {"Tarmizi Usup"}),
        ("Sekdes Nawawi Hasan, terdakwa ketiga, dibebaskan sejak awal.", {"Nawawi Hasan"}),
        (
            "Hakim memutus lepas Kades Fatuketi, Leonardus Bere Mau, sedangkan Sekdes Dominggus Seran dihukum.",
            {"Leonardus Bere Mau"},
        ),
        ("Kadus Rohadi Santoso dan Kadus Tukijan Wardi dinyatakan bersih.", {"Rohadi Santoso", "Tukijan Wardi"}),
    ],
)
def test_a_verdict_for_a_person_clears_him(read, text, names):
    assert cleared(read, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Lurah Budi Santoso dibebaskan dari jabatannya.",
        "Camat Budi Santoso tidak terbukti berkampanye, tetapi melanggar kode etik.",
        "Lurah Budi Santoso terbukti melanggar.",
        "Bupati membebaskan dari jabatan Lurah Budi Santoso.",
    ],
)
def test_loss_of_an_office_or_half_a_verdict_clears_nobody(read, text):
    assert cleared(read, text) == set()


def test_a_headline_clears_in_one_word(read):
    text = "Lurah Lim Tjhun Fa dihukum. Stafnya, Bong Hendra Wijaya, hadir."
    assert cleared(read, text, "Lim Dihukum, Bong Bebas") == {"Bong Hendra Wijaya"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Camat Rusdi Hartanto mengaku menandatangani surat itu. Ia tidak didakwa.", {"Rusdi Hartanto"}),
        ("Di arena itu hadir Camat Saleh Jafar. Bawaslu tidak menemukan masalah padanya.", {"Saleh Jafar"}),
        ("Kabid Lina Marlina ikut hadir. Dia bukan terlapor.", {"Lina Marlina"}),
        ("Camat Rusdi Hartanto dilaporkan warga. Ia didakwa.", set()),
        ("Lurah Budi Santoso diperiksa bersama Camat Rusdi Hartanto. Ia tidak didakwa.", set()),
    ],
)
def test_a_pronoun_of_the_next_sentence_clears_the_only_one_named_before(read, text, names):
    assert cleared(read, text) == names


def test_who_was_cleared_is_not_accused_beside_an_accused_of_another_office(actors):
    text = (
        "Bawaslu memeriksa seorang lurah yang memakai kaus pasangan calon dan mengacungkan dua jari. "
        "Di lapangan itu ada Camat Saleh Jafar yang mengacungkan jari. Bawaslu tidak menemukan pelanggaran padanya."
    )
    found = alleged(actors(text, "Lurah Acungkan Dua Jari"))
    assert {role for role, _ in found} == {"lurah"}
