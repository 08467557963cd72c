"""A WordPress site: REST, feeds and sitemaps as version 6 answers them, and pages with what plug-ins leave behind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pantau.demo.articles import DemoArticle, slug
from pantau.demo.desk import Desk, newest
from pantau.demo.server import Reply
from pantau.demo.sites import common
from pantau.demo.sites.wordpress_rest import Rest

PERMALINK = re.compile(r"/(\d{4})/(\d\d)/(\d\d)/([a-z0-9-]+)/(amp/)?")
FEED_LENGTH = 10
"""Items of a feed: WordPress's default (`posts_per_rss`)."""


@dataclass(frozen=True, slots=True)
class WordPress:
    """The site of one house."""

    desk: Desk

    def answer(self, path: str, query: Mapping[str, str]) -> Reply:
        """Return the reply to a GET."""
        if path.startswith("/wp-json/"):
            return Rest(self.desk, self.link, self.content).answer(path, query)
        if path.startswith("/wp-content/"):
            return common.photo()
        if path == "/robots.txt":
            sitemap = f"Sitemap: {self.desk.house.home}wp-sitemap.xml"
            return common.robots(("Disallow: /wp-admin/", "Allow: /wp-admin/admin-ajax.php", "", sitemap))
        if path == "/" and "p" in query:
            article = self.desk.find(common.whole_number(query["p"], 0))
            return common.moved(self.link(article)) if article else common.missing()
        return self._machine_read(path, query) or self._article(path) or self._list(path)

    def _machine_read(self, path: str, query: Mapping[str, str]) -> Reply | None:
        if path in {"/feed/", "/feed"}:
            return self._feed(query)
        return self._sitemap(path) if path.startswith("/wp-sitemap") else None

    def link(self, article: DemoArticle) -> str:
        """Return the permalink: day and name."""
        day = self.desk.local(article.published)
        return f"{self.desk.house.home}{day:%Y/%m/%d}/{article.slug}/"

    def content(self, article: DemoArticle) -> str:
        """Return `the_content`: the story with inline links and what a break-in and plug-ins put there."""
        return common.TEMPLATES.get_template("wordpress/content.html").render(
            article=article, site=self, house=self.desk.house, related=self.desk.others(article, 3)
        )

    def teaser(self, article: DemoArticle) -> str:
        """Return the excerpt: the first words, cut."""
        return " ".join(article.paragraphs[0].split()[:22]) + "…"

    def _article(self, path: str) -> Reply | None:
        parts = PERMALINK.fullmatch(path)
        article = self.desk.find_slug(parts[4]) if parts else None
        if article is None:
            return None
        template = "wordpress/amp.html" if parts and parts[5] else "wordpress/article.html"
        recent = self.desk.others(article, 6)
        return common.page(self.desk, template, article.changed, article=article, site=self, recent=recent)

    def _list(self, path: str) -> Reply:
        shown = self.desk.visible()
        parts = re.fullmatch(r"(?:/(tag|category)/([a-z0-9-]+))?(?:/page/(\d{1,4}))?/?", path)
        if parts is None:
            return common.missing()
        if parts[1]:
            shown = tuple(article for article in shown if parts[2] in _terms(article, parts[1]))
        number = int(parts[3] or 1)
        start = (number - 1) * common.LISTED
        if start >= len(shown) or number < 1:
            return common.missing()
        part = shown[start : start + common.LISTED]
        more = (
            f"{path.split('page/', maxsplit=1)[0].rstrip('/')}/page/{number + 1}/"
            if start + common.LISTED < len(shown)
            else None
        )
        return common.page(self.desk, "wordpress/list.html", newest(shown), shown=part, site=self, more=more)

    def _feed(self, query: Mapping[str, str]) -> Reply:
        start = (common.whole_number(query.get("paged", "1"), 1) - 1) * FEED_LENGTH
        shown = self.desk.visible()[max(start, 0) : max(start, 0) + FEED_LENGTH]
        if not shown:
            return common.missing()
        content_type = "application/rss+xml; charset=UTF-8"
        return common.document(self.desk, "wordpress/feed.xml", content_type, shown, site=self)

    def _sitemap(self, path: str) -> Reply:
        if path == "/wp-sitemap.xml":
            return common.document(self.desk, "wordpress/sitemap_index.xml", common.XML, self.desk.visible())
        if path == "/wp-sitemap-posts-post-1.xml":
            return common.document(self.desk, "wordpress/sitemap.xml", common.XML, self.desk.visible(), site=self)
        return common.missing()


def _terms(article: DemoArticle, taxonomy: str) -> set[str]:
    names = article.tags if taxonomy == "tag" else (article.section,)
    return {slug(name) for name in names}
