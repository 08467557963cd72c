import re
from contextlib import suppress
from pathlib import Path

import pytest

from archive.query.ast import And, Between, Everything, Field, Near, Not, Or, Phrase, Word
from archive.query.parse import parse
from archive.query.regions import load_regions
from archive.stems import is_form_of, stems
from base.catalogue import catalogue
from base.errors import QueryError
from tests.spending import times_as_dear

CONFIG = Path(__file__).parents[2] / "config"


def shape(node) -> object:  # noqa: PLR0911
    """The tree in short: words as text, columns left out."""
    match node:
        case Word(text, match, _, title):
            return {"forms": text, "exact": f"={text}", "prefix": f"{text}*"}[match] + ("@title" if title else "")
        case Phrase(words, slop, _):
            return (*words,) if slop is None else (*words, slop)
        case Near(left, right, gap):
            return {"near": [shape(left), shape(right), gap]}
        case Not(part):
            return {"not": shape(part)}
        case And(parts):
            return [shape(part) for part in parts]
        case Or(parts):
            return {"or": [shape(part) for part in parts]}
    return node


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("camat", "camat"),
        ("Camat DAN Lurah", ["camat", "lurah"]),
        ("camat lurah AND kades", ["camat", "lurah", "kades"]),
        ("camat ATAU lurah kades", {"or": ["camat", ["lurah", "kades"]]}),
        ("(camat OR lurah) kades", [{"or": ["camat", "lurah"]}, "kades"]),
        ("camat -imbauan", ["camat", {"not": "imbauan"}]),
        ("camat BUKAN (a OR b)", ["camat", {"not": {"or": ["a", "b"]}}]),
        ("NOT NOT camat", "camat"),
        ('"pegawai negeri"', ("pegawai", "negeri")),
        ("“pegawai negeri”~3", ("pegawai", "negeri", 3)),
        ("camat NEAR/5 bawaslu", {"near": ["camat", "bawaslu", 5]}),
        ("camat DEKAT =bawaslu", {"near": ["camat", "=bawaslu", 10]}),
        ("kampany*", "kampany*"),
        ("=camat", "=camat"),
        ('"camat"', "=camat"),
        ("sekda-kota", ("sekda", "kota")),
        ("PP 94/2021", ["pp", ("94", "2021")]),
        ("dan atau bukan", ["dan", "atau", "bukan"]),
        ("judul:(camat OR lurah)", {"or": ["camat@title", "lurah@title"]}),
        ("café", "cafe"),
    ],
)
def test_a_query_means(query: str, meant: object) -> None:
    assert shape(parse(query)) == meant


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("jenis:kasus", Field("kind", ("incident",))),
        ("kind:(incident OR lanjutan)", Or((Field("kind", ("incident",)), Field("kind", ("follow_up",))))),
        ("act:a04", Field("act", ("A04",))),
        ('hukum:"UU 10/2016"', Field("law", ("uu 10 2016",))),
        ("wilayah:63.72", Field("region", ("63.72",))),
        ("tanggal:2024-10..2024-11", Between("date", "2024-10-01", "2024-11-30")),
        ("tanggal:2024", Between("date", "2024-01-01", "2024-12-31")),
        ("date:>=2024-10-05", Between("date", "2024-10-05", None)),
        ("date:>2024-02", Between("date", "2024-03-01", None)),
        ("date:<2024-03-01", Between("date", None, "2024-02-29")),
        ("date:..2024-02", Between("date", None, "2024-02-29")),
        ("severity:40..60", Between("severity", "40", "60")),
        ("severity:>40", Between("severity", "41", None)),
        ("media:-kanal", Field("outlet", ("-kanal",))),
        ("", Everything()),
        (" \n ", Everything()),
    ],
)
def test_a_field_means(query: str, meant: object) -> None:
    assert parse(query) == meant


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("banjarbaru", ("63.72",)),
        ('"Kota Banjarbaru"', ("63.72",)),
        ("bandung", ("32.04", "32.73")),
        ('"kab. bandung"', ("32.04",)),
        ('"jawa barat"', ("32",)),
    ],
)
def test_a_region_is_found_by_name(name: str, codes: tuple[str, ...]) -> None:
    assert parse(f"wilayah:{name}", regions=load_regions(CONFIG)) == Field("region", codes)


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("camat (", 8),
        ("camat )", 7),
        ('camat "abc', 7),
        ("camat AND", 10),
        ("medai:x", 1),
        ("camat jenis:entah", 13),
        ("tanggal:kemarin", 9),
        ("tanggal:2024-13", 9),
        ("tanggal:2024-11..2024-10", 9),
        ("severity:banyak", 10),
        ("wilayah:atlantis", 9),
        ("jenis:(outlet:x)", 8),
        ("a *", 3),
        ("ka*", 1),
        ("k*mpanye", 1),
        ("camat NEAR/99 lurah", 7),
        ('"a b" NEAR c', 7),
        ("??", 1),
        ("a " + "kam* " * 11, 53),
        ('""', 1),
        ("camat\x00", 6),
        ('partai:""', 8),
    ],
)
def test_a_mistake_is_told_with_its_column(query: str, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.column == column


def test_mistakes_are_told_in_the_readers_language() -> None:
    with pytest.raises(QueryError, match=r"Tidak ada bidang 'medai'. Maksud Anda 'media'"):
        parse("medai:x", language="id")
    with pytest.raises(QueryError, match=r"There is no field 'medai'. Did you mean 'media'"):
        parse("medai:x", language="en")


ORDINARY = 'camat AND ("pelat merah" OR kampanye*) NOT lurah wilayah:63 tanggal:2024-10..2024-11'
HOSTILE = {
    "many terms": "a " * 10_000,
    "many terms, short": "a " * 999,
    "deep": "(" * 5_000 + "a" + ")" * 5_000,
    "deep, short": "(" * 900 + "a",
    "negations": "NOT " * 400 + "a",
    "minuses": "-" * 1_900 + "a",
    "quotes": '"' * 1_999,
    "stars": "*" * 1_999,
    "colons": "a:" * 900,
    "regex": "(a+)+$ " * 200,
    "tildes": '"a"~' + "9" * 1_000,
    "near": "a NEAR/" + "9" * 1_000 + " b",
    "digits": "severity:" + "9" * 1_500,
    "nul": "a\x00" * 500,
    "long word": "x" * 1_999,
    "surrogates": "\ud800" * 500,
    "marks": "a" + "\u0301" * 1_900,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_costs_no_more_than_a_hundred_ordinary_ones(name: str) -> None:
    parse(ORDINARY)

    def ask() -> None:
        with suppress(QueryError):
            parse(HOSTILE[name])

    assert times_as_dear(ask, lambda: parse(ORDINARY), 100) < 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("netral", "netralitas"),
        ("netral", "ketidaknetralan"),
        ("netral", "menetralkan"),
        ("kampanye", "mengampanyekan"),
        ("kampanye", "berkampanye"),
        ("tolak", "menolak"),
        ("tolak", "penolakan"),
        ("kirim", "mengirim"),
        ("atur", "mengatur"),
        ("atur", "peraturan"),
        ("periksa", "pemeriksaan"),
        ("nilai", "menilai"),
        ("lapor", "terlapor"),
        ("camat", "camatnya"),
        ("pecat", "pemecatan"),
        ("unggah", "mengunggah"),
    ],
)
def test_forms_find_each_other(one: str, other: str) -> None:
    assert is_form_of(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("camat", "kecamatan"),
        ("camat", "kecamatannya"),
        ("lurah", "kelurahan"),
        ("menteri", "kementerian"),
        ("jaksa", "kejaksaan"),
        ("polisi", "kepolisian"),
        ("perintah", "pemerintah"),
        ("angkat", "perangkat"),
        ("luar", "keluarga"),
        ("guru", "perguruan"),
        ("serta", "peserta"),
    ],
)
def test_an_office_is_not_its_holder(one: str, other: str) -> None:
    assert not is_form_of(one, other)


def test_a_short_or_foreign_word_is_its_own_stem() -> None:
    assert stems("asn") == {"asn"}
    assert stems("94") == {"94"}
    assert stems("мэр") == {"мэр"}


def test_an_error_shows_little_of_a_long_query() -> None:
    with pytest.raises(QueryError) as caught:
        parse("severity:" + "9" * 1_500)
    assert len(str(caught.value)) < 150


def test_every_text_of_the_room_exists_in_indonesian() -> None:
    room = Path(__file__).parents[2] / "archive"
    said: set[str] = set()
    for path in room.rglob("*.py"):
        said |= set(re.findall(r'(?:say|texts\(language\)|advice =)\(? ?"([^"]+)"', path.read_text(encoding="utf-8")))
    assert len(said) > 20
    assert said - set(catalogue(room, "id").texts) == set()
