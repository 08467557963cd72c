"""Folded addresses: one key for all the addresses under which one article is found.

Folding never makes an address to fetch; it makes a name to compare. Twins that it joins: http and https, `www.`, mobile
and AMP hosts and paths, AMP caches, web archive copies, trackers, the parts of a split article and its one-page view.
"""

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

# Names that only measure where a reader came from. Sources: the documents of Google Analytics (utm_*, gclid, _ga), Meta
# (fbclid, igshid), Microsoft (msclkid), Yandex (yclid), Mailchimp (mc_*), AMP (amp_*, usqp), and courlan's list.
_TRACKERS = re.compile(
    r"(?:utm_.*|mtm_.*|pk_.*|piwik_.*|hsa_.*|fb_.*|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|"
    r"igshid?|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|ncid|at_medium|at_campaign|cmpid|campaign_id|usqp|amp_.*|"
    r"__twitter_impression|share|shared|sharetype|s_kwcid|trk|wt_mc|xtor|spm|replytocom|noamp|fromapp|tmpid|jxconn|jxrecoid|"
    r"jxconn_.*|jx.*id|_x_tr_.*|zarsrc|nocache|embedded_webview|lctg|origin_referrer)",
    re.IGNORECASE,
)
# Trackers on one site, the article's number on another: dropped only where the path names the article.
_AMBIGUOUS = frozenset(
    {"ref", "source", "src", "cid", "from", "via", "medium", "campaign", "feature", "s", "rf", "refer"}
)
# Views of one article: its parts, its whole on one page, its AMP or print form.
_PART_VIEWS = frozenset({"page", "hal", "halaman", "single", "amp", "m", "showpage", "print"})
_WORD_VIEWS = _PART_VIEWS | {"outputtype", "mode", "view"}
_VIEW_WORDS = re.compile(r"(?:all|amp|html|mobile|print|true|semua|full|show-?all)?", re.IGNORECASE)
_VIEW_NUMBERS = re.compile(r"\d{1,2}")
_HOST_TWINS = re.compile(r"^(?:(?:www\d?|m|mobile|amp|wap|touch)\.)+(?=[^.]+\.[^.])", re.IGNORECASE)
_SLUG = re.compile(r"(?:[^\W_]+-){2,}[^\W_]+|\d{5,}")
_PART = re.compile(r"[1-9]|[1-4]\d|60|75|90|105|120|135|150")  # ordinals, and Disway's offsets of 15
_ARCHIVED = re.compile(r"^/web/\d{4,14}[a-z_]*/(https?:/{1,2}.+)$", re.IGNORECASE)
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_MAX_LENGTH = (
    4_000  # longer addresses are cut before they are read; RFC 9110 asks for 8,000 octets at least, news uses 300
)


def fold_url(url: str) -> str:
    """Return the folded address; what is not an http(s) address comes back stripped and otherwise unchanged.

    Raises nothing: an address that cannot be split folds to itself.
    """
    stripped = "".join(url.split())[:_MAX_LENGTH]
    try:
        parts = urlsplit(stripped)
        host = _fold_host(parts)
    except ValueError:
        return stripped
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return stripped
    inner = _unwrap(host, parts)
    if inner is not None and inner != stripped:
        return fold_url(inner)
    path = _fold_path(parts.path)
    query = _fold_query(parts.query, path)
    return f"https://{host}{path}{'?' + query if query else ''}"


def url_key(url: str) -> str:
    """Return the SHA-256 (hex) of the folded address."""
    return hashlib.sha256(fold_url(url).encode("utf-8", "surrogatepass")).hexdigest()


def _fold_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            host = host.casefold()
    port = parts.port
    bare = _HOST_TWINS.sub("", host)
    return bare if port in {None, 80, 443} else f"{bare}:{port}"


def _unwrap(host: str, parts: SplitResult) -> str | None:
    """Return the address that a cache or an archive wraps; None when this is no wrapper."""
    tail = f"?{parts.query}" if parts.query else ""
    archived = _ARCHIVED.match(parts.path) if host == "web.archive.org" else None
    if archived:
        return re.sub(r"^(https?):/+", r"\1://", archived.group(1), flags=re.IGNORECASE) + tail
    if host.endswith("cdn.ampproject.org") or (host.startswith("google.") and parts.path.startswith("/amp/")):
        wrapped = re.match(r"^/(?:amp|[acv])/(?:s/)?([^/]+\.[^/]+/.*)$", parts.path)
        return f"https://{wrapped.group(1)}{tail}" if wrapped else None
    return None


def _fold_path(path: str) -> str:
    segments = [segment for segment in _PERCENT.sub(_plain_percent, path).split("/") if segment]
    segments = [quote(segment, safe="%-._~!$&'()*+,;=:@") for segment in segments]
    if len(segments) > 1 and segments[0].lower() == "amp":
        segments = segments[1:]
    while segments and _is_view(segments):
        segments.pop()
    if len(segments) > 1 and segments[-1].lower() == "page":
        segments.pop()
    if segments:
        segments[-1] = re.sub(r"\.amp(?=\.html?$|$)", "", segments[-1], flags=re.IGNORECASE)
        segments[-1] = re.sub(r"^(index|default)\.(?:html?|php|aspx?)$", "", segments[-1], flags=re.IGNORECASE)
    return "/" + "/".join(segment for segment in segments if segment)


def _is_view(segments: list[str]) -> bool:
    """Tell whether the last segment only names a view (AMP, the whole, part N) of what stands before it."""
    last, before = segments[-1].lower(), segments[-2] if len(segments) > 1 else ""
    if not before:
        return False
    if last in {"amp", "amp.html"}:
        return True
    if before.lower() == "page" and last.isdigit():
        return True
    return bool(_SLUG.search(before)) and not before.isdigit() and (last == "all" or bool(_PART.fullmatch(last)))


def _fold_query(query: str, path: str) -> str:
    last = path.rsplit("/", 1)[-1]
    named = bool(_SLUG.search(unquote(last)))
    kept = []
    for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=None):
        lowered = name.lower()
        if _TRACKERS.fullmatch(lowered):
            continue
        if lowered in _WORD_VIEWS and _VIEW_WORDS.fullmatch(value):
            continue
        if lowered in _PART_VIEWS and _VIEW_NUMBERS.fullmatch(value):
            continue
        if lowered in _AMBIGUOUS and named and not value.isdigit() and not _SLUG.search(value):
            continue
        kept.append((name, value))
    return urlencode(sorted(kept))


def _plain_percent(match: re.Match[str]) -> str:
    character = chr(int(match.group(1), 16))
    return character if character in _UNRESERVED else match.group().upper()
