from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from base.errors import ConfigError
from pipeline.page import matcher
from pipeline.page.screen import Screen
from tests.spending import PIECES, grows_evenly

CONFIG = Path(__file__).parents[3] / "config"
STORY = (
    "TAPAKSARI - Seorang camat di Tapaksari dilaporkan warga ke Bawaslu setelah fotonya bersama pasangan calon bupati "
    "nomor urut dua beredar di grup percakapan. Pelapor menyerahkan tangkapan layar dan nama saksi. "
)
OTHER = (
    "TAPAKSARI - Harga cabai rawit di pasar induk turun menjelang akhir pekan. Pedagang menyebut pasokan dari lereng "
    "gunung kembali lancar setelah jalan diperbaiki, dan pembeli mulai ramai sejak subuh. "
)
SIDEBAR = "<aside>" + "<li><a href='/x'>Bawaslu periksa camat yang hadiri kampanye paslon</a></li>" * 12 + "</aside>"
ENGINES = [None, "re2"]


@pytest.fixture(scope="module", params=ENGINES)
def screen(request):
    return Screen.load(CONFIG, request.param)


def page(title, text, sidebar=""):
    paragraphs = "".join(f"<p>{part}</p>" for part in [text] * 4)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><nav><a href='/'>Beranda</a></nav>"
        f"<main><article><h1>{title}</h1>{paragraphs}</article></main>{sidebar}<footer>Redaksi</footer></body></html>"
    )


def test_a_story_of_an_official_and_a_candidate_passes(screen):
    found = screen.check(page("Camat Dilaporkan", STORY).encode())
    assert found.passed
    assert "camat" in found.hits


def test_other_news_is_stopped(screen):
    assert not screen.check(page("Harga Cabai Turun", OTHER).encode()).passed


def test_a_sidebar_of_election_news_does_not_let_other_news_pass(screen):
    assert not screen.check(page("Harga Cabai Turun", OTHER, SIDEBAR).encode()).passed


def test_words_far_apart_do_not_belong_together(screen):
    assert not screen.check(
        ("Camat meresmikan jembatan. " + OTHER * 6 + "Bawaslu membuka kantor baru.").encode()
    ).passed


@pytest.mark.parametrize(
    "veiled",
    [
        lambda text: text.replace("camat", "ca<b>mat</b>").replace("Bawaslu", "Bawa<span class='x'>slu</span>"),
        lambda text: "".join(f"&#{ord(letter)};" if letter.isalpha() else letter for letter in text),
        lambda text: text.replace("a", "a&shy;"),
        lambda text: text.replace("camat", "сamаt").replace("Bawaslu", "Ваwаslu").replace("calon", "саlоn"),
        lambda text: text.replace("camat", "cämat").replace("Bawaslu", "Báwaslu"),
        lambda text: text.replace(" ", "&nbsp;"),
        lambda text: "".join(
            chr(ord(letter) + 0xFEE0) if letter.isascii() and letter.isalpha() else letter for letter in text
        ),
        str.upper,
    ],
    ids=[
        "tags in words",
        "entities",
        "soft hyphens",
        "look-alikes",
        "diacritics",
        "no-break spaces",
        "full width",
        "capitals",
    ],
)
def test_veiled_words_are_read(screen, veiled):
    assert screen.check(page("Berita Hari Ini", veiled(STORY)).encode()).passed


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "windows-1252", "iso-8859-1"])
def test_the_charset_does_not_matter(screen, charset):
    assert screen.check(page("Camat Dilaporkan", STORY).encode(charset)).passed


def test_plain_text_data_and_fragments_are_read(screen):
    assert screen.check(STORY.encode()).passed
    assert screen.check(f'{{"props": {{"title": "x", "content": "{STORY * 3}"}}}}'.encode()).passed
    assert screen.check(f"<p>{STORY}</p>".encode()).passed
    data = f'<html><body><div id="__next"></div><script id="__NEXT_DATA__">{{"isi": "{STORY}"}}</script></body></html>'
    assert screen.check(data.encode()).passed


def test_a_page_fragment_that_names_half_of_the_case_passes(screen):
    assert screen.check(b"Puluhan pejabat dimintai keterangan sebagai saksi oleh Bawaslu, Senin (6/2).").passed


@pytest.mark.parametrize(
    "body",
    [
        lambda _: b"",
        lambda size: b"\x00" * size,
        lambda size: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * (size // 256),
        lambda size: b"<div>" * size + b"camat bawaslu",
        lambda size: b"<p " + b" ".join(b"a%d=1" % number for number in range(size)) + b">" + STORY.encode(),
        lambda size: b"<p ' x=\"' > \" " + b"/".join(b"a%d" % number for number in range(size)) + b">" + STORY.encode(),
        lambda size: b"<" * size,
    ],
    ids=["empty", "zeros", "binary", "deep", "attributes", "attributes in disguise", "brackets"],
)
def test_bad_bodies_end_soon(screen, body):
    assert grows_evenly(screen.check, body(100_000), body(100_000 // PIECES))


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=400))
def test_no_bytes_raise(body):
    shared = _shared()
    shared.check(body)


_LOADED: list[Screen] = []


def _shared():
    if not _LOADED:
        _LOADED.append(Screen.load(CONFIG, "re2"))
    return _LOADED[0]


@pytest.fixture(scope="module")
def both():
    return Screen.load(CONFIG, "hyperscan"), Screen.load(CONFIG, "re2")


@pytest.mark.skipif(matcher.hyperscan is None, reason="no hyperscan wheel on this machine")
@pytest.mark.parametrize("text", [STORY, OTHER, STORY.upper(), "Lurah dan kades-kades hadiri kampanye", SIDEBAR])
def test_both_engines_find_the_same_words(both, text):
    fast, plain = both
    body = text.encode()
    assert fast.matcher.present(body) == plain.matcher.present(body)
    assert fast.check(body).passed == plain.check(body).passed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("reach: 250", "reach: dekat", "reach must be a whole number"),
        ("handling:", "treatment:", "groups are missing or unknown"),
        ("- asn\n", "- ASN[\n", "is no term"),
        ("threshold: 2", "treshold: 2", "known keys"),
        ("- (badi|abdi) negara", "- (badi|abdi negara", "unbalanced"),
    ],
)
def test_a_mistake_in_the_words_is_named_with_its_file(tmp_path, old, new, said):
    text = (CONFIG / "lexicon" / "screen.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "screen.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError, match=said) as caught:
        Screen.load(tmp_path)
    assert "screen.yaml" in str(caught.value)


def bare(body, sidebar=""):
    return f"<html><body><article><p>{body}</p></article><aside>{sidebar}</aside></body></html>".encode()


CALM = "Warga memperbaiki jembatan gantung bersama-sama pada akhir pekan supaya anak-anak bisa bersekolah. " * 20


@pytest.mark.parametrize(
    "hidden",
    [
        '<a href="/1"><h3>Camat dilaporkan ke Bawaslu</h3></a>',
        '<ul><li><a href="/1">Camat dukung calon bupati</a></li></ul>',
        "<script>var judul = 'Camat dilaporkan ke Bawaslu karena mendukung calon bupati';</script>",
        '<div data-judul="Camat dilaporkan ke Bawaslu karena mendukung calon bupati"></div>',
    ],
)
def test_words_that_are_no_part_of_the_story_cost_no_parsing(screen, hidden):
    ends = screen.matcher.ends(bare(CALM, hidden))
    assert ends
    assert not screen._near(bare(CALM, hidden), ends)


@pytest.mark.parametrize(
    "told",
    [
        'Seorang camat dilaporkan ke <a href="/tag/bawaslu">Bawaslu</a> karena mendukung calon bupati.',
        '<a href="/tag/camat"><strong>Camat</strong></a> itu diperiksa <a href="/tag/bawaslu">Bawaslu</a> kemarin.',
        "Seorang camat dilaporkan oleh warga" + '<div class="iklan"><script>x(1);</script></div>' * 40 + " ke Bawaslu.",
    ],
)
def test_links_and_scripts_inside_a_sentence_do_not_hide_it(screen, told):
    assert screen.check(bare(f"{CALM}</p><p>{told}")).passed


def test_data_in_json_is_part_of_the_page(screen):
    data = f'<script type="application/ld+json">{{"articleBody": "{STORY}"}}</script>'
    assert screen.check(bare("Memuat.", data)).passed


@pytest.mark.parametrize(
    "told",
    [
        "Puluhan klebun berkumpul di sebuah vila menjelang coblosan. Bawaslu menelusuri siapa yang mengundang mereka.",
        "Seorang sertu diperiksa karena memihak pasangan nomor dua saat pesta demokrasi di kecamatan itu berlangsung.",
        "Kepala tiyuh itu dinilai menguntungkan salah satu calon ketika membagikan beras kepada warganya.",
    ],
)
def test_titles_of_regions_and_ranks_and_other_words_for_elections_pass(screen, told):
    assert screen.check(page("Dipersoalkan Warga", told).encode()).passed
