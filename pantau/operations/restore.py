"""`pantau restore`: brings back what a backup holds, all of it or nothing.

    unpack beside the target, checking every hash -> compare the tables -> move into place -> compare again (PostgreSQL)

What stood there before is moved aside, never deleted.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, inspect

from archive.engine import open_database, read
from archive.upgrade import migrate, revisions
from base.errors import ArchiveError, InputError, UsageError
from base.said import said
from crawlers.evidence.book import verify
from crawlers.evidence.witness import adopt
from pantau.operations import postgres
from pantau.operations.aside import bring_back, let_go, set_aside
from pantau.operations.backup import table_summaries
from pantau.operations.bundle import Manifest, Table, unpack

SQLITE, DUMP = "database.sqlite", "database.dump"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a backup is restored to.

    Args:
        database_url: Of the archive.
        var: Folder of evidence and key.
        config: Folder of the configuration; None leaves the present one.
    """

    database_url: str
    var: Path
    config: Path | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back.

    Args:
        manifest: Of the backup.
        aside: What was there before and where it is now.
    """

    manifest: Manifest
    aside: tuple[Path, ...]


def restore(file: Path, place: Place, now: datetime, *, force: bool = False) -> Restored:
    """Bring back a backup.

    Args:
        file: Made by `back_up`.
        place: Where to.
        now: Present instant; names what is moved aside.
        force: Replace an archive that is there.

    Raises:
        InputError: The backup is damaged.
        UsageError: Something is there and `force` is not given, or the database is of another kind.
        ArchiveError: The restored archive is not what was saved; what was there before is kept.
    """
    target = open_database(place.database_url)
    occupied = [str(path) for path in _occupied(place, target)]
    if occupied and not force:
        raise UsageError(
            said(
                "There is already {choices}; stop the monitor and give --force to replace it",
                choices=", ".join(occupied),
            )
        )
    place.var.mkdir(parents=True, exist_ok=True)
    with _workshop(place.var) as folder:
        manifest = unpack(file, folder)
        _check_kind(manifest, target)
        _check_evidence(folder / "evidence")
        aside = _Aside(f"before-{now:%Y%m%dT%H%M%S}")
        if target.dialect.name == "sqlite":
            _check(open_database(f"sqlite:///{folder / SQLITE}"), manifest.tables)
            target.dispose()
            _place_sqlite(folder / SQLITE, Path(str(target.url.database)), aside)
        else:
            _fill_postgres(target, folder / DUMP, manifest.tables)
        _place_files(folder, place, aside)
    migrate(target)  # a backup of an older version comes up to date
    adopt(place.var / "evidence", target)  # the evidence was saved a moment after the archive
    target.dispose()
    return Restored(manifest, tuple(aside.moved))


@contextmanager
def _workshop(var: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".restore-", dir=var))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Aside:
    """Moves what is in the way aside."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self.moved: list[Path] = []

    def __call__(self, path: Path) -> None:
        if path.exists():
            other = path.with_name(f"{path.name}.{self._suffix}")
            path.rename(other)
            self.moved.append(other)


def _occupied(place: Place, target: Engine) -> Iterator[Path | str]:
    if target.dialect.name == "sqlite":
        if Path(str(target.url.database)).exists():
            yield Path(str(target.url.database))
    elif inspect(target).get_table_names():
        yield f"an archive in {target.url.database}"
    if (place.var / "evidence").exists():
        yield place.var / "evidence"
    if place.config is not None and place.config.exists():
        yield place.config


def _check_kind(manifest: Manifest, target: Engine) -> None:
    if manifest.backend != target.dialect.name:
        raise UsageError(
            said(
                "The backup is of a {backend} archive and cannot go into {name}. Restore it with "
                "PANTAU_DATABASE_URL of that kind, then move it with: pantau db copy SOURCE TARGET",
                backend=manifest.backend,
                name=target.dialect.name,
            )
        )
    if manifest.schema not in revisions():
        raise UsageError(
            said(
                "The backup was made by Pantau {version}, which is newer. Upgrade Pantau first",
                version=manifest.version,
            )
        )


def _check_evidence(folder: Path) -> None:
    problems = verify(folder) if folder.exists() else ()
    if problems:
        raise InputError(said("its evidence does not verify: {detail}", detail=problems[0]), source="evidence")


def _check(engine: Engine, wanted: dict[str, Table]) -> None:
    with read(engine) as connection:
        found = table_summaries(connection)
    if engine.dialect.name == "sqlite":
        engine.dispose()
    differing = sorted(name for name in wanted if found.get(name) != wanted[name])
    if differing:
        raise ArchiveError(
            said("The restored archive differs from what was saved in: {choices}", choices=", ".join(differing))
        )


def _fill_postgres(target: Engine, dump: Path, tables: dict[str, Table]) -> None:
    """Put a dump in place of what is there, which comes back when the dump is not what was saved.

    Dropping what the dump names would not do: tables of a newer version would stay, in the way of the upgrade.
    """
    if inspect(target).get_table_names():
        set_aside(target)
    try:
        postgres.load(target, dump)
        _check(target, tables)
    except ArchiveError:
        bring_back(target)
        raise
    let_go(target)


def _place_sqlite(source: Path, target: Path, aside: Callable[[Path], None]) -> None:
    for ending in ("", "-wal", "-shm"):
        aside(target.with_name(target.name + ending))
    target.parent.mkdir(parents=True, exist_ok=True)
    source.chmod(0o600)
    shutil.move(source, target)
    handle = os.open(target, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _place_files(folder: Path, place: Place, aside: Callable[[Path], None]) -> None:
    moves = [(folder / "evidence", place.var / "evidence"), (folder / "secret.key", place.var / "secret.key")]
    if place.config is not None:
        moves.append((folder / "config", place.config))
    for source, target in moves:
        if source.exists():
            aside(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, target)
    key = place.var / "secret.key"
    if key.exists():
        key.chmod(0o600)
