import gzip
import json
import threading
from datetime import UTC, datetime, timedelta

import pytest

from archive.records.page import Entry
from base.clock import FixedClock
from base.errors import ArchiveError
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


def test_a_sink_that_fails_fails_its_page_only(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a", "/b"), "*": lab.article()}

    class Broken(lab.Pages):
        async def __call__(self, page, entry=None):
            if page.url.endswith("/a"):
                raise RuntimeError("rusak")
            return await super().__call__(page, entry)

    (report,), _, _ = lab.run(lab.outlet(site), sink=Broken())
    assert report.states == {"kept": 1, "failed": 1}


def test_a_page_cut_off_with_the_monitor_is_taken_up_by_the_next_crawl(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a", "/b"), "*": lab.article()}
    cut = {"/a"}

    class Cut(lab.Pages):
        async def __call__(self, page, entry=None):
            if any(page.url.endswith(path) for path in cut):
                raise BrokenPipeError(32, "Broken pipe")
            return await super().__call__(page, entry)

    state = MemoryState()
    (report,), _, _ = lab.run(lab.outlet(site), sink=Cut(), state=state)
    assert report.states == {"kept": 1, "deferred": 1}
    cut.clear()
    (report,), _, _ = lab.run(lab.outlet(site), sink=Cut(), state=state)
    assert report.states == {"kept": 1, "known": 1}


class Stumbling(MemoryState):
    """A ledger that is away when it is asked for the nth time."""

    def __init__(self, asked: str, number: int) -> None:
        super().__init__()
        self.asked, self.left = asked, number

    def stumble(self, asked: str) -> None:
        self.left -= asked == self.asked
        if asked == self.asked and self.left == 0:
            raise ArchiveError("the ledger is away")

    async def unseen(self, *given, **named):
        self.stumble("unseen")
        return await super().unseen(*given, **named)

    async def settle(self, *given):
        self.stumble("settle")
        await super().settle(*given)


@pytest.mark.parametrize(("asked", "number"), [("unseen", 1), ("settle", 1), ("settle", 2)])
def test_a_ledger_that_was_away_costs_no_article(lab, site, asked, number):
    site.pages = {"/feed/": (200, {"ETag": '"1"'}, lab.feed(site, "/a", "/b")[2]), "*": lab.article()}
    state = Stumbling(asked, number)
    (report,), _, _ = lab.run(lab.outlet(site), state=state)
    assert (report.outcome, report.reason) == ("failed", "ArchiveError: the ledger is away")
    assert not state.kept_validators.get("satu")
    assert "satu" not in state.crawls
    (report,), _, _ = lab.run(lab.outlet(site), state=state)
    assert report.outcome == "ok"
    assert set(state.seen["satu"].values()) == {"kept"}
    assert len(state.seen["satu"]) == 2


def test_a_page_that_a_full_disk_turned_away_waits_for_the_next_crawl(lab, site):
    site.pages = {"/feed/": (200, {"ETag": '"1"'}, lab.feed(site, "/a", "/b")[2]), "*": lab.article()}
    full = {"satu": True}

    class Full(lab.Pages):
        async def __call__(self, page, entry=None):
            if full.pop("satu", False):
                raise ArchiveError("the disk is full")
            return await super().__call__(page, entry)

    sink, state = Full(), MemoryState()
    (report,), _, _ = lab.run(lab.outlet(site), sink=sink, state=state)
    assert (report.states["kept"], report.states["deferred"], report.states.get("failed", 0)) == (1, 1, 0)
    (report,), _, _ = lab.run(lab.outlet(site), sink=sink, state=state)
    assert report.states["kept"] == 1
    assert set(state.seen["satu"].values()) == {"kept"}


def test_a_poll_that_breaks_costs_the_other_outlets_nothing(lab, make_site):
    sites = [make_site() for _ in range(2)]
    for one in sites:
        one.pages = {"/feed/": (200, {"ETag": '"1"'}, lab.feed(one, "/a")[2]), "*": lab.article()}
    outlets = [lab.outlet(one, id=name) for one, name in zip(sites, ("satu", "dua"), strict=True)]
    state = MemoryState()
    lab.run(*outlets, state=state)

    class Away(MemoryState):
        async def recall(self, outlet, now):
            if outlet == "satu":
                raise ArchiveError("the ledger is away")
            return await state.recall(outlet, now)

    (first, second), _, _ = lab.run(*outlets, state=Away())
    assert first.outcome == "failed"
    assert second.outcome in {"ok", "unchanged"}


def test_a_page_that_breaks_us_is_a_failed_one_and_is_tried_again(lab, site, monkeypatch):
    site.pages = {"/feed/": (200, {"ETag": '"1"'}, lab.feed(site, "/a", "/b")[2]), "*": lab.article()}
    with monkeypatch.context() as broken:
        broken.setattr("crawlers.spiders.outlet.find_wall", lambda *_: 1 / 0)
        (report,), _, state = lab.run(lab.outlet(site))
    assert report.states["failed"] == 2
    assert not state.kept_validators.get("satu")
    (report,), _, _ = lab.run(lab.outlet(site), state=state)
    assert report.states["kept"] == 2


def test_many_outlets_are_crawled_side_by_side(lab, make_site):
    outlets, together = [], threading.Barrier(6)

    def page(_) -> bytes:
        together.wait(300)  # answers only when all six outlets are asked at the same time
        return lab.article()

    for n in range(6):
        site = make_site()
        site.pages = {"/feed/": lab.feed(site, "/a"), "/a": page}
        outlets.append(lab.outlet(site, id=f"o{n}"))
    reports, pages, _ = lab.run(*outlets, timeout=600.0)
    assert [r.outlet for r in reports] == [o.id for o in outlets]
    assert len(pages) == 6


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
