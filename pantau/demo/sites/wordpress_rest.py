"""WordPress's REST reference for posts, as far as readers use it.

Source: developer.wordpress.org/rest-api/reference/posts and `class-wp-rest-posts-controller.php` of version 6.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pantau.demo.articles import DemoArticle
from pantau.demo.desk import Desk, newest
from pantau.demo.server import Reply
from pantau.demo.sites import common

POSTS = "/wp-json/wp/v2/posts"
MOST = 100
"""Largest `per_page` WordPress allows."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The posts of one house as JSON.

    Args:
        desk: The house and its articles.
        link: Gives an article's permalink.
        content: Gives an article's `the_content`.
    """

    desk: Desk
    link: Callable[[DemoArticle], str]
    content: Callable[[DemoArticle], str]

    def answer(self, path: str, query: Mapping[str, str]) -> Reply:
        """Return the reply to a GET below `/wp-json/`."""
        if not self.desk.house.rest:
            return _refused("rest_login_required", "REST API restricted to authenticated users.", 401)
        if path.rstrip("/") == POSTS:
            return self._posts(query)
        if path.startswith(f"{POSTS}/"):
            article = self.desk.find(common.whole_number(path.removeprefix(f"{POSTS}/"), 0))
            if article is None:
                return _refused("rest_post_invalid_id", "Invalid post ID.", 404)
            return common.json_reply(self._post(article, embed="_embed" in query), changed=article.changed)
        return _refused("rest_no_route", "No route was found matching the URL and request method.", 404)

    def _posts(self, query: Mapping[str, str]) -> Reply:
        per_page = common.whole_number(query.get("per_page", "10"), 0)
        if not 1 <= per_page <= MOST:
            return _refused("rest_invalid_param", "Invalid parameter(s): per_page", 400)
        try:
            shown = self._chosen(query)
        except ValueError:
            return _refused("rest_invalid_param", "Invalid parameter(s): after, before", 400)
        page = max(common.whole_number(query.get("page", "1"), 1), 1)
        pages = -(-len(shown) // per_page)
        if page > max(pages, 1):
            text = "The page number requested is larger than the number of pages available."
            return _refused("rest_post_invalid_page_number", text, 400)
        part = shown[(page - 1) * per_page : page * per_page]
        posts = [self._post(article, embed="_embed" in query) for article in part]
        fields = {name.split(".")[0] for name in query.get("_fields", "").split(",") if name}
        if fields:
            posts = [{key: value for key, value in post.items() if key in fields} for post in posts]
        totals = {"X-WP-Total": str(len(shown)), "X-WP-TotalPages": str(pages)}
        return common.json_reply(posts, changed=newest(shown), headers=totals)

    def _chosen(self, query: Mapping[str, str]) -> tuple[DemoArticle, ...]:
        """Return the posts asked for, in the order asked for; dates without a zone are the site's own."""
        by_change = query.get("orderby") == "modified"
        shown = [article for article in self.desk.visible() if self._within(article, query)]
        shown.sort(key=lambda a: a.changed if by_change else a.published, reverse=query.get("order", "desc") != "asc")
        wanted = query.get("search", "").lower()
        return tuple(a for a in shown if wanted in f"{a.title} {' '.join(a.paragraphs)}".lower())

    def _within(self, article: DemoArticle, query: Mapping[str, str]) -> bool:
        return (
            ("after" not in query or article.published > self._instant(query["after"]))
            and ("before" not in query or article.published < self._instant(query["before"]))
            and ("modified_after" not in query or article.changed > self._instant(query["modified_after"]))
            and ("slug" not in query or article.slug == query["slug"])
        )

    def _instant(self, text: str) -> datetime:
        at = datetime.fromisoformat(text.replace(" ", "+"))
        return at if at.tzinfo else at.replace(tzinfo=self.desk.house.zone)

    def _post(self, article: DemoArticle, *, embed: bool) -> dict[str, Any]:
        post = {
            "id": article.number,
            "date": _plain(self.desk.local(article.published)),
            "date_gmt": _plain(article.published.astimezone(UTC)),
            "guid": {"rendered": f"{self.desk.house.home}?p={article.number}"},
            "modified": _plain(self.desk.local(article.changed)),
            "modified_gmt": _plain(article.changed.astimezone(UTC)),
            "slug": article.slug,
            "status": "publish",
            "type": "post",
            "link": self.link(article),
            "title": {"rendered": article.title.replace(" - ", " &#8211; ").replace("'", "&#8217;")},
            "content": {"rendered": self.content(article), "protected": False},
            "excerpt": {"rendered": f"<p>{article.paragraphs[0][:160]} [&hellip;]</p>\n", "protected": False},
            "author": 1,
            "categories": [3],
            "tags": list(range(40, 40 + len(article.tags))),
        }
        if embed:
            post["_embedded"] = _embedded(article)
        return post


def _embedded(article: DemoArticle) -> dict[str, Any]:
    tags = [{"id": 40 + at, "name": name, "taxonomy": "post_tag"} for at, name in enumerate(article.tags)]
    return {
        "author": [{"id": 1, "name": article.byline or "admin", "slug": "redaksi"}],
        "wp:term": [[{"id": 3, "name": article.section, "taxonomy": "category"}], tags],
    }


def _plain(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S")


def _refused(code: str, message: str, status: int) -> Reply:
    return common.json_reply({"code": code, "message": message, "data": {"status": status}}, status)
