"""Names that stand far from the office they belong to, and names made of parts that look like something else."""

import pytest


def held(entities):
    """Return each office with who holds it."""
    return {(find.role, entities.persons[find.person].name) for find in entities.roles if find.person is not None}


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "Kepala Bidang Pembinaan SMP pada Dinas Pendidikan dan Kebudayaan Lampung Timur, Sugeng Darmadi, diadukan.",
            "kabid",
            "Sugeng Darmadi",
        ),
        (
            "Staf Ahli Bupati Bidang Kemasyarakatan dan SDM Pemkab Ngada, Wihelmus Lado, terlihat hadir.",
            "staf_ahli",
            "Wihelmus Lado",
        ),
        (
            "Koordinator Wilayah (Korwil) Bidang Pendidikan Kecamatan Banyuglugur, Situbondo, Imam Sahlan, membantah.",
            "kepala_uptd",
            "Imam Sahlan",
        ),
        (
            "Asisten Perekonomian dan Pembangunan Setda Kota Pariaman, Elfis Darwin, mendampingi bakal calon.",
            "asisten",
            "Elfis Darwin",
        ),
        ("Pelaksana Tugas (Plt) Camat Botumoito, Boalemo, Sance Tangahu, dinonaktifkan.", "camat", "Sance Tangahu"),
        ("Camat Kampung Laut Rini Astuti dipanggil Bawaslu.", "camat", "Rini Astuti"),
        ("Lurah Bandar Kidul Sugeng dipanggil Bawaslu.", "lurah", "Sugeng"),
        ("Kepala UPT Pasar Sukamulya yang akrab disapa Ucok Damanik dilaporkan.", "kepala_uptd", "Ucok Damanik"),
        (
            "Bawaslu meneruskan berkas La Ode Asrun ke BKN. Kepala Dinas Sosial itu hadir.",
            "kepala_dinas",
            "La Ode Asrun",
        ),
        ("Kabag Kesra Setdakab Toba Harris Simanjuntak memimpin yel-yel.", "kabag", "Harris Simanjuntak"),
        ("Kepala UPTD Pasar Terong, Adnan Dg. Nai, SE, membantah.", "kepala_uptd", "Adnan Dg. Nai"),
        ("Bawaslu meminta klarifikasi Nurdin, S.Pd. Kepala SDN 12 Manggelewa itu diam.", "kepala_sekolah", "Nurdin"),
        ("Asisten Perekonomian Setda Lombok Barat H. Lalu Rusnan dilaporkan.", "asisten", "Lalu Rusnan"),
        (
            "Penjabat (Pj) Bupati Buton Selatan (Busel), Dr. La Ode Mursal, M.Si dilaporkan.",
            "pj_kepala_daerah",
            "La Ode Mursal",
        ),
        ("BLITAR - Supriyadi, mantan Kepala Dinas Pertanian, dituntut dua bulan.", "kepala_dinas", "Supriyadi"),
        ("Sekda Tulungagung Moch. Anton Sudibyo memenuhi panggilan.", "sekda", "Moch. Anton Sudibyo"),
        ("MALILI - MR dan IH, dua ASN Setda, dipergoki panwascam.", "staf", "MR"),
        ("Jaksa mendakwa Muslimin Bando. Kepala Desa Buntu Pema nonaktif itu hadir.", "kades", "Muslimin Bando"),
        ("JOMBANG - Mustakim memimpin doa kampanye. Kepala KUA Ploso itu diperiksa.", "kepala_kua", "Mustakim"),
        ("Lurah Kalurahan Srimulyo, Bantul, Darto, dilaporkan.", "kades", "Darto"),
        ("Nama Lukman Hakim, penyuluh pertanian, ada di grup itu.", "penyuluh", "Lukman Hakim"),
        ("Siti Sa'diah, S.Pd.I, guru MTs Negeri 2 Palu, dilaporkan.", "guru", "Siti Sa'diah"),
        ("Seorang camat berinisial Hs dilaporkan.", "camat", "Hs"),
        ("Kades Tulabolo Timur Iwan Hasan dilaporkan ke Bawaslu.", "kades", "Iwan Hasan"),
        ("Kades Tanjung Alai, Lempuing Jaya, OKI, Zainal Mursid. Ia disebut memaksa warga.", "kades", "Zainal Mursid"),
        ("Raja Negeri Hatu, Leihitu Barat, Maluku Tengah, Marcus Latuny, dilaporkan.", "kades", "Marcus Latuny"),
        (
            "Kepala Kampung Dwi Warga Tunggal Jaya, Kecamatan Banjar Agung, Tulangbawang, Nengah Sutama, dilaporkan.",
            "kades",
            "Nengah Sutama",
        ),
    ],
)
def test_a_name_behind_a_long_office_and_its_places_is_its_holders(read, text, role, name):
    assert (role, name) in held(read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pj Kades Bontomarannu, H. Muh. Arsyad Dg. Nyampa diperiksa Bawaslu.", "Muh. Arsyad Dg. Nyampa"),
        ("Kasubbag Umum Dinas Pertanian Kabupaten Karo, Rehulina br Ginting, diperiksa.", "Rehulina br Ginting"),
        ("Kepala SD Negeri 101234 Pangaribuan, R boru Sitompul, memakai kaus caleg.", "R boru Sitompul"),
        ("Sekda Kota Tual, A.Y. Rahanar, diperiksa empat jam.", "A.Y. Rahanar"),
        ("Panwascam memanggil saksi. HP, sang camat, datang sendiri.", "HP"),
        ("Sekdes menyangkal. Sedangkan si kadus, PT, mengaku diajak.", "PT"),
        ("Lelaki tersebut SBR, Kepala Seksi Trantib di sebuah kantor camat.", "SBR"),
        ("Tiga kepala SD dilaporkan. Ketiganya ialah SYT, HL, dan NK.", "HL"),
        ("Keuchik M. Yunus Ismail membela diri.", "M. Yunus Ismail"),
        ("Kadispora Merauke Fransiskus X. Gebze mengatakan tidak tahu.", "Fransiskus X. Gebze"),
        ("Perbekel Sangsit, I Gst. Ngr. Oka, dilaporkan.", "I Gst. Ngr. Oka"),
        ("Tarmuji, demikian nama kades itu, menyuruh perangkatnya.", "Tarmuji"),
        ("Sekcam Bacukiki Barat, Hj. St. Aminah, membantah.", "St. Aminah"),
        ("Kepala Kampung Yoboi, Distrik Sentani, Jayapura, Sefanya Walli, mengumpulkan KTP-nya.", "Sefanya Walli"),
        ("Kepala UPTD Samsat Kolaka Utara, Wahyudin Mustara, S.E., M.M., mengaku khilaf.", "Wahyudin Mustara"),
        ("PPPK Dinas Damkar berinisial DK dan rekannya, EM, dilaporkan.", "EM"),
    ],
)
def test_names_with_clan_words_letters_and_short_first_names_are_read_whole(read, text, name):
    assert name in {person.name for person in read(text).persons}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lurah Wonokromo, Pleret, Bantul, diadukan ke Bawaslu.", "Pleret"),
        ("Sekretaris Desa Kedungrejo, Waru, Sidoarjo berinisial MS dilaporkan.", "Waru"),
        (
            "Kepala Lingkungan V Kelurahan Tegal Sari Mandala III, Medan Denai, berinisial RS. Bawaslu Medan tahu.",
            "Medan Denai",
        ),
    ],
)
def test_a_kecamatan_in_commas_is_a_place_where_its_kabupaten_is_named(read, text, place):
    entities = read(text)
    assert place in {find.span.text for find in entities.places}
    assert place not in {person.name for person in entities.persons}


def test_the_headlines_last_word_says_nothing_of_the_texts_first_office(read):
    entities = read("Camat Kualuh Hulu Ahmad Fauzan Harahap dan istrinya dilaporkan.", "Camat dan Istri")
    assert ("camat", "Ahmad Fauzan Harahap") in held(entities)


@pytest.mark.parametrize(
    "text",
    [
        "Dua mobil dinas DT 12 H dan DT 27 H mengangkut rombongan.",
        "JPU Ardiwinata, SH menilai terdakwa bersalah.",
    ],
)
def test_plates_of_cars_and_degrees_are_no_initials(read, text):
    assert not [person.name for person in read(text).persons if person.initials]
