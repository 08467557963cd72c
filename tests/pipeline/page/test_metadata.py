import json
from datetime import UTC, date, datetime

import pytest

from archive.records.page import Entry, Page
from pipeline.page.extract import extract
from pipeline.page.metadata import PRECEDENCE
from pipeline.page.outlet import OutletContext

NOW = datetime(2024, 11, 1, 2, tzinfo=UTC)
URL = "https://kabar.example/daerah/lurah-dipanggil-bawaslu"
PARAGRAPH = (
    "<p>Seorang lurah dipanggil Bawaslu karena fotonya bersama calon wali kota beredar luas di media sosial.</p>"
)
OUTLET = OutletContext("kabar", "Kabar Contoh", "https://kabar.example/", "Asia/Makassar")


def ld(**values):
    data = json.dumps({"@type": "NewsArticle", **values})
    return f'<script type="application/ld+json">{data}</script>'


# Each source states its own title, day and name; what is left out falls to the next.
SOURCES = {
    "json-ld": ld(headline="Judul Data", datePublished="2024-10-01T10:00:00+08:00", author={"name": "Data"}),
    "microdata": '<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="headline" content="Mikro">'
    '<meta itemprop="datePublished" content="2024-10-02T10:00:00+08:00"></div>',
    "og": '<meta property="og:title" content="Judul Graf">'
    '<meta property="article:published_time" content="2024-10-03T10:00:00+08:00">',
    "meta": '<meta name="pubdate" content="2024-10-04T10:00:00+08:00"><title>Judul Kepala</title>',
    "time": '<time datetime="2024-10-05T10:00:00+08:00">5 Oktober</time>',
    "url": "",
    "text": "",
}
DAYS = {name: date(2024, 10, 1 + number) for number, name in enumerate(SOURCES)}


def read(head="", body="", url=URL, outlet=OUTLET, **values):
    markup = f"<html lang='id'><head>{head}</head><body>{body}<article>{PARAGRAPH * 4}</article></body></html>"
    return extract(Page(url, markup.encode(), "html", NOW, **values), outlet, NOW)


@pytest.mark.parametrize("first", [name for name in SOURCES if name not in {"url", "text"}])
def test_the_day_is_believed_in_the_order_of_the_table(first):
    names = list(SOURCES)
    head = "".join(SOURCES[name] for name in names[names.index(first) :] if name not in {"time", "microdata"})
    body = "".join(SOURCES[name] for name in names[names.index(first) :] if name in {"time", "microdata"})
    article = read(head, body, url="https://kabar.example/2024/10/06/lurah-dipanggil-bawaslu")
    assert article.published is not None
    assert (article.published.source, article.published.local_day) == (first, DAYS[first])
    assert article.published.confidence == "stated"


def test_the_address_and_the_text_are_guesses():
    article = read(url="https://kabar.example/2024/10/06/lurah-dipanggil-bawaslu")
    assert article.published is not None
    assert (article.published.source, article.published.confidence) == ("url", "guessed")
    shown = read(body="<div>Senin, 7 Oktober 2024 | 20:59 WITA</div>")
    assert shown.published is not None
    assert shown.published.at == datetime(2024, 10, 7, 12, 59, tzinfo=UTC)
    assert (shown.published.source, shown.published.confidence) == ("text", "guessed")


def test_today_is_never_invented():
    article = read()
    assert article.published is None
    assert any(note.startswith("published:") for note in article.notes)


def test_what_a_person_brings_beats_the_page():
    article = read(SOURCES["json-ld"], title="Judul Impor", published=datetime(2024, 9, 1, tzinfo=UTC))
    assert article.title == "Judul Impor"
    assert article.published is not None
    assert article.published.at == datetime(2024, 9, 1, tzinfo=UTC)
    assert article.published.source == "import"


def test_the_entry_fills_what_the_page_lacks():
    entry = Entry("kabar", URL, "feed", NOW, "Judul Umpan", datetime(2024, 10, 9, tzinfo=UTC), byline="Sari Umpan")
    article = read(entry=entry)
    assert (article.title, article.reporter) == ("Judul Umpan", "Sari Umpan")
    assert article.published is not None
    assert article.published.source == "feed"


def test_a_false_utc_in_the_future_is_local_time():
    article = read('<meta property="article:published_time" content="2024-11-01T09:30:00Z">')
    assert article.published is not None
    assert article.published.at == datetime(2024, 11, 1, 1, 30, tzinfo=UTC)
    assert article.published.confidence == "derived"


def test_a_false_utc_against_the_visible_clock_is_corrected_with_a_note():
    article = read(
        '<meta property="article:published_time" content="2024-10-30T20:59:00Z">',
        "<div>Rabu, 30 Oktober 2024 20:59 WITA</div>",
    )
    assert article.published is not None
    assert article.published.at == datetime(2024, 10, 30, 12, 59, tzinfo=UTC)
    assert any("marked UTC" in note for note in article.notes)


def test_a_true_utc_is_left_alone():
    article = read(
        '<meta property="article:published_time" content="2024-10-30T12:59:00Z">',
        "<div>Rabu, 30 Oktober 2024 20:59 WITA</div>",
    )
    assert article.published is not None
    assert article.published.at == datetime(2024, 10, 30, 12, 59, tzinfo=UTC)


def test_a_clock_without_zone_is_read_at_the_outlet():
    article = read('<meta name="pubdate" content="2024-10-30 20:59:00">')
    assert article.published is not None
    assert (article.published.at, article.published.confidence) == (
        datetime(2024, 10, 30, 12, 59, tzinfo=UTC),
        "derived",
    )


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Lurah Dipanggil - Kabar Contoh", "Lurah Dipanggil"),
        ("Lurah Dipanggil | Kabar.example", "Lurah Dipanggil"),
        ("Lurah Dipanggil &#8211; Kabar Contoh", "Lurah Dipanggil"),
        ("Kabar Contoh: Lurah Dipanggil", "Kabar Contoh: Lurah Dipanggil"),
        ("Lurah Dipanggil Halaman all - Kabar.example", "Lurah Dipanggil"),
        ("Lurah - Camat Dipanggil", "Lurah - Camat Dipanggil"),
        ("Skor 2 - 1 untuk Tuan Rumah", "Skor 2 - 1 untuk Tuan Rumah"),
    ],
)
def test_titles_lose_the_outlet_and_nothing_else(raw, title):
    assert read(f"<title>{raw}</title>").title == title


def test_a_cut_headline_is_completed_by_the_heading():
    head = '<meta property="og:title" content="Lurah dan Camat di Kota Ranubaya Dipanggil…">'
    full = "Lurah dan Camat di Kota Ranubaya Dipanggil Bawaslu Usai Foto Bersama Calon"
    assert read(head, f"<h1>{full}</h1>").title == full


def test_accounts_are_no_reporters_and_outlets_are_no_persons():
    for name in ("admin", "Redaksi", "Kabar Contoh"):
        head = ld(headline="Judul", author={"name": name})
        assert read(head).reporter is None


def test_broken_json_ld_still_gives_its_day():
    head = ld(headline="Judul x", datePublished="2024-10-01T10:00:00+08:00").replace(" x", ' "x"')
    article = read(head)
    assert article.published is not None
    assert article.published.local_day == date(2024, 10, 1)


def test_the_canonical_address_is_taken_only_from_the_same_site():
    assert read('<link rel="canonical" href="https://kabar.example/a-b-c">').url == "https://kabar.example/a-b-c"
    assert read('<link rel="canonical" href="https://lain.example/a-b-c">').url == URL
    assert read('<link rel="canonical" href="https://kabar.example/">').url == URL


def test_every_field_of_the_table_names_each_source_once():
    assert all(len(set(sources)) == len(sources) for sources in PRECEDENCE.values())
