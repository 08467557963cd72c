"""What each part of a page claims about the article, before anything is decided.

One collector a source; the order in which sources are believed stands in `metadata.PRECEDENCE` alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from selectolax.lexbor import LexborHTMLParser

from archive.records.page import Entry, Page
from pipeline.page import structured

Source = Literal[
    "import", "json-ld", "next-data", "microdata", "og", "meta", "feed", "rest", "h1", "time", "url", "text"
]
Field = Literal[
    "title", "published", "modified", "author", "editor", "section", "tag", "image", "site", "language", "description",
    "body", "canonical",
]  # fmt: skip

_OG: dict[str, Field] = {
    "og:title": "title",
    "twitter:title": "title",
    "article:published_time": "published",
    "og:published_time": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "article:section": "section",
    "article:tag": "tag",
    "og:image": "image",
    "og:site_name": "site",
    "og:description": "description",
    "og:url": "canonical",
}
# Names of <meta> that Indonesian and international publishers use (Dublin Core, Parse.ly, Sailthru, Cxense, content_*).
_META: dict[str, Field] = {
    **dict.fromkeys(
        (
            "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "pubdate",
            "publishdate",
            "publish-date", "publish_date", "published", "publication_date", "article.published", "article.created",
            "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "content_publisheddate",
            "content_publish_date", "citation_publication_date", "datepublished",
            "dtk:publishdate", "originalpublicationdate",
            "published_at", "article:published", "artikel:published_time", "last-published", "pub_date",
            "cxenseparse:publishtime",
        ),
        "published",
    ),
    **dict.fromkeys(("last-modified", "dcterms.modified", "lastmod", "datemodified", "article.updated"), "modified"),
    **dict.fromkeys(
        ("author", "dc.creator", "parsely-author", "sailthru.author", "content_author", "dtk:author",
         "article:author_name",
         "dable:author", "byl", "twitter:data1_author"),
        "author",
    ),
    **dict.fromkeys(("content_editor", "dtk:editor", "editor"), "editor"),
    **dict.fromkeys(("parsely-section", "content_category", "dtk:kanal", "section", "cxenseparse:section"), "section"),
    **dict.fromkeys(("keywords", "news_keywords", "content_tags", "parsely-tags", "dtk:keywords"), "tag"),
    "description": "description",
    "application-name": "site",
    "parsely-title": "title",
    "dc.title": "title",
}  # fmt: skip


_HEADLINE = 20  # letters of a headline; shorter headings may be a section's name in the document's title
_HEADINGS = 2  # headlines that may be the article's
_PARAGRAPH = 100  # characters
_PARAGRAPHS = 3  # long paragraphs above a headline that is another story's


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about the article.

    Args:
        source: Where it was found.
        field: What it is about.
        value: As written, entities resolved, never empty.
    """

    source: Source
    field: Field
    value: str


def collect(page: Page, tree: LexborHTMLParser | None) -> tuple[Claim, ...]:
    """Return all claims of a page; a fragment or a plain text has only those of its entry and import.

    Args:
        page: The page as fetched.
        tree: Its parsed markup before pruning; None for plain text.
    """
    found = [*_import(page)]
    if page.entry is not None:
        found += _entry(page.entry)
    if tree is not None and page.form == "html":
        found += [*_json_ld(tree), *_next_data(tree), *_meta(tree), *_microdata(tree), *_visible(tree)]
    return tuple(claim for claim in found if claim.value)


def _import(page: Page) -> Iterator[Claim]:
    if page.title:
        yield Claim("import", "title", " ".join(page.title.split()))
    if page.published is not None:
        yield Claim("import", "published", page.published.isoformat())
    if page.outlet_name:
        yield Claim("import", "site", page.outlet_name)


def _entry(entry: Entry) -> Iterator[Claim]:
    source: Source = "rest" if entry.via == "wordpress" else "feed"
    if entry.title:
        yield Claim(source, "title", structured.text_of(entry.title) or "")
    if entry.published is not None:
        yield Claim(source, "published", entry.published.isoformat())
    if entry.modified is not None:
        yield Claim(source, "modified", entry.modified.isoformat())
    if entry.byline:
        yield Claim(source, "author", entry.byline)
    for name in entry.categories:
        yield Claim(source, "tag", name)


_LD: dict[str, Field] = {
    "headline": "title",
    "datePublished": "published",
    "dateModified": "modified",
    "author": "author",
    "creator": "author",
    "editor": "editor",
    "articleSection": "section",
    "keywords": "tag",
    "image": "image",
    "inLanguage": "language",
    "description": "description",
    "articleBody": "body",
}


def _json_ld(tree: LexborHTMLParser) -> Iterator[Claim]:
    for item in structured.json_ld_articles(tree):
        for key, field in _LD.items():
            for value in structured.texts_of(item.get(key)):
                yield Claim("json-ld", field, value)
        site = structured.text_of(item.get("publisher"))
        if site:
            yield Claim("json-ld", "site", site)


_NEXT: dict[Field, tuple[str, ...]] = {
    "title": ("title", "headline", "judul"),
    "published": ("published_at", "publishedAt", "published_date", "publishDate", "publish_date", "datePublished",
                  "date", "date_published", "created_at", "createdAt"),
    "modified": ("updated_at", "updatedAt", "modified", "dateModified", "modified_at"),
    "author": ("author", "authors", "reporter", "penulis", "writer"),
    "editor": ("editor", "editors"),
    "section": ("section", "category", "kanal", "channel", "rubrik"),
    "tag": ("tags", "tag", "topics"),
    "image": ("image", "cover", "thumbnail", "photo"),
}  # fmt: skip


def _next_data(tree: LexborHTMLParser) -> Iterator[Claim]:
    data = structured.next_data(tree)
    item: dict[str, Any] | None = structured.next_article(data) if data is not None else None
    if item is None:
        return
    yield Claim("next-data", "body", structured.body_of(item))
    for field, keys in _NEXT.items():
        for key in keys:
            values = structured.texts_of(item.get(key))
            for value in values:
                yield Claim("next-data", field, value)
            if values:
                break


def _meta(tree: LexborHTMLParser) -> Iterator[Claim]:
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = (
            (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").strip().lower()
        )
        value = structured.text_of(attributes.get("content") or "") or ""
        if name in _OG:
            yield Claim("og", _OG[name], value)
        elif name in _META:
            field = _META[name]
            if field == "tag":
                for part in value.split(","):
                    yield Claim("meta", "tag", part.strip())
            else:
                yield Claim("meta", field, value)
    language = tree.css_first("html")
    if language is not None and language.attributes.get("lang"):
        yield Claim("meta", "language", language.attributes["lang"] or "")
    link = tree.css_first('link[rel="canonical"]')
    if link is not None:
        yield Claim("meta", "canonical", (link.attributes.get("href") or "").strip())
    title = tree.css_first("head title") or tree.css_first("title")
    if title is not None:
        yield Claim("meta", "title", structured.text_of(title.text() or "") or "")


_MICRODATA: dict[str, Field] = {
    "headline": "title",
    "datePublished": "published",
    "dateModified": "modified",
    "author": "author",
    "editor": "editor",
    "articleSection": "section",
    "image": "image",
}


def _microdata(tree: LexborHTMLParser) -> Iterator[Claim]:
    for name, value in structured.microdata(tree).items():
        if name in _MICRODATA:
            yield Claim("microdata", _MICRODATA[name], value)


def _visible(tree: LexborHTMLParser) -> Iterator[Claim]:
    found: list[str] = []
    long = 0
    for node in tree.css("h1, p"):
        text = " ".join((node.text() or "").split())
        if node.tag == "p":
            long += len(text) >= _PARAGRAPH
        elif text:
            found.append(text)
        if len(found) == _HEADINGS or long == _PARAGRAPHS:
            break  # what stands below the story is the headline of another one
    for text in _named(tree) or found:
        yield Claim("h1", "title", text)
    for node in tree.css("time")[:10]:
        yield Claim("time", "published", (node.attributes.get("datetime") or node.text() or "").strip())


def _named(tree: LexborHTMLParser) -> list[str]:
    """Return the lesser heading that the document's title names when it names no `h1`: those are other stories'."""
    title = tree.css_first("head title")
    name = _letters(title.text() or "") if title is not None else ""
    if any((key := _letters(node.text() or "")) and key in name for node in tree.css("h1")):
        return []
    lesser = (" ".join((node.text() or "").split()) for node in tree.css("h2, h3"))
    return [text for text in lesser if len(key := _letters(text)) >= _HEADLINE and key in name][:1]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
