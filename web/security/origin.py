"""Tells calls of our own pages from those another site made a browser send (OWASP, CSRF prevention)."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

# What reverse proxies and content networks add (RFC 7239; RFC 9110, section 7.6.3; nginx, HAProxy, Cloudflare, Akamai).
PROXIES = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip"})
PROXY_BEGINNINGS = ("x-forwarded", "x-original-", "cf-connecting")

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_own(method: str, headers: Mapping[str, str], host: str, public_url: str | None) -> bool:
    """Tell whether a call may change something: it comes from our own page, or from no browser at all.

    Args:
        method: HTTP method.
        headers: Of the call, by lower-case name.
        host: The `Host` it was sent to.
        public_url: Where readers reach us; None: only `host` counts.
    """
    if method in SAFE:
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return True  # every browser sends one of both with a form; what is left carries a token of its own
    own = {host, urlsplit(public_url).netloc if public_url else host}
    try:
        return origin != "null" and urlsplit(origin).netloc in own
    except ValueError:
        return False


def is_passed_on(names: Iterable[str]) -> bool:
    """Tell whether a proxy passed a call on: whoever sent it sits elsewhere.

    Args:
        names: Of the call's headers.
    """
    lower = [name.lower() for name in names]
    return any(name in PROXIES or name.startswith(PROXY_BEGINNINGS) for name in lower)
