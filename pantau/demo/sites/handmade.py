"""A site made by hand twenty years ago: tables, no feed, no sitemap, no metadata, windows-1252."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pantau.demo.articles import DemoArticle
from pantau.demo.desk import Desk, newest
from pantau.demo.server import Reply
from pantau.demo.sites import common

ON_HOME = 12


@dataclass(frozen=True, slots=True)
class Handmade:
    """The site of one house."""

    desk: Desk

    def answer(self, path: str, query: Mapping[str, str]) -> Reply:
        """Return the reply to a GET."""
        shown = self.desk.visible()
        if path in {"/", "/index.php"}:
            return _old(common.page(self.desk, "handmade/home.html", newest(shown), shown=shown[:ON_HOME], site=self))
        if path == "/arsip.php":
            return _old(common.page(self.desk, "handmade/archive.html", newest(shown), shown=shown, site=self))
        if path == "/robots.txt":
            return common.robots(("Disallow: /admin",))
        if path.startswith("/gambar/"):
            return common.photo()
        article = self.desk.find(common.whole_number(query.get("id", ""), 0)) if path == "/berita.php" else None
        if article is None:
            return common.missing()
        other = self.desk.others(article, 6)
        return _old(
            common.page(self.desk, "handmade/article.html", article.changed, article=article, other=other, site=self)
        )

    def link(self, article: DemoArticle) -> str:
        """Return the address as the site writes it: relative."""
        return f"berita.php?id={article.number}"


def _old(reply: Reply) -> Reply:
    """Return the page in windows-1252, which only its meta element tells: the header names no charset."""
    body = reply.body.decode().encode("windows-1252", "xmlcharrefreplace")
    return replace(reply, body=body, content_type="text/html")
