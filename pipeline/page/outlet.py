"""What extraction may know about the outlet of a page: plain values, handed in by the caller."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutletContext:
    """An outlet as extraction needs it.

    Args:
        id: Outlet id of `config/outlets/`.
        name: As printed; cut from titles, bylines and datelines.
        home: Address of its front page.
        timezone: IANA zone that dates without a zone are read in; None when unknown (then Asia/Jakarta is assumed).
        network: Network key (`jawapos`, `disway`, `tribun` ...); None when independent or unknown.
        body_selector: CSS selector of the story's container; None lets the extractor find it.
        furniture: Hashes (`furniture.line_hash`) of lines learnt to recur on this outlet's pages.
    """

    id: str
    name: str
    home: str
    timezone: str | None = None
    network: str | None = None
    body_selector: str | None = None
    furniture: frozenset[str] = frozenset()
