"""Opens the archive's database, SQLite or PostgreSQL, so that both behave alike.

SQLite: WAL, `BEGIN IMMEDIATE` for every write transaction (a deferred one can fail half way when another process writes
first), a busy timeout, foreign keys, memory mapping off (an I/O error would kill the process), and the SQLite of
`pysqlite3` where it is installed, because versions before 3.51.3 can corrupt a WAL file when it is reset.
`synchronous=NORMAL` loses nothing when a process dies; a power cut may lose the last seconds, never consistency
(https://www.sqlite.org/pragma.html#pragma_synchronous). Errors hide the values of statements: whole pages, names.
"""

import os
import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from archive.faults import explain
from base.errors import ArchiveError
from base.said import said

BUSY_TIMEOUT_MS = 30_000  # a bulk import commits every few hundred articles, far below this
ADDRESS_HELP = "Write sqlite:///var/pantau.db or postgresql+psycopg://user@host/name"
READ = "pantau_read"
PATIENCE = {
    # A server that vanished without a word (a cut cable, a frozen host) is given up after some 15 s
    # (https://www.postgresql.org/docs/current/libpq-connect.html); without these a write may wait for hours.
    "connect_timeout": 10,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,  # milliseconds
}
KEPT_STATEMENTS = 250
"""Compiled statements kept (half as many more before the oldest go); our own code has some 150, searches make new ones
without end, of up to 0.6 MB each: SQLAlchemy's 500 came to 190 MB of them."""
PROGRESS_STEPS = 20_000  # virtual machine steps between two looks at the clock: about a millisecond


def open_database(url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Engine:
    """Return the engine of an archive; nothing is connected to or created but the folder of a SQLite file.

    Args:
        url: `sqlite:///path`, a path (with a folder or an ending), or `postgresql+psycopg://user@host/name`.
        busy_timeout_ms: How long a SQLite write waits for another one, milliseconds.

    Raises:
        ArchiveError: The address is neither, or the folder cannot be made.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address, busy_timeout_ms)
    return create_engine(
        address, pool_pre_ping=True, hide_parameters=True, connect_args=PATIENCE, query_cache_size=KEPT_STATEMENTS
    )


def _address(url: str) -> URL:
    if "://" not in url:
        if not (Path(url).suffix or os.sep in url or url == ":memory:"):
            raise ArchiveError(said("The database address cannot be read. {address_help}", address_help=ADDRESS_HELP))
        url = f"sqlite:///{url}"
    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise ArchiveError(
            said("The database address cannot be read. {address_help}", address_help=ADDRESS_HELP)
        ) from error
    if address.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise ArchiveError(
            said(
                "The archive lives in SQLite or PostgreSQL, not in {drivername!r}. {address_help}",
                drivername=address.drivername,
                address_help=ADDRESS_HELP,
            )
        )
    return address


def sqlite_module() -> Any:
    """Return the SQLite driver: `pysqlite3` where it is installed, else Python's own."""
    try:
        import pysqlite3
    except ImportError:
        return sqlite3
    return pysqlite3


def _open_sqlite(address: URL, busy_timeout_ms: int) -> Engine:
    options: dict[str, Any] = {"module": sqlite_module(), "hide_parameters": True, "query_cache_size": KEPT_STATEMENTS}
    if address.database in {None, "", ":memory:"}:
        options["poolclass"] = StaticPool  # one connection, or every thread would see an archive of its own
        options["connect_args"] = {"check_same_thread": False}
    else:
        folder = Path(str(address.database)).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(
                said(
                    "The archive's folder {folder} cannot be made: {strerror}. Set PANTAU_DATABASE_URL to another",
                    folder=folder,
                    strerror=error,
                )
            ) from error
    engine = create_engine(address, **options)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        try:
            _prepare(connection, busy_timeout_ms)
        except options["module"].Error as error:  # raised in here it is none that SQLAlchemy would wrap
            text = explain(str(error), str(address.database))
            if text is None:
                raise
            raise ArchiveError(text) from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(READ, False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _prepare(connection: Any, busy_timeout_ms: int) -> None:
    """Set a new connection up; on a full disk this is where it fails, because the log cannot be made."""
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={int(busy_timeout_ms)}")
    _use_wal(cursor, busy_timeout_ms)
    cursor.execute("PRAGMA synchronous=NORMAL")
    # 16 MB: who stores an article pays for moving the log into the file once in sixty times, not in sixteen (p95).
    cursor.execute("PRAGMA wal_autocheckpoint=4000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA mmap_size=0")
    cursor.execute("PRAGMA cache_size=-65536")  # 64 MiB a connection
    cursor.execute("PRAGMA temp_store=MEMORY")
    cursor.execute("PRAGMA trusted_schema=OFF")
    cursor.close()


def _use_wal(cursor: Any, busy_timeout_ms: int) -> None:
    # SQLite does not wait by itself when two processes turn a new file to WAL at once.
    end = time.monotonic() + busy_timeout_ms / 1000
    while cursor.execute("PRAGMA journal_mode").fetchone()[0] not in {"wal", "memory"}:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


@contextmanager
def write(engine: Engine) -> Generator[Connection]:
    """Give a connection inside one write transaction: committed at the end, rolled back by an exception.

    Raises:
        ArchiveError: The database cannot be written; the text says what to check.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise_explained(error, engine)


@contextmanager
def read(engine: Engine, *, timeout_ms: int | None = None) -> Generator[Connection]:
    """Give a connection that sees one state of the archive and must not write.

    Args:
        engine: From `open_database`.
        timeout_ms: A statement that takes longer is stopped; None for no limit.

    Raises:
        ArchiveError: The database cannot be read, or a statement took longer than allowed.
    """
    try:
        with (
            engine.connect().execution_options(**{READ: True}) as connection,
            connection.begin(),
            _limited(connection, timeout_ms),
        ):
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield connection
    except DBAPIError as error:
        raise_explained(error, engine)


@contextmanager
def _limited(connection: Connection, timeout_ms: int | None) -> Generator[None]:
    if timeout_ms is None:
        yield
        return
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(timeout_ms)}")
        yield
        return
    end = time.monotonic() + timeout_ms / 1000
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: time.monotonic() > end, PROGRESS_STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


def raise_explained(error: DBAPIError, engine: Engine) -> None:
    """Raise the `ArchiveError` that tells a person what to do; anything unforeseen is raised as it is."""
    text = explain(str(error.orig), str(engine.url.database))
    if text is None:
        raise error
    raise ArchiveError(text) from error
