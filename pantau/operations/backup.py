"""`pantau backup`: saves archive, evidence, configuration and key into one file while everything runs.

    one moment of the database -> evidence as far as its chain reaches then -> configuration -> manifest -> read back

The database comes first: whatever article is in it, its evidence was written before or is in the chain by then.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from archive.copying import summary
from archive.engine import open_database, read
from archive.tables import metadata
from archive.upgrade import pending, revisions
from base.errors import ArchiveError, UsageError
from base.said import said
from crawlers.evidence.book import CHAIN, entries
from pantau import __version__
from pantau.operations import postgres
from pantau.operations.bundle import Manifest, Table, Writer, unpack
from pantau.operations.current import is_missing
from pantau.settings import Settings


def back_up(settings: Settings, target: Path, now: datetime, *, force: bool = False) -> Manifest:
    """Write a backup, read it back, and return what it holds.

    Args:
        settings: Typed settings.
        target: The file to write; readable by its owner only, because it holds names and the key.
        now: Present instant.
        force: Overwrite the file.

    Raises:
        UsageError: The file exists, or its folder does not.
        ArchiveError: There is no archive, its schema is old, or it cannot be read.
    """
    if target.exists() and not force:
        raise UsageError(said("{target} exists; name another file, or overwrite it with --force", target=target))
    if not target.parent.is_dir():
        raise UsageError(said("{parent} is no folder; make it first", parent=target.parent))
    engine = _existing(settings)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".pantau-backup-", dir=target.parent) as folder:
            manifest = _write(settings, engine, part, Path(folder), now)
        unpack(part, None)
        part.replace(target)
    except OSError as error:
        raise ArchiveError(
            said("The backup cannot be written: {error}. Free space or choose another place", error=error)
        ) from error
    finally:
        part.unlink(missing_ok=True)
        engine.dispose()
    return manifest


def _existing(settings: Settings) -> Engine:
    if is_missing(settings):
        raise ArchiveError(said("There is no archive at {url} to save", url=settings.archive_url))
    engine = open_database(settings.archive_url)
    if pending(engine) == revisions():
        raise ArchiveError(said("There is no archive in {database} to save", database=engine.url.database))
    return engine


def _write(settings: Settings, engine: Engine, part: Path, folder: Path, now: datetime) -> Manifest:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream, _snapshot(engine, folder) as (saved, name, tables):
        writer = Writer(stream)
        writer.add(name, saved)
        _add_evidence(writer, settings.var / "evidence")
        for path in _config_files(settings.config):
            writer.add(f"config/{path.relative_to(settings.config)}", path)
        if (settings.var / "secret.key").exists():
            writer.add("secret.key", settings.var / "secret.key")
        known = revisions()
        schema = known[len(known) - len(pending(engine)) - 1]
        manifest = Manifest(now.isoformat(), __version__, schema, engine.dialect.name, tables)
        manifest = replace(manifest, files=writer.files)
        writer.finish(manifest)
        stream.flush()
        os.fsync(stream.fileno())
    return manifest


@contextmanager
def _snapshot(engine: Engine, folder: Path) -> Iterator[tuple[Path, str, dict[str, Table]]]:
    """Give the database as of one moment: its file, its name in the backup, its tables."""
    if engine.dialect.name == "postgresql":
        target = folder / "database.dump"
        with read(engine) as connection:
            exported = str(connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())
            postgres.dump(engine, target, exported)
            tables = table_summaries(connection)
        yield target, target.name, tables
        return
    target = folder / "database.sqlite"
    _copy_sqlite(engine, target)
    copied = open_database(f"sqlite:///{target}")
    with read(copied) as connection:
        tables = table_summaries(connection)
    copied.dispose()
    yield target, target.name, tables


def _copy_sqlite(engine: Engine, target: Path) -> None:
    """Copy by SQLite's online backup, in one step: one state, and writers go on (WAL).

    Source: https://www.sqlite.org/backup.html; several steps would start anew at every write of another process.
    """
    from archive.engine import sqlite_module

    into = sqlite_module().connect(str(target))
    raw = engine.raw_connection()
    try:
        driver = raw.driver_connection
        if driver is None:
            raise ArchiveError(said("The archive {database} cannot be opened", database=engine.url.database))
        driver.backup(into)
    finally:
        raw.close()
        into.close()


def table_summaries(connection: Connection) -> dict[str, Table]:
    """Return rows and digest of every table of the archive that is there."""
    from sqlalchemy import inspect

    looker = inspect(connection)
    there = set(looker.get_table_names())
    found = {}
    for table in metadata.sorted_tables:
        if table.name in there:
            # An archive of an earlier version lacks columns that came later.
            known = {str(column["name"]) for column in looker.get_columns(table.name)}
            rows, digest = summary(connection, table, known)
            found[table.name] = Table(rows, f"{digest:064x}")
    return found


def _add_evidence(writer: Writer, folder: Path) -> None:
    """Add each file as far as the chain's whole lines reach: both only grow."""
    chain = folder / CHAIN
    if not chain.exists():
        return
    size = _whole_lines(chain)
    ends: dict[str, int] = {}
    for entry in entries(folder):
        ends[entry.file] = max(ends.get(entry.file, 0), entry.offset + entry.length)
    # Lines added since `size` was taken only make files longer; the chain saved below names no byte beyond them.
    for name, end in sorted(ends.items()):
        path = folder / name
        if Path(name).name == name and path.exists():
            writer.add(f"evidence/{name}", path, min(end, path.stat().st_size))
    writer.add(f"evidence/{CHAIN}", chain, size)


def _whole_lines(chain: Path) -> int:
    with chain.open("rb") as stream:
        return sum(len(line) for line in stream if line.endswith(b"\n"))


def _config_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts:
            yield path
