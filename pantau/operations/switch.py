"""Puts restored files in place of those that are there, so that a kill at any moment is found and undone.

    journal written -> each file that is in the way renamed aside, each new one renamed into its place -> journal gone

A journal that lies there tells of a restore that was interrupted: nothing works with the archive until it is undone.
"""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pantau.interrupted import JOURNAL

WORKSHOP = ".restore-"
"""Beginning of the name of the folder, in `var/`, into which a backup is unpacked."""


@dataclass(frozen=True, slots=True)
class Move:
    """One file or folder that changes its place.

    Args:
        source: What is to come; None: what is there only makes way.
        target: Where to.
        aside: Where what is there goes; None: nothing is there.
    """

    source: str | None
    target: str
    aside: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """What a restore is about to do.

    Args:
        moves: In their order.
        was_empty: The database on PostgreSQL held no table before; None: the archive is a file and one of `moves`.
        done: All of it has happened, only what was set aside on PostgreSQL is still to be dropped.
    """

    moves: tuple[Move, ...]
    was_empty: bool | None
    done: bool = False


def planned(source: Path | None, target: Path, suffix: str) -> Move | None:
    """Return the move of a file into its place; None where there is nothing to move.

    What comes from another disk is copied beside its place first, so that the move itself is one renaming.

    Args:
        source: What is to come; None: what is there only makes way.
        target: Where to.
        suffix: Of what is moved aside.
    """
    aside = target.with_name(f"{target.name}.{suffix}") if target.exists() else None
    if source is None:
        return None if aside is None else Move(None, str(target), str(aside))
    if not source.exists():
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.stat().st_dev != target.parent.stat().st_dev:
        beside = target.parent / f"{WORKSHOP}{target.name}"
        _remove(beside)
        source = Path(shutil.copytree(source, beside) if source.is_dir() else shutil.copy2(source, beside))
    _to_disk(source)
    return Move(str(source), str(target), None if aside is None else str(aside))


def note(var: Path, journal: Journal) -> None:
    """Write the journal, whole or not at all."""
    fresh = var / f"{JOURNAL}.new"
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(asdict(journal), stream)
        stream.flush()
        os.fsync(stream.fileno())
    rename(fresh, var / JOURNAL)


def noted(var: Path) -> Journal | None:
    """Return the journal of a restore that was interrupted; None when there is none."""
    try:
        plain = json.loads((var / JOURNAL).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Journal(tuple(Move(**move) for move in plain["moves"]), plain["was_empty"], plain["done"])


def forget(var: Path) -> None:
    """Remove the journal: the restore is over, or undone."""
    (var / JOURNAL).unlink(missing_ok=True)


def carry_out(moves: Sequence[Move]) -> tuple[Path, ...]:
    """Move everything into its place; return where what was there has gone."""
    for move in moves:
        if move.aside is not None:
            rename(Path(move.target), Path(move.aside))
        if move.source is not None:
            rename(Path(move.source), Path(move.target))
    return tuple(Path(move.aside) for move in moves if move.aside is not None)


def undo(moves: Sequence[Move]) -> None:
    """Bring everything back that was moved, wherever it was interrupted; may be interrupted itself and done again."""
    for move in reversed(moves):
        target = Path(move.target)
        if move.source is not None and not Path(move.source).exists() and target.exists():
            if Path(move.source).parent.exists():
                rename(target, Path(move.source))
            else:
                _remove(target)
        if move.aside is not None and Path(move.aside).exists():
            _remove(target)  # a log that somebody made beside the new archive
            rename(Path(move.aside), target)


def rename(source: Path, target: Path) -> None:
    """Rename, and force the folder's new list of names to the disk."""
    source.rename(target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    for file in path.rglob("*") if path.is_dir() else (path,):
        if file.is_file():
            with file.open("rb") as stream:
                os.fsync(stream.fileno())
