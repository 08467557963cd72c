"""Whose turn it is: of several monitors on one archive one keeps the schedule, and another takes over when it dies.

PostgreSQL: a session's advisory lock, which the server gives back when the session ends (kill, crash); keepalives of
2 s * 3 end the session of a machine that vanished. SQLite: a lock on a file in `var/`, given back with the process.
Two holders for a moment (a cut network) repeat at most a crawl: what must be unique is unique in the tables.
"""

import contextlib
import fcntl
import threading
from pathlib import Path
from typing import IO, Any, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

KEY = 0x50414E55  # "PANU": beside archive.upgrade.LOCK
MONITOR = "monitor.lock"
"""In `var/`: the file that is locked on SQLite."""
KEEPALIVES = "SET tcp_keepalives_idle = 2; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 2"
ANSWER_MS = 3_000  # a server that does not answer a SELECT 1 in this time is lost to us


class Turn(Protocol):
    """Asked at every tick, from one thread at a time."""

    def held(self) -> bool:
        """Tell whether it is our turn now; takes it when nobody has it."""
        ...

    def leave(self) -> None:
        """Give it back."""
        ...


def turn_of(engine: Engine, var: Path) -> Turn:
    """Return the turn of an archive.

    Args:
        engine: Of the archive.
        var: Where SQLite's lock file lies.
    """
    return ServerTurn(engine) if engine.dialect.name == "postgresql" else FileTurn(var / MONITOR)


class FileTurn:
    """A locked file: one machine, whose kernel gives the lock back when the process ends.

    Args:
        path: The file; made when it is missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def held(self) -> bool:
        """See `Turn`."""
        if self._file is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def leave(self) -> None:
        """See `Turn`."""
        if self._file is not None:
            self._file.close()
            self._file = None


class ServerTurn:
    """An advisory lock of a PostgreSQL session that is kept for it alone.

    Args:
        engine: Of the archive.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._session: Connection | None = None
        self._mine = threading.Lock()

    def held(self) -> bool:
        """See `Turn`; a session that broke is no turn any more, and a new one must ask anew."""
        with self._mine:
            try:
                if self._session is not None:
                    self._session.execute(text("SELECT 1"))
                    return True
                return self._take()
            except DBAPIError:
                self._drop()
                return False

    def _take(self) -> bool:
        session = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            for setting in KEEPALIVES.split("; "):
                session.execute(text(setting))
            session.execute(text(f"SET statement_timeout = {ANSWER_MS}"))
            got = bool(session.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}).scalar_one())
        except DBAPIError:
            session.invalidate()
            session.close()
            raise
        if got:
            self._session = session
        else:
            _end(session)
        return got

    def _drop(self) -> None:
        if self._session is not None:
            _end(self._session)
            self._session = None

    def leave(self) -> None:
        """See `Turn`."""
        with self._mine:
            if self._session is not None:  # a closed session gives it back, too, but only when the server notices
                with contextlib.suppress(DBAPIError):
                    self._session.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": KEY})
            self._drop()


def _end(session: Connection) -> None:
    """Close the session itself: given back to the pool it would keep lock and settings."""
    session.invalidate()
    session.close()


def holder(connection: Connection) -> dict[str, Any] | None:
    """Return who holds the turn on PostgreSQL: process id, client address, since when; None for nobody.

    Args:
        connection: To PostgreSQL.
    """
    row = connection.execute(
        text(
            "SELECT a.pid, host(a.client_addr) AS address, a.backend_start AS since FROM pg_locks l "
            "JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.objid = :key AND l.granted "
            "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ),
        {"key": KEY},
    ).one_or_none()
    return None if row is None else {"pid": row.pid, "address": row.address, "since": row.since}
