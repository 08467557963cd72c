"""What a crawl takes of what is announced, and what waits for the next one."""

from datetime import UTC, datetime, timedelta

from base.clock import FixedClock
from crawlers.job import MemoryState
from crawlers.outlet import Discover

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
SITEMAP = Discover("sitemap", "/s.xml")


def sitemap(site, *paths):
    return "<urlset>" + "".join(f"<url><loc>{site.home}{path}</loc></url>" for path in paths) + "</urlset>"


def test_an_undated_archive_is_remembered_and_only_what_comes_after_it_is_fetched(lab, site):
    old = [f"berita/{1000 + n}/judul" for n in range(300)]
    site.pages = {"/s.xml": sitemap(site, *old), "*": lab.article()}
    (first,), pages, state = lab.run(lab.outlet(site, SITEMAP), clock=FixedClock(NOW), most=150)
    assert first.states == {"kept": 100, "skipped": 200}
    assert {page.url for page in pages} == {f"{site.home}{path}" for path in old[200:]}  # the highest numbers
    assert any("300 articles without date" in note for note in first.notes)
    site.pages["/s.xml"] = sitemap(site, *old, "berita/1300/baru")
    (second,), pages, _ = lab.run(lab.outlet(site, SITEMAP), clock=FixedClock(NOW), state=state)
    assert second.states == {"kept": 1, "known": 300}
    assert [page.url for page in pages] == [f"{site.home}berita/1300/baru"]
    (back,), _, _ = lab.run(
        lab.outlet(site, SITEMAP), clock=FixedClock(NOW), state=state, since=NOW - timedelta(days=9), most=999
    )
    assert back.states == {"kept": 200, "known": 101}


def test_what_was_left_is_taken_next_time_although_it_is_announced_no_more(lab, site):
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", "/c"), "*": lab.article(), "/c": (500, {}, b"")}
    state = MemoryState()
    (report,), _, _ = lab.run(lab.outlet(site), state=state, most=2)
    assert report.states["deferred"] == 1
    site.pages = {"/feed/": lab.feed(site, "/d"), "*": lab.article()}
    (report,), pages, _ = lab.run(lab.outlet(site), state=state)
    assert (report.found, report.fresh, sum(report.states.values())) == (1, 1, 1 + report.retried)
    assert {page.url[-2:] for page in pages} >= {"/c", "/d"}
    (report,), pages, _ = lab.run(lab.outlet(site), state=state)
    assert not pages


def test_the_first_crawl_looks_some_days_back_and_later_ones_take_nothing_older(lab, site):
    dates = ["4 Nov 2024 10:00:00 +0700", "30 Oct 2024 10:00:00 +0700", "1 Oct 2024 10:00:00 +0700"]
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", "/c", dates=dates), "*": lab.article()}
    (report,), _, state = lab.run(lab.outlet(site), clock=FixedClock(NOW), first=timedelta(days=7))
    assert report.states == {"kept": 2, "outside": 1}
    later = FixedClock(NOW + timedelta(days=3))
    (report,), _, _ = lab.run(lab.outlet(site), clock=later, state=state, first=timedelta(days=7))
    assert report.states == {"known": 2, "outside": 1}


def test_a_quiet_site_gives_its_last_articles_however_old(lab, site):
    dates = ["1 Feb 2024 10:00:00 +0700", "30 Jan 2024 10:00:00 +0700", "1 Jan 2024 10:00:00 +0700"]
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", "/c", dates=dates), "*": lab.article()}
    (report,), _, _ = lab.run(lab.outlet(site), clock=FixedClock(NOW), first=timedelta(days=7))
    assert report.states == {"kept": 2, "outside": 1}


def test_the_home_page_is_read_when_the_feed_stands_still(lab, site):
    link = "/berita/12345/judul-yang-cukup-panjang"
    site.pages = {"/feed/": lab.feed(site, "/a"), "/": f'<a href="{link}">x</a>', "*": lab.article()}
    state = MemoryState()
    lab.run(lab.outlet(site), state=state)
    state.look_home = True
    (report,), pages, _ = lab.run(lab.outlet(site), state=state)
    assert (report.home_fresh, report.fresh, report.means) == (1, 0, ("feed", "home"))
    assert [page.url for page in pages] == [site.home.rstrip("/") + link]
    (report,), _, _ = lab.run(lab.outlet(site), state=state)
    assert (report.home_fresh, report.states) == (0, {"known": 2})


def test_a_sitemap_of_long_ago_is_read_only_when_archives_are_walked(lab, site):
    child = "<sitemap><loc>{}{}.xml</loc><lastmod>{}</lastmod></sitemap>"
    news = "<urlset><url><loc>{}{}</loc><lastmod>{}</lastmod></url></urlset>"
    site.pages = {
        "/s.xml": "<sitemapindex>"
        + child.format(site.home, "old", "2019-05-02")
        + child.format(site.home, "berita", "2024-11-04")
        + "</sitemapindex>",
        "/old.xml": news.format(site.home, "berita/1/lama", "2019-05-01"),
        "/berita.xml": news.format(site.home, "berita/2/baru", "2024-11-04"),
        "*": lab.article(),
    }
    _, pages, state = lab.run(lab.outlet(site, SITEMAP), clock=FixedClock(NOW))
    assert [page.url for page in pages] == [f"{site.home}berita/2/baru"]
    assert not site.hits["/old.xml"]
    since = datetime(2019, 4, 1, tzinfo=UTC)
    _, pages, _ = lab.run(lab.outlet(site, SITEMAP), clock=FixedClock(NOW), state=state, since=since)
    assert [page.url for page in pages] == [f"{site.home}berita/1/lama"]


def test_a_sitemap_without_dates_in_its_index_brings_nothing_of_long_ago(lab, site):
    index = "".join(f"<sitemap><loc>{site.home}{name}.xml</loc></sitemap>" for name in ("berita", "old"))
    news = "<urlset><url><loc>{}{}</loc><lastmod>{}</lastmod></url></urlset>"
    site.pages = {
        "/s.xml": f"<sitemapindex>{index}</sitemapindex>",
        "/berita.xml": news.format(site.home, "berita/2/baru", "2024-11-04"),
        "/old.xml": news.format(site.home, "berita/1/lama", "2019-05-01"),
        "*": lab.article(),
    }
    (report,), pages, _ = lab.run(lab.outlet(site, SITEMAP), clock=FixedClock(NOW))
    assert [page.url for page in pages] == [f"{site.home}berita/2/baru"]
    assert report.states == {"kept": 1, "outside": 1}


def test_a_date_days_in_the_future_is_not_believed_and_hides_nothing(lab, site):
    dates = ["8 Nov 2024 10:00:00 +0700", "4 Nov 2024 10:00:00 +0700"]
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", dates=dates), "*": lab.article()}
    (report,), pages, _ = lab.run(lab.outlet(site), clock=FixedClock(NOW))
    assert report.states == {"kept": 2}
    assert {page.url[-2:]: page.entry.published is None for page in pages} == {"/a": True, "/b": False}
    assert any("future" in note for note in report.notes)
