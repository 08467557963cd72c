"""A restore is refused while somebody works with the archive, and one that is killed half-way is undone by the next."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from archive.database import open_database, read
from base.errors import ArchiveError, UsageError
from crawlers.evidence.book import EvidenceBook, verify
from crawlers.evidence.witness import Witness
from pantau.bootstrap import Application
from pantau.interrupted import JOURNAL
from pantau.operations import restore as restoring
from pantau.operations import stock, switch
from pantau.operations.backup import back_up
from pantau.operations.restore import Place, restore
from pantau.operations.stillness import RESTORING
from pantau.operations.turn import FileTurn, ServerTurn
from pantau.operations.words import words
from pantau.settings import Settings
from tests.pantau.operations.test_backup import NOW, counted, exchange_of


@pytest.fixture
def small(settings: Settings, tmp_path: Path) -> Settings:
    config = tmp_path / "config"
    config.mkdir()
    (config / "pantau.toml").write_text('language = "en"\n')
    return settings.model_copy(update={"config": config})


def fill(settings: Settings, store, file: Path) -> Place:
    """Save an archive of one article, then let it grow to two with one exchange each."""
    engine = open_database(settings.archive_url)
    book = EvidenceBook(settings.var / "evidence", Witness(engine), sealed=False)
    for number in (1, 2):
        book.write(exchange_of(number), store(engine, number))
        if number == 1:
            (settings.var / "secret.key").write_bytes(b"k" * 32)
            back_up(settings, file, NOW)
    (settings.var / "secret.key").write_bytes(b"n" * 32)
    engine.dispose()
    return Place(settings.archive_url, settings.var, None)


def lines(settings: Settings) -> int:
    return len((settings.var / "evidence" / "chain.jsonl").read_bytes().splitlines())


@pytest.mark.sqlite
def test_a_restore_is_refused_while_the_monitor_runs_or_the_file_is_open(small, archive, store, tmp_path) -> None:
    archive.dispose()
    target = fill(small, store, tmp_path / "one.tar.gz")
    monitor = FileTurn(small.var / "monitor.lock")
    assert monitor.held()
    with pytest.raises(UsageError, match="Stop it first"):
        restore(tmp_path / "one.tar.gz", target, NOW, force=True)
    monitor.leave()
    pages = open_database(small.archive_url)
    with pages.connect(), pytest.raises(UsageError, match=r"has .* open"):
        restore(tmp_path / "one.tar.gz", target, NOW, force=True)
    pages.dispose()
    other = FileTurn(small.var / RESTORING)
    assert other.held()
    with pytest.raises(UsageError, match="Another restore"):
        restore(tmp_path / "one.tar.gz", target, NOW, force=True)
    other.leave()
    assert counted(small.archive_url)[0] == lines(small) == 2
    restore(tmp_path / "one.tar.gz", target, NOW, force=True)
    assert counted(small.archive_url)[0] == lines(small) == 1


@pytest.mark.sqlite
def test_a_monitor_that_starts_while_the_backup_is_unpacked_is_not_robbed_of_its_archive(
    small, archive, store, tmp_path, monkeypatch
) -> None:
    archive.dispose()
    target = fill(small, store, tmp_path / "one.tar.gz")
    monitor, unpack = FileTurn(small.var / "monitor.lock"), restoring.unpack

    def slow(file: Path, folder: Path | None):
        assert monitor.held()
        return unpack(file, folder)

    monkeypatch.setattr(restoring, "unpack", slow)
    with pytest.raises(UsageError, match="Stop it first"):
        restore(tmp_path / "one.tar.gz", target, NOW, force=True)
    assert counted(small.archive_url)[0] == lines(small) == 2
    assert not list(small.var.glob("*.before-*"))


@pytest.mark.usefixtures("tools")
def test_a_restore_is_refused_while_a_worker_keeps_the_schedule_on_postgresql(
    small, postgres_url, store, tmp_path
) -> None:
    shared = small.model_copy(update={"database_url": postgres_url})
    target = fill(shared, store, tmp_path / "one.tar.gz")
    engine = open_database(postgres_url)
    worker = ServerTurn(engine)
    assert worker.held()
    with pytest.raises(UsageError, match="Stop it first"):
        restore(tmp_path / "one.tar.gz", target, NOW, force=True)
    worker.leave()
    engine.dispose()
    restore(tmp_path / "one.tar.gz", target, NOW, force=True)
    assert counted(postgres_url)[0] == lines(shared) == 1


def killed(step: int, file: Path, place: Place) -> bool:
    """Restore in a process of its own, which is killed at a step; tell whether it was."""
    child = os.fork()
    if child == 0:
        at = [0]

        def counting(function: Callable) -> Callable:
            def call(*arguments, **named):
                at[0] += 1
                if at[0] == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **named)

            return call

        switch.rename = counting(switch.rename)
        for name in ("set_aside", "_check", "let_go", "forget", "grant"):
            setattr(restoring, name, counting(getattr(restoring, name)))
        try:
            restore(file, place, NOW, force=True)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def settle(settings: Settings, file: Path, place: Place) -> None:
    """Examine what a kill left, restore again, and look that archive and evidence are one."""
    left = {one.check: one for one in stock.archive(words("en"), settings, deep=False)}
    begun = (settings.var / JOURNAL).exists()
    assert ("restore" in left and left["restore"].state == "bad") == begun
    if begun:
        with pytest.raises(ArchiveError, match="pantau restore"):
            _ = Application(settings).engine
    with pytest.raises(UsageError, match="--force"):  # undoes, then refuses to overwrite
        restore(file, place, NOW)
    articles = counted(settings.archive_url)[0]
    assert articles == lines(settings)
    assert (settings.var / "secret.key").read_bytes()[:1] == (b"k" if articles == 1 else b"n")
    assert verify(settings.var / "evidence") == ()
    restore(file, place, NOW.replace(hour=5), force=True)
    assert counted(settings.archive_url)[0] == lines(settings) == 1
    assert not [path.name for path in settings.var.iterdir() if path.name.startswith((".restore", "restore."))]


@pytest.mark.sqlite
@pytest.mark.parametrize("step", [5, 8, 10])
def test_a_restore_that_is_killed_is_undone_by_the_next(small, archive, store, tmp_path, step: int) -> None:
    archive.dispose()
    target = fill(small, store, tmp_path / "one.tar.gz")
    assert killed(step, tmp_path / "one.tar.gz", target)
    settle(small, tmp_path / "one.tar.gz", target)


@pytest.mark.slow
@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("step", [4, 8, 11])
def test_a_restore_on_postgresql_that_is_killed_is_undone_by_the_next(
    small, postgres_url, store, tmp_path, step: int
) -> None:
    shared = small.model_copy(update={"database_url": postgres_url})
    target = fill(shared, store, tmp_path / "one.tar.gz")
    assert killed(step, tmp_path / "one.tar.gz", target)
    settle(shared, tmp_path / "one.tar.gz", target)
    engine: Engine = open_database(postgres_url)
    with read(engine) as connection:
        assert inspect(connection).get_schema_names() == ["information_schema", "public"]
    engine.dispose()
