"""Finds what a site offers for discovery and writes its data entry: `pantau outlet probe URL`.

home page -> links it declares (feed, REST) + robots.txt sitemaps + usual places -> each tried with its reader
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from selectolax.lexbor import LexborHTMLParser

from base.errors import UsageError
from base.said import said
from crawlers.discover import READERS
from crawlers.outlet import DEFAULT_ZONE, Means
from crawlers.plan import Fetch, Fetched
from crawlers.readers.answer import Source
from crawlers.readers.feed import plain
from crawlers.readers.links import anchors, same_site, site
from crawlers.readers.wordpress import posts_address
from crawlers.split import find_parts, suffix_of
from crawlers.walls import find_wall
from crawlers.whole import SHORTEST
from crawlers.words import Reason

USUAL: tuple[tuple[Means, str], ...] = (
    ("wordpress", "/wp-json/wp/v2/posts"),
    ("wordpress", "/?rest_route=/wp/v2/posts"),
    ("feed", "/feed/"),
    ("feed", "/rss"),
    ("feed", "/rss.xml"),
    ("feed", "/feeds/posts/default"),
    ("sitemap", "/sitemap-news.xml"),
    ("sitemap", "/news-sitemap.xml"),
    ("sitemap", "/wp-sitemap.xml"),
    ("sitemap", "/sitemap_index.xml"),
    ("sitemap", "/sitemap.xml"),
    ("next_data", "/"),
    ("home", "/"),
)
# Hosts whose pages are of one network. Source: the networks' addresses as public scrapers use them.
NETWORKS = (
    ("jawapos.com", "jawapos"),
    ("disway.id", "disway"),
    ("tribunnews.com", "tribun"),
    ("antaranews.com", "antara"),
    ("pikiran-rakyat.com", "pikiranrakyat"),
    ("rri.co.id", "rri"),
)
WHOLE = frozenset({"jawapos", "tribun", "pikiranrakyat"})
LOOKED_AT = 3  # articles that are looked at for how they are split
_RMOL = re.compile(r"^rmol[a-z]*\.(?:id|com)$")
_SITEMAP = re.compile(rb"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_INDEX = re.compile(r"^/(?:indeks|index|indeks-berita|index-berita|arsip|berita-terbaru|terbaru)/?$", re.IGNORECASE)
_ID = re.compile(r"[^a-z0-9]+")
ORDER: tuple[Means, ...] = ("wordpress", "feed", "sitemap", "next_data", "listing", "home")


@dataclass(frozen=True, slots=True)
class Trial:
    """One way of discovery that was tried.

    Args:
        means: The reader.
        path: As written into the entry: relative where it is of the site.
        entries: Articles it announced.
        dated: Of them, with a readable date.
        whole: Of them, with the whole text.
        newest: Date of the newest; None when no date was readable.
        problem: Why it cannot be used; None when it works.
    """

    means: Means
    path: str
    entries: int = 0
    dated: int = 0
    whole: int = 0
    newest: datetime | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """What a site offers.

    Args:
        id: Suggested outlet id.
        name: As the site calls itself.
        home: Address of its home page after redirects.
        network: Told by its host; None otherwise.
        whole_article: Suffix that its network uses or its split articles link to; None otherwise.
        trials: Every way that was tried.
        article: Address of one of its articles; None when none was found.
    """

    id: str
    name: str
    home: str
    network: str | None
    whole_article: str | None
    trials: tuple[Trial, ...]
    article: str | None = None

    @property
    def ways(self) -> tuple[Trial, ...]:
        """The ways that work, best first, one a means except sitemaps that carry news."""
        found: dict[Means, Trial] = {}
        for trial in self.trials:
            if trial.problem is None and trial.entries:
                found.setdefault(trial.means, trial)
        return tuple(found[means] for means in ORDER if means in found)


async def probe(url: str, fetch: Fetch, now: datetime) -> Probe:
    """Try a site's ways of discovery.

    Args:
        url: Any address of the site.
        fetch: Gets documents.
        now: Present.

    Raises:
        UsageError: The home page cannot be had; the text says why.
    """
    start = await fetch(urljoin(url, "/"), {})
    wall = find_wall(start.url, start.asked, start.status, start.headers, start.body) if start.status else None
    if start.status == 0 or (wall and wall.kind != "gone"):
        raise UsageError(said("{url}: {detail}", url=url, detail=Reason(start.reason or (wall.reason if wall else ""))))
    home = urljoin(start.url, "/")
    robots = await fetch(urljoin(home, "/robots.txt"), {})
    trials: list[Trial] = []
    articles: tuple[str, ...] = ()
    for means, address in _candidates(start, robots):
        if any(t.means == means and t.problem is None and t.entries for t in trials):
            continue
        trial, some = await _try(means, address, home, fetch, now)
        trials.append(trial)
        articles = articles or some
    network = network_of(home)
    suffix, shown = ("?page=all", None) if network in WHOLE else await _split(articles, fetch)
    article = shown or next(iter(articles), None)
    return Probe(identify(home), _name(start), home, network, suffix, tuple(trials), article)


async def _split(articles: tuple[str, ...], fetch: Fetch) -> tuple[str | None, str | None]:
    """Return how a site shows its split articles whole, and the article that tells it; None twice when none does."""
    for address in articles:
        got = await fetch(address, {})
        whole = find_parts(got.url, got.body).whole if got.status == 200 else None  # noqa: PLR2004 - OK
        suffix = suffix_of(got.url, whole) if whole else None
        if whole is None or suffix is None:
            continue
        brought = await fetch(whole, {})
        if brought.status == 200 and len(brought.body) >= len(got.body) * SHORTEST:  # noqa: PLR2004 - OK
            return suffix, address
    return None, None


def _candidates(start: Fetched, robots: Fetched) -> Iterator[tuple[Means, str]]:
    """Yield what the site declares before the usual places, each address once."""
    declared: list[tuple[Means, str]] = []
    tree = LexborHTMLParser(start.body)
    for link in tree.css("link[href]"):
        rel, kind, href = (link.attributes.get(name) or "" for name in ("rel", "type", "href"))
        address = urljoin(start.url, href)
        if rel == "https://api.w.org/":
            declared.append(("wordpress", address.rstrip("/") + "/wp/v2/posts"))
        elif "alternate" in rel and kind in {"application/rss+xml", "application/atom+xml"} and "comment" not in href:
            declared.append(("feed", address))
    indexes = [
        url for url, _ in anchors(tree, start.url) if same_site(url, start.url) and _INDEX.match(urlsplit(url).path)
    ]
    if robots.status == 200:  # noqa: PLR2004 - OK
        found = _SITEMAP.findall(robots.body)[:10]
        names = sorted((name.decode("latin-1") for name in found), key=lambda name: "news" not in name.lower())
        declared += [("sitemap", urljoin(start.url, name)) for name in names]
    usual = [(means, urljoin(start.url, path)) for means, path in USUAL]
    listings: list[tuple[Means, str]] = [("listing", url) for url in indexes[:1]]
    yield from dict.fromkeys([*declared, *usual, *listings])


async def _try(means: Means, address: str, home: str, fetch: Fetch, now: datetime) -> tuple[Trial, tuple[str, ...]]:
    """Return how a way fares, and the addresses of its first articles."""
    path = address.removeprefix(home.rstrip("/")) if address.startswith(home) else address
    got = await fetch(posts_address(address) if means == "wordpress" else address, {})
    if got.status != 200:  # noqa: PLR2004 - OK
        return Trial(means, path, problem=got.reason or f"HTTP {got.status}"), ()
    source = Source("probe", home, got.url, got.body, DEFAULT_ZONE, now)
    found = READERS[means](source)
    if means == "sitemap" and found.follow and not found.entries:
        inner = await fetch(found.follow[0], {})
        found = READERS[means](Source("probe", home, inner.url, inner.body, DEFAULT_ZONE, now))
    dates = [entry.published for entry in found.entries if entry.published is not None]
    whole = sum(1 for entry in found.entries if entry.body_html)
    trial = Trial(means, path, len(found.entries), len(dates), whole, max(dates, default=None), found.problem)
    return trial, tuple(entry.url for entry in found.entries[:LOOKED_AT])


def identify(home: str) -> str:
    """Return an outlet id made of a host: `radarkudus.jawapos.com` -> `radarkudus`, `contoh.co.id` -> `contoh`."""
    host = site(urlsplit(home).hostname)
    network = next((suffix for suffix, _ in NETWORKS if host.endswith("." + suffix)), None)
    name = host.removesuffix("." + network) if network else re.sub(r"\.(?:com|co\.id|id|co|net|org|news)$", "", host)
    return _ID.sub("-", name.lower()).strip("-")[:64] or "outlet"


def network_of(home: str) -> str | None:
    """Return the network a host belongs to; None for a house of its own."""
    host = site(urlsplit(home).hostname)
    if _RMOL.match(host):
        return "rmol"
    return next((name for suffix, name in NETWORKS if host == suffix or host.endswith("." + suffix)), None)


def _name(start: Fetched) -> str:
    tree = LexborHTMLParser(start.body)
    declared = tree.css_first('meta[property="og:site_name"]')
    title = tree.css_first("title")
    text = (declared.attributes.get("content") if declared else None) or (title.text() if title else None)
    short = re.split(r"\s+[|\-–—:]\s+", plain(text) or "")[0].strip()
    return short[:80] or (urlsplit(start.url).hostname or "")


def entry_of(found: Probe, now: datetime) -> str:
    """Return the outlet's data entry as YAML, disabled when nothing works; region and zone stay null until known."""
    item: dict[str, Any] = {"id": found.id, "name": found.name, "home": found.home, "region": None, "timezone": None}
    item["network"] = found.network
    if found.whole_article:
        item["whole_article"] = found.whole_article
    item["enabled"] = bool(found.ways)
    item["confirmed"] = f"probed on {now:%Y-%m-%d}" if found.ways else None
    item["discover"] = [{trial.means: trial.path} for trial in found.ways] or [{"home": "/"}]
    return yaml.safe_dump([item], sort_keys=False, allow_unicode=True, width=120)
