"""How sites are asked: robots.txt, delays, Retry-After, walls."""

# ruff: noqa: E501 - answers of sites stand in long lines
import time
from datetime import UTC, datetime, timedelta

import pytest

from base.clock import FixedClock
from crawlers.job import MemoryState
from crawlers.outlet import Discover
from crawlers.words import reason_in
from tests.crawlers.arrivals import Arrivals

NOW = datetime(2024, 11, 5, tzinfo=UTC)


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
    assert report.outcome == "unreachable"
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
    ("rules", "answer", "outcome", "told"),
    [
        (b"User-agent: *\nDisallow: /\n", b"", "robots", "minta izin kepada media"),
        ((503, {}, b""), b"", "unreachable", "robots.txt tidak terbaca"),
        (b"", (429, {"Retry-After": "600"}, b""), "busy", "meminta kita lebih pelan (HTTP 429)"),
        (b"", (503, {}, b""), "busy", "meminta kita lebih pelan (HTTP 503)"),
        (b"", (404, {}, b""), "failed", "HTTP 404"),
    ],
)
def test_what_forbids_or_slows_us_is_told_as_what_it_is(lab, site, monkeypatch, rules, answer, outcome, told):
    monkeypatch.setattr("crawlers.backoff.FIRST_WAIT", timedelta(0))
    site.pages = {"/robots.txt": rules, "/feed/": answer, "/": answer}
    (report,), _, _ = lab.run(lab.outlet(site, Discover("feed", "/feed/"), Discover("home", "/")))
    assert report.outcome == outcome
    assert told in reason_in(report.reason, "id")


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


def test_a_poll_and_the_crawl_it_leads_to_keep_the_delay_between_all_their_requests(site, lab):
    pages = {
        "/robots.txt": (404, {}, b""),
        "/feed/": lab.feed(site, "/berita/1/a"),
        "/berita/1/a": lab.article(),
        "/berita/2/b": lab.article(),
    }
    site.pages = pages
    outlet = lab.outlet(site, delay=0.2)
    _, _, state = lab.run(outlet)
    pages["/feed/"] = lab.feed(site, "/berita/2/b", "/berita/1/a")
    arrivals = Arrivals()
    site.pages = {"*": arrivals.noting(pages.get)}
    lab.run(outlet, state=state)
    assert arrivals.paths == ["/robots.txt", "/feed/", "/berita/2/b"]
    assert arrivals.kept(0.2)


def test_outlets_of_one_host_are_crawled_one_after_the_other_with_its_delay(site, lab):
    under_way, most = 0, 0

    def slowly(path):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.05)
        under_way -= 1
        return pages[path]

    ways = {name: Discover("feed", f"/{name}/feed/") for name in ("satu", "dua", "tiga")}
    pages = {f"/{name}/feed/": lab.feed(site, f"/{name}/berita/1/a") for name in ways}
    pages |= {f"/{name}/berita/1/a": lab.article() for name in ways}
    outlets = [lab.outlet(site, way, id=name, home=f"{site.home}{name}/", delay=0.2) for name, way in ways.items()]
    arrivals = Arrivals()
    site.pages = {path: arrivals.noting(slowly) for path in pages}
    reports, _, _ = lab.run(*outlets)
    assert [report.states for report in reports] == [{"kept": 1}] * 3
    assert len(arrivals.asked) == 6
    assert most == 1
    assert arrivals.kept(0.2)


@pytest.mark.parametrize("status", [429, 503])
def test_a_request_that_stands_in_line_when_the_site_asks_to_wait_is_not_sent(lab, site, status):
    paths = [f"/berita/{n}" for n in range(1, 6)]
    site.pages = {"/feed/": lab.feed(site, *paths), **dict.fromkeys(paths, lab.article())}
    site.pages[paths[0]] = (status, {"Retry-After": "8"}, b"")
    (report,), _, state = lab.run(lab.outlet(site, delay=0.05), clock=FixedClock(NOW))
    assert [path for path, _ in site.log] == ["/robots.txt", "/feed/", paths[0]]
    assert report.states == {"deferred": 5}
    assert report.requests == 3
    assert len(state.aside["satu"]) == 5


def test_nobody_asks_while_a_short_wait_is_sat_out(lab, site):
    pages = {"/feed/": lab.feed(site, "/a", "/b", "/c")}
    pages |= dict.fromkeys(("/a", "/b", "/c"), lab.article())
    arrivals = Arrivals()

    def answer(path):
        return (503, {"Retry-After": "1"}, b"") if len(arrivals.asked) == 1 else pages[path]

    site.pages = {"/feed/": pages["/feed/"], **dict.fromkeys(("/a", "/b", "/c"), arrivals.noting(answer))}
    (report,), _, _ = lab.run(lab.outlet(site, delay=0.2))
    assert report.states == {"kept": 3}
    assert len(arrivals.asked) == 4
    assert arrivals.kept(0.2, after=0.8)


def test_a_poll_that_is_asked_to_wait_leads_to_no_crawl(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article()}
    outlet = lab.outlet(site)
    _, _, state = lab.run(outlet)
    site.log.clear()
    site.pages["/feed/"] = (429, {"Retry-After": "900"}, b"")
    (report,), _, _ = lab.run(outlet, state=state, clock=FixedClock(NOW))
    assert [path for path, _ in site.log if path != "/robots.txt"] == ["/feed/"]
    assert (report.outcome, report.retry_at) == ("busy", NOW + timedelta(minutes=15))


def test_the_first_request_keeps_the_delay_that_robots_txt_asks_for(lab, site):
    pages = {"/robots.txt": "User-agent: *\nCrawl-delay: 0.5\n", "/feed/": lab.feed(site, "/a"), "/a": lab.article()}
    arrivals = Arrivals()
    site.pages = {path: arrivals.noting(pages.get) for path in pages}
    lab.run(lab.outlet(site, delay=0.1))
    assert len(arrivals.asked) == 3
    assert arrivals.kept(0.5)
