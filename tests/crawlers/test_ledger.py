"""Every address that an outlet announces ends in one column: of the crawl's table and of the ledger."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from archive.database import read
from archive.store.coverage import ledger
from archive.store.entries import count_states
from base.catalogue import catalogue
from base.clock import SystemClock
from base.errors import ArchiveError
from crawlers.job import MemoryState
from crawlers.report import CrawlReport
from pantau.commands.crawl import amounts, show
from pantau.due import Judge
from pantau.memory import ArchiveMemory
from pantau.settings import ROOT
from pipeline.outcome import Outcome

BOUNDS = timedelta(minutes=10), timedelta(hours=6)
CHALLENGE = (403, {"cf-mitigated": "challenge"}, b"x")


@pytest.fixture
def memory(plain_engine):
    made = ArchiveMemory(plain_engine, Judge({}, BOUNDS), SystemClock())
    yield made
    made.close()


async def kept(page, entry=None):
    return Outcome("kept")


def rows(engine):
    now = datetime.now(tz=UTC)
    with read(engine) as connection:
        return ledger(connection, now - timedelta(hours=2), now + timedelta(hours=2))


def adds_up(row):
    return row.found + row.again == row.fetched + row.failed + row.refused + row.waiting


def even(report):
    shown = amounts(report)
    ends = ("Fetched", "Old", "Waiting", "Refused", "Failed")
    return shown["Found"] + shown["Again"] == sum(shown[name] for name in ends)


def many_kinds(lab, site):
    site.pages = {
        "/robots.txt": "User-agent: *\nDisallow: /larang\n",
        "/feed/": lab.feed(site, "/a", "/b", "/hilang", "/larang", "/rusak", "/pdf", "/jauh", "/lagi"),
        "/a": lab.article("satu"), "/b": lab.article("dua"), "/hilang": (410, {}, b""), "/rusak": CHALLENGE,
        "/pdf": (200, {"Content-Type": "text/html"}, b"%PDF-1.4"),
        "/jauh": (302, {"Location": "ftp://x.example/"}, b""),
        "/lagi": (500, {}, b""),
    }  # fmt: skip


def test_every_kind_of_end_stands_in_one_column(lab, site, memory, plain_engine):
    many_kinds(lab, site)
    (report,), _, _ = lab.run(lab.outlet(site), sink=kept, state=memory, most=7)
    assert even(report)
    (row,) = rows(plain_engine)
    assert (row.found, row.fetched, row.kept, row.failed, row.refused, row.waiting) == (8, *_ended(report))
    assert adds_up(row)
    (again,), _, _ = lab.run(lab.outlet(site), sink=kept, state=memory)
    assert even(again)
    (row,) = rows(plain_engine)
    assert adds_up(row)


def _ended(report):
    states = Counter(report.states)
    refused = states["gone"] + states["robots"] + states["refused"]
    return 2, 2, states["failed"] + states["blocked"], refused, states["deferred"]


def test_a_site_that_asks_to_wait_leaves_its_articles_in_the_column_of_what_waits(lab, site, memory, plain_engine):
    paths = [f"/berita/{n}" for n in range(8)]
    site.pages = {"/feed/": lab.feed(site, *paths), **dict.fromkeys(paths, lab.article())}
    site.pages[paths[2]] = (429, {"Retry-After": "900"}, b"")
    (report,), _, _ = lab.run(lab.outlet(site), sink=kept, state=memory)
    assert even(report)
    (row,) = rows(plain_engine)
    assert (row.found, row.fetched, row.waiting) == (8, 2, 6)


def test_an_outlet_whose_articles_were_all_blocked_stands_in_the_ledger(lab, site, memory, plain_engine):
    site.pages = {"/feed/": lab.feed(site, "/a", "/b", "/c"), "*": CHALLENGE}
    (report,), _, _ = lab.run(lab.outlet(site), sink=kept, state=memory)
    assert report.outcome == "blocked"
    (row,) = rows(plain_engine)
    assert (row.found, row.failed, row.means) == (3, 3, "feed")


def test_an_outlet_that_does_not_answer_leaves_a_gap(lab, site, memory, plain_engine):
    lab.run(lab.outlet(site, home="http://127.0.0.1:9/"), sink=kept, state=memory)
    assert rows(plain_engine) == ()


def test_what_a_stop_leaves_on_its_way_waits_for_the_next_crawl(lab, site, memory, plain_engine):
    paths = [f"/berita/{n}" for n in range(6)]
    stopping = asyncio.Event()
    site.pages = {"/feed/": lab.feed(site, *paths), **dict.fromkeys(paths, lab.article())}

    async def sink(page, entry=None):
        stopping.set()
        return await kept(page, entry)

    (report,), _, _ = lab.run(lab.outlet(site, delay=0.05), sink=sink, state=memory, stopping=stopping)
    assert report.outcome == "stopped"
    assert sum(report.states.values()) == report.found == 6
    (row,) = rows(plain_engine)
    assert adds_up(row)
    with read(plain_engine) as connection:
        assert sum(count_states(connection, "satu").values()) == 6
        assert count_states(connection, "satu")["deferred"] == report.states["deferred"] > 0


def test_an_article_that_ends_twice_is_counted_once(lab, site):
    class Failing(MemoryState):
        async def settle(self, entry, state, reason, outcome):
            await super().settle(entry, state, reason, outcome)
            raise ArchiveError("the archive is away")

    site.pages = {"/feed/": lab.feed(site, "/a", "/b"), "/a": (500, {}, b""), "/b": (410, {}, b"")}
    (report,), _, _ = lab.run(lab.outlet(site), state=Failing())
    assert sum(report.states.values()) == report.found == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_table_of_a_crawl_tells_what_waits_and_each_note_once(language):
    at = datetime(2024, 11, 5, tzinfo=UTC)
    states = {"kept": 2, "deferred": 6, "gone": 1, "failed": 1, "known": 3, "outside": 1}
    report = CrawlReport(
        "satu", at, at, "failed", "no answer in time", notes=("no answer in time",), found=14, states=states
    )
    console = Console(record=True, width=140)
    show(console, catalogue(ROOT / "pantau", language), [report], [])
    told = console.export_text()
    head, row, *notes = told.strip().splitlines()
    assert row.split()[-8:] == ["14", "2", "2", "4", "6", "1", "1", "0.0"]
    assert ("Tunggu" in head) == (language == "id")
    assert len(notes) == 1
