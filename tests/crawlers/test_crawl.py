# ruff: noqa: E501 - answers of sites stand in long lines
import asyncio
import gzip
import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from archive.records.page import Entry
from base.clock import FixedClock
from crawlers.job import MemoryState
from crawlers.outlet import Discover
from crawlers.robots import RobotsCache

LONG = "<p>" + "Camat Sungai Rindu diperiksa pengawas pemilihan. " * 30 + "</p>"
NOW = datetime(2024, 11, 5, tzinfo=UTC)


def posts(site, *items):
    body = [
        {"link": site.home + path, "date_gmt": date, "modified_gmt": modified or date, "title": {"rendered": path},
         "content": {"rendered": LONG, "protected": False}} for path, date, modified in items
    ]  # fmt: skip
    return 200, {"Content-Type": "application/json"}, json.dumps(body)


def wordpress(site, *items):
    site.pages["*"] = lambda handler: posts(site, *items) if "/wp/v2/posts" in handler.path else (404, {}, b"")


def test_a_feed_leads_to_its_articles(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a", "/b"), "/a": lab.article("satu"), "/b": lab.article("dua")}
    (report,), pages, _ = lab.run(lab.outlet(site))
    assert (report.outcome, report.found, report.states, report.means) == ("ok", 2, {"kept": 2}, ("feed",))
    assert sorted(p.body for p in pages) == sorted([lab.article("satu"), lab.article("dua")])
    assert pages[0].entry.title.startswith("Judul")
    assert report.first
    assert report.published


def test_rest_posts_go_to_the_sink_without_a_page_request(lab, site):
    wordpress(site, ("a", "2024-11-04T02:00:00", None), ("b", "2024-11-04T03:00:00", None))
    (report,), pages, _ = lab.run(lab.outlet(site, Discover("wordpress", "/wp-json/wp/v2/posts")))
    assert report.states == {"kept": 2}
    assert {p.form for p in pages} == {"fragment"}
    assert not any(path in {"/a", "/b"} for path in site.hits)
    assert pages[0].published.hour in {2, 3}


@pytest.mark.parametrize(
    "refusal",
    [(401, {}, b'{"code":"rest_forbidden"}'), (403, {}, b"no"), (200, {}, b"<html>Beranda</html>"), (404, {}, b"")],
)
def test_a_refused_rest_falls_back_to_the_feed_and_says_why(lab, site, refusal):
    site.pages = {
        "/feed/": lab.feed(site, "/a"),
        "/a": lab.article(),
        "*": lambda h: refusal if "wp-json" in h.path else (404, {}, b""),
    }
    ways = Discover("wordpress", "/wp-json/wp/v2/posts"), Discover("feed", "/feed/")
    (report,), _, _ = lab.run(lab.outlet(site, *ways))
    assert (report.outcome, report.means, report.states) == ("ok", ("feed",), {"kept": 1})
    assert report.notes[0].startswith("wordpress /wp-json/wp/v2/posts: ")


def test_every_means_in_turn_down_to_the_home_page(lab, site):
    link = "/2024/11/04/camat-sungai-rindu-diperiksa"
    site.pages = {"/": f'<a href="{link}">Camat Sungai Rindu diperiksa</a>', link: lab.article()}
    ways = [Discover(m, f"/{m}") for m in ("wordpress", "feed", "sitemap", "listing", "next_data")]
    (report,), pages, _ = lab.run(lab.outlet(site, *ways, Discover("home", "/")))
    assert report.means == ("home",)
    assert len(report.notes) == 5
    assert len(pages) == 1


def test_the_second_crawl_asks_conditionally_and_takes_nothing_twice(lab, site):
    def conditional(handler):
        if handler.headers.get("If-None-Match") == '"1"' and handler.headers.get("If-Modified-Since"):
            return 304, {"ETag": '"1"'}, b""
        status, headers, body = lab.feed(site, "/a")
        return status, {**headers, "ETag": '"1"', "Last-Modified": "Mon, 04 Nov 2024 03:00:00 GMT"}, body

    site.pages = {"/feed/": conditional, "/a": lab.article()}
    state = MemoryState()
    lab.run(lab.outlet(site), state=state, clock=FixedClock(NOW))
    (report,), pages, _ = lab.run(lab.outlet(site), state=state, clock=FixedClock(NOW + timedelta(minutes=30)))
    assert (report.outcome, report.not_modified, len(pages), report.first) == ("unchanged", 1, 0, False)
    later = FixedClock(NOW + timedelta(hours=25))  # once a day without validators: some caches answer 304 for ever
    (report,), _, _ = lab.run(lab.outlet(site), state=state, clock=later)
    assert (report.not_modified, report.states) == (0, {"known": 1})


def test_validators_are_not_kept_while_an_article_is_missing(lab, site):
    status, headers, body = lab.feed(site, "/a", "/b")
    site.pages = {"/feed/": (status, {**headers, "ETag": '"1"'}, body), "/a": lab.article(), "/b": (500, {}, b"")}
    state = MemoryState()
    (report,), _, _ = lab.run(lab.outlet(site), state=state)
    assert report.states == {"kept": 1, "failed": 1}
    assert not state.kept_validators["satu"]
    site.pages["/b"] = lab.article("kini ada")
    (report,), pages, _ = lab.run(lab.outlet(site), state=state)
    assert report.states == {"kept": 1, "known": 1}
    assert b"kini ada" in pages[0].body


def test_an_edited_post_is_taken_again(lab, site):
    state = MemoryState()
    outlet = lab.outlet(site, Discover("wordpress", "/wp-json/wp/v2/posts"))
    wordpress(site, ("a", "2024-11-04T02:00:00", None))
    lab.run(outlet, state=state, clock=FixedClock(NOW))
    wordpress(site, ("a", "2024-11-04T02:00:00", "2024-11-05T01:00:00"), ("b", "2024-11-04T02:00:00", None))
    (report,), pages, _ = lab.run(outlet, state=state, clock=FixedClock(NOW + timedelta(hours=2)))
    assert sorted(p.url.rsplit("/", 1)[-1] for p in pages) == ["a", "b"]
    assert "modified_after=2024-11-04T18" in site.log[-1][0]
    assert sum(report.states.values()) == report.found == 2


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


def test_robots_is_obeyed_and_its_delay_is_kept(lab, site):
    site.pages = {
        "/robots.txt": "User-agent: Pantau\nDisallow: /b\nCrawl-delay: 0.4\n", "/feed/": lab.feed(site, "/a", "/b", "/c"),
        "/a": lab.article(), "/b": lab.article(), "/c": lab.article(),
    }  # fmt: skip
    started = time.perf_counter()
    (report,), _, _ = lab.run(lab.outlet(site))
    assert report.states == {"kept": 2, "robots": 1}
    assert not site.hits["/b"]
    assert time.perf_counter() - started > 0.7
    assert site.hits["/robots.txt"] == 1


def test_a_robots_file_that_answers_with_an_error_of_the_server_forbids_all(lab, site):
    site.pages = {"/robots.txt": (503, {}, b""), "/feed/": lab.feed(site, "/a")}
    (report,), pages, _ = lab.run(lab.outlet(site))
    assert report.outcome == "failed"
    assert "robots.txt" in report.notes[0] + report.reason
    assert not pages


def test_every_request_names_us_and_a_contact(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article()}
    lab.run(lab.outlet(site), user_agent="Pantau/0.1 (+mailto:redaksi@example.org)")
    assert {headers["User-Agent"] for _, headers in site.log} == {"Pantau/0.1 (+mailto:redaksi@example.org)"}


def test_a_site_that_asks_to_wait_is_left_alone_until_then(lab, site):
    site.pages = {
        "/feed/": lab.feed(site, "/a", "/b", "/c"),
        "/a": (429, {"Retry-After": "1800"}, b""),
        "/b": lab.article(),
        "/c": lab.article(),
    }
    state = MemoryState()
    (report,), _, _ = lab.run(lab.outlet(site), state=state, clock=FixedClock(NOW))
    assert report.retry_at == NOW + timedelta(minutes=30)
    assert report.states["deferred"] >= 2
    assert site.hits["/a"] == 1
    assert not state.kept_validators["satu"]


def test_a_short_wait_is_sat_out(lab, site):
    answers = iter([(503, {"Retry-After": "0"}, b""), lab.article()])
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lambda _: next(answers)}
    (report,), _, _ = lab.run(lab.outlet(site))
    assert report.states == {"kept": 1}


def test_an_outlet_that_does_not_answer_is_unreachable_in_one_line(lab, site, make_site):
    dead = lab.outlet(make_site(), id="mati", home="http://127.0.0.1:9/")
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article()}
    reports, _, _ = lab.run(dead, lab.outlet(site))
    assert [r.outcome for r in reports] == ["unreachable", "ok"]
    assert "\n" not in reports[0].reason
    assert reports[0].reason


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (403, {"cf-mitigated": "challenge"}, b"x"),
        (503, {}, b"<title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x></script>"),
        (200, {}, b"<html><script>imunify360</script></html>"),
        (403, {}, b"Forbidden"),
    ],
)
def test_a_challenge_is_reported_as_blocked_and_not_evaded(lab, site, status, headers, body):
    site.pages = {"/feed/": (status, headers, body), "/": (status, headers, body)}
    (report,), pages, _ = lab.run(lab.outlet(site, Discover("feed", "/feed/"), Discover("home", "/")))
    assert report.outcome == "blocked"
    assert report.reason
    assert not pages


def test_soft_404s_and_files_are_no_articles(lab, site):
    site.pages = {
        "/feed/": lab.feed(site, "/a", "/b", "/c", "/d"), "/a": b"<html><title>404 - Halaman tidak ditemukan</title></html>",
        "/b": (302, {"Location": "/"}, b""), "/": b"<html>Beranda</html>", "/c": (410, {}, b""), "/d": (200, {"Content-Type": "text/html"}, b"%PDF-1.4"),
    }  # fmt: skip
    (report,), pages, _ = lab.run(lab.outlet(site))
    assert report.states == {"gone": 3, "refused": 1}
    assert not pages


def test_a_known_article_is_visited_again_when_asked(lab, site):
    site.pages = {"/feed/": lab.feed(site), "/lama": (410, {}, b"")}
    entry = Entry("satu", site.home + "lama", "feed", NOW)
    (report,), _, _ = lab.run(lab.outlet(site), revisit={"satu": (entry,)})
    assert (report.revisited, report.states) == (1, {"gone": 1})


def test_the_limit_defers_the_rest_to_the_next_crawl(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", "/c"), "*": lab.article()}
    state = MemoryState()
    (report,), _, _ = lab.run(lab.outlet(site), most=2, state=state)
    assert report.states == {"kept": 2, "deferred": 1}
    (report,), _, _ = lab.run(lab.outlet(site), most=2, state=state)
    assert report.states == {"kept": 1, "known": 2}


def test_a_stop_ends_soon_and_leaves_the_rest_for_later(lab, site):
    site.pages = {
        "/feed/": lab.feed(site, *(f"/a{n}" for n in range(40))),
        "*": lambda _: time.sleep(0.1) or lab.article(),
    }
    stopping = asyncio.Event()

    class Stopper(lab.Pages):
        async def __call__(self, page, entry=None):
            stopping.set()
            return await super().__call__(page, entry)

    started = time.perf_counter()
    (report,), pages, state = lab.run(lab.outlet(site), sink=Stopper(), stopping=stopping, grace=2.0)
    assert time.perf_counter() - started < 4
    assert report.outcome == "stopped"
    assert 1 <= len(pages) < 10
    assert not state.kept_validators.get("satu")


def test_a_sink_that_fails_fails_its_page_only(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a", "/b"), "*": lab.article()}

    class Broken(lab.Pages):
        async def __call__(self, page, entry=None):
            if page.url.endswith("/a"):
                raise RuntimeError("rusak")
            return await super().__call__(page, entry)

    (report,), _, _ = lab.run(lab.outlet(site), sink=Broken())
    assert report.states == {"kept": 1, "failed": 1}


def test_many_outlets_are_crawled_side_by_side(lab, make_site):
    outlets = []
    for n in range(6):
        site = make_site()
        site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lambda _: time.sleep(0.3) or lab.article()}
        outlets.append(lab.outlet(site, id=f"o{n}"))
    started = time.perf_counter()
    reports, pages, _ = lab.run(*outlets)
    assert [r.outlet for r in reports] == [o.id for o in outlets]
    assert len(pages) == 6
    assert time.perf_counter() - started < 1.7


def test_a_poll_that_finds_something_hands_its_document_to_the_crawl(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a"), "*": lab.article()}
    state, robots = MemoryState(), RobotsCache()
    lab.run(lab.outlet(site), state=state, robots=robots)
    (report,), pages, _ = lab.run(lab.outlet(site), state=state, robots=robots)
    assert (report.states, site.hits["/feed/"], len(pages)) == ({"known": 1}, 2, 0)
    site.pages["/feed/"] = lab.feed(site, "/a", "/b")
    (report,), pages, _ = lab.run(lab.outlet(site), state=state, robots=robots)
    assert report.states == {"known": 1, "kept": 1}
    assert site.hits["/feed/"] == 3
    assert site.hits["/robots.txt"] == 1
    assert {headers["User-Agent"][:7] for _, headers in site.log} == {"Pantau/"}


def test_a_poll_in_trouble_is_left_to_the_crawl_and_its_reasons(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a"), "*": lab.article()}
    state, robots = MemoryState(), RobotsCache()
    lab.run(lab.outlet(site), state=state, robots=robots)
    site.pages["/feed/"] = (403, {"cf-mitigated": "challenge"}, b"")
    (report,), _, _ = lab.run(lab.outlet(site), state=state, robots=robots)
    assert report.outcome == "blocked"
    site.pages["/feed/"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 30_000_000))
    (report,), _, _ = lab.run(lab.outlet(site), state=state, robots=robots)
    assert (report.outcome, "beyond the limit" in report.notes[0]) == ("failed", True)


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
    (report,), pages, state = lab.run(lab.outlet(site, Discover("sitemap", "/s.xml")), clock=FixedClock(NOW), most=4)
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
