"""Which documents are asked for, how far back, and what is taken of them."""

# ruff: noqa: E501 - answers of sites stand in long lines
from datetime import UTC, datetime, timedelta

import pytest

from base.clock import FixedClock
from crawlers.outlet import Discover

NOW = datetime(2024, 11, 5, tzinfo=UTC)


def test_only_entries_inside_the_asked_dates_are_taken(lab, site):
    dates = [f"{day} Nov 2024 10:00:00 +0700" for day in (1, 3, 5)]
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", "/c", dates=dates), "/b": lab.article()}
    since, until = datetime(2024, 11, 2, tzinfo=UTC), datetime(2024, 11, 4, tzinfo=UTC)
    (report,), pages, _ = lab.run(lab.outlet(site), since=since, until=until)
    assert report.states == {"kept": 1, "outside": 2}
    assert pages[0].url.endswith("/b")


def test_a_backfill_walks_a_date_index_to_its_first_day(lab, site):
    def index(handler):
        day = handler.path.split("=")[1][:2]
        return (
            f'<h2><a href="/berita/{day}1234/judul">Judul berita hari {day}</a></h2>'
            if handler.path.endswith("page=1")
            else (404, {}, b"")
        )

    site.pages = {"*": lambda h: index(h) if "/indeks" in h.path else lab.article(h.path)}
    way = Discover("listing", "/indeks", links="h2 a", pages="/indeks?d={date:%d-%m-%Y}&page={page}")
    (report,), pages, _ = lab.run(
        lab.outlet(site, way), since=datetime(2024, 11, 2, 18, tzinfo=UTC), clock=FixedClock(NOW)
    )
    assert sorted(p.url.split("/")[4] for p in pages) == ["031234", "041234", "051234"]
    assert report.outcome == "ok"


def test_an_article_over_three_pages_comes_out_whole_and_once(lab, site):
    def part(n):
        links = "".join(f'<a href="/read/7/judul-berita-panjang/{o}">{o}</a>' for o in (15, 30))
        return lab.article(f"bagian {n}", links + '<a href="/read/8/berita-lain-lagi/15">lain</a>')

    path = "/read/7/judul-berita-panjang"
    site.pages = {"/feed/": lab.feed(site, path), path: part(1), path + "/15": part(2), path + "/30": part(3)}
    _, (page,), _ = lab.run(lab.outlet(site))
    assert [n for n, body in enumerate((page.body, *page.more), 1) if f"bagian {n}".encode() in body] == [1, 2, 3]
    assert page.url.endswith(path)
    assert site.hits[path] == site.hits[path + "/15"] == site.hits[path + "/30"] == 1


def test_whole_article_by_suffix_falls_back_to_the_plain_address(lab, site):
    site.pages = {
        "/feed/": lab.feed(site, "/a", "/b"),
        "/a?page=all": lab.article("semua"),
        "/a": lab.article("sebagian"),
        "/b": lab.article("utuh"),
    }
    (report,), pages, _ = lab.run(lab.outlet(site, whole_article="?page=all"))
    assert {p.url.rsplit("/", 1)[-1]: p.body for p in pages} == {"a": lab.article("semua"), "b": lab.article("utuh")}
    assert report.states == {"kept": 2}


def test_an_outlet_that_moved_to_another_host_is_followed_and_named(lab, site):
    new = f"http://localhost:{site.port}"
    page = f'<a href="{new}/berita/12345/judul-yang-cukup-panjang">x</a>'
    site.pages = {
        "/": lambda h: page if h.headers["Host"].startswith("localhost") else (301, {"Location": new + "/"}, b""),
        "*": lab.article(),
    }
    (report,), pages, _ = lab.run(lab.outlet(site, Discover("home", "/")))
    assert len(pages) == 1
    assert any("has moved to localhost" in note for note in report.notes)


def test_a_feed_of_other_sites_only_is_left_for_the_next_means(lab, site):
    link = "/berita/12345/judul-yang-cukup-panjang"
    site.pages = {
        "/feed/": b"<rss><channel><item><link>https://lain.example.org/a</link></item></channel></rss>",
        "/": f'<a href="{link}">x</a>',
        link: lab.article(),
    }
    (report,), pages, _ = lab.run(lab.outlet(site, Discover("feed", "/feed/"), Discover("home", "/")))
    assert (report.means, len(pages)) == (("home",), 1)


def test_a_sitemap_of_a_whole_archive_gives_its_newest_articles_first_and_no_old_ones(lab, site):
    days = [f"2024-{month:02}-{day:02}" for month in (1, 10, 11) for day in (1, 2, 3)]
    urls = "".join(f"<url><loc>{site.home}a{day}</loc><lastmod>{day}T01:00:00Z</lastmod></url>" for day in days)
    site.pages = {"/s.xml": f"<urlset>{urls}</urlset>", "*": lab.article()}
    options = {"clock": FixedClock(NOW), "most": 4, "first": timedelta(days=45)}
    (report,), pages, state = lab.run(lab.outlet(site, Discover("sitemap", "/s.xml")), **options)
    assert [p.url[-5:] for p in pages] == ["11-03", "11-02", "11-01", "10-03"]
    assert report.states == {"kept": 4, "outside": 3, "deferred": 2}
    (report,), pages, _ = lab.run(
        lab.outlet(site, Discover("sitemap", "/s.xml")), since=datetime(2024, 1, 1, tzinfo=UTC), state=state
    )
    assert report.states == {"kept": 5, "known": 4}


def test_an_index_that_stays_the_same_does_not_hide_what_its_sitemaps_gained(lab, site):
    index = f"<sitemapindex><sitemap><loc>{site.home}s1.xml</loc></sitemap></sitemapindex>"
    one = f"<url><loc>{site.home}a1</loc><lastmod>2024-11-01T01:00:00Z</lastmod></url>"
    two = f"<url><loc>{site.home}a2</loc><lastmod>2024-11-01T02:00:00Z</lastmod></url>"

    def unchanged(handler):
        asked = handler.headers.get("If-None-Match")
        return (304, {"ETag": '"i"'}, b"") if asked == '"i"' else (200, {"ETag": '"i"'}, index.encode())

    site.pages = {"/s.xml": unchanged, "/s1.xml": f"<urlset>{one}</urlset>", "*": lab.article()}
    outlet = lab.outlet(site, Discover("sitemap", "/s.xml"))
    (first,), _, state = lab.run(outlet, clock=FixedClock(NOW))
    site.pages["/s1.xml"] = f"<urlset>{one}{two}</urlset>"
    (second,), _, _ = lab.run(outlet, clock=FixedClock(NOW), state=state)
    assert (first.states["kept"], second.states["kept"]) == (1, 1)


def test_a_number_for_a_guid_is_no_address(lab, site):
    site.pages = {
        "/feed/": b"<rss><channel><item><guid>4711</guid><title>T</title></item><item><link>/a</link></item></channel></rss>",
        "/a": lab.article(),
    }
    (report,), _, _ = lab.run(lab.outlet(site))
    assert (report.found, report.states) == (1, {"kept": 1})


ARTICLE = "/judul-berita-panjang"
SPLIT = {
    "a query": (ARTICLE, "{}?page={}"),
    "an Indonesian query": (ARTICLE, "{}?hal={}"),
    "a path": (ARTICLE + "/", "{}{}/"),
    "a named path": (ARTICLE, "{}/halaman/{}"),
    "a named part": (ARTICLE, "{}/page-{}"),
    "no speaking address": ("/?p=123", "{}&amp;page={}"),
    "a script": ("/baca.php?id=55", "{}&hal={}"),
    "a count from nought": (ARTICLE, "{}?start={}"),
    "numbered files": ("/berita/judul-berita.html", "/berita/judul-berita-{1}.html"),
}


@pytest.mark.parametrize("way", ["all", "next", "rel"])
@pytest.mark.parametrize("shape", SPLIT)
def test_split_articles_come_out_whole_in_every_shape(lab, site, shape, way):
    first, form = SPLIT[shape]
    written = [first, *(form.format(first, n - (shape == "a count from nought")) for n in (2, 3))]
    if shape == "numbered files" and way != "all":
        pytest.skip("only a number for a text tells such a part from another article")

    def page(n):
        there = written[n] if n < 3 else None
        links = {
            "all": "".join(f'<a href="{p}">{m}</a>' for m, p in enumerate(written, 1) if m != n),
            "next": f'<a href="{there}">Selanjutnya</a>' if there else "",
            "rel": f'<link rel="next" href="{there}">' if there else "",
        }
        return lab.article(f"bagian {n}.", links[way] + '<a href="/judul-lain-lagi-2">lain</a><a href="/?p=45">x</a>')

    addresses = [path.replace("&amp;", "&") for path in written]
    site.pages = {"/feed/": lab.feed(site, first), **{path: page(n) for n, path in enumerate(addresses, 1)}}
    (report,), (found,), _ = lab.run(lab.outlet(site))
    whole = b"".join((found.body, *found.more))
    assert [n for n in (1, 2, 3) if f"bagian {n}.".encode() in whole] == [1, 2, 3]
    assert (report.found, report.states) == (1, {"kept": 1})
    assert {path: site.hits[path] for path in (*addresses, "/judul-lain-lagi-2", "/?p=45")} == {
        **dict.fromkeys(addresses, 1), "/judul-lain-lagi-2": 0, "/?p=45": 0,
    }  # fmt: skip


def test_a_part_that_leads_back_or_to_another_article_adds_nothing(lab, site):
    links = f'<a href="{ARTICLE}/2">2</a><a href="{ARTICLE}/3">3</a>'
    site.pages = {
        "/feed/": lab.feed(site, ARTICLE),
        ARTICLE: lambda h: lab.article(f"bagian 1, {len(h.server.RequestHandlerClass.site.log)}", links),
        f"{ARTICLE}/2": (302, {"Location": ARTICLE}, b""),
        f"{ARTICLE}/3": (302, {"Location": "/berita-lain-sekali"}, b""),
        "/berita-lain-sekali": lab.article("berita lain"),
    }
    (report,), (found,), _ = lab.run(lab.outlet(site))
    assert found.more == ()
    assert "a part of a split article is missing" in report.notes
