"""Reads the fields of an outlet: each function returns the value or raises the error with its place."""

import re
from datetime import date, timedelta
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from base.address import IPNetwork, check_url, parse_networks
from base.datafile import KeyPath, Located
from base.errors import AddressRefusedError
from base.said import said
from base.zones import zones
from crawlers.outlet import MEANS, Discover

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
ID_RULE = said("lower-case letters, digits, '-' and '_', at most 64")
DISCOVER_KEYS = (*MEANS, "links", "next", "pages")
ZONES = said("Asia/Jakarta, Asia/Pontianak, Asia/Makassar, Asia/Jayapura or another IANA zone")
LONGEST_DELAY = 60.0  # seconds between two requests; more would make an outlet uncrawlable
ROOM = LexborHTMLParser("<p></p>")


def text(source: Located, path: KeyPath, value: Any) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise source.error(said("'{detail}' must be a text", detail=path[-1]), path, said("a text in quotes"))
    return value.strip()


def optional_text(source: Located, path: KeyPath, value: Any) -> str | None:
    """Return a text, or None for null."""
    return None if value is None else text(source, path, value)


def identifier(source: Located, path: KeyPath, value: Any) -> str:
    """Return an id."""
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise source.error(said("bad {detail} {value!r}", detail=path[-1], value=value), path, ID_RULE)
    return value


def optional_identifier(source: Located, path: KeyPath, value: Any) -> str | None:
    """Return an id, or None for null."""
    return None if value is None else identifier(source, path, value)


def flag(source: Located, path: KeyPath, value: Any) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise source.error(
            said("'{detail}' must be true or false, not {value!r}", detail=path[-1], value=value), path, "true, false"
        )
    return value


def region(source: Located, path: KeyPath, value: Any, codes: frozenset[str]) -> str | None:
    """Return the code of a province or kabupaten/kota, or None for null."""
    if value is None:
        return None
    if value not in codes:
        raise source.error(
            said("unknown region code {value!r}", value=value),
            path,
            said('a province or kabupaten/kota code of regions.csv in quotes, as "63.72"'),
        )
    return str(value)


def timezone(source: Located, path: KeyPath, value: Any) -> str | None:
    """Return an IANA zone, or None for null."""
    if value is None:
        return None
    if value not in zones():
        raise source.error(said("unknown time zone {value!r}", value=value), path, ZONES)
    return str(value)


def home(source: Located, path: KeyPath, value: str, allow: tuple[IPNetwork, ...]) -> str:
    """Return an address that may be fetched."""
    try:
        return check_url(value, allow)
    except AddressRefusedError as error:
        raise source.error(str(error), path, "https://www.example.id/") from error


def networks(source: Located, path: KeyPath, value: Any) -> tuple[IPNetwork, ...]:
    """Return networks from a list of CIDR texts."""
    names = value if isinstance(value, list) else [value]
    try:
        return parse_networks(str(name) for name in names if name is not None)
    except ValueError as error:
        raise source.error(said("bad network: {error}", error=error), path, "a list as [127.0.0.0/8]") from error


def whole_article(source: Located, path: KeyPath, value: Any) -> str | None:
    """Return what is appended to an article's address (`?page=all`, `/all`), or None for null."""
    if value is None:
        return None
    if not isinstance(value, str) or not value.startswith(("?", "/")):
        raise source.error(
            said("bad whole_article {value!r}", value=value), path, said("a query or path suffix as '?page=all'")
        )
    return value


def selector(source: Located, path: KeyPath, value: Any) -> str | None:
    """Return a CSS selector, or None for null."""
    if value is None:
        return None
    css = text(source, path, value)
    try:
        ROOM.css(css)
    except (SelectolaxError, ValueError, RuntimeError) as error:
        raise source.error(said("bad CSS selector {css!r}", css=css), path, "a CSS selector as 'h2 a'") from error
    return css


def expect(source: Located, path: KeyPath, value: Any) -> tuple[int, int] | None:
    """Return the fewest and most articles a day, or None for null."""
    if value is None:
        return None
    per_day = value.get("per_day") if isinstance(value, dict) and set(value) == {"per_day"} else None
    return _pair(source, path, per_day, "{per_day: [5, 200]}")


def poll(source: Located, path: KeyPath, value: Any) -> tuple[timedelta, timedelta]:
    """Return the shortest and longest time between two polls, given in minutes."""
    minutes = value.get("minutes") if isinstance(value, dict) and set(value) == {"minutes"} else None
    low, high = _pair(source, path, minutes, "{minutes: [15, 360]}")
    if low < 1:
        raise source.error(said("polls more often than once a minute are not polite"), path, "{minutes: [15, 360]}")
    return timedelta(minutes=low), timedelta(minutes=high)


def _pair(source: Located, path: KeyPath, value: Any, allowed: str) -> tuple[int, int]:
    whole = isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value)  # noqa: PLR2004 - a pair
    if not whole or not 0 <= value[0] <= value[1]:
        raise source.error(
            said("'{detail}' must hold two whole numbers, the smaller first", detail=path[-1]), path, allowed
        )
    return value[0], value[1]


def delay(source: Located, path: KeyPath, value: Any) -> float:
    """Return seconds between two requests."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_DELAY:
        raise source.error(
            said("bad delay {value!r}", value=value),
            path,
            said("0 to {longest_delay:g} seconds", longest_delay=LONGEST_DELAY),
        )
    return float(value)


def discover(source: Located, path: KeyPath, value: Any) -> tuple[Discover, ...]:
    """Return the ways to learn of articles, best first."""
    if not isinstance(value, list) or not value:
        raise source.error(said("'discover' must be a list with at least one way"), path, "[{feed: /feed/}, {home: /}]")
    return tuple(_way(source, (*path, index), way) for index, way in enumerate(value))


def _way(source: Located, path: KeyPath, way: Any) -> Discover:
    if not isinstance(way, dict):
        raise source.error(said("a way of discovery must be a mapping"), path, "{feed: /feed/}")
    for key in way:
        if key not in DISCOVER_KEYS:
            raise source.error(said("unknown key '{key}'", key=key), (*path, key), ", ".join(DISCOVER_KEYS))
    means = [name for name in MEANS if name in way]
    if len(means) != 1:
        raise source.error(said("a way of discovery names exactly one means"), path, ", ".join(MEANS))
    links, following = (selector(source, (*path, key), way.get(key)) for key in ("links", "next"))
    pages = optional_text(source, (*path, "pages"), way.get("pages"))
    if pages is not None:
        _check_template(source, (*path, "pages"), pages)
    return Discover(means[0], text(source, (*path, means[0]), way[means[0]]), links, following, pages)


def _check_template(source: Located, path: KeyPath, template: str) -> None:
    allowed = "an address with {page} or {date:%Y/%m/%d}"
    try:
        first = template.format(page=1, date=date(2024, 1, 1))
        second = template.format(page=2, date=date(2024, 2, 2))
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise source.error(said("bad template {template!r}", template=template), path, allowed) from error
    if first == second:
        raise source.error(said("template {template!r} holds neither page nor date", template=template), path, allowed)
