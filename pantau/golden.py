"""Golden cases: one article of an outlet as its page and as what extraction makes of it, so that a change shows."""

import asyncio
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from archive.records.page import Page
from crawlers.hosts import Hosts
from crawlers.job import CrawlOptions
from crawlers.outlet import Outlet
from crawlers.plan import Fetch
from crawlers.robots import RobotsCache
from crawlers.run import errand
from crawlers.whole import fetch_whole
from pantau.bootstrap import source_of
from pipeline.page.extract import extract

OK = 200


def write_case(
    agent: str, outlet: Outlet, address: str, golden: Path, *, robots: RobotsCache, hosts: Hosts
) -> Path | None:
    """Fetch one article, whole, and write it as page.html, meta.json and what extraction makes of it today.

    Further parts are page-2.html and so on.

    Args:
        agent: How we name ourselves to the site.
        outlet: Whose article it is.
        address: Of the article.
        golden: Folder of the golden cases.
        robots: What is known of robots.txt.
        hosts: Who was asked last, and when.

    Returns:
        The folder of the case; None when the article could not be fetched.
    """

    async def work(fetch: Fetch) -> Page | None:
        got = await fetch(address, {})
        now = datetime.now(tz=UTC).replace(microsecond=0)
        if got.status != OK:
            return None
        body, more = await fetch_whole(got.url, got.body, lambda url: fetch(url, {}), lambda _: None)
        kind = got.headers.get("content-type")
        return Page(got.url, body, "html", now, outlet.id, kind, got.status, more=more)

    page: Page | None = asyncio.run(errand(outlet, work, CrawlOptions(user_agent=agent), robots=robots, hosts=hosts))
    if page is None:
        return None
    article = extract(page, source_of(outlet).outlet, page.fetched_at)
    slug = re.sub(r"[^a-z0-9]+", "-", urlsplit(address).path.lower()).strip("-")[-60:] or "article"
    folder = golden / outlet.id / slug
    folder.mkdir(parents=True, exist_ok=True)
    for number, body in enumerate((page.body, *page.more), 1):  # as the golden tests read a split article
        (folder / ("page.html" if number == 1 else f"page-{number}.html")).write_bytes(body)
    meta = {
        "url": page.url,
        "outlet": outlet.id,
        "content_type": page.content_type,
        "fetched_at": page.fetched_at.isoformat(),
    }
    expected = {"title": article.title, "reporter": article.reporter, "text": article.text}
    expected["published"] = article.published.at.isoformat() if article.published else None
    for name, document in (("meta.json", meta), ("expected.json", expected)):
        (folder / name).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return folder
