"""What every site shape needs: the outlet's facts, its articles as they stand now, and its templates."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, select_autoescape

from base.clock import Clock
from pantau.demo.articles import DemoArticle

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
"""Indonesia's zones as outlets print them (Keppres 41/1987)."""


@dataclass(frozen=True, slots=True)
class House:
    """One invented outlet.

    Args:
        id: Outlet id, the same as in `outlets/*.yaml`.
        name: As printed.
        shape: Name of the site shape, or `down` for an outlet that does not answer.
        home: Address with the port it really listens on, ending in `/`.
        zone: Zone its dates are printed in.
        town: Printed under the name.
        full_feed: Whether the feed carries whole articles.
        rest: Whether WordPress REST is open.
    """

    id: str
    name: str
    shape: str
    home: str
    zone: ZoneInfo
    town: str = ""
    full_feed: bool = True
    rest: bool = True


@dataclass(frozen=True, slots=True)
class Desk:
    """The articles of one house, seen through a clock: nothing of the future is ever shown."""

    house: House
    articles: tuple[DemoArticle, ...]
    clock: Clock

    def visible(self) -> tuple[DemoArticle, ...]:
        """Return what is published by now, newest first."""
        now = self.clock.now()
        shown = [article.seen_at(now) for article in self.articles if article.published <= now]
        return tuple(sorted(shown, key=lambda article: (article.published, article.id), reverse=True))

    def find(self, number: int) -> DemoArticle | None:
        """Return the published article with a content number; None when there is none yet."""
        return next((article for article in self.visible() if article.number == number), None)

    def find_slug(self, slug: str) -> DemoArticle | None:
        """Return the published article with a slug; None when there is none yet."""
        return next((article for article in self.visible() if article.slug == slug), None)

    def others(self, article: DemoArticle, count: int) -> tuple[DemoArticle, ...]:
        """Return headlines for a sidebar: the newest without the article itself."""
        return tuple(other for other in self.visible() if other.id != article.id)[:count]

    def local(self, instant: datetime) -> datetime:
        """Return the instant in the outlet's zone."""
        return instant.astimezone(self.house.zone)

    def printed(self, instant: datetime, pattern: str = "EEEE, d MMMM yyyy HH:mm") -> str:
        """Return a date as the outlet prints it, with Indonesian names and the zone's short name."""
        text = format_datetime(self.local(instant), pattern, locale="id")
        return f"{text} {ZONE_NAMES[self.house.zone.key]}"


def newest(articles: tuple[DemoArticle, ...]) -> datetime | None:
    """Return the instant of the last change of a list, for Last-Modified; None when it is empty."""
    return max((article.changed for article in articles), default=None)


def templates() -> Environment:
    """Return the environment of the demo's page templates."""
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=select_autoescape(default=True), trim_blocks=True)
