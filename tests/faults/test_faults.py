"""Workers on a real PostgreSQL while something breaks: nothing lost, everything once, back to work by itself."""

import contextlib
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from breaking import Field, Proxy, Server, make_field, serve_postgres
from origins import World
from sqlalchemy.exc import DBAPIError

from archive.database import read
from pantau.operations.turn import holder

pytestmark = pytest.mark.slow


def test_workers_are_killed_at_random(field_of: Field) -> None:
    for _ in range(3):
        field_of.start()
    field_of.first_round()
    chance, kills = random.Random(20241101), 0
    end = time.monotonic() + 50
    while time.monotonic() < end:
        time.sleep(chance.uniform(3, 7))
        field_of.hurry()
        field_of.workers[chance.choice([-1, -2, -3])].send_signal(signal.SIGKILL)
        kills += 1
        field_of.start()
    until = time.time()
    field_of.settle(until)
    field_of.check(until, kills)


def test_another_takes_over_the_schedule_after_a_death(field_of: Field) -> None:
    field_of.start()
    field_of.first_round()
    field_of.start()
    time.sleep(6)
    with read(field_of.engine) as connection:
        before = holder(connection)
    assert before is not None
    field_of.workers[0].send_signal(signal.SIGKILL)

    def lacking() -> list[str]:  # how soon it is noticed is the server's matter; how often others ask: test_turn.py
        with read(field_of.engine) as connection:
            now = holder(connection)
        return ["another holder"] if now is None or now["pid"] == before["pid"] else []

    field_of.wait(lacking, hurry=False)
    until = time.time()
    field_of.settle(until)
    field_of.check(until, 1)


def test_the_network_to_the_database_is_cut_and_stalls(field_of: Field, server: Server) -> None:
    proxy = Proxy(server.port)
    far = field_of.url.replace(f":{server.port}/", f":{proxy.port}/")
    field_of.start(url=far)
    field_of.start(url=far)
    field_of.first_round()
    for pause in (1, 4, 8):
        field_of.hurry()
        time.sleep(4)
        proxy.cut(pause)
    field_of.hurry()
    time.sleep(3)
    proxy.stall(12)
    until = time.time()
    field_of.settle(until)
    field_of.check(until, 4 * 2)  # a cut leaves both workers without the answer to what they wrote
    assert all(worker.poll() is None for worker in field_of.workers), "they came back by themselves"


def test_the_database_is_restarted(field_of: Field, server: Server) -> None:
    field_of.start()
    field_of.start()
    field_of.first_round()
    for pause in (0, 5):
        field_of.hurry()
        time.sleep(4)
        server.stop()
        time.sleep(pause)
        server.start()
        time.sleep(6)
    until = time.time()
    field_of.settle(until)
    field_of.check(until, 2 * 2)
    assert all(worker.poll() is None for worker in field_of.workers)


def test_machines_that_crawl_and_machines_that_read(field_of: Field) -> None:
    field_of.start(queues="crawl")
    field_of.start(queues="analyse")
    field_of.start(queues="deliver")
    field_of.first_round()
    field_of.hurry()
    time.sleep(4)
    field_of.workers[1].send_signal(signal.SIGKILL)  # pages on their way are read by the next that can
    field_of.start(queues="analyse")
    until = time.time()
    field_of.settle(until)
    field_of.check(until, 1)


def test_clocks_jump(field_of: Field) -> None:
    field_of.start()
    field_of.first_round()
    for shift in (86_400.0, -7_200.0, 0.0):
        field_of.workers[-1].send_signal(signal.SIGKILL)
        field_of.start(shift=shift)
        time.sleep(15)
    until = time.time()
    field_of.settle(until)
    field_of.check(until, 3)


def test_the_disk_of_the_database_is_full_for_a_while(place: Path) -> None:
    disk = place / "disk"
    disk.mkdir(mode=0o755)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs: a full disk is never the machine's")
    try:
        world = World(outlets=6, ready=3, every=10, latency=0.05, case_one_in=3)
        with serve_postgres(disk / "pg") as server, make_field(server.address, place, world) as field:
            field.start()
            field.start()
            field.first_round()
            filler = disk / "filler"
            with contextlib.suppress(OSError), filler.open("wb", buffering=0) as rest:
                while True:  # until no room is left: how much there is changes while the server writes
                    rest.write(b"\0" * 65_536)
            for _ in range(4):
                time.sleep(4)
                with contextlib.suppress(DBAPIError):  # the server may be down
                    field.hurry()
            filler.unlink()
            time.sleep(2)
            with contextlib.suppress(subprocess.CalledProcessError):  # it runs
                server.start()  # who ran out of room for its log ends; whoever runs the server starts it again
            until = time.time()
            field.settle(until)
            field.check(until, 4)
    finally:
        subprocess.run(["umount", "-l", disk], check=False)
