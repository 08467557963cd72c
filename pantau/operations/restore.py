"""`pantau restore`: brings back what a backup holds, all of it or nothing.

    unpack beside the target, checking every hash -> compare the tables, bring them up to date -> change places

Nobody may work with the archive meanwhile. What stood there before is moved aside, never deleted; a kill at any moment
leaves a journal (`switch.py`) by which the next restore brings it back.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
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
from pantau.operations.aside import bring_back, let_go, set_aside, waits
from pantau.operations.backup import table_summaries
from pantau.operations.bundle import Manifest, Table, unpack
from pantau.operations.rights import grant
from pantau.operations.stillness import alone, stopped
from pantau.operations.switch import WORKSHOP, Journal, Move, carry_out, forget, note, noted, planned, undo

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
        aside: Where what was there before is now.
        undone: A restore that was interrupted was undone first.
    """

    manifest: Manifest
    aside: tuple[Path, ...]
    undone: bool


def restore(file: Path, place: Place, now: datetime, *, force: bool = False) -> Restored:
    """Bring back a backup.

    Args:
        file: Made by `back_up`.
        place: Where to.
        now: Present instant; names what is moved aside.
        force: Replace an archive that is there.

    Raises:
        InputError: The backup is damaged.
        UsageError: Something is there and `force` is not given, somebody works with the archive, or the database is of
            another kind.
        ArchiveError: The restored archive is not what was saved, or there is no room; what was there before is kept.
    """
    with _leaving_no_folder(place):
        target = open_database(place.database_url)
        try:
            with alone(place.var):
                undone = recover(place.var, target)
                return _restore(file, place, target, f"before-{now:%Y%m%dT%H%M%S}", force=force, undone=undone)
        finally:
            target.dispose()


def _restore(file: Path, place: Place, target: Engine, suffix: str, *, force: bool, undone: bool) -> Restored:
    occupied = [str(path) for path in _occupied(place, target)]
    if occupied and not force:
        raise UsageError(
            said(
                "There is already {choices}; stop the monitor and give --force to replace it",
                choices=", ".join(occupied),
            )
        )
    with stopped(target, place.var):  # before anything is read, so that nobody waits for a refusal
        pass
    with _workshop(place.var) as folder:
        manifest = unpack(file, folder)
        _check_kind(manifest, target)
        _check_evidence(folder / "evidence", manifest)
        if target.dialect.name == "sqlite":
            moved = _switch_files(place, target, folder, manifest, suffix)
        else:
            moved = _switch_server(place, target, folder, manifest, suffix)
    return Restored(manifest, moved, undone)


def _switch_files(place: Place, target: Engine, folder: Path, manifest: Manifest, suffix: str) -> tuple[Path, ...]:
    """Make everything ready in the workshop; the archive changes its place together with its evidence."""
    ready = open_database(f"sqlite:///{folder / SQLITE}")
    _check(ready, manifest.tables)
    _bring_up_to_date(ready, folder / "evidence", manifest)
    ready.dispose()
    (folder / SQLITE).chmod(0o600)
    path = Path(str(target.url.database))
    with stopped(target, place.var):
        logs = [planned(None, path.with_name(path.name + ending), suffix) for ending in ("-wal", "-shm")]
        moves = _moves([*logs, planned(folder / SQLITE, path, suffix)], folder, place, suffix)
        note(place.var, Journal(moves, None))
        try:
            moved = carry_out(moves)
        except BaseException:
            undo(moves)
            forget(place.var)
            raise
        forget(place.var)
    return moved


def _switch_server(place: Place, target: Engine, folder: Path, manifest: Manifest, suffix: str) -> tuple[Path, ...]:
    """Fill the database; what it held comes back when what came is not what was saved, or a file cannot be moved.

    Dropping what the dump names would not do: tables of a newer version would stay, in the way of the upgrade.
    """
    with stopped(target, place.var):
        was_empty = not inspect(target).get_table_names()
        moves = _moves([], folder, place, suffix)
        note(place.var, Journal(moves, was_empty))
        try:
            if not was_empty:
                set_aside(target)
            postgres.load(target, folder / DUMP)
            _check(target, manifest.tables)
            _bring_up_to_date(target, folder / "evidence", manifest)
            grant(target)
            moved = carry_out(moves)
        except BaseException:
            recover(place.var, target)
            raise
        note(place.var, Journal(moves, was_empty, done=True))
        let_go(target)
        forget(place.var)
    return moved


def recover(var: Path, target: Engine) -> bool:
    """Undo a restore that was interrupted, and remove what it left; tell whether there was one.

    Args:
        var: Of the installation.
        target: Its archive.
    """
    journal = noted(var)
    if journal is not None and journal.done:
        let_go(target)
    elif journal is not None:
        undo(journal.moves)
        if journal.was_empty is not None and (journal.was_empty or waits(target)):
            bring_back(target)
    for left in var.glob(f"{WORKSHOP}*"):
        shutil.rmtree(left, ignore_errors=True)
    forget(var)
    return journal is not None


def _bring_up_to_date(engine: Engine, evidence: Path, manifest: Manifest) -> None:
    """Upgrade a backup of an older version, and take in the evidence that was saved a moment after the archive."""
    migrate(engine)
    with suppress(*((ArchiveError, ValueError) if manifest.damaged else ())):  # then its chain may not be the archive's
        adopt(evidence, engine)


@contextmanager
def _workshop(var: Path) -> Iterator[Path]:
    try:
        folder = Path(tempfile.mkdtemp(prefix=WORKSHOP, dir=var))
    except OSError as error:
        raise ArchiveError(
            said("Nothing can be written in {folder}: {error}. Give it room and rights", folder=var, error=error)
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _leaving_no_folder(place: Place) -> Iterator[None]:
    """Remove the folders that were made for a restore that is refused."""
    ways = (place.var, *place.var.parents, *(place.config.parents if place.config else ()))
    missing = sorted((way for way in set(ways) if not way.exists()), key=lambda way: -len(way.parts))
    try:
        place.var.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for way in missing:
            with suppress(OSError):
                way.rmdir()
        raise


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
                "The backup has schema {schema}, which this Pantau does not know: it was made by a newer version. "
                "Upgrade Pantau first",
                schema=manifest.schema,
            )
        )


def _check_evidence(folder: Path, manifest: Manifest) -> None:
    problems = verify(folder) if folder.exists() and not manifest.damaged else ()
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


def _moves(first: Sequence[Move | None], folder: Path, place: Place, suffix: str) -> tuple[Move, ...]:
    """Return what changes its place: what is given, evidence, key, and the configuration where it is wanted."""
    key = folder / "secret.key"
    if key.exists():
        key.chmod(0o600)
    found = [*first, planned(folder / "evidence", place.var / "evidence", suffix)]
    found.append(planned(key, place.var / "secret.key", suffix))
    if place.config is not None:
        found.append(planned(folder / "config", place.config, suffix))
    return tuple(move for move in found if move is not None)
