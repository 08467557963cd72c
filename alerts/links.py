"""Addresses in messages: pages of a case, signed acts on it, the end of a subscription.

A signed link opens a confirmation page that POSTs; following it (as mail scanners do) changes nothing. Without
`public_url` there are no addresses, and messages say how to act from the command line.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

VERBS = ("benar", "bukan-kasus", "bungkam", "tangani")
"""Acts of a case's review that a message offers."""

LONGEST = 366  # days of a period that the pages show
COMMANDS = (
    "pantau incident show {code}",
    "pantau incident verify {code}",
    "pantau incident dismiss {code} --reason ...",
    "pantau mute {code}",
    "pantau incident assign {code} ...",
)
"""The same from the command line."""


@dataclass(frozen=True, slots=True)
class Links:
    """Makes and checks addresses.

    Args:
        public_url: Where readers reach the pages; None: nowhere.
        key: Secret that signs; empty: no signed links are made and none is accepted.
    """

    public_url: str | None = None
    key: bytes = b""

    def case(self, code: str) -> str | None:
        """Return the page of a case."""
        return self._at(f"incidents/{quote(code)}")

    def period(self, last: date, days: int) -> str | None:
        """Return the page of a period for ever: so many days (1 to 366) that end with one.

        Args:
            last: Its last day.
            days: Its length.
        """
        return self._at(f"?hari={max(1, min(days, LONGEST))}&sampai={last:%Y-%m-%d}")

    def act(self, verb: str, code: str, subscription: str) -> str | None:
        """Return the signed address of an act on a case."""
        return self._signed("act", verb, code, subscription)

    def unsubscribe(self, subscription: str) -> str | None:
        """Return the signed address that ends a subscription by POST (RFC 8058)."""
        return self._signed("unsubscribe", subscription)

    def reply(self, code: str) -> str | None:
        """Return the signed address where whoever a case is about answers it or asks for a correction."""
        return self._signed("reply", code)

    def verify(self, parts: tuple[str, ...], token: str) -> bool:
        """Tell whether a token belongs to the parts of an address: (`act`, verb, code, subscription)."""
        return bool(self.key) and hmac.compare_digest(self._token(parts).encode(), token.encode())

    def _at(self, path: str) -> str | None:
        return None if self.public_url is None else f"{self.public_url.rstrip('/')}/{path}"

    def _signed(self, *parts: str) -> str | None:
        if not self.key:
            return None
        return self._at("/".join(quote(part, safe="") for part in parts) + f"?t={self._token(parts)}")

    def _token(self, parts: tuple[str, ...]) -> str:
        told = "\x1f".join(parts)
        return hmac.new(self.key, told.encode(), hashlib.sha256).hexdigest()[:32]
