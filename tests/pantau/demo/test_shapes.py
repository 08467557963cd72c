"""Each invented outlet answers as sites of its shape do."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime

import feedparser
import httpx
import pytest

from base.clock import FixedClock
from base.errors import UsageError
from pantau.demo.articles import load_articles
from pantau.demo.newsroom import Newsroom, write_outlets

ARTICLES = {article.id: article for article in load_articles()}
POSTS = "wp-json/wp/v2/posts"
NEWS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
DISCOVERY = {
    "suarabanua": ("robots.txt", POSTS, "feed/", "wp-sitemap.xml", "wp-sitemap-posts-post-1.xml", ""),
    "lenterasampit": ("feed/", "wp-sitemap-posts-post-1.xml"),
    "radarsekarjati": ("indeks", "kategori/politik", "indeks/15"),
    "radarmahakamraya": ("indeks-berita", ""),
    "wartaminangkini": ("sitemap-news.xml", "index-news"),
    "koranarafuru": ("", "arsip.php"),
}


def next_data(response: httpx.Response) -> dict:
    found = re.search(r'<script id="__NEXT_DATA__" type="application/json">(.*?)</script>', response.text, re.DOTALL)
    return json.loads(found[1])["props"]["pageProps"]


@pytest.mark.parametrize(("outlet", "path"), [(outlet, path) for outlet, paths in DISCOVERY.items() for path in paths])
def test_discovery_addresses_answer_304_to_who_has_them(fetch, outlet, path):
    first = fetch(outlet, path)
    assert first.status_code == 200
    again = fetch(outlet, path, If_None_Match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(outlet, path, If_None_Match='"other"').status_code == 200
    if "last-modified" in first.headers:
        assert fetch(outlet, path, If_Modified_Since=first.headers["last-modified"]).status_code == 304
        assert fetch(outlet, path, If_Modified_Since="Tue, 01 Oct 2024 00:00:00 GMT").status_code == 200


def test_rest_pages_through_all_posts_with_totals(fetch):
    seen = []
    for page in (1, 2, 3, 4):
        answer = fetch("suarabanua", f"{POSTS}?per_page=5&page={page}")
        seen += [post["id"] for post in answer.json()]
    mine = [article for article in ARTICLES.values() if article.outlet == "suarabanua"]
    assert answer.headers["X-WP-Total"] == str(len(mine))
    assert answer.headers["X-WP-TotalPages"] == "4"
    assert sorted(seen) == sorted(article.number for article in mine)
    beyond = fetch("suarabanua", f"{POSTS}?per_page=5&page=5")
    assert (beyond.status_code, beyond.json()["code"]) == (400, "rest_post_invalid_page_number")
    assert fetch("suarabanua", f"{POSTS}?per_page=101").status_code == 400


def test_rest_filters_by_date_in_the_sites_own_zone(fetch):
    after = fetch("suarabanua", f"{POSTS}?per_page=100&after=2024-10-30T16:10:00").json()
    assert "2024-10-30T16:10:00" not in {post["date"] for post in after}
    assert all(post["date"] > "2024-10-30T16:10:00" for post in after)
    exact = fetch("suarabanua", f"{POSTS}?per_page=100&after=2024-10-30T08:09:59Z").json()
    assert {post["date"] for post in exact} >= {"2024-10-30T16:10:00"}
    oldest = fetch("suarabanua", f"{POSTS}?per_page=1&order=asc&_fields=id,modified").json()
    assert set(oldest[0]) == {"id", "modified"}


def test_rest_gives_whole_articles_with_author_and_terms(fetch):
    article = ARTICLES["lalap-1"]
    post = fetch("suarabanua", f"{POSTS}/{article.number}?_embed").json()
    assert post["date_gmt"] == "2024-10-07T06:12:00"
    assert post["_embedded"]["author"][0]["name"] == "rahma"
    assert "Netralitas ASN" in {term["name"] for group in post["_embedded"]["wp:term"] for term in group}
    assert all(
        text.split(".")[0][:40].replace('"', "&#34;") in post["content"]["rendered"] for text in article.paragraphs
    )


def test_a_closed_rest_says_401_and_the_feed_has_teasers_only(fetch):
    assert fetch("lenterasampit", POSTS).status_code == 401
    feed = feedparser.parse(fetch("lenterasampit", "feed/").text)
    assert len(feed.entries) == 10
    assert "content:encoded" not in fetch("lenterasampit", "feed/").text


def test_an_open_feed_carries_whole_articles(fetch):
    feed = feedparser.parse(fetch("suarabanua", "feed/").text)
    newest = max((a for a in ARTICLES.values() if a.outlet == "suarabanua"), key=lambda a: a.published)
    assert feed.entries[0]["title"] == newest.title
    assert newest.paragraphs[-1][:40] in feed.entries[0]["content"][0]["value"]


def test_a_wordpress_page_carries_what_plug_ins_leave(fetch):
    post = fetch("suarabanua", f"{POSTS}/{ARTICLES['lalap-1'].number}").json()
    page = fetch("suarabanua", post["link"]).text
    debris = ("cdn-hitungan.invalid", "Baca juga:", "Recent Posts", "Read More", "jam ago", "uses cookies", "Akismet")
    assert all(word in page for word in debris)
    amp = fetch("suarabanua", f"{post['link']}amp/").text
    assert "Site icon" in amp
    assert "Exit mobile version" in amp
    assert f'<link rel="canonical" href="{post["link"]}">' in amp


def test_an_article_of_the_disway_kind_is_cut_into_three_pages(fetch):
    article = ARTICLES["vila-1"]
    address = f"read/{article.number}/{article.slug}"
    pages = [fetch("radarsekarjati", address + tail) for tail in ("", "/15", "/30")]
    bodies = [re.search(r'<div class="post">(.*?)</div>', page.text, re.DOTALL)[1] for page in pages]
    counts = [
        sum(text.split("(")[0][:50] in body.replace("&#34;", '"') for text in article.paragraphs) for body in bodies
    ]
    assert counts == [3, 3, 3]
    assert 'rel="next"' in pages[0].text
    assert 'rel="next"' not in pages[2].text
    assert fetch("radarsekarjati", f"{address}/45").status_code == 404
    assert fetch("radarsekarjati", f"{address}/7").status_code == 404


def test_listings_of_the_disway_kind_lead_on_to_every_article(fetch):
    found: set[str] = set()
    address: str | None = "indeks"
    while address:
        text = fetch("radarsekarjati", address).text
        found |= set(re.findall(r'<h2 class="media-heading"><a href="[^"]*/read/(\d+)/', text))
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = following[1] if following else None
    assert found == {str(a.number) for a in ARTICLES.values() if a.outlet == "radarsekarjati"}


def test_a_next_js_page_has_its_article_only_in_its_data(fetch):
    listed = next_data(fetch("radarketapang", "indeks-berita"))["latest"]
    assert len(listed) == sum(a.outlet == "radarketapang" for a in ARTICLES.values())
    article = ARTICLES["sembako-5"]
    page = fetch("radarketapang", next(item["url"] for item in listed if item["id"] == article.number))
    data = next_data(page)["article"]
    assert article.paragraphs[2][:60] in data["content"]
    assert data["publishedAt"] == "2024-10-31T15:35:00+07:00"
    visible = re.sub(r"<script.*?</script>", "", page.text, flags=re.DOTALL)
    assert article.paragraphs[2][:60] not in visible


def test_a_news_sitemap_names_every_article_with_date_and_title(fetch):
    urls = ET.fromstring(fetch("wartaminangkini", "sitemap-news.xml").content).findall("s:url", NEWS)  # noqa: S314 -- ours
    mine = {a.title: a for a in ARTICLES.values() if a.outlet == "wartaminangkini"}
    dates = {u.find(".//n:title", NEWS).text: u.find(".//n:publication_date", NEWS).text for u in urls}
    assert {title: datetime.fromisoformat(text) for title, text in dates.items()} == {
        title: article.published for title, article in mine.items()
    }


def test_a_tribun_like_article_is_whole_on_one_page_and_twinned(fetch):
    article = ARTICLES["nagari-1"]
    address = f"2024/10/29/{article.slug}"
    first, whole, amp = (fetch("wartaminangkini", path) for path in (address, f"{address}?page=all", f"amp/{address}"))
    last = article.paragraphs[-1][:50]
    assert last not in first.text
    assert last in whole.text
    assert last in amp.text
    assert f'<link rel="amphtml" href="{amp.url}">' in first.text
    assert f'<link rel="canonical" href="{first.url}">' in amp.text


def test_the_handmade_site_tells_its_charset_only_in_its_markup(fetch):
    article = ARTICLES["waihura-1"]
    page = fetch("koranarafuru", f"berita.php?id={article.number}")
    assert "charset" not in page.headers["content-type"]
    text = page.content.decode("windows-1252")
    assert article.paragraphs[2] in text
    assert "\u201cKami kaget" in text
    assert "Selasa, 08/10/2024 - 20.15 WIT" in text
    assert "CATATAN REDAKSI" in text
    assert fetch("koranarafuru", "feed/").status_code == 404


def test_an_outlet_that_is_down_refuses_connections(fetch):
    with pytest.raises(httpx.ConnectError):
        fetch("gemapantura")


def test_nothing_of_the_future_is_served():
    with Newsroom(FixedClock(datetime.fromisoformat("2024-10-08T00:00:00+07:00"))) as early:
        posts = httpx.get(f"{early.homes['suarabanua']}{POSTS}?per_page=100", trust_env=False).json()
        later = ARTICLES["lalap-3"]
        page = f"{early.homes['suarabanua']}2024/10/14/{later.slug}/"
        assert {post["date"][:10] for post in posts} == {"2024-10-07"}
        assert httpx.get(page, trust_env=False).status_code == 404


def test_ports_of_an_earlier_run_are_kept_or_refused(newsroom, tmp_path):
    ports = {outlet: int(home.split(":")[2].strip("/")) for outlet, home in newsroom.homes.items()}
    with pytest.raises(UsageError, match="--keep"), Newsroom(newsroom.clock, ports):
        pass
    with Newsroom(newsroom.clock) as other:
        assert all(home != newsroom.homes[outlet] for outlet, home in other.homes.items() if outlet != "gemapantura")
    write_outlets(tmp_path, newsroom.homes)
    text = (tmp_path / "demo.yaml").read_text()
    assert all(home in text for home in newsroom.homes.values())
