"""Whatever stands in a page, extraction ends soon with a stated state."""

import re
import resource
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.records.page import Page
from pipeline.page.cleaning.engine import clean
from pipeline.page.depth import is_too_deep
from pipeline.page.extract import extract
from tests.spending import grows_evenly

NOW = datetime(2024, 11, 1, tzinfo=UTC)
SENTENCE = "Camat itu menghadiri rapat koordinasi di balai desa bersama perangkat dan warga pada Senin pagi. "
PARAGRAPH = f"<p>{SENTENCE}</p>"


def read(body, form="html", **values):
    return extract(Page("https://kabar.example/daerah/satu-dua-tiga", body, form, NOW, **values), None, NOW)


BODIES = {
    "empty": b"",
    "blank": b" \n\t ",
    "nuls": b"\x00" * 100_000,
    "binary": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2_000,
    "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 2_000,
    "100,000 nested elements": b"<html><body>" + b"<div>" * 100_000 + SENTENCE.encode(),
    "nested formatting": b"<p>" + b"<b><i>" * 20_000 + SENTENCE.encode(),
    "nested lists": b"<ul><li>" * 30_000 + SENTENCE.encode(),
    "nested tables": b"<table><tr><td>" * 5_000 + SENTENCE.encode(),
    "unclosed": b"<html><body><article><p>" + (SENTENCE + "<p><b>").encode() * 3_000,
    "brackets": b"<" * 500_000,
    "open comment": b"<html><body><!-- " + PARAGRAPH.encode() * 5_000,
    "open attribute": b'<html><body><p title="' + PARAGRAPH.encode() * 5_000,
    "attributes": b"<p " + b"a=1 " * 40_000 + b">" + SENTENCE.encode(),
    "json-ld without end": b'<script type="application/ld+json">{"headline": "'
    + b'a\\"' * 100_000
    + b"</script>"
    + PARAGRAPH.encode() * 9,
    "deep json-ld": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>" + PARAGRAPH.encode() * 9,
    "entities": b"<p>" + b"&amp;" * 40_000,
    "one long line": b"<p>" + SENTENCE.encode() * 4_000,
    "many links": b"<a href='/x'>Baca juga</a>" * 5_000,
    "long word": b"<p>" + b"a" * 1_000_000,
    "digits": b"<p>" + b"1/2/3 " * 20_000,
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("form", ["html", "text", "fragment"])
def test_bad_bodies_end_soon_with_a_state(name, form):
    articles = []
    assert grows_evenly(lambda body: articles.append(read(body, form)), BODIES[name])
    article = articles[-1]  # of the whole: it comes after its pieces
    assert article.state in {"ok", "short", "empty"}
    if article.state == "empty":
        assert article.text == ""


def test_twenty_megabytes_end_within_the_limits():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    body = b"<html><body><article>" + PARAGRAPH.encode() * 190_000 + b"</article></body></html>"
    articles = []
    piece = body[: len(body) // 128]  # a fourth of the usual piece, so four times as much is half of all of it
    assert grows_evenly(lambda part: articles.append(read(part)), body, piece, most=2.0)
    article = articles[-1]
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 500_000_000
    assert any("longer than" in note for note in article.notes)


def test_an_empty_result_says_why():
    assert read(b"").notes[0] == "The body is empty."
    assert read(b"%PDF-1.7 xx").notes[0] == "The body is binary data, no page."


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1252", "utf-8-sig"])
def test_charsets_are_read(charset):
    text = "Warga Kâlteng menyebut “rapat” itu terbuka dan dihadiri perangkat desa sejak pagi. " * 4
    body = f"<html><head><meta charset='{charset}'></head><body><article><p>{text}</p></article></body></html>"
    assert "Kâlteng menyebut “rapat”" in read(body.encode(charset)).text


def test_a_wrong_charset_of_the_header_does_not_spoil_utf8():
    body = f"<article><p>{'Kâlteng menyebut “rapat” itu terbuka bagi seluruh warga desa. ' * 5}</p></article>"
    assert "Kâlteng" in read(body.encode(), content_type="text/html; charset=iso-8859-1").text


def test_direction_marks_and_zero_width_signs_do_not_hide_words():
    veiled = "Ca\u200bmat \u202ehadir\u202c di b\u00adalai desa bersama seluruh perangkat kampung itu. "
    body = f"<article><p>{veiled * 5}</p></article>"
    assert "Camat hadir di balai desa" in read(body.encode()).text


def test_full_width_letters_are_read_as_plain_ones_and_make_no_markup():
    wide = "Ｃａｍａｔ hadir di balai desa １２ ＜ｂ＞ bersama seluruh perangkat kampung itu. "
    body = f"<article><p>{wide * 5}</p></article>"
    assert "Camat hadir di balai desa 12 ＜b＞" in read(body.encode()).text
    eastern = f"<article><p>{'選挙管理委員会はＮＨＫに対し説明を求めた。' * 8}</p></article>"
    assert "ＮＨＫ" in read(eastern.encode()).text


FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u200b]|<(?:script|style|p|div|b|a)\b|function\s*\(")
PIECES = st.sampled_from(
    [
        SENTENCE, "<p>", "</p>", "<div>", "</div>", "<script>var x = function(){};</script>",
        "<style>.a{color:red}</style>",
        "<a href='/x'>Baca juga: Judul lain</a>", "&lt;b&gt;", "<b>", "<!--", "-->",
        "\x00", "\u202e", "<br>", "<ul><li>", "é",
        "<h1>Judul</h1>",
        "<article>", "</article>", "Recent Posts", "Editor: Sari", "(abc/def)", "<table><tr><td>", "]]>", "\n\n",
    ]
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(PIECES, max_size=40), form=st.sampled_from(["html", "fragment"]))
def test_text_never_holds_tags_controls_or_scripts(parts, form):
    article = read("".join(parts).replace("&lt;b&gt;", "").encode(), form)
    assert FORBIDDEN.search(article.text) is None
    assert FORBIDDEN.search(article.title or "") is None


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(PIECES, max_size=30))
def test_extraction_is_deterministic(parts):
    body = "".join(parts).encode()
    assert read(body) == read(body)


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                SENTENCE, "Baca juga:", "Judul Berita Lain yang Menarik", "Recent Posts", "Foto: Dok. Desa",
                "Reporter: Sari",
                "(abc/def)", SENTENCE + "(abc/def)", "Halaman 1 2 3 Selanjutnya", "18 jam ago", "Site icon Kabar",
                "via",
                SENTENCE + " via", "RAPAT: Camat memimpin rapat. FOTO: SARI", "Tinggalkan Komentar", "1",
                "Editor: Budi",
                SENTENCE + "(abc) (def)", "Kabar", "*", "Sumber: Kabar", "ADVERTISEMENT", "Share this:",
            ]
        ),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(lines=LINES)
def test_cleaning_twice_is_cleaning_once(lines):
    once = clean(lines, title="Judul Berita")
    again = clean(once.lines, title="Judul Berita")
    assert again.lines == once.lines
    assert again.cuts == []


def test_end_tags_of_nothing_do_not_hide_how_deep_a_page_is():
    assert is_too_deep("<div></x>" * 2_000)
    assert not is_too_deep("<div><p>Isi<br></div>" * 2_000)
    assert not is_too_deep("<div>" * 1_000 + "</div>" * 1_000)
