from datetime import date

import pytest

from pipeline.entities.resolve import resolve_places
from pipeline.text.document import Document


@pytest.fixture
def event(read):
    def run(text, title="", outlet=None, url=""):
        places = resolve_places(Document(title, text, url), read(text, title, url=url), outlet)
        return list(dict.fromkeys(place.code[:5] for place in places if place.part == "event"))

    return run


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kotim", "62.02"),
        ("Kukar", "64.02"),
        ("Sergai", "12.18"),
        ("Konsel", "74.05"),
        ("OKI", "16.02"),
        ("Lamsel", "18.01"),
        ("Halbar", "82.01"),
        ("Humbahas", "12.16"),
        ("Tanjabtim", "15.07"),
        ("Sidrap", "73.14"),
        ("KLU", "52.08"),
        ("Polman", "76.04"),
    ],
)
def test_the_press_abbreviation_of_a_regency_is_known(event, name, code):
    assert event(f"Bawaslu {name} memanggil seorang camat.") == [code]


def test_a_seat_in_the_dateline_names_its_regency(event):
    assert event("LUBUK BASUNG, Ranah Kini – Seorang wali nagari dilaporkan.") == ["13.06"]


def test_the_dateline_of_a_provincial_seat_gives_way_to_the_province(event):
    text = "BANDUNG – Bawaslu Jabar menangani laporan itu. Disdik Jabar belum menjawab."
    assert event(text) == ["32"]


def test_a_jakarta_dateline_alone_is_national(event):
    assert event("JAKARTA – Badan Kepegawaian Negara mengingatkan semua pegawai.") == []


def test_the_region_of_the_event_beats_the_region_of_the_outlet(event):
    text = "KISARAN – Camat itu diperiksa Bawaslu Asahan."
    assert event(text, outlet="63.72") == ["12.09"]


def test_bupati_speaks_for_the_regency_and_wali_kota_for_the_city_of_one_name(event):
    assert event("Bupati Malang menegur kepala desa itu. Pemkab belum bersikap.") == ["35.07"]
    assert event("Wali Kota Malang menegur lurah itu. Pemkot belum bersikap.") == ["35.73"]
    assert event("Seorang lurah di Solok dilaporkan. Pemko dan wali kota belum bersikap.") == ["13.72"]


def test_an_ambiguous_district_follows_the_regency_named_beside_it(event):
    assert event("Camat Martapura diperiksa. Bawaslu OKU Timur membenarkan.") == ["16.08"]
    assert event("Camat Martapura diperiksa. Bawaslu Kabupaten Banjar membenarkan.") == ["63.03"]


def test_coal_is_no_regency_and_batu_bara_with_its_level_is(event):
    assert event("Kabupaten Batu Bara heboh karena camat itu.") == ["12.19"]
    assert "12.19" not in event("SAMARINDA – Harga Batu Bara naik, kata Bupati Paser.")


def test_a_place_compared_with_is_not_the_place_of_the_event(event):
    text = "Bawaslu Agam memeriksa seorang wali nagari. Kasus serupa di Kabupaten Solok sudah selesai."
    assert event(text) == ["13.06"]


def test_a_university_does_not_bring_its_town_into_the_story(event):
    assert event("Pengamat Universitas Padang menilai kasus di Kabupaten Agam berat.") == ["13.06"]


def test_a_village_name_is_not_taken_for_a_district_elsewhere(read):
    codes = {
        option.code for place in read("Kades Tanjung, Desa Sukadana, dilaporkan.").places for option in place.options
    }
    assert codes == set()


def test_the_address_names_the_place_where_the_text_does_not(event):
    url = "https://media.example/read/camat-di-indramayu-dipanggil-bawaslu"
    assert event("Seorang camat dipanggil pengawas pemilu.", url=url) == ["32.12"]


def test_every_place_has_its_spans(read):
    text = "SELONG – Bawaslu Lotim memeriksa camat di Kecamatan Pringgasela."
    title = "Camat di Lombok Timur Diperiksa"
    entities = read(text, title, published=date(2024, 9, 10))
    for place in entities.places:
        source = {"title": title, "text": text}[place.span.where]
        assert source[place.span.start : place.span.end] == place.span.text
    assert {place.span.where for place in entities.places} == {"title", "text"}


def events(read, text, title="", **options):
    found = resolve_places(Document(title, text), read(text, title), None, **options)
    return [place.code for place in found if place.part == "event"]


def test_where_a_commentator_works_tells_the_province_only(read):
    text = "Netralitas itu mahal, kata penulis, dosen administrasi publik di sebuah perguruan tinggi di Jember."
    assert events(read, text) == ["35"]


def test_an_older_case_told_with_its_year_is_not_the_place_of_the_topic(read):
    text = "Lihatlah wali nagari yang divonis di Pesisir Selatan pada 2020. Seorang wali nagari di Agam kini serupa."
    assert events(read, text) == ["13.06"]


def test_a_text_that_wanders_over_a_province_is_about_the_province(read):
    text = "Guru di Karangasem takut. Prajuru desa di Badung menolak bicara. Pegawai di Denpasar diam saja."
    assert events(read, text) == ["51"]


def test_a_rule_of_the_nation_has_no_place_but_that_of_an_office_has(read):
    national = "LIMBOTO - Pekan depan masa kampanye dimulai. ASN dilarang memberi tanda suka di media sosial."
    local = "LIMBOTO - Bupati Gorontalo menerbitkan larangan. ASN dilarang memberi tanda suka di media sosial."
    assert events(read, national, general=True) == []
    assert events(read, local, general=True) == ["75.01"]
    assert events(read, national) == ["75.01"]


def test_the_place_of_another_case_is_not_that_of_the_story(read):
    story = (
        "Seorang camat di Kabupaten Sorong Selatan diadili di Pengadilan Negeri Sorong. Ia didakwa berkampanye. " * 3
    )
    text = f"SORONG - {story}Satu lagi kasus politik uang di Kota Sorong dengan terdakwa warga."
    assert events(read, text) == ["96.02"]


@pytest.mark.parametrize(
    "url",
    [
        "urn:sha256:51c-baa-garut",
        "https://a.example/2024/9f3c1-baa-77e0",
        "https://a.example/berita/7d1-fef-0c",
        "https://a.example/berita/x9garut7",
    ],
)
def test_letters_of_a_digest_in_an_address_are_no_place(read, url):
    assert [find for find in read("Camat itu diperiksa.", url=url).places if find.source == "url"] == []


def test_a_place_in_an_address_is_read_beside_numbers_and_escapes(read):
    for url in ("https://a.example/camat-di-garut-20241105.html", "https://a.example/9f3/camat%20di%20garut-d12a"):
        found = read("Camat itu diperiksa.", url=url).places
        assert [find.options[0].code for find in found if find.source == "url"] == ["32.05"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            (
                "MAKALE – Jaksa menuntut seorang kepala lembang di Pengadilan Negeri Makale. Ia merugikan calon bupati "
                "Toraja Utara."
            ),
            "73.26",
        ),
        (
            (
                "KAYUAGUNG - Pengadilan Negeri Kayuagung menghukum kepala desa di Kecamatan Rantau Panjang, Ogan Ilir. "
                "PN Kayuagung menilai warga Ogan Ilir dirugikan."
            ),
            "16.10",
        ),
        ("Di Kulon Progo kursi milik kalurahan boleh dipinjam.", "34.01"),
    ],
)
def test_the_court_of_another_kabupaten_is_not_where_it_happened(read, text, code):
    places = resolve_places(Document("", text), read(text), None)
    assert [place.code for place in places if place.part == "event" and len(place.code) == len(code)] == [code]


def test_a_commentary_from_the_seat_of_a_province_speaks_of_the_province(read):
    text = "Di sekolah ada dua daftar hadir. Begitu pula di Samarinda."
    document, entities = Document("", text), read(text)
    assert [place.code for place in resolve_places(document, entities, None, opinion=True)][:1] == ["64"]
    assert [place.code for place in resolve_places(document, entities, None)][:1] == ["64.72"]


def test_a_district_of_many_regencies_is_no_place_until_something_says_which(read):
    told = "Camat Sukaraja menghadiri kampanye calon bupati. Panwascam memanggil camat itu."
    assert events(read, told) == []
    assert events(read, told + " Bawaslu Sukabumi menunggu.") == ["32.02"]


def test_a_district_of_many_regencies_is_in_the_province_that_is_named(read):
    assert events(read, "Camat Sukaraja di Jawa Barat menghadiri kampanye calon gubernur.") == ["32"]


def test_a_list_of_regencies_goes_on_with_names_that_alone_say_little(read):
    listed = "Kades di Inhil, Siak, dan Rohul Dipanggil"
    assert set(events(read, "Mereka menghadiri kampanye.", listed)) == {"14.04", "14.06", "14.08"}
    assert events(read, "Lurah itu siak dan imam di masjid.") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MARTAPURA - Penyidik Polres Banjar menetapkan seorang pambakal sebagai tersangka.", "63.03"),
        ("Camat Sukaraja dan Camat Cisaat dilaporkan ke Bawaslu karena berkampanye.", "32.02"),
    ],
)
def test_two_doubtful_names_settle_each_other_where_one_region_bears_both(event, text, code):
    assert event(text) == [code]
