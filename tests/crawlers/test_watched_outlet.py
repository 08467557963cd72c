"""An outlet watched for weeks over real HTTP, with the real archive: edits, corrections, takedowns, alarms."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.database import read
from archive.store.alarms import open_alarms
from archive.store.coverage import ledger
from archive.store.notices import notices_of
from archive.store.outlets import load_state
from archive.store.visits import next_visit_at
from archive.store.wordings import versions
from crawlers.job import CrawlOptions
from crawlers.words import reason_in
from pantau.bootstrap import Application
from pantau.commands.show import command as show
from pantau.flow import Crawling
from pantau.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2024, 11, 4, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
STORY = (
    "Camat Sungai Rindu diduga tidak netral karena ikut kampanye calon bupati, kata Ketua Bawaslu Kabupaten Rindu, "
    "Senin (4/11/2024).</p><p>Bawaslu memanggil camat itu untuk dimintai keterangan bersama empat orang saksi.</p><p>"
    "Aparatur sipil negara dilarang ikut kampanye pasangan calon kepala daerah."
)


class Moving:
    """A clock that is set by hand."""

    def __init__(self):
        self.at = START

    def now(self):
        return self.at


class Watched:
    """One outlet, its archive and a clock."""

    def __init__(self, site, folder, lab, tools, expect=""):
        config = shutil.copytree(ROOT / "config", folder / "config")
        for path in (config / "outlets").glob("*.yaml"):
            path.unlink()
        (config / "outlets" / "a.yaml").write_text(
            f"- id: satu\n  name: Satu\n  home: {site.home}\n  delay: 0\n  allow_network: [127.0.0.0/8]\n"
            f"  discover: [{{feed: /feed/}}]\n{expect}"
        )
        self.site, self.lab, self.clock = site, lab, Moving()
        settings = Settings(config=config, var=folder / "var", timezone="Asia/Makassar")
        self.application = Application(settings, self.clock)
        self.application.__dict__["tools"] = tools  # the lexicon takes seconds to load, and is the same for all
        self.crawling = Crawling(self.application)

    def crawl(self, at, *, again=False):
        self.clock.at = at
        return asyncio.run(self.crawling.crawl(["satu"], CrawlOptions(timeout=120.0, again=again)))[0]

    def ask(self, work, *arguments, **named):
        with read(self.application.engine) as connection:
            return work(connection, *arguments, **named)

    def health(self):
        return self.ask(load_state, "satu").health


@pytest.fixture
def watched(site, tmp_path, lab, shipped):
    made = []

    def make(**fields):
        made.append(Watched(site, tmp_path, lab, shipped, **fields))
        return made[-1]

    yield make
    for one in made:
        one.crawling.close()
        one.application.engine.dispose()


def test_a_kept_article_is_visited_again_and_what_happened_to_it_is_told(watched, site, lab):
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article(STORY)}
    one = watched()
    assert one.crawl(START).states == {"kept": 1}
    assert one.ask(next_visit_at, "satu") == START + HOUR
    assert one.ask(load_state, "satu").next_due_at <= START + HOUR  # the visit pulls the poll forward

    report = one.crawl(START + HOUR)
    assert (report.revisited, report.states) == (1, {"unchanged": 1, "known": 1})
    correction = f"{STORY}</p><p>Ralat: jumlah saksi dalam berita ini semula tertulis lima orang."
    site.pages["/a"] = lab.article(correction)
    report = one.crawl(START + 6 * HOUR)
    assert report.states == {"updated": 1, "known": 1}
    before, after = (version.text for version in one.ask(versions, 1))
    assert ("Ralat:" in before, "Ralat:" in after) == (False, True)
    assert [notice.kind for notice in one.ask(notices_of, [1])[1]] == ["ralat"]

    site.pages["/a"] = (410, {}, b"")
    report = one.crawl(START + 24 * HOUR)
    assert (report.outcome, report.states) == ("ok", {"gone": 1, "known": 1})
    kinds = {notice.kind: notice for notice in one.ask(notices_of, [1])[1]}
    assert kinds["takedown"].detail == "the page is gone (HTTP 410)"
    assert len(one.ask(versions, 1)) == 2  # what we have stays
    settings = one.application.settings
    shown = CliRunner().invoke(show, ["1"], obj=settings, env={"PANTAU_CONFIG": str(settings.config)})
    assert "Diturunkan oleh media" in shown.output, shown.output
    assert "Media memuat: ralat" in shown.output

    site.pages["/a"] = lab.article(correction)
    one.crawl(START + 24 * 7 * HOUR)
    kinds = {notice.kind: notice for notice in one.ask(notices_of, [1])[1]}
    assert kinds["takedown"].ended_at is not None
    site.pages["/a"] = (302, {"Location": "/"}, b"")
    site.pages["/"] = b"<html>Beranda</html>"
    one.crawl(START + 24 * 30 * HOUR)
    kinds = {notice.kind: notice for notice in one.ask(notices_of, [1])[1]}
    assert (kinds["takedown"].ended_at, kinds["takedown"].detail) == (None, "the address leads to the home page")
    assert one.ask(next_visit_at, "satu") is None


def test_a_visit_that_fails_is_tried_again_and_is_no_takedown(watched, site, lab):
    site.pages = {"/feed/": lab.feed(site, "/a"), "/a": lab.article(STORY)}
    one = watched()
    one.crawl(START)
    site.pages["/a"] = (500, {}, b"")
    assert one.crawl(START + HOUR).states == {"failed": 1, "known": 1}
    assert not one.ask(notices_of, [1])
    assert one.ask(next_visit_at, "satu") == START + 2 * HOUR


def test_paragraphs_that_follow_ups_share_stay_and_reading_them_again_is_no_edit(watched, site, lab):
    shared = (
        '</p><p>"Kami akan memanggil semua pihak," kata Ketua Bawaslu Kabupaten Rindu, Sari Contoh.</p><p>Sebelumnya '
        "diberitakan, rekaman ajakan memilih calon bupati itu beredar di grup percakapan warga."
    )
    paths = [f"/n{number}" for number in range(6)]
    places = ("Sungai Rindu", "Gunung Teduh", "Muara Sepi", "Tanjung Elok", "Bukit Damai", "Rawa Hening")
    site.pages = {"/feed/": lab.feed(site, *paths[:4])} | {
        path: lab.article(STORY.replace("Sungai Rindu", place) + shared)
        for path, place in zip(paths, places, strict=True)
    }
    one = watched()
    assert one.crawl(START).states == {"kept": 4}
    site.pages["/feed/"] = lab.feed(site, *paths)
    assert one.crawl(START + timedelta(minutes=30)).states == {"kept": 2, "known": 4}
    assert one.crawl(START + timedelta(minutes=40), again=True).states == {"unchanged": 6}
    for number in range(1, 7):
        (only,) = one.ask(versions, number)
        assert "Kami akan memanggil" in only.text
        assert "Sebelumnya diberitakan" in only.text


def test_a_stub_is_told_as_what_it_is_and_walls_raise_an_alarm(watched, site, lab):
    path = "/camat-rindu"
    status, headers, body = lab.feed(site, path)
    site.pages = {
        "/feed/": (status, headers, body.replace("Judul", "Camat Rindu Dilaporkan Warga")),
        path: b"<html><head><title>Tunggu</title></head><body><p>Sebentar lagi terbuka.</p></body></html>",
    }
    one = watched()
    report = one.crawl(START)
    assert report.states == {"empty": 1}
    (reason,) = report.reasons
    assert reason_in(reason, "id").startswith("Halaman hampir tidak memuat teks")
    site.pages[path] = b"<title>Internet Positif</title><p>Situs ini diblokir.</p>"
    for number in range(1, 4):
        assert one.crawl(START + number * HOUR, again=True).outcome == "blocked"
    assert [alarm.kind for alarm in one.ask(open_alarms)] == ["blocked"]


def test_a_redesign_and_a_wrong_clock_raise_alarms_and_end_them(watched, site, lab):
    one = watched()
    number = 0

    def day(at, body, count=10, ahead=timedelta(0)):
        nonlocal number
        paths = [f"/n{number + n}" for n in range(count)]
        number += count
        stamp = (at - timedelta(minutes=9) + ahead).strftime("%a, %d %b %Y %H:%M:%S +0000")
        site.pages = {"/feed/": lab.feed(site, *paths, dates=[stamp] * count), "*": body}
        return one.crawl(at)

    good = lab.article("Pasar desa ramai pada hari Senin, 4 November 2024, kata kepala pasar. " * 9)
    bad = b"<html><head><title>Satu</title></head><body><div id=root></div></body></html>"
    for n in range(4):
        day(START + n * HOUR, good)
    assert one.health() == "ok"
    for n in range(4, 7):
        report = day(START + n * HOUR, bad)
    assert (report.looked, report.bad) == (10, 10)
    assert one.health() == "broken"
    assert [alarm.kind for alarm in one.ask(open_alarms)] == ["parser"]
    for n in range(7, 11):
        day(START + n * HOUR, good)
    assert one.health() == "ok"
    assert not one.ask(open_alarms)
    for n in range(11, 13):
        day(START + n * HOUR, good, ahead=7 * HOUR)
    assert one.health() == "clock"
    assert "about 7 h in the future" in one.ask(open_alarms)[0].reason


def test_a_frozen_feed_is_told_and_the_home_page_is_crawled_instead(watched, site, lab):
    stamps = [(START - n * HOUR / 4).strftime("%a, %d %b %Y %H:%M:%S +0000") for n in range(30)]
    site.pages = {"*": lab.article("Pasar desa ramai, Senin (4/11/2024). " * 20)}
    status, headers, body = lab.feed(site, *(f"/n{n}" for n in range(30)), dates=stamps)
    fresh: list[str] = []

    def feed(handler):
        asked = handler.headers.get("If-None-Match")
        return (304, {"ETag": '"1"'}, b"") if asked else (status, {**headers, "ETag": '"1"'}, body)

    def home(_):
        return "".join(f'<a href="{path}">Judul berita yang cukup panjang</a>' for path in fresh)

    site.pages |= {"/feed/": feed, "/": home}
    one = watched()
    one.crawl(START)
    fresh += [f"/berita/{n}/lama-dan-tidak-pernah-diumumkan" for n in range(1000, 1006)]
    for n in (4, 8, 12, 16):
        fresh += [f"/berita/{2000 + n + k}/judul-berita-yang-baru" for k in range(2)]
        report = one.crawl(START + n * HOUR)
    assert (report.not_modified, report.home_fresh) == (1, 2)
    assert site.hits[fresh[-1]] == 1  # what the feed hides is read all the same
    assert one.health() == "frozen"
    assert "home page shows 4 new articles" in one.ask(open_alarms, outlet="satu")[0].reason


def test_fewer_articles_than_expected_and_the_ledger(watched, site, lab):
    one = watched(expect="  timezone: Asia/Makassar\n  expect: {per_day: [5, 50]}\n")
    site.pages = {"/feed/": lab.feed(site, "/a", "/b"), "*": lab.article("Pasar ramai. " * 40)}
    for n in range(0, 60, 4):
        one.crawl(START + n * HOUR)
    hours = one.ask(ledger, START, START + 99 * HOUR)
    assert (sum(hour.found for hour in hours), len(hours)) == (2, 15)
    assert one.health() == "few"
    assert one.ask(open_alarms)[0].reason == "0 articles a day where at least 5 are normal"


def test_a_backfill_fills_the_gaps_of_the_ledger(watched, site, lab):
    dates = [f"{day} Nov 2024 09:30:00 +0800" for day in (4, 3, 2, 1)]
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", "/c", "/d", dates=dates), "*": lab.article("Pasar ramai. " * 40)}
    one = watched()
    one.clock.at = START
    since = datetime(2024, 11, 2, tzinfo=UTC)
    asyncio.run(one.crawling.crawl(["satu"], CrawlOptions(timeout=120.0, since=since)))
    hours = {hour.hour: hour for hour in one.ask(ledger, since - 24 * HOUR, START + HOUR)}
    assert len(hours) == (START - since) / HOUR + 1  # every hour since then, and the hour of the crawl itself
    assert hours[datetime(2024, 11, 3, 1, tzinfo=UTC)].found == 1
    assert {hour.means for hour in hours.values()} == {"back:feed", "feed"}


def test_an_outlet_that_never_answers_is_told_after_three_crawls(watched, site):
    one = watched()
    site.pages = {"/feed/": (403, {"cf-mitigated": "challenge"}, b"")}
    for n in range(2):
        one.crawl(START + n * HOUR)
    assert not one.ask(open_alarms)
    one.crawl(START + 3 * HOUR)
    assert [alarm.kind for alarm in one.ask(open_alarms)] == ["blocked"]
