"""`pantau backup`: saves archive, evidence, configuration and key into one file while everything runs.

    one moment of the database -> evidence as far as its chain reaches then -> configuration -> manifest -> read back

The database comes first: whatever article is in it, its evidence was written before or is in the chain by then.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from archive.copying import summary
from archive.engine import open_database, read
from archive.store.evidence import Head
from archive.tables import metadata
from archive.upgrade import pending, revisions
from base.errors import ArchiveError, InputError, UsageError
from base.said import said
from crawlers.evidence.book import CHAIN, entries
from pantau import __version__
from pantau.operations import kept, postgres
from pantau.operations.bundle import Manifest, Table, Writer, unpack
from pantau.operations.current import is_missing
from pantau.settings import Settings


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved.

    Args:
        manifest: What the backup holds.
        kept: What of the evidence was missing or damaged when it was saved, and what other machines keep.
        aside: Where an earlier backup of the same name went, which held evidence that this one lacks; None: none did.
    """

    manifest: Manifest
    kept: kept.Kept
    aside: Path | None


@dataclass(frozen=True, slots=True)
class _Moment:
    """The database as of one moment: its file, its tables, the chains of evidence it knew."""

    path: Path
    tables: dict[str, Table]
    known: dict[str, Head]


def back_up(settings: Settings, target: Path, now: datetime, *, force: bool = False) -> Saved:
    """Write a backup, read it back, and return what it holds.

    Evidence that is missing or damaged keeps nothing from being saved: what is there is, and the backup knows what is
    not. It then takes the place of no earlier backup that is whole.

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
            manifest, found = _write(settings, engine, part, Path(folder), now)
        unpack(part, None)
        aside = _keep_whole(target, now) if found.faults else None
        part.replace(target)
    except OSError as error:
        raise ArchiveError(
            said("The backup cannot be written: {error}. Free space or choose another place", error=error)
        ) from error
    finally:
        part.unlink(missing_ok=True)
        engine.dispose()
    return Saved(manifest, found, aside)


def _keep_whole(target: Path, now: datetime) -> Path | None:
    """Move an earlier backup whose evidence was whole out of the way; None where there is none."""
    try:
        earlier = unpack(target, None)
    except (InputError, FileNotFoundError):
        return None
    if earlier.damaged or not any(name.startswith("evidence/") for name in earlier.files):
        return None
    other = target.with_name(f"whole-before-{now:%Y%m%d-%H%M%S}-{target.name}")
    target.rename(other)
    return other


def _existing(settings: Settings) -> Engine:
    if is_missing(settings):
        raise ArchiveError(said("There is no archive at {url} to save", url=settings.archive_url))
    engine = open_database(settings.archive_url)
    if pending(engine) == revisions():
        raise ArchiveError(said("There is no archive in {database} to save", database=engine.url.database))
    return engine


def _write(settings: Settings, engine: Engine, part: Path, folder: Path, now: datetime) -> tuple[Manifest, kept.Kept]:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        moment = _snapshot(engine, folder)
        writer = Writer(stream)
        writer.add(moment.path.name, moment.path)
        evidence = settings.var / "evidence"
        found = kept.compare(evidence, moment.known, alone=engine.dialect.name == "sqlite")
        _add_evidence(writer, evidence, whole=not found.faults)
        for path in _config_files(settings.config):
            writer.add(f"config/{path.relative_to(settings.config)}", path)
        if (settings.var / "secret.key").exists():
            writer.add("secret.key", settings.var / "secret.key")
        known = revisions()
        schema = known[len(known) - len(pending(engine)) - 1]
        manifest = Manifest(now.isoformat(), __version__, schema, engine.dialect.name, moment.tables)
        manifest = replace(manifest, files=writer.files, damaged=[str(fault) for fault in found.faults])
        writer.finish(manifest)
        stream.flush()
        os.fsync(stream.fileno())
    return manifest, found


def _snapshot(engine: Engine, folder: Path) -> _Moment:
    if engine.dialect.name == "postgresql":
        target = folder / "database.dump"
        with read(engine) as connection:
            exported = str(connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())
            postgres.dump(engine, target, exported)
            return _Moment(target, table_summaries(connection), kept.heads(connection))
    target = folder / "database.sqlite"
    _copy_sqlite(engine, target)
    copied = open_database(f"sqlite:///{target}")
    try:
        with read(copied) as connection:
            return _Moment(target, table_summaries(connection), kept.heads(connection))
    finally:
        copied.dispose()  # which brings its log into the file


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
    except sqlite_module().Error as error:
        raise ArchiveError(
            said("The archive {database} cannot be copied: {error}", database=engine.url.database, error=error)
        ) from error
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


def _add_evidence(writer: Writer, folder: Path, *, whole: bool) -> None:
    """Add each file as far as the chain's whole lines reach: both only grow. Of damaged evidence add all there is."""
    chain = folder / CHAIN
    if not whole:
        for path in (*kept.warc_files(folder), *([chain] if chain.exists() else ())):
            writer.add(f"evidence/{path.name}", path)
        return
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
