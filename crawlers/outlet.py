"""`Outlet`: a news outlet as the configuration names it."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache
from typing import Literal, get_args
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from base.address import IPNetwork

Means = Literal["wordpress", "feed", "sitemap", "listing", "home", "next_data"]
MEANS: tuple[Means, ...] = get_args(Means)

DEFAULT_ZONE = ZoneInfo("Asia/Jakarta")  # what local dates are read in while an outlet's zone is unknown
SHORTEST_POLL = timedelta(minutes=15)
LONGEST_POLL = timedelta(hours=6)  # default interval of Media Cloud's rss-fetcher


@dataclass(frozen=True, slots=True)
class Discover:
    """One way to learn of an outlet's articles.

    Args:
        means: The reader that understands the answer.
        path: Address, absolute or relative to the outlet's home.
        links: CSS selector of article links (listing, home); None lets the reader find them by their shape.
        next: CSS selector of the link to the next listing page; None when only `pages` or `rel=next` lead on.
        pages: Address template of further listing pages: `{page}` counts from 2 (or from 1 with `{date}`),
            `{date:%Y/%m/%d}` is a day of a date index; None when there is none.
    """

    means: Means
    path: str
    links: str | None = None
    next: str | None = None
    pages: str | None = None


@dataclass(frozen=True)
class Outlet:
    """A news outlet as the configuration names it.

    Args:
        id: Lower-case letters, digits, `-` and `_`; the name of its spider.
        name: As printed for people.
        home: Address of the home page, http(s).
        region: Kemendagri code of its home province or kabupaten/kota: a prior, never the place of an event; None while
            unknown.
        timezone: IANA zone of its dates; None while unknown (then Asia/Jakarta is assumed).
        network: Outlets of one network share copy: copies inside one are one source; None for a house of its own.
        discover: Ways to learn of articles, best first; the next is taken when one fails.
        whole_article: What appended to an address gives a split article in one page (`?page=all`); None follows links.
        expect: Fewest and most articles a day that are normal; None when unknown.
        enabled: Whether the monitor crawls it.
        confirmed: Where it is known from that the discovery works; None for a guess made from a network's template.
        allow_network: Networks that are not public and may be reached for this outlet (tests, demo, an intranet).
        verify_tls: False accepts any certificate.
        body: CSS selector of the article's text where the general extraction fails; None otherwise.
        poll: Shortest and longest time between two polls.
        delay: Seconds between two requests; robots.txt and the site's answers may only raise it.
        file: The file it was read from.
        line: 1-based line of the item.
    """

    id: str
    name: str
    home: str
    discover: tuple[Discover, ...]
    region: str | None = None
    timezone: str | None = None
    network: str | None = None
    whole_article: str | None = None
    expect: tuple[int, int] | None = None
    enabled: bool = True
    confirmed: str | None = None
    allow_network: tuple[IPNetwork, ...] = ()
    verify_tls: bool = True
    body: str | None = None
    poll: tuple[timedelta, timedelta] = (SHORTEST_POLL, LONGEST_POLL)
    delay: float = 1.0
    file: str = ""
    line: int | None = None

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone that dates without one are read in."""
        return ZoneInfo(self.timezone) if self.timezone else DEFAULT_ZONE

    @property
    def province(self) -> str | None:
        """Return the code of its home's province; None for a national newsroom or one whose home is not known."""
        return self.region[:2] if self.region else None

    def address(self, path: str) -> str:
        """Return the absolute address of a path of this outlet."""
        return _joined(self.home, path)


@lru_cache(maxsize=65_536)  # a country's outlets, each with its ways; asked for at every poll
def _joined(home: str, path: str) -> str:
    return urljoin(home, path)
