"""Recognises answers that are no content: challenges, consent and login walls, soft 404s; reported, never evaded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["challenge", "consent", "login", "refused", "gone"]
LOOKED_AT = 60_000  # bytes of the body; challenge pages are small
SMALL = 40_000  # bytes: a page with an article's furniture is larger than a challenge

_BLOCKING = frozenset({401, 402, 403, 406, 429, 451, 503})
# Markers in the pages of bot protections, each with its product.
_CHALLENGES = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), product)
    for pattern, product in (
        (rb"/cdn-cgi/challenge-platform|cf-chl-|cf_chl_|<title>Just a moment\.\.\.", "Cloudflare"),
        (rb"Attention Required! \| Cloudflare", "Cloudflare"),
        (rb"sucuri_cloudproxy|Sucuri Website Firewall", "Sucuri"),
        (rb"_Incapsula_Resource|Incapsula incident", "Imperva"),
        (rb"captcha-delivery\.com|datadome", "DataDome"),
        (rb"ddos-guard|DDoS protection by", "DDoS-Guard"),
        (rb"imunify360|bot-protection|One moment, please\.\.\.", "Imunify360"),
        (rb"errors\.edgesuite\.net|_abck|akam/13", "Akamai"),
        (rb"px-captcha|perimeterx", "PerimeterX"),
        (rb"slowAES\.decrypt|aes\.js\"?\s*></script>.{0,400}document\.cookie", "a JavaScript cookie"),
        (rb"g-recaptcha|h-captcha|cf-turnstile|verify you are (?:a )?human|are you a robot", "a captcha"),
        (rb"buktikan (?:bahwa )?anda (?:bukan robot|manusia)", "a captcha"),
    )
)
_CONSENT = re.compile(
    r"(?:^|\.)consent\.|/consent(?:/|$|\?)|/cookiewall|privacy-gate|/persetujuan-cookie", re.IGNORECASE
)
_LOGIN = re.compile(
    r"/(?:wp-login\.php|login|masuk|signin|sign-in|sso|akun/masuk|account/login|paywall)(?:[/?.]|$)", re.IGNORECASE
)
_TITLE = re.compile(rb"<title[^>]*>(.{0,300}?)</title>", re.IGNORECASE | re.DOTALL)
_GONE_TITLE = re.compile(
    rb"^\W*(?:(?:error\s*)?404\b|page not found|not found|nothing found|tidak ditemukan|halaman tidak tersedia"
    rb"|(?:halaman|laman|artikel|berita|konten)\s+(?:yang anda cari\s+)?tidak (?:di)?temukan)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wall:
    """Why an answer is no content.

    Args:
        kind: What stands in the way.
        reason: One clause for people.
    """

    kind: Kind
    reason: str


# Hosts to which Indonesian providers redirect what they block.
_PROVIDER = re.compile(r"internet-?(?:positif|positive|baik|sehat)|trustpositif|lamanlabuh|aduankonten", re.IGNORECASE)
BLOCKED = Wall("refused", "the network's provider blocks the site")


def find_wall(url: str, asked: str, status: int, headers: Mapping[str, str], body: bytes) -> Wall | None:
    """Return what stands in the way of the content; None when the answer is content.

    Args:
        url: Final address.
        asked: Address first asked for.
        status: HTTP status.
        headers: By lower-case name.
        body: Decoded.
    """
    head = body[:LOOKED_AT]
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return Wall("challenge", "Cloudflare asks for a browser check")
    small = len(body) < SMALL
    if status in _BLOCKING or (small and status in {200, 202}):
        product = next((name for pattern, name in _CHALLENGES if pattern.search(head)), None)
        if product and (status != 200 or b"<article" not in head):  # noqa: PLR2004 - OK
            return Wall("challenge", f"{product} asks for a browser check")
    moved = url != asked
    if moved and (elsewhere := _elsewhere(url, asked)) is not None:
        return elsewhere
    if status == 401 or (moved and _LOGIN.search(urlsplit(url).path) and not _LOGIN.search(urlsplit(asked).path)):  # noqa: PLR2004
        return Wall("login", "the site asks for a login")
    if status in {402, 403, 406, 451}:
        return Wall("refused", f"the site refuses (HTTP {status})")
    return _soft_gone(url, asked, status, head)


def _elsewhere(url: str, asked: str) -> Wall | None:
    """Return the wall whose address a redirect leads to."""
    if _PROVIDER.search(urlsplit(url).hostname or "") and not _PROVIDER.search(urlsplit(asked).hostname or ""):
        return BLOCKED
    return Wall("consent", "the site asks for consent first") if _CONSENT.search(_host_and_path(url)) else None


def _host_and_path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}"


def _soft_gone(url: str, asked: str, status: int, head: bytes) -> Wall | None:
    if status in {404, 410}:
        return Wall("gone", f"the page is gone (HTTP {status})")
    if status != 200:  # noqa: PLR2004 - OK
        return None
    title = _TITLE.search(head)
    if title and _GONE_TITLE.search(title[1].strip()):
        return Wall("gone", "the page says it does not exist although the server says 200")
    if url != asked and urlsplit(url).path in {"", "/"} and urlsplit(asked).path not in {"", "/"}:
        return Wall("gone", "the address leads to the home page")
    return None
