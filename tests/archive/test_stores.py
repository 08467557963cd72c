from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from archive.database import write
from archive.records.page import Entry, Page
from archive.store.audit import acts, record_act
from archive.store.coverage import add_coverage, ledger
from archive.store.crawls import end_crawl, recent_crawls, start_crawl
from archive.store.entries import (
    count_states,
    modified_since,
    put_aside,
    record_entries,
    record_entry,
    set_state,
    settled,
    states,
    unseen,
    waiting,
)
from archive.store.furniture import forget_furniture, known_furniture, learn_furniture
from archive.store.imports import done_records, set_done
from archive.store.outlets import OutletState, Validators, load_state, load_states, save_state
from archive.store.rejected import keep_rejected, prune_rejected, rejected_pages

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def connection(engine: Engine):
    with write(engine) as connection:
        yield connection


def entry(number: int, now: datetime) -> Entry:
    return Entry("contoh", f"https://contoh.example/{number}", "feed", now, title="Judul")


def test_only_new_addresses_are_unseen(connection, now) -> None:
    record_entries(connection, [(entry(number, now), f"k{number}") for number in range(3)])
    record_entries(connection, [])
    assert unseen(connection, "contoh", ["k1", "k2", "k9"]) == {"k9"}
    assert unseen(connection, "lain", ["k1"]) == {"k1"}


def test_an_entry_announced_again_keeps_its_state(connection, now) -> None:
    record_entry(connection, entry(1, now), "k1")
    assert set_state(connection, "contoh", "k1", "kept", now=now)
    record_entry(connection, entry(1, now + HOUR), "k1")
    assert states(connection, "contoh", ["k1"]) == {"k1": "kept"}
    assert count_states(connection, "contoh") == {"kept": 1}
    assert not set_state(connection, "contoh", "unknown", "kept", now=now)


def test_unfinished_entries_wait_until_tried_often_enough(connection, now) -> None:
    record_entries(connection, [(entry(number, now), f"k{number}") for number in range(4)])
    set_state(connection, "contoh", "k0", "kept", now=now)
    set_state(connection, "contoh", "k1", "failed", now=now + HOUR, reason="timeout")
    for _ in range(3):
        set_state(connection, "contoh", "k2", "failed", now=now)
    put_aside(connection, [(entry(3, now), "k3"), (entry(0, now), "k0")], "deferred", None)

    def left(at):
        rests = {"states": ["failed", "deferred"], "rests": [0 * HOUR, HOUR, 2 * HOUR]}
        done = settled(connection, "contoh", ["k0", "k1", "k2", "k3"], **{**rests, "states": ["kept"]}, now=at)
        found = [(one.url_key, one.tries) for one in waiting(connection, "contoh", **rests, now=at)]
        assert {key for key, _ in found} == {"k0", "k1", "k2", "k3"} - done
        return found

    assert left(now + HOUR) == [("k3", 0), ("k1", 1)]
    assert left(now + 2 * HOUR) == [("k2", 3), ("k3", 0), ("k1", 1)]
    set_state(connection, "contoh", "k2", "failed", now=now)
    assert left(now + 99 * HOUR) == [("k3", 0), ("k1", 1)]


def test_an_announced_edit_is_noticed(connection, now, add, article) -> None:
    add(connection, 1)
    key = article(1).url_key
    assert modified_since(connection, {key: now + HOUR, "unknown": now}) == {key}
    assert modified_since(connection, {key: now - HOUR}) == set()


def test_an_outlets_state_comes_back(connection, now) -> None:
    assert load_state(connection, "contoh") == OutletState("contoh")
    state = OutletState(
        "contoh",
        first_crawled_at=now,
        failures=2,
        health="blocked",
        rate_per_hour=1.5,
        hours=(0.5,) * 24,
        validators={"https://contoh.example/feed/": Validators('"abc"', None)},
    )
    save_state(connection, state)
    save_state(connection, state)
    assert load_states(connection) == {"contoh": state}
    assert load_states(connection, ["lain"]) == {"lain": OutletState("lain")}


def test_crawls_are_logged_with_their_counts(connection, now) -> None:
    first = start_crawl(connection, "contoh", now=now, first=True)
    start_crawl(connection, "lain", now=now + HOUR)
    end_crawl(connection, first, now=now + HOUR, outcome="ok", counts={"found": 3})
    running, ended = recent_crawls(connection)
    assert running.outcome is None
    assert (ended.outlet, ended.first, ended.counts, ended.ended_at) == ("contoh", True, {"found": 3}, now + HOUR)


def test_the_ledger_adds_up_by_hour(connection) -> None:
    at = datetime(2024, 10, 1, 5, 59, tzinfo=UTC)
    add_coverage(connection, "contoh", at, "feed", found=2, kept=1)
    add_coverage(connection, "contoh", at - timedelta(minutes=50), "sitemap", found=1)
    add_coverage(connection, "contoh", at + HOUR, "feed")
    first, second = ledger(connection, at - DAY, at + DAY)
    assert (first.found, first.kept, first.means) == (3, 1, "sitemap")
    assert (second.hour, second.found) == (datetime(2024, 10, 1, 6, tzinfo=UTC), 0)
    assert ledger(connection, at - DAY, at + DAY, outlet="lain") == ()


def test_a_line_on_several_pages_is_furniture_until_forgotten(connection, now) -> None:
    for _ in range(3):
        learn_furniture(connection, "contoh", ["baca", "baca"], now=now)
    learn_furniture(connection, "contoh", ["sekali"], now=now)
    assert known_furniture(connection, "contoh") == {"baca"}
    assert known_furniture(connection, "lain") == frozenset()
    learn_furniture(connection, "contoh", ["baca"], now=now + 60 * DAY)
    assert known_furniture(connection, "contoh") == frozenset()
    assert forget_furniture(connection, now=now + 60 * DAY) == 1


def test_rejected_pages_stay_thirty_days(connection, now) -> None:
    page = Page("https://contoh.example/1", b"<p>cuaca</p>", "html", now)
    keep_rejected(connection, page, "k1", reason="no term", now=now)
    keep_rejected(connection, page, "k1", reason="again", now=now + DAY)
    assert list(rejected_pages(connection)) == [("k1", page, "no term")]
    assert list(rejected_pages(connection, sampled=True)) == []
    assert prune_rejected(connection, now=now + 29 * DAY) == 0
    assert prune_rejected(connection, now=now + 31 * DAY, dry_run=True) == 1
    assert prune_rejected(connection, now=now + 31 * DAY) == 1
    assert list(rejected_pages(connection)) == []


def test_the_audit_is_read_newest_first(connection, now) -> None:
    record_act(connection, now=now, by="auto", act="link", target="article:1", detail={"score": 0.5})
    record_act(connection, now=now + HOUR, by="rani", act="export", target="search")
    assert [act.act for act in acts(connection)] == ["export", "link"]
    assert acts(connection, target="article:1")[0].detail == {"score": 0.5}


def test_an_import_knows_where_it_stopped(connection, now) -> None:
    assert done_records(connection, "s") == 0
    set_done(connection, "s", "a.jsonl", 10, now=now)
    set_done(connection, "s", "a.jsonl", 25, now=now)
    assert done_records(connection, "s") == 25
