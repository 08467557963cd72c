"""WordPress REST: up to 100 whole articles with their last change in one request."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from archive.records.page import Entry
from crawlers.readers.answer import Found, Source, distinct
from crawlers.readers.feed import plain

A_REQUEST = 100  # the most that WordPress allows (developer.wordpress.org/rest-api/using-the-rest-api/pagination)
FIELDS = "id,link,date,date_gmt,modified,modified_gmt,title,content"


def posts_address(
    path: str,
    *,
    page: int = 1,
    since: datetime | None = None,
    until: datetime | None = None,
    changed: datetime | None = None,
) -> str:
    """Return the address that asks for posts, newest first.

    Args:
        path: Absolute address of the posts collection.
        page: From 1.
        since: Only posts published from then on; None for all.
        until: Only posts published before; None for all.
        changed: Ask for what was published or edited since then instead; None to ask by publication.
    """
    parts = urlsplit(path)
    asked = {"per_page": str(A_REQUEST), "page": str(page), "_fields": FIELDS, "order": "desc"}
    if changed is not None:
        asked |= {"orderby": "modified", "modified_after": _stamp(changed)}
    else:
        asked["orderby"] = "date"
        asked |= {"after": _stamp(since)} if since else {}
        asked |= {"before": _stamp(until)} if until else {}
    return urlunsplit(parts._replace(query=urlencode([*parse_qsl(parts.query), *asked.items()])))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_wordpress(source: Source) -> Found:
    """Return the posts of one answer."""
    try:
        posts = json.loads(source.body)
    except (ValueError, RecursionError):
        return Found(problem="the answer is not JSON")
    if not isinstance(posts, list):
        code = posts.get("code") if isinstance(posts, dict) else None
        return Found(problem=f"WordPress refuses ({str(code)[:60]})" if code else "the answer is no list of posts")
    entries = [entry for entry in (_entry(source, post) for post in posts[:A_REQUEST]) if entry is not None]
    if posts and not entries:
        return Found(problem="the answer holds no posts")
    return Found(distinct(entries))


def _entry(source: Source, post: Any) -> Entry | None:
    if not isinstance(post, dict) or not isinstance(post.get("link"), str):
        return None
    try:
        url = urljoin(source.url, post["link"])
    except ValueError:  # one address that is none must not cost the other posts
        return None
    if not url.startswith(("http://", "https://")):
        return None
    content = post.get("content")
    protected = isinstance(content, dict) and bool(content.get("protected"))
    body = _rendered(content)
    return Entry(
        outlet=source.outlet,
        url=url,
        via="wordpress",
        found_at=source.now,
        title=plain(_rendered(post.get("title"))),
        published=_instant(source, post, "date"),
        modified=_instant(source, post, "modified"),
        body_html=body if body and body.strip() and not protected else None,
    )


def _rendered(value: Any) -> str | None:
    text = value.get("rendered") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def _instant(source: Source, post: dict[str, Any], name: str) -> datetime | None:
    """Return `<name>_gmt` as UTC; the site's local time where a plug-in leaves it out."""
    gmt = post.get(f"{name}_gmt")
    if isinstance(gmt, str) and gmt and not gmt.startswith("0000"):
        return source.instant(gmt if gmt.endswith("Z") or "+" in gmt else gmt + "Z")
    here = post.get(name)
    return source.instant(here) if isinstance(here, str) else None
