from dataclasses import replace
from datetime import UTC, datetime, timedelta

from archive.database import write
from archive.store.outlets import OutletState, save_states
from crawlers.outlet import Discover, Outlet
from crawlers.report import CrawlReport
from crawlers.watching import Facts
from crawlers.words import reason_in
from pantau.agenda import Agenda
from pantau.due import next_state

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
BOUNDS = timedelta(minutes=10), timedelta(hours=6)
OUTLET = Outlet("satu", "Satu", "https://satu.example/", (Discover("feed", "/feed/"),), poll=BOUNDS)


def after(state=None, **fields):
    report = CrawlReport(**{"outlet": "satu", "started_at": NOW, "ended_at": NOW, "outcome": "ok", **fields})
    return next_state(OUTLET, state or OutletState("satu"), report, BOUNDS, Facts((report.outcome,)))[0]


def test_a_busy_outlet_is_due_sooner_than_a_quiet_one():
    busy = after(published=tuple(NOW - timedelta(minutes=5 * n) for n in range(20)))
    quiet = after(published=tuple(NOW - timedelta(hours=9 * n) for n in range(20)))
    assert busy.next_due_at < quiet.next_due_at
    assert len(busy.hours) == 24
    assert busy.rate_per_hour > quiet.rate_per_hour


def test_what_the_site_asks_for_wins_and_failures_keep_the_rhythm():
    known = after(published=tuple(NOW - timedelta(minutes=5 * n) for n in range(20)))
    later = NOW + timedelta(hours=3)
    assert after(known, retry_at=later).next_due_at >= later
    failed = after(known, outcome="unreachable", reason="x")
    assert (failed.rate_per_hour, failed.failures) == (known.rate_per_hour, 1)
    assert failed.next_due_at == NOW + timedelta(minutes=20)


def test_an_outlet_that_falls_silent_is_told_with_the_day():
    known = after(published=tuple(NOW - timedelta(minutes=15 * n) for n in range(20)))
    ended = NOW + timedelta(hours=12)
    quiet = after(known, ended_at=ended, outcome="unchanged")
    assert quiet.health == "silent"
    assert reason_in(quiet.health_reason, "id").startswith("tidak ada yang baru sejak 2024-11-05")
    lively = after(known, ended_at=ended, published=(NOW + timedelta(hours=11),))
    assert (lively.health, lively.newest_at) == ("ok", NOW + timedelta(hours=11))


def remember(engine, *states) -> None:
    with write(engine) as connection:
        save_states(connection, states)


def test_outlets_are_due_by_time_the_longest_overdue_first_and_new_ones_at_once(sqlite_engine) -> None:
    names = ("late", "later", "soon", "ordered", "off", "fresh", "gone")
    outlets = {name: replace(OUTLET, id=name, enabled=name != "off") for name in names if name != "gone"}
    due_at = {
        "late": NOW - timedelta(minutes=1),
        "later": NOW - timedelta(hours=1),
        "soon": NOW + timedelta(hours=1),
        **dict.fromkeys(("ordered", "off", "gone"), NOW - timedelta(days=1)),
    }
    remember(sqlite_engine, *(OutletState(name, next_due_at=at) for name, at in due_at.items()))
    due = Agenda(sqlite_engine, outlets).due(NOW, {"ordered"})
    assert [(one.outlet, one.due_at) for one in due] == [
        ("fresh", None),
        ("later", due_at["later"]),
        ("late", due_at["late"]),
    ]


def test_a_clock_that_was_ahead_keeps_no_outlet_waiting(sqlite_engine) -> None:
    ahead = NOW + timedelta(days=300)
    remember(
        sqlite_engine,
        OutletState("satu", last_crawled_at=ahead, next_due_at=ahead + timedelta(minutes=30)),
        OutletState("dua", last_crawled_at=NOW, next_due_at=NOW + timedelta(minutes=30)),
    )
    agenda = Agenda(sqlite_engine, {name: replace(OUTLET, id=name) for name in ("satu", "dua")})
    assert [one.outlet for one in agenda.due(NOW - timedelta(minutes=1), ())] == ["satu"]
