"""Where a page comes from, as far as reading it may know."""

from dataclasses import dataclass

from pipeline.page.outlet import OutletContext


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page comes from.

    Args:
        outlet: What extraction may know about the outlet; None when it is unknown.
        region: Kemendagri code of the outlet's home; a weak prior for places; None when unknown.
    """

    outlet: OutletContext | None = None
    region: str | None = None
