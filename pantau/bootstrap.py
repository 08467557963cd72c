"""Composes the application once, at the top: lower rooms take plain values and never see the settings."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from archive.database import open_database
from archive.upgrade import migrate
from base.clock import Clock, SystemClock
from crawlers.outlets import Outlet, load_outlets
from pantau.interrupted import refuse_half_restored
from pantau.settings import Settings
from pipeline.page.outlet import OutletContext
from pipeline.source import Source

if TYPE_CHECKING:
    from pipeline.process import Tools


@dataclass(frozen=True)
class Application:
    """What every command is made of. Heavy parts are loaded when they are first asked for.

    Args:
        settings: Typed settings of this call.
        clock: Time; the demo brings its own.
    """

    settings: Settings
    clock: Clock = field(default_factory=SystemClock)

    @cached_property
    def engine(self) -> Engine:
        """Open the archive and bring it to the newest schema.

        Raises:
            ArchiveError: It cannot be opened, or a restore was interrupted while it changed places.
        """
        refuse_half_restored(self.settings.var)
        engine = open_database(self.settings.archive_url)
        migrate(engine)
        return engine

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """Read all outlets, disabled ones included."""
        return load_outlets(self.settings.config)

    @cached_property
    def tools(self) -> "Tools":
        """Return screen, lexicon, gazetteers, rules and calendar, each loaded at its first use."""
        from pipeline.process import Tools  # the monitor reads no page: it need not carry the extractors

        return Tools(self.settings.config)

    def source(self, outlet_id: str | None, furniture: frozenset[str] = frozenset()) -> Source:
        """Return what is known of a page's outlet; nothing for an unknown or missing id."""
        outlet = self.outlets.get(outlet_id) if outlet_id else None
        return Source() if outlet is None else source_of(outlet, furniture)


def source_of(outlet: Outlet, furniture: frozenset[str] = frozenset()) -> Source:
    """Return what reading may know of an outlet."""
    context = OutletContext(
        id=outlet.id,
        name=outlet.name,
        home=outlet.home,
        timezone=outlet.timezone,
        network=outlet.network,
        body_selector=outlet.body,
        furniture=furniture,
    )
    return Source(context, outlet.region)
