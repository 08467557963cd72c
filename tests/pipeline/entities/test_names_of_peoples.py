"""Names of many peoples and ways of printing them: what the mention is, and which office it bears."""

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Camat Tomohon Barat Deivie Mamahit-Wowor hadir di deklarasi.", {"Deivie Mamahit-Wowor"}),
        ("Kepala lembang, Yunus Palinggi', tidak berada di tempat.", {"Yunus Palinggi'"}),
        ("SK pembebasan dr. Lalu Hadiwinata terbit, lalu ia pulang.", {"Lalu Hadiwinata"}),
        ("Penjabat bupati, Lalu Anggamaya Putra, hadir lalu pulang.", {"Lalu Anggamaya Putra"}),
        ("Bawaslu memanggil dua guru, Retno Palupi dan Bagus Prihandono.", {"Retno Palupi", "Bagus Prihandono"}),
        ("Kepala kampung dimaksud adalah Muslim Aman Jaya. Ia diam.", {"Muslim Aman Jaya"}),
        ("Kadis Pariwisata, Sem Ayelo Mambrasar, S.Hut, berpidato.", {"Sem Ayelo Mambrasar"}),
        ("Camat Indralaya, Fatur Rozi S. Sos., M. Si., membenarkan.", {"Fatur Rozi"}),
        ("Anak Agung Ayu Laksmi, guru SMPN 2 Ubud, mengunggah foto.", {"Anak Agung Ayu Laksmi"}),
        ("Kepala Desa Lolowa'u yang dipanggil adalah Yasozatulo Halawa.", {"Yasozatulo Halawa"}),
        ("Kepala Lingkungan V Tiurma br Hutasoit menempel poster caleg.", {"Tiurma br Hutasoit"}),
        ("Nyonya RS, istri calon, datang. Bawaslu memeriksa RS.", {"RS"}),
        (
            "Kades Karang Gading, Ponimin, dan Kades Kepala Sungai, Zulfikar Amin, hadir.",
            {"Ponimin", "Zulfikar Amin"},
        ),
    ],
)
def test_a_name_is_read_whole_as_its_people_print_it(read, text, names):
    assert {person.name for person in read(text).persons} == names


@pytest.mark.parametrize(
    "text",
    ["Pasangan Zulfa-Amri menang.", "Camat mendukung paslon Samsul-Rijal.", "Tim Bobby-Surya datang."],
)
def test_two_candidates_joined_by_a_hyphen_are_no_person(read, text):
    assert not read(text).persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tiga ASN yang diperiksa adalah AM, TR, dan S. Mereka bekerja di Dinas Sosial.", {"AM", "TR", "S"}),
        ("Dua lurah berinisial NK dan B. Keduanya bungkam.", {"NK", "B"}),
        ("Camat mengumpulkan pengurus partai, yakni PAN, PKS, dan PPP.", set()),
    ],
)
def test_initials_in_a_list_are_persons_and_the_next_sentence_is_none(read, text, names):
    assert {person.name for person in read(text).persons} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ASN berinisial A.S. diperiksa. AS mengaku hanya lewat.", {"A.S."}),
        ("Camat berinisial HS diperiksa. Belakangan diketahui HS adalah Henry Suhartono.", {"Henry Suhartono"}),
        ("Camat Cluring Henry Suhartono (HS) diperiksa. HS bungkam.", {"Henry Suhartono"}),
    ],
)
def test_one_person_told_in_two_ways_is_one(read, text, names):
    assert {person.name for person in read(text).persons} == names


@pytest.mark.parametrize(
    "text",
    [
        "Camat Pematang Bandar dijabat Jon Rismantuah Damanik. Ia diduga ikut kampanye.",
        "Camat Bandar saat itu dijabat oleh Rismauli Sipayung, yang kini dilaporkan.",
        "Adapun Camat Cluring saat dikonfirmasi, Henry Suhartono, berkilah.",
        "Camat Cluring melalui pesan singkat, Henry Suhartono, berkilah.",
        "Camat yang dilaporkan itu adalah Kasmuri. Ia bungkam.",
        "Camat nonaktif Petrus Kanisius Bere mengajukan banding.",
        "Camat Jatimulya berinisial W diperiksa. W mengaku menerima kaus.",
    ],
)
def test_who_is_named_behind_a_clause_bears_its_office(read, text):
    found = read(text)
    assert [role.person for role in found.roles if role.role == "camat"] == [0]


def test_a_name_behind_the_word_for_kin_is_a_person(read):
    assert [person.name for person in read("Kades Bulu dan istrinya Wa Saripa membantah.").persons] == ["Wa Saripa"]


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        (
            "Camat Haharu Umbu Nggiku Ndamung Dilaporkan",
            "Seorang camat dilaporkan ke Bawaslu karena ikut kampanye.",
            {"Umbu Nggiku Ndamung"},
        ),
        (
            "Kades Sindangsari Ahmad Sobari Divonis Denda",
            "Kepala Desa Sindangsari divonis denda. Hakim menyatakan Sobari terbukti.",
            {"Ahmad Sobari"},
        ),
        ("Camat Jaya Wijaya Asri Diadukan", "Camat Budi Hartono diadukan ke Bawaslu.", {"Budi Hartono"}),
        ("Lurah Budi Luhur Didatangi Warga", "Lurah di Kelurahan Budi Luhur didatangi warga.", set()),
        ("Camat Sukaraja Dilaporkan Warga", "Seorang camat dilaporkan.", set()),
    ],
)
def test_a_headline_tells_a_name_the_text_lacks_or_shortens(read, title, text, names):
    assert {person.name for person in read(text, title).persons} == names


def test_a_month_may_end_a_name(read):
    assert [person.name for person in read("Anggota Bawaslu Yustina Mei membenarkan.").persons] == ["Yustina Mei"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Pongsapan Tarru', lurah Bau, diperiksa Bawaslu. Tarru' membantah.", "Pongsapan Tarru'", "lurah"),
        ("Yang pertama Bernadeta Bulu, kepala puskesmas. Ia membantah.", "Bernadeta Bulu", "kepala_puskesmas"),
    ],
)
def test_an_office_behind_an_odd_name_is_that_of_its_bearer(read, text, name, role):
    entities = read(text)
    assert {(entities.persons[find.person].name, find.role) for find in entities.roles if find.person is not None} == {
        (name, role)
    }
