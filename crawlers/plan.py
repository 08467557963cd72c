"""What one walk over an outlet's ways is after, and the answers it gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from crawlers.report import Validator

WHOLE_EVERY = timedelta(hours=24)  # an unconditional request now and then: some caches answer 304 for ever


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer to a request for a discovery document.

    Args:
        asked: Address asked for.
        url: Final address.
        status: HTTP status; 0 when there was no answer.
        headers: By lower-case name.
        body: Decoded.
        reason: Why there is no answer; empty otherwise.
    """

    asked: str
    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    reason: str = ""


class Fetch(Protocol):
    """Gets one document; never raises for what a site does."""

    async def __call__(self, url: str, headers: Mapping[str, str]) -> Fetched:
        """Return the answer or why there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What this walk is after.

    Args:
        now: Aware UTC.
        since: Walk back to there; None for what is new.
        until: No posts published later; None for no end.
        last: Start of the last crawl that came through; None before the first.
        validators: To ask conditionally with, by address; empty asks unconditionally.
        floor: How far the first crawl looks back; None for every other.
        look_home: When nothing new is announced, the home page is read, too.
    """

    now: datetime
    since: datetime | None = None
    until: datetime | None = None
    last: datetime | None = None
    validators: Mapping[str, Validator] = field(default_factory=dict)
    floor: datetime | None = None
    look_home: bool = False


def conditional_headers(known: Validator | None, now: datetime) -> dict[str, str]:
    """Return both validators as request headers; empty once a day, so that a cache that lies is found out."""
    if known is None or now - known.whole_at >= WHOLE_EVERY:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in headers.items() if value}
