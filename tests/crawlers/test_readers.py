# ruff: noqa: E501 - documents of sites stand in long lines
import gzip
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from crawlers.readers.answer import Source
from crawlers.readers.feed import read_feed
from crawlers.readers.home import read_home
from crawlers.readers.links import article_shaped, same_site
from crawlers.readers.listing import index_addresses, read_listing
from crawlers.readers.next_data import read_next_data
from crawlers.readers.sitemap import read_sitemap
from crawlers.readers.wordpress import posts_address, read_wordpress
from tests.spending import grows_evenly, times_as_dear

WHOLE = "<p>" + "Camat Sungai Rindu diperiksa pengawas pemilihan. " * 30 + "</p>"


def source(body, **changes):
    raw = body if isinstance(body, bytes) else body.encode()
    base = Source(
        outlet="satu", home="https://satu.example.com/", url="https://satu.example.com/x/", body=raw,
        zone=ZoneInfo("Asia/Makassar"), now=datetime(2024, 11, 5, tzinfo=UTC),
    )  # fmt: skip
    return replace(base, **changes)


def rss(items):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><ttl>30</ttl>'
        + items
        + "</channel></rss>"
    )


def test_a_feed_date_keeps_the_zone_that_is_printed_or_the_outlets():
    found = read_feed(source(rss(
        "<item><title>A &amp; B</title><link>/a</link><pubDate>Mon, 04 Nov 2024 10:00:00 WITA</pubDate></item>"
        "<item><title>B</title><link>/b</link><pubDate>Senin, 4 November 2024 10:00 WIB</pubDate></item>"
        "<item><title>C</title><link>/c</link><pubDate>2024-11-04 10:00:00</pubDate></item>"
    )))  # fmt: skip
    assert [e.published.hour for e in found.entries] == [2, 3, 2]
    assert found.entries[0].title == "A & B"
    assert found.entries[0].url == "https://satu.example.com/a"
    assert found.ttl_minutes == 30


def test_only_a_whole_article_in_a_feed_counts_as_its_body():
    teaser = "<p>" + "Camat diperiksa. " * 60 + "[&#8230;]</p>"
    found = read_feed(source(rss(
        f"<item><link>/a</link><content:encoded><![CDATA[{WHOLE}]]></content:encoded><dc:creator>Sari</dc:creator></item>"
        f"<item><link>/b</link><content:encoded><![CDATA[{teaser}]]></content:encoded></item>"
        "<item><link>/c</link><description>Pendek</description></item>"
    )))  # fmt: skip
    assert [bool(e.body_html) for e in found.entries] == [True, False, False]
    assert found.entries[0].byline == "Sari"


def test_an_atom_feed_gives_address_dates_and_text():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;b&gt;Judul&lt;/b&gt;</title>'
        '<link rel="self" href="/no"/><link href="/ya"/><updated>2024-11-04T03:00:00Z</updated>'
        "<published>2024-11-04T02:00:00Z</published><category term='Pilkada'/></entry></feed>"
    )
    entry = read_feed(source(atom)).entries[0]
    assert (entry.url, entry.title, entry.categories) == ("https://satu.example.com/ya", "Judul", ("Pilkada",))
    assert entry.modified > entry.published


def test_a_damaged_feed_is_read_by_the_patient_parser():
    body = rss(
        "<item><title>Satu&nbsp;dua</title><link>/a</link><pubDate>Senin, 4 November 2024 10:00 WIB</pubDate></item>"
    )
    entry = read_feed(source(body.replace("</rss>", ""))).entries[0]
    assert entry.url == "https://satu.example.com/a"
    assert entry.published.hour == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
def test_entity_bombs_are_refused_unread(encoding):
    def read_both(deep: int) -> None:
        levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, deep + 1))
        bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]><rss><channel><item><link>/a</link><title>&e{deep};</title></item></channel></rss>'
        for read in (read_feed, read_sitemap):
            found = read(source(bomb.encode(encoding)))
            assert found.problem
            assert not found.entries

    assert times_as_dear(lambda: read_both(9), lambda: read_both(1), 100) < 100  # a billion words against ten


def test_html_in_place_of_a_feed_is_a_problem_and_no_empty_feed():
    assert read_feed(source("<!doctype html><html><body><p>Tidak ditemukan</p></body></html>")).problem
    assert read_feed(source(rss(""))).problem is None


def test_a_news_sitemap_gives_title_and_date():
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://satu.example.com/berita/1</loc><news:news><news:publication><news:name>S</news:name></news:publication>"
        "<news:publication_date>2024-11-04T10:00:00+08:00</news:publication_date><news:title>Camat diperiksa</news:title>"
        "<news:keywords>camat, pilkada</news:keywords></news:news></url></urlset>"
    )
    for raw in (body.encode(), gzip.compress(body.encode())):
        entry = read_sitemap(source(raw)).entries[0]
        assert (entry.title, entry.published.hour, entry.categories) == ("Camat diperiksa", 2, ("camat", "pilkada"))


def test_an_index_leads_to_news_and_the_newest_posts_first():
    names = ("post-sitemap1.xml", "post-sitemap2.xml", "page-sitemap.xml", "category-sitemap.xml")
    body = (
        "<sitemapindex>"
        + "".join(f"<sitemap><loc>https://satu.example.com/{n}</loc></sitemap>" for n in names)
        + "</sitemapindex>"
    )
    found = read_sitemap(source(body))
    assert [u.rsplit("/", 1)[-1] for u in found.follow] == ["post-sitemap2.xml", "post-sitemap1.xml"]


def test_a_sitemap_gzip_bomb_and_a_cut_gzip_are_problems():
    bomb = gzip.compress(b"<urlset>" + b"\0" * 60_000_000)
    assert read_sitemap(source(bomb)).problem
    assert read_sitemap(source(gzip.compress(b"<urlset></urlset>" * 50)[:-20])).problem


def test_wordpress_posts_carry_body_and_both_dates():
    post = {"link": "https://satu.example.com/a/", "date": "2024-11-04T10:00:00", "date_gmt": "2024-11-04T02:00:00",
            "modified_gmt": "2024-11-04T05:00:00", "title": {"rendered": "Camat &#8220;netral&#8221;"},
            "content": {"rendered": WHOLE, "protected": False}}  # fmt: skip
    local = {**post, "link": "https://satu.example.com/b/", "date_gmt": "0000-00-00T00:00:00"}
    hidden = {**post, "link": "https://satu.example.com/c/", "content": {"rendered": "x", "protected": True}}
    first, second, third = read_wordpress(source(json.dumps([post, local, hidden]))).entries
    assert (first.title, first.published.hour, first.modified.hour, first.body_html) == ("Camat “netral”", 2, 5, WHOLE)
    assert second.published.hour == 2
    assert third.body_html is None


@pytest.mark.parametrize("body", ['{"code":"rest_forbidden"}', "<html></html>", '["x"]', "[" * 100_000])
def test_an_answer_that_is_no_list_of_posts_is_a_problem(body):
    assert read_wordpress(source(body)).problem


def test_no_posts_since_the_last_crawl_is_no_problem():
    assert read_wordpress(source("[]")).problem is None
    address = posts_address(
        "https://satu.example.com/?rest_route=/wp/v2/posts", changed=datetime(2024, 11, 1, tzinfo=UTC)
    )
    assert "rest_route=%2Fwp%2Fv2%2Fposts" in address
    assert "modified_after=2024-11-01T00%3A00%3A00Z" in address


HOME = """<html><head><link rel="next" href="/page/2/"></head><body>
<a href="/2024/11/04/camat-sungai-rindu-diperiksa-bawaslu/">Camat Sungai Rindu diperiksa Bawaslu</a>
<a href="/2024/11/04/camat-sungai-rindu-diperiksa-bawaslu/"><img></a>
<a href="/tag/pilkada-serentak-dua-ribu/">Pilkada serentak</a> <a href="/redaksi/">Redaksi</a>
<a href="https://lain.example.org/berita-lain-yang-panjang-sekali">Berita lain</a>
<a href="mailto:a@b.c">x</a><a href="javascript:1">y</a><a href="/wp-content/foto-yang-panjang-sekali-1.jpg">f</a></body></html>"""


def test_a_home_page_gives_article_links_of_its_own_site_only():
    found = read_home(source(HOME))
    assert [(e.url, e.title) for e in found.entries] == [
        (
            "https://satu.example.com/2024/11/04/camat-sungai-rindu-diperiksa-bawaslu/",
            "Camat Sungai Rindu diperiksa Bawaslu",
        )
    ]
    assert found.follow == ("https://satu.example.com/page/2/",)


def test_a_million_links_are_bounded():
    body = (
        "<html>"
        + "".join(f'<a href="/berita/{n}/judul-yang-cukup-panjang-{n}">x</a>' for n in range(60_000))
        + "</html>"
    )
    assert len(read_home(source(body)).entries) == 500
    assert grows_evenly(lambda part: read_home(source(part)), body, most=0.5)


def test_a_listing_obeys_its_selector():
    body = '<div class="x"><a href="/a1">A</a></div><h2><a href="/b1">B</a></h2><a class="next" href="?page=2">lagi</a>'
    found = read_listing(source(body, links="h2 a", next="a.next"))
    assert [e.url for e in found.entries] == ["https://satu.example.com/b1"]
    assert found.follow == ("https://satu.example.com/x/?page=2",)


def test_a_date_index_is_walked_day_by_day_backwards():
    template = "/indeks?date={date:%d-%m-%Y}&page={page}"
    found = index_addresses(template, date(2024, 11, 3), date(2024, 11, 4), 2)
    assert found == tuple(f"/indeks?date=0{d}-11-2024&page={p}" for d in (4, 3) for p in (1, 2))
    assert index_addresses("/page/{page}/", None, date(2024, 11, 4), 2) == ("/page/2/", "/page/3/")


def test_next_data_gives_dates_and_finds_addresses_by_slug():
    data = {"props": {"pageProps": {"latest": [
        {"title": "Lurah dilaporkan ke pengawas", "slug": "lurah-dilaporkan-ke-pengawas", "published_at": "2024-11-04 10:00:00"},
        {"title": "Menu utama situs", "url": "/pemilu"},
        {"title": "Guru dijatuhi sanksi moral", "url": "/daerah/12345/guru-dijatuhi-sanksi-moral", "createdAt": 1730685600000},
    ]}}}  # fmt: skip
    body = f'<a href="/daerah/77/lurah-dilaporkan-ke-pengawas">x</a><script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    found = read_next_data(source(body))
    assert [(e.url.rsplit("/", 2)[-2], e.published.hour) for e in found.entries] == [("77", 2), ("12345", 2)]


@pytest.mark.parametrize("data", ["{", "[" * 50_000, "{}"])
def test_useless_next_data_is_a_problem(data):
    assert read_next_data(source(f'<script id="__NEXT_DATA__">{data}</script>')).problem


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://s.id/read/2024/camat-diduga-tidak-netral", True),
        ("https://s.id/berita/daerah/412345/camat", True),
        ("https://s.id/index.php?id=412345&x=panjang", False),
        ("https://s.id/2024", False),
        ("https://s.id/kategori/berita-daerah-kota-kita", False),
    ],
)
def test_articles_are_told_from_lists_by_their_address(url, verdict):
    assert article_shaped(url) is verdict


def test_a_neighbouring_host_of_a_network_is_another_site():
    assert same_site("https://www.satu.example.com/a", "https://satu.example.com/")
    assert not same_site("https://dua.example.com/a", "https://satu.example.com/")
    assert not same_site("file:///etc/passwd", "https://satu.example.com/")
    assert not same_site("http://127.0.0.1:81/a", "http://127.0.0.1:80/")


def test_headlines_lead_to_articles_whose_addresses_are_numbers_alone():
    items = "".join(f'<h2><a href="/berita/{n}/">Camat Sungai {n} membuka pasar tani</a></h2>' for n in range(3))
    page = f'<nav><a href="/kanal/2/">Ekonomi</a></nav>{items}<h3><a href="/tag/2024/">Semua berita tentang pasar tani</a></h3>'
    assert [entry.url for entry in read_home(source(page)).entries] == [
        f"https://satu.example.com/berita/{n}/" for n in range(3)
    ]


def test_a_dated_headline_in_next_data_is_an_article_whatever_its_address():
    items = [{"title": f"Camat Sungai {n} membuka pasar tani", "url": f"/berita/{n}", "publishedAt": "2024-11-04T03:00:00Z"}
             for n in range(3)] + [{"title": "Semua berita tentang pasar tani", "url": "/kanal/2"}]  # fmt: skip
    page = '<script id="__NEXT_DATA__" type="application/json">' + json.dumps({"props": items}) + "</script>"
    assert [entry.url[-1] for entry in read_next_data(source(page)).entries] == ["0", "1", "2"]


def test_a_headline_inside_its_link_is_the_title():
    page = """<html><body>
      <a href="/berita/4/"><div class=card><span>Politik</span><h2>Lurah Gunung Batu membuka pasar tani</h2>
        <time>2 jam lalu</time></div></a>
      <a href="/news/camat-hulu-membuka-lumbung-padi-desa"><span>Ekonomi</span>
        <h3>Camat Hulu membuka lumbung padi desa</h3><p>Warga senang, kata kepala desa.</p></a>
    </body></html>"""
    found = {entry.url.partition(".com")[2]: entry.title for entry in read_home(source(page.encode())).entries}
    assert found == {"/news/camat-hulu-membuka-lumbung-padi-desa": "Camat Hulu membuka lumbung padi desa"}
    numbers = page.replace("/news/camat-hulu-membuka-lumbung-padi-desa", "/berita/5/")
    found = {entry.url.partition(".com")[2]: entry.title for entry in read_home(source(numbers.encode())).entries}
    assert found == {
        "/berita/4/": "Lurah Gunung Batu membuka pasar tani",
        "/berita/5/": "Camat Hulu membuka lumbung padi desa",
    }
