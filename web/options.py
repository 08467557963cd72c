"""What the pages are told once, at their start: plain values, never a settings object."""

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from base.catalogue import Language

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Options:
    """How the pages are served.

    Args:
        config: Configuration folder, for outlets, regions and rules.
        var: Folder of feeds and evidence.
        key: Signs cookies and the links in messages.
        language: Of readers who chose none.
        zone: In which days are shown.
        public_url: Where readers reach the pages; None: only at the address they are bound to.
        version: Of Pantau, shown and sent with exports.
        sample_one_in: Of the pages screened out, how many are read all the same; 0 for none.
        read_only: Nobody can change anything, whatever the role: demonstrations.
    """

    config: Path
    var: Path
    key: bytes = field(repr=False)
    language: Language = "id"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Jakarta"))
    public_url: str | None = None
    version: str = ""
    sample_one_in: int = 0
    read_only: bool = False

    @property
    def secure(self) -> bool:
        """Tell whether readers come by HTTPS, so that cookies may ask for it."""
        return bool(self.public_url and self.public_url.startswith("https://"))


def is_loopback(host: str) -> bool:
    """Tell whether an address to bind to is reached from this machine only."""
    try:
        return host in LOOPBACK or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False  # 127.example.com is a name that anybody may own
