"""A Next.js site: the page is an empty shell, listing and article are only in the JSON of `__NEXT_DATA__`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from pantau.demo.articles import DemoArticle, slug
from pantau.demo.desk import Desk, newest
from pantau.demo.server import Reply
from pantau.demo.sites import common

ARTICLE = re.compile(r"/([a-z0-9-]+)/(\d+)/([a-z0-9-]+)/?")
PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class NextJs:
    """The site of one house."""

    desk: Desk

    def answer(self, path: str, query: Mapping[str, str]) -> Reply:
        """Return the reply to a GET."""
        if path == "/robots.txt":
            return common.robots(("Allow: /", "Disallow: /api/"))
        if path.startswith(("/_next/", "/img/")):
            return common.photo()
        if path in {"/", "/indeks-berita", "/indeks-berita/"}:
            return self._listing(path, common.whole_number(query.get("page", "1"), 1))
        found = ARTICLE.fullmatch(path)
        article = self.desk.find(int(found[2])) if found else None
        if article is None:
            return common.missing()
        props = {"article": self._whole(article), "related": [self._short(a) for a in self.desk.others(article, 4)]}
        route = "/[channel]/[id]/[slug]"
        return self._shell(route, props, article.changed, article=article, link=self.link(article))

    def link(self, article: DemoArticle) -> str:
        """Return the address: channel, number, slug."""
        return f"{self.desk.house.home}{slug(article.section)}/{article.number}/{article.slug}"

    def _listing(self, path: str, page: int) -> Reply:
        shown = self.desk.visible()
        start = (max(page, 1) - 1) * PER_PAGE
        latest = [self._short(article) for article in shown[start : start + PER_PAGE]]
        pagination = {"page": page, "totalPages": -(-len(shown) // PER_PAGE), "total": len(shown)}
        props = {"latest": latest, "pagination": pagination, "menu": ["Daerah", "Politik", "Hukum", "Ekonomi"]}
        return self._shell("/" if path == "/" else "/indeks-berita", props, newest(shown))

    def _shell(self, route: str, props: dict[str, Any], changed: datetime | None, **values: Any) -> Reply:
        data = {"props": {"pageProps": props, "__N_SSP": True}, "page": route, "query": {}, "buildId": "k3Vd9q"}
        text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
        return common.page(self.desk, "nextjs/shell.html", changed, data=text, **values)

    def _short(self, article: DemoArticle) -> dict[str, Any]:
        return {
            "id": article.number,
            "title": article.title,
            "slug": article.slug,
            "url": self.link(article),
            "channel": {"name": article.section, "slug": slug(article.section)},
            "publishedAt": self.desk.local(article.published).isoformat(),
            "description": article.paragraphs[0][:140],
        }

    def _whole(self, article: DemoArticle) -> dict[str, Any]:
        related = self.desk.others(article, 2)
        parts = [f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs]
        for index, other in zip((3, 6), related, strict=False):
            if index < len(parts):
                parts[index] += (
                    f'<p><strong>Baca Juga: <a href="{self.link(other)}">{escape(other.title)}</a></strong></p>'
                )
        return self._short(article) | {
            "content": "".join(parts),
            "updatedAt": self.desk.local(article.changed).isoformat(),
            "author": {"name": article.byline or "Redaksi"},
            "editor": {"name": article.editor or "Redaksi"},
            "tags": [{"name": name, "slug": slug(name)} for name in article.tags],
            "image": {"url": f"{self.desk.house.home}img/{article.number}.webp", "caption": article.caption or ""},
        }
