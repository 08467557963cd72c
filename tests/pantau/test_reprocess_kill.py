"""A killed `pantau reprocess` leaves no half case, and a last run ends as if nothing had happened."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from archive.database import migrate, open_database, write
from archive.records.analysis import Act
from archive.store.articles import load_article, store_article
from archive.store.incidents import list_incidents
from archive.tables.articles import analysis as analyses
from pantau.evaluation.gold import load
from pantau.settings import ROOT
from pipeline.analyse import Analyser
from pipeline.linking.check import inconsistencies
from pipeline.linking.link import link

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STORIES = ROOT / "benchmarks" / "corpus" / "stories_a.jsonl"
# The command as it is, in a process that is killed just before its nth change of the archive.
WORKER = """
import os, signal, sys
from itertools import count
from sqlalchemy import event
from sqlalchemy.engine import Engine
number, last = count(1), int(sys.argv[1])
@event.listens_for(Engine, "before_cursor_execute")
def before(_connection, _cursor, statement, *_):
    if statement.startswith(("INSERT", "UPDATE", "DELETE")) and next(number) == last:
        os.kill(os.getpid(), signal.SIGKILL)
from pantau.cli import cli
cli(["reprocess", "--from", "analyse", "--yes"])
"""


def fill(engine: Engine, stories: int) -> None:
    """Store stories as an older lexicon read them: another act, no place."""
    analyser = Analyser.load(ROOT / "config")
    with write(engine) as connection:
        for example in load(STORIES)[:stories]:
            analysis = analyser.analyse(example.article)
            spoilt = replace(analysis, acts=(Act("A12"),), places=())
            stored = store_article(connection, example.article, spoilt, None, network=None, now=NOW)
            link(connection, stored.article_id, now=NOW, alertable=False)


def told(engine: Engine) -> frozenset[tuple[frozenset[str], tuple[str, ...], str]]:
    """Return every case: addresses, acts, label."""
    with engine.connect() as connection:
        return frozenset(
            (frozenset(load_article(connection, one)[0].url for one in case.articles), case.acts, case.label)
            for case in list_incidents(connection, limit=1000)
        )


def left(engine: Engine) -> int:
    """Return how many articles still have the old reading."""
    with engine.connect() as connection:
        query = select(func.count()).select_from(analyses).where(analyses.c.record.contains('"A12"'))
        return connection.execute(query).scalar_one()


def reprocess(url: str, folder: Path, kill_at: int) -> int:
    environment = os.environ | {"PANTAU_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WORKER, str(kill_at)]
    quiet = subprocess.DEVNULL
    return subprocess.run(command, env=environment, cwd=folder, stdout=quiet, stderr=quiet, check=False).returncode


def prepared(folder: Path, stories: int, *names: str) -> Iterator[tuple[str, Engine]]:
    """Give the address and the archive of as many copies of the same stories, read once."""
    first = folder / "first.db"
    engine = open_database(f"sqlite:///{first}")
    migrate(engine)
    fill(engine, stories)
    engine.dispose()  # the last connection checkpoints the WAL, so the file alone is whole
    for name in names:
        url = f"sqlite:///{shutil.copy(first, folder / name)}"
        yield url, open_database(url)


@pytest.mark.slow
def test_a_killed_reprocess_leaves_no_half_case_and_can_be_run_again(tmp_path: Path) -> None:
    (whole, untouched), (killed, engine) = prepared(tmp_path, 50, "whole.db", "killed.db")
    assert reprocess(whole, tmp_path, 0) == 0
    chance = random.Random(3)
    for _ in range(6):
        before = left(engine)
        assert reprocess(killed, tmp_path, chance.randint(5, 60)) == -signal.SIGKILL
        with write(engine) as connection:
            assert inconsistencies(connection) == []
        assert left(engine) <= before
    assert reprocess(killed, tmp_path, 0) == 0
    assert told(engine) == told(untouched) != frozenset()
