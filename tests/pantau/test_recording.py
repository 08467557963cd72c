from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import event

from archive.database import read, write
from archive.store.coverage import ledger
from archive.store.crawls import recent_crawls
from archive.store.outlets import load_states
from crawlers.outlet import Discover, Outlet
from crawlers.report import CrawlReport, Validator
from pantau.due import Judge
from pantau.recording import Ended, record, with_visit

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOUNDS = timedelta(minutes=10), timedelta(hours=6)


def poll(outlet: str, at: datetime = NOW, **fields) -> Ended:
    report = CrawlReport(outlet, at, at + timedelta(seconds=2), "unchanged", means=("feed",), requests=1)
    return Ended(replace(report, **fields), {"https://x.example/feed/": Validator('"1"', None, at)})


def judge(*names: str) -> Judge:
    ways = (Discover("feed", "/feed/"),)
    return Judge({name: Outlet(name, name, f"https://{name}.example/", ways, poll=BOUNDS) for name in names}, BOUNDS)


def test_many_polls_take_as_many_statements_as_one(sqlite_engine) -> None:
    statements: Counter = Counter()
    event.listen(sqlite_engine, "before_cursor_execute", lambda *call: statements.update([call[2].split(None, 1)[0]]))
    names = [f"o{n}" for n in range(50)]

    def counted(*ended: Ended) -> int:
        statements.clear()
        with write(sqlite_engine) as connection:
            record(connection, judge(*names), ended)
        return statements.total()

    assert counted(*(poll(name) for name in names)) == counted(poll("o1", NOW + HOUR))
    with read(sqlite_engine) as connection:
        assert {one.outlet for one in ledger(connection, NOW - HOUR, NOW + HOUR)} == set(names)
        states = load_states(connection, names)
        assert len(recent_crawls(connection, limit=100)) == 51
    assert all(state.next_due_at > NOW and state.validators for state in states.values())


def test_two_polls_of_one_outlet_count_one_after_the_other(sqlite_engine) -> None:
    down = {"outcome": "unreachable", "means": (), "reason": "no answer"}
    with write(sqlite_engine) as connection:
        record(connection, judge("a", "b"), [poll("a", **down), poll("b"), poll("a", NOW + HOUR, **down)])
        state = load_states(connection, ["a", "b"])
    assert (state["a"].failures, state["b"].failures) == (2, 0)
    assert state["a"].next_due_at == NOW + HOUR + timedelta(seconds=2, minutes=40)


def test_a_page_that_failed_is_not_left_until_a_poll_hours_away(sqlite_engine) -> None:
    ended = NOW + timedelta(seconds=2)
    with write(sqlite_engine) as connection:
        record(connection, judge("a", "b"), [poll("a", outcome="ok", states={"kept": 1, "failed": 1}), poll("b")])
        state = load_states(connection, ["a", "b"])
    assert state["a"].next_due_at == ended + timedelta(minutes=10)
    assert state["b"].next_due_at > ended + timedelta(minutes=10)
    asked = replace(poll("a").report, states={"failed": 1}, retry_at=ended + HOUR)
    assert with_visit(ended + 6 * HOUR, None, asked) == ended + HOUR  # never against the site's wish
