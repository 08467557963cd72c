"""What all site shapes answer alike: pages from templates, robots.txt, photos, the page that is missing."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pantau.demo.articles import DemoArticle
from pantau.demo.desk import Desk, newest, templates
from pantau.demo.server import Reply

TEMPLATES = templates()
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==")
XML = "text/xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
LISTED = 15
"""Articles on one listing page; Disway sites count their offsets in steps of it."""


def page(desk: Desk, template: str, changed: datetime | None, **values: Any) -> Reply:
    """Return an HTML page from a template; every template knows the desk and its house."""
    text = TEMPLATES.get_template(template).render(desk=desk, house=desk.house, home=desk.house.home, **values)
    return Reply(text.encode(), changed=changed)


def document(desk: Desk, template: str, content_type: str, shown: Sequence[DemoArticle], **values: Any) -> Reply:
    """Return a feed or sitemap over the shown articles."""
    changed = newest(tuple(shown))
    text = TEMPLATES.get_template(template).render(desk=desk, house=desk.house, shown=shown, changed=changed, **values)
    return Reply(text.encode(), content_type, changed=changed)


def json_reply(
    data: Any, status: int = 200, changed: datetime | None = None, headers: Mapping[str, str] | None = None
) -> Reply:
    """Return JSON with further headers."""
    body = json.dumps(data, ensure_ascii=False).encode()
    return Reply(body, JSON, status, changed, tuple((headers or {}).items()))


def robots(lines: Sequence[str]) -> Reply:
    """Return robots.txt."""
    return Reply("\n".join(("User-agent: *", *lines, "")).encode(), "text/plain; charset=UTF-8")


def photo() -> Reply:
    """Return a one-pixel picture: the demo has no photos."""
    return Reply(PIXEL, "image/gif")


def missing() -> Reply:
    """Return the page that is not there."""
    text = "<!DOCTYPE html><title>404</title><h1>Halaman tidak ditemukan</h1><p>Alamat yang Anda tuju tidak ada."
    return Reply(text.encode(), status=404)


def moved(address: str) -> Reply:
    """Return a permanent redirect."""
    return Reply(b"", status=301, headers=(("Location", address),))


def whole_number(text: str, default: int) -> int:
    """Return a number from a query value, or the default when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default  # noqa: PLR2004 -- no huge numbers
