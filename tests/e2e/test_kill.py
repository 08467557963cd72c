"""`kill -9` at any moment: every article once, every alert at least once, at most one repeat a kill."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from archive.database import open_database, read
from archive.tables.alerts import delivery_attempt, outbox, outbox_item
from archive.tables.articles import article
from archive.tables.incidents import incident_article, incident_event
from base.clock import ShiftedClock
from pantau.clocks import SHIFT_VARIABLE
from pantau.demo.folder import look, prepare
from pantau.demo.newsroom import Newsroom
from pantau.demo.play import play
from pantau.settings import ROOT, load_settings

BEFORE = datetime.fromisoformat("2024-10-30T07:00:00+07:00")
MORNING = datetime.fromisoformat("2024-11-01T07:00:00+07:00")
KILLS = 6
PATIENCE = 600  # seconds after which what never comes is given up; how long it takes is not judged


@contextmanager
def monitor(config: Path, shift: float) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        SHIFT_VARIABLE: str(shift),
        "PANTAU_CONFIG": str(config),
        "PANTAU_WEB__ENABLED": "false",
    }
    command = [sys.executable, "-m", "pantau", "--config", str(config), "run"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(20)


def paths(database: Path) -> list[str]:
    """Return outlet and path of every stored article: the ports differ between two newsrooms."""
    with read(open_database(f"sqlite:///{database}")) as connection:
        rows = connection.execute(select(article.c.outlet, article.c.url)).all()
    return sorted(f"{row.outlet} {urlsplit(row.url).path}?{urlsplit(row.url).query}" for row in rows)


def settled(database: Path) -> bool:
    """Tell whether every event has a fate and every message has left."""
    with read(open_database(f"sqlite:///{database}")) as connection:
        decided = select(outbox_item.c.event_id)
        open_events = connection.execute(
            select(func.count()).select_from(incident_event).where(incident_event.c.id.not_in(decided))
        ).scalar_one()
        waiting = connection.execute(
            select(func.count()).select_from(outbox).where(outbox.c.state.in_(["waiting", "claimed"]))
        ).scalar_one()
    return not open_events and not waiting


@pytest.mark.slow
def test_kills_lose_nothing_and_repeat_at_most_one_message_each(tmp_path: Path) -> None:
    settings = load_settings(ROOT / "config")
    play(settings, tmp_path / "calm", MORNING, lambda *_: None)
    wanted = paths(tmp_path / "calm" / "pantau.db")

    folder = tmp_path / "killed"
    play(settings, folder, BEFORE, lambda *_: None)  # the first crawl never rings: what comes after it does
    played = look(folder, MORNING)
    clock = ShiftedClock.starting_at(MORNING)
    chance = random.Random(20241101)
    with Newsroom(clock, played.ports) as newsroom:
        prepare(folder, settings, newsroom.homes, played)
        subscriptions = folder / "config" / "subscriptions.yaml"
        subscriptions.write_text(
            subscriptions.read_text().replace("group_wait: 5m", "group_wait: 0s"), encoding="utf-8"
        )
        for _ in range(KILLS):
            with monitor(folder / "config", clock.shift.total_seconds()) as process:
                time.sleep(chance.uniform(1.5, 6))
                process.send_signal(signal.SIGKILL)
        with monitor(folder / "config", clock.shift.total_seconds()) as process:
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline:
                time.sleep(3)
                if paths(folder / "pantau.db") == wanted and settled(folder / "pantau.db"):
                    break
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0

    assert paths(folder / "pantau.db") == wanted
    assert settled(folder / "pantau.db")
    with read(open_database(f"sqlite:///{folder / 'pantau.db'}")) as connection:
        twice = connection.execute(
            select(func.count()).select_from(incident_article).group_by(incident_article.c.article_id)
        ).scalars()
        assert set(twice) == {1}
        sent = connection.execute(select(outbox.c.id, outbox.c.form).where(outbox.c.state == "sent")).all()
        tries = connection.execute(
            select(func.count()).select_from(delivery_attempt).group_by(delivery_attempt.c.outbox_id)
        ).scalars()
        repeats = sum(count - 1 for count in tries)
        ringing = connection.execute(
            select(func.count()).select_from(incident_event).where(incident_event.c.alertable)
        ).scalar_one()
    assert repeats <= KILLS
    assert ringing > 0
    assert any(row.form == "instant" for row in sent)
    files = {path.name for path in (folder / "outbox").glob("*.txt")}
    assert len(files) == len(sent), "each message is one file; a repeat is the same file"
