"""Who was found to have done nothing is read as cleared, by verbs behind and before the name."""

import pytest


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
