import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from archive.database import migrate, open_database, read, write
from archive.engine import sqlite_module
from archive.faults import explain
from base.errors import ArchiveError


def note(connection, at: str = "2024-10-01 00:00:00+00:00") -> None:
    connection.execute(
        text("INSERT INTO audit (at, by, act, object, detail) VALUES (:at, 'test', 'note', 'x', '{}')"), {"at": at}
    )


def count(connection) -> int:
    return connection.execute(text("SELECT count(*) FROM audit")).scalar_one()


def test_a_failing_write_leaves_nothing(engine: Engine) -> None:
    def fail() -> None:
        with write(engine) as connection:
            note(connection)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with read(engine) as connection:
        assert count(connection) == 0


def test_a_reader_sees_one_state_while_others_write(engine: Engine) -> None:
    with read(engine) as reader:
        assert count(reader) == 0
        with write(engine) as writer:
            note(writer)
        assert count(reader) == 0


def test_writers_wait_for_each_other(engine: Engine) -> None:
    def add() -> None:
        for _ in range(10):
            with write(engine) as connection:
                before = count(connection)
                note(connection)
                assert count(connection) > before

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read(engine) as connection:
        assert count(connection) == 40


def test_sqlite_is_new_enough_and_safe(sqlite_engine: Engine) -> None:
    with read(sqlite_engine) as connection:
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        assert tuple(map(int, version.split("."))) >= (3, 51, 3)
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA mmap_size").scalar() in {0, None}


def test_a_locked_archive_is_told_as_such(sqlite_url: str) -> None:
    first, second = open_database(sqlite_url), open_database(sqlite_url, busy_timeout_ms=50)
    with write(first) as connection:
        note(connection)
        with pytest.raises(ArchiveError, match="another process"), write(second) as other:
            note(other)


def test_a_damaged_file_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "pantau.db"
    path.write_bytes(b"this is no database at all, only some text " * 200)
    with pytest.raises(ArchiveError, match="damaged"):
        migrate(open_database(str(path)))


def test_a_folder_that_cannot_be_made_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ArchiveError, match="PANTAU_DATABASE_URL"):
        open_database(f"sqlite:///{tmp_path}/file/pantau.db")


def test_a_file_without_tables_is_told_to_upgrade(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(ArchiveError, match="db upgrade"), read(engine) as connection:
        count(connection)


def test_an_absent_server_is_told_as_such() -> None:
    engine = open_database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(ArchiveError, match="does not answer"), read(engine) as connection:
        count(connection)


@pytest.mark.parametrize("url", ["mysql://x/y", "oracle://", "postgresql+asyncpg://x/y"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ArchiveError, match="SQLite or PostgreSQL"):
        open_database(url)


def test_a_slow_question_is_stopped(engine: Engine) -> None:
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT count(*) FROM n"
    with pytest.raises(ArchiveError, match="took too long"), read(engine, timeout_ms=50) as connection:
        connection.exec_driver_sql(slow)
    with read(engine) as connection:
        assert count(connection) == 0


def test_errors_hold_no_value_of_a_statement(engine) -> None:
    with pytest.raises(Exception, match="parameters hidden") as caught, engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:page)"), {"page": "Badu Contoh"})
    assert "Badu" not in str(caught.value)


@pytest.mark.parametrize("change", [{"database": "tiada_basis_data"}, {"username": "tiada_peran"}])
def test_a_server_that_refuses_is_not_told_as_one_that_is_silent(postgres_url, change) -> None:
    address = make_url(postgres_url).set(**change)
    with (
        pytest.raises(ArchiveError, match="refuses us"),
        read(open_database(address.render_as_string(hide_password=False))),
    ):
        pass


@pytest.mark.parametrize(
    ("complaint", "told"),
    [
        ('connection failed: FATAL:  password authentication failed for user "x"', "user, password"),
        ("connection failed: Connection refused", "does not answer"),
        ("disk I/O error", "full or fails"),
        ('relation "article" does not exist\nLINE 1', "no tables yet"),
        ("unable to open database file", "may be written"),
    ],
)
def test_a_complaint_is_told_by_what_to_do(complaint, told) -> None:
    assert told in str(explain(complaint, "arsip"))


def test_a_word_is_no_address_of_an_archive() -> None:
    with pytest.raises(ArchiveError, match="cannot be read"):
        open_database("foo")


@pytest.mark.sqlite
@pytest.mark.parametrize("what", ["read", "write"])
def test_a_log_that_cannot_be_made_is_told_and_no_traceback(tmp_path, what: str) -> None:
    """As on a full disk, where opening already fails."""
    raw = sqlite_module().connect(str(tmp_path / "pantau.db"))
    raw.execute("CREATE TABLE a (b)")
    raw.close()
    (tmp_path / "pantau.db-wal").mkdir()
    (tmp_path / "pantau.db-journal").mkdir()
    engine = open_database(f"sqlite:///{tmp_path / 'pantau.db'}")
    with pytest.raises(ArchiveError), {"read": read, "write": write}[what](engine):
        pass
    engine.dispose()
