"""What is due, looked up in the archive at little cost: only outlets whose time has come are read, not all of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from archive.database import read
from archive.store.outlets import Ripe, remembered, ripe
from crawlers.outlet import Outlet
from pantau.due import CLOCKS_DIFFER, in_turn


@dataclass(frozen=True, slots=True)
class Agenda:
    """Looks up what is due.

    Args:
        engine: The archive.
        outlets: All outlets by id.
    """

    engine: Engine
    outlets: Mapping[str, Outlet]

    def due(self, now: datetime, busy: Collection[str]) -> tuple[Ripe, ...]:
        """Return the enabled outlets to crawl now, the longest overdue first.

        Args:
            now: Present instant.
            busy: Outlets that are being crawled, or ordered already.
        """
        with read(self.engine) as connection:
            found, known = ripe(connection, now, CLOCKS_DIFFER), remembered(connection)
        return in_turn(self.outlets, found, known, busy)
