# ruff: noqa: E501 - answers of sites stand in long lines
import asyncio
import json
from datetime import UTC, datetime

import pytest
import yaml

from base.address import parse_networks
from base.errors import UsageError
from crawlers.job import CrawlOptions
from crawlers.outlet import Discover, Outlet
from crawlers.probe import entry_of, identify, network_of, probe
from crawlers.run import errand

NOW = datetime(2024, 11, 5, tzinfo=UTC)
LONG = "<p>" + "Camat Sungai Rindu diperiksa pengawas pemilihan. " * 30 + "</p>"


@pytest.fixture
def look(site):
    def run(path="/"):
        place = Outlet(
            "x", "x", site.home, (Discover("home", "/"),), allow_network=parse_networks(["127.0.0.0/8"]), delay=0.0
        )

        async def work(fetch):
            return await probe(site.home.rstrip("/") + path, fetch, NOW)

        return asyncio.run(errand(place, work, CrawlOptions(timeout=120.0)))

    return run


def test_a_wordpress_site_is_probed_by_what_it_declares(lab, site, look):
    post = {
        "link": site.home + "a",
        "date_gmt": "2024-11-04T02:00:00",
        "title": {"rendered": "A"},
        "content": {"rendered": LONG},
    }
    head = f'<html><head><meta property="og:site_name" content="Kabar Contoh"><link rel="https://api.w.org/" href="{site.home}api/">'
    site.pages = {
        "/": head + '<link rel="alternate" type="application/rss+xml" href="/umpan"><title>Beranda</title></head></html>',
        "/umpan": lab.feed(site, "/a", "/b"), "/robots.txt": f"Sitemap: {site.home}peta.xml",
        "/peta.xml": f"<urlset><url><loc>{site.home}a</loc></url></urlset>",
        "*": lambda h: (200, {}, json.dumps([post])) if h.path.startswith("/api/wp/v2/posts") else (404, {}, b""),
    }  # fmt: skip
    found = look("/tentang/kami")
    assert found.name == "Kabar Contoh"
    assert [(t.means, t.path, t.entries) for t in found.ways] == [
        ("wordpress", "/api/wp/v2/posts", 1),
        ("feed", "/umpan", 2),
        ("sitemap", "/peta.xml", 1),
    ]
    item = yaml.safe_load(entry_of(found, NOW))[0]
    assert item["enabled"]
    assert (item["region"], item["timezone"]) == (None, None)
    assert item["discover"][0] == {"wordpress": "/api/wp/v2/posts"}


def test_a_site_that_offers_nothing_is_written_disabled(site, look):
    site.pages = {"/": b"<html><title>Kosong</title></html>"}
    found = look()
    assert found.ways == ()
    assert all(trial.problem for trial in found.trials)
    assert yaml.safe_load(entry_of(found, NOW))[0]["enabled"] is False


def test_a_site_behind_a_wall_is_told_at_once(site, look):
    site.pages = {"/": (403, {"cf-mitigated": "challenge"}, b"")}
    with pytest.raises(UsageError, match="Cloudflare"):
        look()


def test_ids_and_networks_come_from_the_host():
    assert identify("https://radarkudus.jawapos.com/") == "radarkudus"
    assert identify("https://www.kabar-contoh.co.id/") == "kabar-contoh"
    assert network_of("https://medan.tribunnews.com/") == "tribun"
    assert network_of("https://www.rmolaceh.id/") == "rmol"
    assert network_of("https://contoh.id/") is None


def test_an_index_that_the_home_page_links_to_is_tried_as_a_listing(lab, site):
    items = "".join(f'<h2><a href="/berita/{n}/">Camat Sungai {n} membuka pasar tani</a></h2>' for n in range(3))
    site.pages = {"/": '<a href="/indeks">Indeks</a>', "/indeks": items}

    async def work(fetch):
        return await probe(site.home, fetch, NOW)

    found = asyncio.run(errand(lab.outlet(site), work, CrawlOptions(delay=0.0)))
    assert [(way.means, way.path, way.entries) for way in found.ways] == [("listing", "/indeks", 3)]


@pytest.mark.parametrize(("link", "suffix"), [("{}?page=all", "?page=all"), ("{}/all", "/all"), ("/tentang", None)])
def test_how_split_articles_are_shown_whole_is_found(lab, site, look, link, suffix):
    first, second = "/berita/2024/11/camat-membuka-pasar-tani", "/berita/2024/11/camat-menutup-pasar-tani"
    more = f'<a href="{link.format(second)}">Tampilkan semua</a>'
    site.pages = {
        "/": "<title>Warta</title>", "/feed/": lab.feed(site, first, second),
        first: f"<article>{LONG}</article>", second: f"<article>{LONG}</article>{more}",
        f"{second}?page=all": f"<article>{LONG}{LONG}</article>", f"{second}/all": f"<article>{LONG}{LONG}</article>",
    }  # fmt: skip
    found = look()
    assert found.whole_article == suffix
    assert found.article.endswith(second if suffix else first)
    assert yaml.safe_load(entry_of(found, NOW))[0].get("whole_article") == suffix


def test_a_short_answer_is_no_whole_article(lab, site, look):
    path = "/berita/2024/11/camat-membuka-pasar-tani"
    site.pages = {
        "/": "<title>Warta</title>", "/feed/": lab.feed(site, path), f"{path}?page=all": "<p>Tidak ada</p>",
        path: f'<article>{LONG}</article><a href="{path}?page=all">Tampilkan semua</a>',
    }  # fmt: skip
    assert look().whole_article is None
