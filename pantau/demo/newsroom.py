"""Opens every outlet of the demo on its port and tells the crawler's configuration where they are."""

import socket
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml

from base.clock import Clock
from base.datafile import read_yaml
from base.errors import UsageError
from base.said import said
from pantau.demo.articles import DemoArticle, load_articles
from pantau.demo.desk import Desk, House
from pantau.demo.server import Site, SiteServer
from pantau.demo.sites.disway import Disway
from pantau.demo.sites.handmade import Handmade
from pantau.demo.sites.nextjs import NextJs
from pantau.demo.sites.tribun import Tribun
from pantau.demo.sites.wordpress import WordPress

ROOM = Path(__file__).parent
SHAPES: dict[str, type[WordPress | Disway | NextJs | Tribun | Handmade]] = {
    "wordpress": WordPress,
    "disway": Disway,
    "nextjs": NextJs,
    "tribun": Tribun,
    "handmade": Handmade,
}
HOST = "127.0.0.1"


@dataclass
class Newsroom:
    """All outlets of the demo, as a context manager.

    Args:
        clock: Tells what is already published.
        ports: Ports of an earlier run by outlet id: the same articles must keep their addresses. Empty for a first run.
        articles: What the outlets print; None for the demo's own.
    """

    clock: Clock
    ports: Mapping[str, int] = field(default_factory=dict)
    articles: tuple[DemoArticle, ...] | None = None
    homes: dict[str, str] = field(default_factory=dict, init=False)
    _servers: dict[str, SiteServer] = field(default_factory=dict, init=False)
    _silent: list[socket.socket] = field(default_factory=list, init=False)

    def __enter__(self) -> Self:
        articles = load_articles() if self.articles is None else self.articles
        shapes = read_yaml(ROOM / "houses.yaml").data
        try:
            for item in outlet_items():
                mine = tuple(article for article in articles if article.outlet == item["id"])
                self.homes[item["id"]] = self._open(item, dict(shapes[item["id"]]), mine)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop all outlets; safe to call twice."""
        for server in self._servers.values():
            server.close()
        for silent in self._silent:
            silent.close()
        self._silent.clear()

    @property
    def asked(self) -> dict[str, Counter[int]]:
        """Return how often each outlet answered with each status."""
        return {outlet: Counter(server.asked) for outlet, server in self._servers.items()}

    def _open(self, item: dict[str, Any], facts: dict[str, Any], mine: tuple[DemoArticle, ...]) -> str:
        """Start one outlet and return its home address."""
        remembered = self.ports.get(item["id"])
        listener = _listener(item["id"], remembered or urlsplit(item["home"]).port or 0, must=remembered is not None)
        home = f"http://{HOST}:{listener.getsockname()[1]}/"
        if facts["shape"] == "down":
            self._silent.append(listener)
            return home
        house = House(id=item["id"], name=item["name"], home=home, zone=ZoneInfo(item["timezone"]), **facts)
        site: Site = SHAPES[house.shape](Desk(house, mine, self.clock))
        self._servers[house.id] = SiteServer(site, listener)
        self._servers[house.id].open()
        return home


def outlet_items() -> list[dict[str, Any]]:
    """Return the demo's outlets as the configuration has them."""
    return [item for path in sorted((ROOM / "outlets").glob("*.yaml")) for item in read_yaml(path).data]


def write_outlets(folder: Path, homes: Mapping[str, str]) -> None:
    """Write the demo's outlets with the addresses they really have into a configuration's `outlets` folder."""
    folder.mkdir(parents=True, exist_ok=True)
    items = [item | {"home": homes[item["id"]]} for item in outlet_items()]
    (folder / "demo.yaml").write_text(yaml.safe_dump(items, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _listener(outlet: str, port: int, *, must: bool) -> socket.socket:
    """Return a bound socket that does not listen yet: an address that refuses until a server takes it over.

    Raises:
        UsageError: The port of an earlier run is taken, so kept articles would get new addresses.
    """
    for wanted in (port, 0):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, wanted))
        except OSError as error:
            listener.close()
            if must or not wanted:
                raise UsageError(
                    said(
                        "Port {port} on {host}, which the demo's outlet '{outlet}' had before, is taken. Stop what "
                        "uses it, or give another folder with --keep.",
                        port=port,
                        host=HOST,
                        outlet=outlet,
                    )
                ) from error
        else:
            return listener
    raise AssertionError("port 0 either binds or raises")  # pragma: no cover
