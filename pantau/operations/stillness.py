"""Makes sure that nobody works with an archive that is about to be replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from archive.engine import sqlite_module
from base.errors import UsageError
from base.said import said
from pantau.operations.turn import MONITOR, FileTurn, turn_of

RESTORING = "restore.lock"


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Let one restore at a time work in `var/`.

    Raises:
        UsageError: Another one does.
    """
    turn = FileTurn(var / RESTORING)
    if not turn.held():
        raise UsageError(said("Another restore is going on in {folder}. Wait for its end", folder=var))
    try:
        yield
    finally:
        (var / RESTORING).unlink(missing_ok=True)
        turn.leave()


def is_going_on(var: Path) -> bool:
    """Tell whether a restore works in `var/` now."""
    if not (var / RESTORING).exists():
        return False
    turn = FileTurn(var / RESTORING)
    free = turn.held()
    turn.leave()
    return not free


@contextmanager
def stopped(engine: Engine, var: Path) -> Iterator[None]:
    """Keep the schedule, so that no monitor and no worker begins.

    Args:
        engine: Of the archive that is to be replaced.
        var: Its folder.

    Raises:
        UsageError: A monitor or a worker runs, or somebody else has the archive's file open.
    """
    lock = var / MONITOR
    made = not lock.exists()
    turn = turn_of(engine, var)
    if not turn.held():
        raise UsageError(
            said(
                "A monitor or a worker of this archive is running, and would go on with the one that is moved away. "
                "Stop it first, on every machine: systemctl stop pantau 'pantau-worker@*'"
            )
        )
    try:
        if engine.dialect.name == "sqlite" and _is_open(Path(str(engine.url.database))):
            raise UsageError(
                said(
                    "Another process has {file} open: a monitor, the pages, an import. Stop it first: "
                    "systemctl stop pantau",
                    file=engine.url.database,
                )
            )
        yield
    finally:
        if made:
            lock.unlink(missing_ok=True)
        turn.leave()


def _is_open(path: Path) -> bool:
    """Tell whether another connection is open: it would hold a lock that an exclusive one cannot share (WAL).

    Source: https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory
    """
    if not path.exists():
        return False
    module: Any = sqlite_module()
    connection = module.connect(str(path), timeout=0.2)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
        connection.rollback()
    except module.Error as error:
        return "locked" in str(error)  # a damaged file is what is to be replaced
    finally:
        connection.close()
    return False
