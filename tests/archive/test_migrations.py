import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine

from archive.database import migrate, open_database, pending, read, write
from archive.migrations.generate import VERSIONS, next_migration
from archive.tables import metadata
from base.errors import ArchiveError

# SHA-256 of what version 0.1.0 was released with.
M0001 = "bbade8f9aa173bfdc82fe17d11f2805287713ac38008f06d03d563d515ef7066"
M0002 = "9212e2d90721a6c296e3936875bdc9cd462a28678b63ae9d33171bc5cc629485"
# Made by SQL, not by the tables.
INDEXES = (
    "ix_article_search_words", "ix_article_shown", "ix_article_facet_begins", "ix_article_outlet_folded",
    "ix_article_described", "ix_analysis_described",
)  # fmt: skip
SEARCH = ("article_fts", "article_search", "facet_count", *INDEXES)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'pantau.db'}"
    return request.getfixturevalue("empty_postgres")


def ours(_thing, name, _kind, _reflected, _other) -> bool:
    return not (name or "").startswith(SEARCH)


@pytest.mark.filterwarnings("ignore")  # SQLite cannot reflect the expression index
def test_the_migrated_schema_is_that_of_the_tables(engine: Engine) -> None:
    with read(engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    migrate(engine)


def test_two_processes_may_create_an_archive_at_once(empty_url: str) -> None:
    create = f"from archive.database import *; migrate(open_database({empty_url!r}))"
    started = [subprocess.Popen([sys.executable, "-c", create]) for _ in range(2)]
    assert [process.wait(600) for process in started] == [0, 0]
    engine = open_database(empty_url)
    assert pending(engine) == ()
    engine.dispose()


def test_an_archive_of_a_newer_version_is_refused(engine: Engine) -> None:
    with write(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ArchiveError, match="newer version"):
        migrate(engine)


def test_tables_and_migrations_agree_so_that_nothing_is_generated() -> None:
    assert next_migration("nothing", "9999") is None, "run python -m archive.migrations.generate 'what changes'"


def test_a_released_migration_never_changes() -> None:
    released = {"m0001_tables.py": M0001, "m0002_search.py": M0002}
    found = {name: hashlib.sha256((VERSIONS / name).read_bytes()).hexdigest() for name in released}
    assert found == released, "write a new migration: python -m archive.migrations.generate 'what changes'"
