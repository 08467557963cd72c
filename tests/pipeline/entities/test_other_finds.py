import random
from datetime import date

import pytest

from base.datafile import read_csv
from base.errors import ConfigError
from pipeline.entities.find import Gazetteers, find
from pipeline.entities.likeness import pair_names
from pipeline.entities.resolve import resolve_actors, resolve_event_date, resolve_places
from pipeline.text.document import Document
from tests.spending import grows_evenly


def test_a_quotation_knows_its_speaker(read):
    text = 'Ketua Bawaslu Agam, Yuli Marzuki, membenarkan. "Sudah kami register," ujarnya. "Benar," kata Budi Santoso.'
    assert [quote.speaker for quote in read(text).quotes] == ["Yuli Marzuki", "Budi Santoso"]


def test_a_quotation_nobody_claims_has_no_speaker(read):
    assert [quote.speaker for quote in read('Spanduk bertuliskan "Salam dua jari" terpasang.').quotes] == [None]


@pytest.mark.parametrize(
    ("text", "count", "plural"),
    [
        ("Sebanyak 19 kades hadir.", 19, True),
        ("Ada 1.204 guru hadir.", 1204, True),
        ("Dua puluh tiga orang guru hadir.", 23, True),
        ("Seratus dua belas camat hadir.", 112, True),
        ("Tiga belas lurah hadir.", 13, True),
        ("Belasan camat hadir.", None, True),
        ("Seorang camat hadir.", None, False),
        ("Pada 2.10 camat hadir.", None, False),
    ],
)
def test_the_number_before_an_office_is_read(read, text, count, plural):
    (find,) = read(text).roles
    assert (find.count, find.plural) == (count, plural)


def test_case_numbers_are_found_and_dates_are_not(read):
    text = "Perkara 12/Pid.Sus/2024/PN Swb dan laporan nomor 003/Reg/LP/PB/Kab/35.11/X/2024, Senin (4/11/2024)."
    labels = [mention.label for mention in read(text).case_numbers]
    assert labels == ["12/Pid.Sus/2024/PN Swb", "003/Reg/LP/PB/Kab/35.11/X/2024"]


def test_a_party_named_like_an_everyday_word_needs_the_word_party(read):
    assert [mention.label for mention in read("Ummat hadir, demokrat sejati, PKB dan Partai Golkar juga.").parties] == [
        "PKB",
        "Golkar",
    ]


def test_a_candidate_counts_only_in_his_own_region(read, gazetteers):
    regions = gazetteers.places.regions
    text = "Paslon {} hadir di Kabupaten {}."
    names = {code: region.name.removeprefix("Kabupaten ") for code, region in regions.items() if code == "11.01"}
    there = read(text.format("Hendri Yono", names["11.01"])).candidates
    elsewhere = read(text.format("Hendri Yono", "Malang")).candidates
    assert len(there) == 1
    assert "Aceh Selatan" in there[0].label
    assert elsewhere == ()
    longer = read(f"Sekda Hendri Yono Karim hadir di Kabupaten {names['11.01']} bersama paslon.").candidates
    assert longer == ()  # another man, whose name begins alike


def test_the_dateline_is_found_with_its_place_only(read):
    assert read("SUBANG, PasundanKini – Petugas itu berpose.").dateline.label == "SUBANG"
    assert read("Petugas itu berpose di Subang.").dateline is None


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "Abcde ",
        "AB CD ",
        "1",
        "1/",
        '"',
        '"a" ',
        "(",
        "kata Budi Santoso, ",
        "Pasal 1, ",
        "Kota Batu ",
        "A.",
        "SKB ",
        "-",
    ],
)
def test_a_megabyte_of_one_thing_is_read_in_bounded_time(gazetteers, accusing, piece):
    def read(text: str) -> None:
        document = Document("Judul", text, "https://x.example/a")
        entities = find(document, None, gazetteers)
        resolve_places(document, entities, None)
        resolve_actors(document, entities, (), (), accusing)
        resolve_event_date(document, entities, (), None)

    assert grows_evenly(read, piece * (1_000_000 // len(piece)), most=0.3)


@pytest.mark.parametrize(
    "text", ["", "\n\n", ".", "\x00", "İ" * 50, "﷽", "😀 camat 😀", "a\u0301" * 30, '"', "Plt.", "Kota"]
)
def test_odd_text_is_read_without_error(read, accusing, text):
    for title in ("", text):
        entities = read(text, title)
        resolve_places(Document(title, text), entities, None)
        resolve_actors(Document(title, text), entities, (), (), accusing)


_PIECES = [
    *("Camat", "Kades", "berinisial", "HJ", "A.S.", "H.", "Hj.", "Dr.", "S.Pd", ",", ".", '"', "“", "”", "(", ")", ":"),
    *("-", "–", "\n\n", "Budi", "Santoso", "kata", "ujarnya", "dilaporkan", "di", "Bawaslu", "Agam", "Kota", "Batu"),
    *("Kabupaten", "Bara", "Senin", "(4/11)", "Pasal", "71", "UU", "No.", "10", "Tahun", "2016", "jo.", "188", "dan"),
    *("serta", "guru", "SMP", "Negeri", "3", "Plt", "Pj", "Kepala", "Dinas", "Pendidikan", "berstatus", "honorer"),
    *("nomor", "yakni", "M", "12/Pid/2024/PN", "(45)", "bin", "mengaku", "diancam", "Rp5", "juta", "X"),
]


@pytest.mark.parametrize("seed", range(40))
def test_any_order_of_telling_words_is_read_without_error(gazetteers, accusing, seed):
    draw = random.Random(seed)
    text = " ".join(draw.choices(_PIECES, k=draw.randint(1, 60)))
    document = Document(" ".join(draw.choices(_PIECES, k=draw.randint(0, 8))), text, "https://x.example/a-b")
    for published in (None, date(2024, 11, 5)):
        entities = find(document, published, gazetteers)
        resolve_places(document, entities, "13.06")
        resolve_actors(document, entities, (), (), accusing)
        resolve_event_date(document, entities, (), published)


def test_reading_the_same_twice_gives_the_same(read):
    text = "Camat X, Budi Santoso, dan Kades Tono Sati dilaporkan ke Bawaslu Agam, Senin (4/11)."
    assert read(text) == read(text)


def test_a_name_for_an_unknown_region_stops_the_start_with_its_line(config, tmp_path):
    for source in ["regions.csv", "parties.csv", "candidates.csv"]:
        (tmp_path / source).symlink_to(config / source)
    (tmp_path / "lexicon").symlink_to(config / "lexicon")
    (tmp_path / "regions_names.csv").write_text("kode,nama_lain,jenis\n99.99,Nowhere,singkatan\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"99\.99") as caught:
        Gazetteers.load(tmp_path)
    assert "regions_names.csv" in str(caught.value)
    assert "2" in str(caught.value)


def test_a_role_with_an_unknown_status_is_refused(config, tmp_path):
    (tmp_path / "lexicon").mkdir()
    for name in ["regions.csv", "regions_names.csv", "parties.csv", "candidates.csv"]:
        (tmp_path / name).symlink_to(config / name)
    for source in (config / "lexicon").iterdir():
        if source.name != "roles.yaml":
            (tmp_path / "lexicon" / source.name).symlink_to(source)
    entry = "- {role: camat, status: king, side: bound, terms: [camat], examples: []}\n"
    (tmp_path / "lexicon" / "roles.yaml").write_text(entry, encoding="utf-8")
    with pytest.raises(ConfigError, match="king"):
        Gazetteers.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("NAMAMEDIA.COM, BANJARBARU – Petugas itu hadir.", "BANJARBARU"),
        ("KABAR TIMUR, SAMPIT - Petugas itu hadir.", "SAMPIT"),
        ("SAMPIT-Petugas itu hadir.", "SAMPIT"),
        ("FOTO BERSAMA: Petugas berfoto. FOTO: DOK\n\nSAMPIT-Petugas itu hadir.", "SAMPIT"),
        ("Kota Banjarbaru\n\nNAMAMEDIA.ID, BANJARBARU – Petugas itu hadir.", "BANJARBARU"),
    ],
)
def test_the_outlets_own_name_and_captions_do_not_hide_the_dateline(read, text, label):
    found = read(text)
    assert found.dateline.label == label
    assert found.persons == ()
    assert found.institutions == ()


def test_the_section_of_a_newspaper_is_no_dateline(read):
    found = read("KOTA - Petugas di Pemkot Pekalongan hadir.")
    assert found.dateline is None
    assert {parent.code for place in found.places for parent in place.parents} == {"33.75"}


def test_an_office_ends_with_its_paragraph(read):
    (find,) = read("BATANG – Ia hadir.", title="Dirikan Posko, Tim Sukses Kepala Dinas").roles[-1:]
    assert find.institution is None or "BATANG" not in find.institution


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Wakil Ketua DPRD Balikpapan Budiyono hadir.", "DPRD Balikpapan"),
        ("Ketua Bawaslu Kota Pekalongan, Sugiyarto, hadir.", "Bawaslu Kota Pekalongan"),
        ("Ketua Bawaslu, Handoyo, hadir.", "Bawaslu"),
        (
            "Kepala Badan Kepegawaian Daerah (BKD) Kota Tarakan, Wisnu Pratama, hadir.",
            "Badan Kepegawaian Daerah (BKD) Kota Tarakan",
        ),
        (
            "Koordinator Divisi Hukum, Pencegahan dan Humas pada Bawaslu, Wirya Atmaja, hadir.",
            "Hukum, Pencegahan dan Humas",
        ),
    ],
)
def test_an_office_is_read_with_its_body(read, text, office):
    entities = read(text)
    (find,) = entities.roles
    assert find.institution == office
    assert find.person == 0
    assert len(entities.persons[0].name.split()) in {1, 2}


def test_the_department_in_a_title_is_part_of_its_office(read):
    found = read("Kepala Disdikbud Kota Binjai dan Sekretaris DPMPTSP itu diperiksa.").roles
    assert [(find.role, find.institution) for find in found] == [
        ("kepala_dinas", "Disdikbud Kota Binjai"),
        ("sekretaris_dinas", "DPMPTSP"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Seorang guru ngaji mengajak warga.", "Seorang kader posyandu hadir.", "Pensiunan PNS itu berpose dua jari."],
)
def test_who_only_sounds_like_an_official_is_not_bound(read, text):
    assert {find.side for find in read(text).roles} == {"public"}


def test_a_body_that_ends_a_title_does_not_go_on_in_the_dateline(read):
    found = read("KETAPANG - Warga melaporkan kades itu ke Bawaslu Ketapang.", "Kades Dilaporkan ke Bawaslu")
    assert [mention.label for mention in found.institutions] == ["Bawaslu", "Bawaslu Ketapang"]


def test_a_pair_is_known_by_its_number_where_election_and_region_are_told(read, config):
    rows = [row for _line, row in read_csv(config / "candidates.csv", ("wilayah", "nomor_urut", "pasangan"))]
    (pair,) = [row["pasangan"] for row in rows if row["wilayah"] == "Jawa Timur" and row["nomor_urut"] == "2"]
    text = "Lurah itu mendukung paslon nomor urut 2 dalam pilgub Jawa Timur."
    (found,) = read(text, published=date(2024, 11, 5)).candidates
    assert pair_names(pair)[0].title() in found.label
    assert read(text, published=date(2018, 5, 5)).candidates == ()
    assert read("Paslon nomor urut 2 di Jawa Timur.", published=date(2024, 11, 5)).candidates == ()


def test_a_pair_that_no_list_knows_stays_as_printed(read):
    text = "Sekdes mengantar bapaslon Samsul Rijal-Nurdin Palewai ke KPU."
    assert [found.label for found in read(text).candidates] == ["Samsul Rijal - Nurdin Palewai"]
    text = "Kades membagi uang untuk pasangan Arif Rohmat-Sri Setyowati. Anggota DPRD mendesak."
    assert [found.label for found in read(text).candidates] == ["Arif Rohmat - Sri Setyowati"]


def test_money_that_plays_a_part_is_found_and_fines_are_not(read):
    text = "Kades memakai dana desa Rp 250 juta. Ia terancam denda paling banyak Rp6 juta."
    assert [found.label for found in read(text).amounts] == ["Rp 250 juta"]


def test_parties_in_a_list_need_no_word_before_them(read):
    text = "Paslon itu diusung PDIP, Demokrat dan PSI."
    assert [found.label for found in read(text).parties] == ["PDIP", "PSI", "Demokrat"]


def test_a_line_that_offers_to_share_the_article_names_no_platform(read):
    text = "Camat itu hadir di kampanye dan mengunggahnya lewat akun X.\n\nBagikan: Facebook | WhatsApp"
    assert [mention.label for mention in read(text).platforms] == ["X (Twitter)"]


def test_a_place_and_a_verb_in_capitals_are_no_office(read):
    roles = read(
        "Ia hadir di lapangan.", title="Kades di Klaten Kampanye, Kabid di Dinas Pendidikan Klaten Bungkam"
    ).roles
    assert [role.institution for role in roles] == [None, "Dinas Pendidikan Klaten"]
