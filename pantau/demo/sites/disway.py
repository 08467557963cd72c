"""A site of the Disway kind: listings by offset, and an article cut into pages whose offset stands in the path."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pantau.demo.articles import DemoArticle
from pantau.demo.articles import slug as words
from pantau.demo.desk import Desk, newest
from pantau.demo.server import Reply
from pantau.demo.sites import common

ARTICLE = re.compile(r"/read/(\d+)/([a-z0-9-]+)(?:/(\d{1,4}))?/?")
LISTING = re.compile(r"/(?:kategori/([a-z0-9-]+)|indeks)(?:/(\d{1,5}))?/?")
STEP = 15
"""Offset from one page of an article to the next, as disway.id counts."""
PAGES = 3
SPLIT_FROM = 7
"""Paragraphs from which an article is cut into three pages; shorter ones stay whole."""


@dataclass(frozen=True, slots=True)
class Disway:
    """The site of one house."""

    desk: Desk

    def answer(self, path: str, query: Mapping[str, str]) -> Reply:  # noqa: ARG002 -- this shape has no queries
        """Return the reply to a GET."""
        if path == "/robots.txt":
            return common.robots(("Disallow: /search", "Crawl-delay: 0"))
        if path.startswith("/upload/"):
            return common.photo()
        if path == "/":
            shown = self.desk.visible()
            return common.page(self.desk, "disway/home.html", newest(shown), shown=shown[:LISTED], site=self)
        if found := ARTICLE.fullmatch(path):
            return self._article(int(found[1]), int(found[3] or 0))
        if found := LISTING.fullmatch(path):
            return self._listing(found[1], int(found[2] or 0))
        return common.missing()

    def link(self, article: DemoArticle, offset: int = 0) -> str:
        """Return the address of an article's page."""
        tail = f"/{offset}" if offset else ""
        return f"{self.desk.house.home}read/{article.number}/{article.slug}{tail}"

    def _article(self, number: int, offset: int) -> Reply:
        article = self.desk.find(number)
        parts = split(article.paragraphs) if article else ()
        at, rest = divmod(offset, STEP)
        if article is None or rest or at >= len(parts):
            return common.missing()
        return common.page(
            self.desk,
            "disway/article.html",
            article.changed,
            article=article,
            site=self,
            part=parts[at],
            at=at,
            pages=[self.link(article, index * STEP) for index in range(len(parts))],
            related=self.desk.others(article, 5),
        )

    def _listing(self, section: str | None, offset: int) -> Reply:
        shown = self.desk.visible()
        if section:
            shown = tuple(article for article in shown if words(article.section) == section)
        if offset and offset >= len(shown):
            return common.missing()
        base = f"{self.desk.house.home}{f'kategori/{section}' if section else 'indeks'}"
        more = f"{base}/{offset + LISTED}" if offset + LISTED < len(shown) else None
        part = shown[offset : offset + LISTED]
        return common.page(self.desk, "disway/list.html", newest(shown), shown=part, site=self, more=more)


LISTED = common.LISTED


def split(paragraphs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the paragraphs of each page."""
    if len(paragraphs) < SPLIT_FROM:
        return (paragraphs,)
    size = -(-len(paragraphs) // PAGES)
    return tuple(paragraphs[start : start + size] for start in range(0, len(paragraphs), size))
