"""SQLite on a disk that fills up: the monitor says so, goes on by itself when there is room, and loses nothing."""

import contextlib
import os
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from breaking import SUBSCRIPTIONS, Field, free_port
from origins import World, serving
from soak import Monitor
from sqlalchemy.exc import DBAPIError
from workers import prepare

from archive.database import migrate, open_database, read
from pantau.operations.machine import disk as look_at_disk
from pantau.operations.words import words

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]
LITTLE = 40  # MB


@pytest.fixture
def var(place: Path):
    """A disk of its own of 40 MB: never the machine's."""
    folder = place / "var"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={LITTLE}m", "tmpfs", folder]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a tmpfs: a full disk is never the machine's")
    yield folder
    subprocess.run(["umount", "-l", folder], check=False)


def test_the_disk_is_full_for_a_while(place: Path, var: Path) -> None:
    world = World(outlets=6, ready=3, every=10, latency=0.05, case_one_in=3)
    url = f"sqlite:///{var / 'pantau.db'}"
    engine = open_database(url)
    migrate(engine)
    with serving(world) as running, ExitStack() as stack:
        config = prepare(place, running)
        (config / "subscriptions.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
        monitor = Monitor(config, place, free_port(), None)
        monitor.start()
        stack.callback(lambda: [process.kill() for process in monitor.family().values()])
        field = Field(running, engine, url, place, config, stack)
        field.first_round()
        field.hurry()
        filler = var / "filler"
        with filler.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
            while True:
                stream.write(b"\0" * 4096)
        assert os.statvfs(var).f_bavail == 0
        assert look_at_disk(words("en"), var).state == "bad"
        for _ in range(5):
            time.sleep(4)
            with contextlib.suppress(DBAPIError):
                field.hurry()
        filler.unlink()
        until = time.time()
        field.settle(until)
        field.check(until, 0)
        assert monitor.process is not None
        assert monitor.process.poll() is None, "it came back by itself"
        with read(engine) as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    assert "full" in (place / "log").read_text(encoding="utf-8"), "it said what was wrong"
    engine.dispose()
