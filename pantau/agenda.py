"""What is due, looked up in the archive at little cost: only outlets whose time has come are read, not all of them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Engine

from archive.database import read
from archive.store.outlets import Ripe, count_remembered, remembered, ripe
from crawlers.outlet import Outlet
from pantau.due import CLOCKS_DIFFER, in_turn


class Agenda:
    """Looks up what is due.

    Args:
        engine: The archive.
        outlets: All outlets by id.
    """

    def __init__(self, engine: Engine, outlets: Mapping[str, Outlet]) -> None:
        self._engine, self._outlets = engine, outlets
        self._count = -1  # outlets that anything is remembered of, when `_fresh` was read
        self._fresh: tuple[str, ...] = ()

    def due(self, now: datetime, busy: Collection[str]) -> tuple[Ripe, ...]:
        """Return the enabled outlets to crawl now, the longest overdue first.

        Args:
            now: Present instant.
            busy: Outlets that are being crawled, or ordered already.
        """
        with read(self._engine) as connection:
            found, count = ripe(connection, now, CLOCKS_DIFFER), count_remembered(connection)
            if count != self._count:
                known, self._count = remembered(connection), count
                self._fresh = tuple(name for name in self._outlets if name not in known)
        return in_turn(self._outlets, found, self._fresh, busy)
