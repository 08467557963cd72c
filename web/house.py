"""What all pages share: archive, clock, regions, outlets, limits. Made once, in `web.app`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, select

from alerts.channels.feed import FeedChannel
from alerts.links import Links
from archive.query.regions import RegionNames, load_regions
from archive.tables.incidents import incident, incident_event
from base.clock import Clock
from crawlers.outlets import Outlet, load_outlets
from web.data.laws import Law, load_laws
from web.data.proof import Proofs
from web.data.today import Limits
from web.options import Options
from web.security.limits import Limit

T = TypeVar("T")
KEPT = 64  # figures remembered until a case changes


@dataclass
class House:
    """The shared parts of one server.

    Args:
        engine: The archive, migrated.
        options: Plain values.
        clock: Time.
        shown: Time of what is shown: the same, or as of a day in the past.
        logins: By address and by name: OWASP advises to slow guessing down, not to lock people out.
        calls: Of the API.
        limits: Running limits that were worked out.
    """

    engine: Engine
    options: Options
    clock: Clock
    shown: Clock
    logins: Limit = field(default_factory=lambda: Limit(10, 300))
    calls: Limit = field(default_factory=lambda: Limit(240, 60))
    limits: Limits = field(default_factory=dict)
    _figures: dict[tuple[Any, ...], tuple[Any, Any]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def regions(self) -> RegionNames:
        """Official names by code."""
        return load_regions(self.options.config)

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """The outlets as configured at the start."""
        return load_outlets(self.options.config)

    @cached_property
    def laws(self) -> dict[str, Law]:
        """The rules in words, by code."""
        return load_laws(self.options.config)

    @cached_property
    def proofs(self) -> Proofs:
        """The kept evidence."""
        return Proofs(self.options.var / "evidence")

    @property
    def feeds(self) -> FeedChannel:
        """Return the feeds of subscriptions."""
        return FeedChannel(self.options.var / "feeds", self.options.key, self.options.public_url)

    @property
    def links(self) -> Links:
        """Return what checks the signed addresses of messages."""
        return Links(self.options.public_url, self.options.key)

    def figure(self, connection: Connection, key: tuple[Any, ...], count: Callable[[], T]) -> T:
        """Return a figure over all cases, counted anew only when a case has changed since.

        Args:
            connection: For reading.
            key: Name and arguments of the figure.
            count: Counts it.
        """
        changed, event = select(func.max(incident.c.changed_at)), select(func.max(incident_event.c.id))
        state = (connection.execute(changed).scalar(), connection.execute(event).scalar())
        known = self._figures.get(key)
        if known is not None and known[0] == state:
            found: T = known[1]
            return found
        found = count()
        with self._lock:
            if len(self._figures) >= KEPT:
                self._figures.clear()
            self._figures[key] = (state, found)
        return found
