from datetime import UTC, datetime, timedelta

from crawlers.outlet import Discover, Outlet
from crawlers.polling import Rhythm
from crawlers.report import CrawlReport
from crawlers.shape import looks_whole
from crawlers.watching import Facts, Watch, alarms, from_plain, look_home, observe, to_plain

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
OUTLET = Outlet("satu", "Satu", "https://satu.example/", (Discover("feed", "/feed/"),), expect=(5, 50))
EVEN = Rhythm(1.0, (1.0,) * 24)


def after(*reports, watch=None):
    watch = watch or Watch()
    for at, fields in enumerate(reports):
        watch = observe(watch, CrawlReport("satu", NOW + at * HOUR, NOW + at * HOUR, "ok", **fields), UTC)
    return watch


def kinds(watch, **facts):
    told = Facts(**{"outcomes": ("ok",), **facts})
    found = alarms(OUTLET, EVEN, watch, told, NOW, NOW - 99 * HOUR, NOW + HOUR)
    return [alarm.kind for alarm in found]


def test_pages_that_lose_their_shape_raise_an_alarm_and_usual_ones_do_not():
    good = after(*[{"looked": 10, "bad": 1}] * 6)
    assert kinds(good) == []
    assert kinds(after(*[{"looked": 5, "bad": 5}] * 4, watch=good)) == ["parser"]
    videos = after(*[{"looked": 10, "bad": 8}] * 12)  # an outlet whose pages were always like that
    assert kinds(videos) == []


def test_a_feed_that_stands_still_while_the_home_page_moves():
    quiet = after(*[{"home_fresh": 9}, {}, {}])
    assert kinds(quiet) == []  # the first look finds old favourites
    moved = after(*[{"home_fresh": 2}, {"home_fresh": 2}], watch=quiet)
    assert kinds(moved) == ["frozen"]
    assert kinds(after({"fresh": 1}, watch=moved)) == []


def test_the_home_page_is_looked_at_when_the_rhythm_promised_more():
    watch = after({"fresh": 3}, {})
    assert not look_home(OUTLET, EVEN, watch, NOW + 2 * HOUR)
    assert look_home(OUTLET, EVEN, watch, NOW + 4 * HOUR)
    looked = observe(watch, CrawlReport("satu", NOW + 4 * HOUR, NOW + 4 * HOUR, "unchanged", home_fresh=0), UTC)
    assert not look_home(OUTLET, EVEN, looked, NOW + 6 * HOUR)
    assert look_home(OUTLET, EVEN, looked, NOW + 7 * HOUR)


def test_dates_in_the_future_are_told():
    ahead = after({"fresh": 10, "waits": (-7 * 3600.0,) * 10, "interval": 900.0})
    assert kinds(ahead) == ["clock"]
    late = after({"fresh": 10, "waits": (7.5 * 3600.0,) * 10, "interval": 900.0})
    assert kinds(late) == ["clock"]
    outage = after({"fresh": 10, "waits": (7.5 * 3600.0,) * 10, "interval": 9 * 3600.0})
    assert kinds(outage) == []


def test_too_few_articles_in_a_day_and_crawls_that_fail():
    assert kinds(Watch(), day=2) == ["few"]
    assert kinds(Watch(), day=5) == []
    assert kinds(Watch(), outcomes=("unreachable",) * 3) == ["unreachable"]
    assert kinds(Watch(), outcomes=("unreachable",) * 2) == []


def test_a_watch_is_remembered():
    watch = after(
        {"fresh": 2, "waits": (61.0,), "interval": 600.0, "looked": 10, "bad": 2, "published": (NOW - 50 * HOUR, NOW)},
        {"home_fresh": 3},
        {"looked": 30},
    )
    assert from_plain(to_plain(watch)) == watch
    assert from_plain({}) == Watch()


def test_the_shape_of_a_page_is_told_from_its_bytes():
    text = "<p>" + "Camat Sungai Rindu diperiksa pengawas pemilihan. " * 12 + "</p>"
    page = f"<title>Judul</title><time datetime='x'>5 Nov 2024</time>{text}"
    assert looks_whole(page.encode())
    assert not looks_whole(page.replace("<title>Judul</title>", "").encode())
    assert not looks_whole(f"<title>Judul</title>{text}".encode())
    assert looks_whole(f"<title>Judul</title><div>Selasa, 5 November 2024</div>{text}".encode())


def test_a_page_that_draws_itself_is_looked_at_in_its_data():
    told = "Bawaslu memanggil lurah itu. " * 20
    page = f'<title>Judul</title><time>5/11/2024</time><script type="application/json">{{"content": "{told}"}}</script>'
    assert looks_whole(page.encode())
    assert not looks_whole(page.replace(told, "Muat ulang").encode())
    script = "<title>J</title><time><script>var a = '" + "kata " * 400 + "'</script><div id=root></div>"
    assert not looks_whole(script.encode())
    assert not looks_whole(b"<title>J</title><time>" + b"<script>" * 50_000)
