import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from archive.database import open_database, read
from base.catalogue import Catalogue
from pantau.agenda import Agenda
from pantau.bootstrap import Application
from pantau.monitor import LOOK, Monitor
from pantau.operations.turn import KEY, ServerTurn, Turn, holder, turn_of
from pantau.sharing import schedule

PATIENCE = 300  # seconds after which what never comes is given up; how long it takes is not judged

HOLD = """
import sys, time
from pathlib import Path
from archive.database import open_database
from pantau.operations.turn import turn_of
turn = turn_of(open_database(sys.argv[1]), Path(sys.argv[2]))
print(turn.held(), flush=True)
time.sleep(3600)
"""


def other(url: str, var: Path) -> Turn:
    return turn_of(open_database(url), var)


def wait_until_nobody_holds(engine: Engine) -> None:
    """Wait until the server has noticed that a session ended."""
    for _ in range(PATIENCE * 20):
        with read(engine) as connection:
            if holder(connection) is None:
                return
        time.sleep(0.05)
    raise AssertionError("the turn of a session that ended was never given back")


def test_one_of_two_has_the_turn_and_hands_it_on(archive_url, tmp_path) -> None:
    first, second = other(archive_url, tmp_path), other(archive_url, tmp_path)
    assert first.held()
    assert first.held()
    assert not second.held()
    first.leave()
    assert second.held()
    assert not first.held()
    second.leave()


def test_a_killed_holder_is_followed_by_the_next_that_asks(archive_url, tmp_path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, archive_url, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    engine = open_database(archive_url)
    try:
        assert process.stdout.readline() == "True\n"
        successor = other(archive_url, tmp_path)
        assert not successor.held()
        os.kill(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
        if engine.dialect.name == "postgresql":
            wait_until_nobody_holds(engine)
        assert successor.held()
        successor.leave()
    finally:
        process.kill()
        process.wait(PATIENCE)
        process.stdout.close()
        engine.dispose()


@pytest.mark.parametrize("look", [LOOK, schedule.LOOK])
def test_whoever_stands_by_asks_within_the_ten_seconds_that_are_promised(look: float) -> None:
    assert look <= 5  # a look that found the dying one still there, and the next


def test_a_session_that_the_server_ended_is_no_turn_any_more(postgres_url) -> None:
    engine = open_database(postgres_url)
    turn, second = ServerTurn(engine), ServerTurn(open_database(postgres_url))
    assert turn.held()
    with read(engine) as connection:
        told = holder(connection)
        assert told is not None
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": told["pid"]})
    wait_until_nobody_holds(engine)
    assert second.held()
    assert not turn.held()
    second.leave()
    assert turn.held()
    turn.leave()
    with read(engine) as connection:
        assert holder(connection) is None
    engine.dispose()


@pytest.mark.parametrize("key", [KEY])
def test_the_key_is_not_that_of_schema_changes(key: int) -> None:
    from archive.upgrade import LOCK

    assert key != LOCK


@pytest.mark.sqlite  # on PostgreSQL the workers hold the schedule
def test_a_monitor_that_stands_by_orders_and_sends_nothing(settings) -> None:
    asyncio.run(_stand_by(settings))


async def _stand_by(settings) -> None:
    application = Application(settings)
    ordered, planned, said = [], [], []

    class Worker:
        busy: frozenset[str] = frozenset()

        async def order(self, outlets) -> None:
            ordered.append(len(outlets))

    class Desk:
        def plan(self, now) -> None:
            planned.append(now)

        def send(self, now) -> None:
            planned.append(now)

    monitor = Monitor(application, Worker(), Desk(), said.append, Catalogue("en", {}))
    first = turn_of(application.engine, settings.var)
    assert first.held()
    monitor._turn = turn_of(application.engine, settings.var)
    monitor._agenda = Agenda(application.engine, application.outlets)
    await monitor.order_due()
    await monitor.deliver()
    await monitor.tidy()
    assert (ordered, planned) == ([], [])
    assert len(said) == 1  # told once, not at every tick
    first.leave()
    await monitor.order_due()
    await monitor.deliver()
    assert ordered
    assert ordered[0] > 0
    assert planned
    monitor._turn.leave()
