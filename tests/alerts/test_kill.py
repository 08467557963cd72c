"""SIGKILL at random moments: no message is lost, and at most one is repeated a kill."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from archive.database import open_database

WORKER = Path(__file__).parent / "kill_worker.py"
ROOT = Path(__file__).parents[2]


def start(url: str, notes: Path, minutes: float) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(WORKER), url, str(notes), str(minutes)], stdout=subprocess.PIPE, cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


def run_with_kills(new_world, url: str, notes: Path, *, cases: int, kills: int, at_once: int) -> tuple[Counter, int]:
    engine = open_database(url)
    world = new_world(engine)
    for key in range(1, cases + 1):
        world.event(world.case(key))
    chance = random.Random(11)
    done = 0
    for number in range(kills):
        workers = [start(url, notes, 4 * number) for _ in range(at_once)]
        wait_for(notes, workers, chance.randrange(1, cases // 4) if number % 4 else 0, 0.6 + chance.random())
        for worker in workers:
            if worker.poll() is None:
                worker.kill()
                done += 1
            worker.communicate()
    last = start(url, notes, 4 * kills + 4)
    out, _ = last.communicate(timeout=300)
    assert out == b"done\n"
    assert {row.state for row in world.messages()} == {"sent"}
    engine.dispose()
    return Counter(notes.read_text().split()), done


def wait_for(notes: Path, workers: list[subprocess.Popen[bytes]], lines: int, seconds: float) -> None:
    """Wait until so many further messages were sent; with none, a while: a kill while planning."""
    if not lines:
        time.sleep(seconds)
        return
    goal = size(notes) + lines * 24  # bytes of a key
    end = time.monotonic() + 60
    while size(notes) < goal and any(worker.poll() is None for worker in workers) and time.monotonic() < end:
        time.sleep(0.002)


def size(notes: Path) -> int:
    return notes.stat().st_size if notes.exists() else 0


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [1, 2])
def test_kills_lose_nothing_and_repeat_at_most_one_message_each(archive_url, new_world, tmp_path, at_once):
    told, kills = run_with_kills(new_world, archive_url, tmp_path / "notes", cases=600, kills=8, at_once=at_once)
    assert len(told) >= 1200  # two readers, and their digests where something was left over
    assert kills > 0
    assert sum(told.values()) - len(told) <= kills


def test_a_kill_while_sending_loses_nothing(plain_url, new_world, tmp_path):
    told, kills = run_with_kills(new_world, plain_url, tmp_path / "notes", cases=30, kills=2, at_once=1)
    assert len([key for key in told if key.startswith("instant:")]) == 60
    assert sum(told.values()) - len(told) <= kills
