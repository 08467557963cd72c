"""robots.txt as RFC 9309 says: what an answer means, and how long it is believed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego

AGENT = "Pantau"  # the product token sites can name in robots.txt
MOST_BYTES = 512_000  # RFC 9309 2.5: at least 500 KiB must be read
BELIEVED = timedelta(hours=24)  # RFC 9309 2.4
UNAVAILABLE = timedelta(hours=1)  # how long a server error is believed
FORBIDDEN = "robots.txt forbids it"
RULES_UNREAD = "robots.txt cannot be read (server error)"
LONGEST_DELAY = 60.0  # seconds; a longer Crawl-delay would make an outlet uncrawlable and is shown as a note


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows.

    Args:
        parsed: The rules; None when everything is allowed or everything is forbidden.
        forbidden: Everything is forbidden because the site answers with a server error.
        delay: Crawl-delay in seconds, at most 60; 0 when not named.
    """

    parsed: Protego | None = None
    forbidden: bool = False
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Tell whether the address may be fetched."""
        if self.forbidden:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, AGENT))


def read_rules(status: int, body: bytes) -> Rules:
    """Return what an answer to robots.txt means.

    Args:
        status: HTTP status after redirects; 0 when the site cannot be reached.
        body: Decoded.

    Source: RFC 9309 2.3.1: 4xx allows everything, 5xx forbids everything; an unreachable site fails by itself.
    """
    if status >= 500 or status == 429:  # noqa: PLR2004 - server errors, too many requests
        return Rules(forbidden=True)
    if status != 200 or not body.strip():  # noqa: PLR2004 - OK
        return Rules()
    parsed = Protego.parse(body[:MOST_BYTES].decode("utf-8-sig", errors="replace"))
    delay = parsed.crawl_delay(AGENT) or 0.0
    return Rules(parsed, delay=min(max(float(delay), 0.0), LONGEST_DELAY))


@dataclass(slots=True)
class RobotsCache:
    """Rules by scheme and host, shared by the crawls of one process."""

    rules: dict[str, tuple[datetime, Rules]] = field(default_factory=dict)

    def get(self, site: str, now: datetime) -> Rules | None:
        """Return rules that may still be believed."""
        found = self.rules.get(site)
        return found[1] if found and found[0] > now else None

    def put(self, site: str, rules: Rules, now: datetime) -> None:
        """Remember rules."""
        if len(self.rules) > 20_000:  # noqa: PLR2004 - hosts; a country has fewer outlets
            self.rules.clear()
        self.rules[site] = (now + (UNAVAILABLE if rules.forbidden else BELIEVED), rules)
