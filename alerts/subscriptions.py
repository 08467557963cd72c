"""Reads `config/subscriptions.yaml`; every mistake is reported with file, line and what is allowed."""

import re
from collections.abc import Callable, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alerts.channels.headers import is_plain
from alerts.model import ALL_DAYS, LEVELS, Quiet, Subscription
from archive.query.parse import parse
from archive.query.regions import RegionNames, load_regions
from archive.records.analysis import Kind
from base.catalogue import LANGUAGES
from base.datafile import KeyPath, Located, read_yaml
from base.errors import ConfigError, QueryError
from base.said import said
from base.zones import zones

FILE = "subscriptions.yaml"
CHANNELS = ("file", "stdout", "email", "telegram", "whatsapp", "webhook", "feed", "apprise")
MODES = ("instant", "digest", "both")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HARI = ("sen", "sel", "rab", "kam", "jum", "sab", "min")
MOST_ACT = 19

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")
CODE = re.compile(r"\d{2}(\.\d{2})?")
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
SPAN = re.compile(r"(\d{1,4})\s*(s|m|h)")
MAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+|[^@\s<>,;\"]+@localhost")


def load_subscriptions(config: Path, defaults: Mapping[str, Any] | None = None) -> tuple[Subscription, ...]:
    """Return the subscriptions of the file, in order; none when there is no such file.

    Args:
        config: The configuration folder.
        defaults: Values by key, as they would stand in the file (`timezone`, `language`, `digest_at`, `regions`), for
            entries that leave them out.

    Raises:
        ConfigError: With file, line and what is allowed.
    """
    path = config / FILE
    if not path.exists():
        return ()
    located = read_yaml(path)
    if located.data is None:
        return ()
    if not isinstance(located.data, dict) or set(located.data) - {"subscriptions"}:
        raise located.error(said("must hold one key"), allowed="subscriptions: [...]")
    items = located.data.get("subscriptions") or []
    if not isinstance(items, list):
        raise located.error(said("'subscriptions' must be a list"), ("subscriptions",), "- id: ...")
    regions = region_names(config)
    found: dict[str, Subscription] = {}
    for index, item in enumerate(items):
        at: KeyPath = ("subscriptions", index)
        subscription = _subscription(located, item, at, regions, defaults or {})
        if subscription.id in found:
            raise located.error(said("two subscriptions have the id '{id}'", id=subscription.id), (*at, "id"))
        found[subscription.id] = subscription
    return tuple(found.values())


def region_names(config: Path) -> RegionNames:
    """Return the names and codes of regions; none when the folder has no regions.csv."""
    return load_regions(config) if (config / "regions.csv").exists() else RegionNames()


def parse_subscription(
    values: dict[str, Any], regions: RegionNames | None = None, defaults: Mapping[str, Any] | None = None
) -> Subscription:
    """Return the subscription that plain values describe, as a person brings them with the command line.

    Raises:
        ConfigError: Says which value is wrong and what is allowed.
    """
    located = Located({"subscriptions": [values]}, "")
    try:
        return _subscription(located, values, ("subscriptions", 0), regions or RegionNames(), defaults or {})
    except ConfigError as error:
        raise ConfigError(error.problem, allowed=error.allowed) from error


def _subscription(
    located: Located, item: Any, at: KeyPath, regions: RegionNames, defaults: Mapping[str, Any]
) -> Subscription:
    if not isinstance(item, dict):
        raise located.error(said("a subscription is a mapping"), at, ", ".join(READERS))
    for key in item:
        if key not in READERS:
            raise located.error(said("unknown key '{key}'", key=key), (*at, key), ", ".join(READERS))
    for key in ("id", "channel", "recipient"):
        if item.get(key) in (None, ""):  # a tuple: what stands there may be a list, which no set takes
            raise located.error(said("lacks '{key}'", key=key), at)
    values = {READERS[key][0]: READERS[key][1](value) for key, value in defaults.items()}
    values |= {READERS[key][0]: _read(located, key, value, (*at, key)) for key, value in item.items()}
    subscription = Subscription(**values)
    _check(located, subscription, at, regions)
    return subscription


def _check(located: Located, subscription: Subscription, at: KeyPath, regions: RegionNames) -> None:
    for code in subscription.regions:
        if regions.names and code not in regions.names:
            raise located.error(
                said("'regions': there is no region {code}", code=code), (*at, "regions"), said("codes of regions.csv")
            )
    if subscription.query:
        try:
            parse(subscription.query, regions=regions)
        except QueryError as error:
            raise located.error(
                said("'query': {error}", error=error.problem), (*at, "query"), said("what `pantau search` understands")
            ) from error
    if subscription.channel == "email" and not (
        MAIL.fullmatch(subscription.recipient) and is_plain(subscription.recipient)
    ):
        raise located.error(
            said("{recipient!r} is no mail address", recipient=subscription.recipient),
            (*at, "recipient"),
            "name@example.org",
        )


def _read(located: Located, key: str, value: Any, at: KeyPath) -> Any:
    try:
        return READERS[key][1](value)
    except _WrongError as wrong:
        raise located.error(said("'{key}': {problem}", key=key, problem=wrong.problem), at, wrong.allowed) from None


class _WrongError(Exception):
    def __init__(self, problem: str, allowed: str) -> None:
        self.problem, self.allowed = problem, allowed
        super().__init__(problem)


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _WrongError(said("must be text"), said("one line of text"))
    text = str(value).strip()
    if not text or any(ord(letter) < ord(" ") for letter in text):
        raise _WrongError(said("must be one line of text"), said("one line of text"))
    return text


def _id(value: Any) -> str:
    text = _text(value)
    if not ID.fullmatch(text):
        raise _WrongError(said("{text!r} is no id", text=text), said("a to z, 0 to 9 and -, at most 48 characters"))
    return text


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        folded = {choice.lower(): choice for choice in choices}
        found = folded.get(str(value).strip().lower())
        if found is None:
            raise _WrongError(said("{value!r} is unknown", value=value), ", ".join(choices))
        return found

    return read


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _regions(value: Any) -> tuple[str, ...]:
    codes = tuple(str(code).strip() for code in _list(value))
    for code in codes:
        if not CODE.fullmatch(code):
            raise _WrongError(
                said("{code!r} is no region code", code=code),
                said('a province ("63") or kabupaten/kota ("63.72"), in quotation marks'),
            )
    return codes


def _acts(value: Any) -> tuple[str, ...]:
    acts = tuple(str(act).strip().upper() for act in _list(value))
    for act in acts:
        if not re.fullmatch(r"A\d\d", act) or not 1 <= int(act[1:]) <= MOST_ACT:
            raise _WrongError(said("{act!r} is no form of breach", act=act), said("A01 to A19"))
    return acts


def _kinds(value: Any) -> tuple[str, ...]:
    read = _one_of(tuple(kind.value for kind in Kind))
    return tuple(read(kind) for kind in _list(value))


def _clock(value: Any) -> time:
    if isinstance(value, int) and not isinstance(value, bool):  # YAML 1.1 reads 07:00 as 420 minutes
        value = f"{value // 60:02d}:{value % 60:02d}"
    match = CLOCK.fullmatch(str(value).strip())
    if match is None:
        raise _WrongError(said("{value!r} is no time of day", value=value), said('"07:00" in quotation marks'))
    return time(int(match[1]), int(match[2]))


def _days(value: Any) -> frozenset[int]:
    if isinstance(value, str) and value.lower() in {"daily", "all"}:
        return ALL_DAYS
    found = set()
    for name in _list(value):
        short = str(name).strip().lower()[:3]
        if short not in DAYS + HARI:
            raise _WrongError(said("{name!r} is no weekday", name=name), ", ".join(DAYS))
        found.add(DAYS.index(short) if short in DAYS else HARI.index(short))
    if not found:
        raise _WrongError(said("names no weekday"), ", ".join(DAYS))
    return frozenset(found)


def _zone(value: Any) -> str:
    name = str(value)
    shorthand = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
    name = shorthand.get(name.upper(), name)
    if name not in zones():
        raise _WrongError(
            said("{value!r} is no time zone", value=value), said("WIB, WITA, WIT or an IANA name such as Asia/Makassar")
        )
    return ZoneInfo(name).key


def _quiet(value: Any) -> Quiet | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not {"from", "to"} <= set(value) <= {"from", "to", "override"}:
        raise _WrongError(said("must give 'from' and 'to'"), '{from: "21:00", to: "06:00", override: Kritis}')
    override = value.get("override", "Kritis")
    level: Any = None if override is None else _one_of(LEVELS)(override)
    return Quiet(_clock(value["from"]), _clock(value["to"]), level)


def _span(value: Any) -> timedelta:
    match = SPAN.fullmatch(str(value).strip())
    if match is None:
        raise _WrongError(said("{value!r} is no length of time", value=value), said("30s, 5m or 1h"))
    span = int(match[1]) * {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1)}[match[2]]
    if span > timedelta(hours=12):
        raise _WrongError(said("{value!r} is too long", value=value), said("up to 12h"))
    return span


def _cap(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:  # noqa: PLR2004 - bounds
        raise _WrongError(said("{value!r} is no cap", value=value), said("1 to 1000"))
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _WrongError(said("must be true or false"), "true, false")
    return value


READERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "id": ("id", _id),
    "name": ("name", _text),
    "channel": ("channel", _one_of(CHANNELS)),
    "recipient": ("recipient", _text),
    "regions": ("regions", _regions),
    "kinds": ("kinds", _kinds),
    "acts": ("acts", _acts),
    "level": ("level", _one_of(LEVELS)),
    "digest_level": ("digest_level", _one_of(LEVELS)),
    "query": ("query", _text),
    "mode": ("mode", _one_of(MODES)),
    "followed": ("followed", _yes_or_no),
    "digest_at": ("digest_at", _clock),
    "days": ("days", _days),
    "timezone": ("timezone", _zone),
    "quiet": ("quiet", _quiet),
    "group_wait": ("group_wait", _span),
    "hourly_cap": ("hourly_cap", _cap),
    "language": ("language", _one_of(LANGUAGES)),
    "paused": ("paused", _yes_or_no),
}
"""Keys of the file: the field each sets and how its value is read."""
