"""A site of the Tribun kind: news sitemap, an article on two pages or whole by `?page=all`, and an AMP twin."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pantau.demo.articles import DemoArticle
from pantau.demo.desk import Desk, newest
from pantau.demo.server import Reply
from pantau.demo.sites import common

ARTICLE = re.compile(r"/(amp/)?(\d{4})/(\d\d)/(\d\d)/([a-z0-9-]+)/?")
FIRST_PAGE = 5
"""Paragraphs on the first page of a longer article."""


@dataclass(frozen=True, slots=True)
class Tribun:
    """The site of one house."""

    desk: Desk

    def answer(self, path: str, query: Mapping[str, str]) -> Reply:
        """Return the reply to a GET."""
        shown = self.desk.visible()
        if path == "/robots.txt":
            return common.robots(("Disallow: /search", f"Sitemap: {self.desk.house.home}sitemap-news.xml"))
        if path == "/sitemap-news.xml":
            return common.document(self.desk, "tribun/sitemap_news.xml", common.XML, shown, site=self)
        if path.startswith("/foto/"):
            return common.photo()
        if path in {"/", "/index-news"}:
            start = (common.whole_number(query.get("page", "1"), 1) - 1) * common.LISTED
            part = shown[max(start, 0) : max(start, 0) + common.LISTED]
            return common.page(self.desk, "tribun/list.html", newest(shown), shown=part, site=self)
        found = ARTICLE.fullmatch(path)
        article = self.desk.find_slug(found[5]) if found else None
        if article is None or found is None:
            return common.missing()
        return self._article(article, query.get("page", "1"), amp=bool(found[1]))

    def link(self, article: DemoArticle, *, amp: bool = False) -> str:
        """Return the address of an article or of its AMP twin."""
        day = self.desk.local(article.published)
        return f"{self.desk.house.home}{'amp/' if amp else ''}{day:%Y/%m/%d}/{article.slug}"

    def _article(self, article: DemoArticle, page: str, *, amp: bool) -> Reply:
        parts = {"all": article.paragraphs, "1": article.paragraphs[:FIRST_PAGE], "2": article.paragraphs[FIRST_PAGE:]}
        part = article.paragraphs if amp else parts.get(page, ())
        if not part:
            return common.missing()
        return common.page(
            self.desk,
            "tribun/amp.html" if amp else "tribun/article.html",
            article.changed,
            article=article,
            site=self,
            part=part,
            page=page,
            split=len(article.paragraphs) > FIRST_PAGE,
            related=self.desk.others(article, 6),
        )
