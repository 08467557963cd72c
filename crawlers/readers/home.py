"""A home or section page: article links by their shape."""

from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from archive.records.page import Discovery, Entry
from crawlers.readers.answer import Found, Source, distinct
from crawlers.readers.links import anchors, article_shaped, numbered, same_site

MOST_ARTICLES = 500  # links of one page that are taken for articles
SHORTEST_TITLE = 15  # characters; shorter anchors are labels such as "Baca"


def read_home(source: Source) -> Found:
    """Return the articles a home page links to."""
    return read_links(source, "home")


def read_links(source: Source, via: Discovery) -> Found:
    """Return the articles a page links to, by selector or by shape.

    Args:
        source: The page.
        via: What the entries say they were found by.
    """
    if b"<" not in source.body:
        return Found(problem="the document is no HTML page")
    tree = LexborHTMLParser(source.body)
    named = _linked(source, tree, via) or _headlines(source, tree, via)
    if not named:
        return Found(problem="the page links to no article")
    return Found(tuple(named[:MOST_ARTICLES]), follow=next_page(source, tree))


def _linked(source: Source, tree: LexborHTMLParser, via: Discovery) -> list[Entry]:
    entries: list[Entry] = []
    titles: dict[str, str] = {}
    for url, text in anchors(tree, source.url, source.links):
        if not same_site(url, source.home) or not (source.links or article_shaped(url)):
            continue
        if len(text) >= SHORTEST_TITLE:
            titles.setdefault(url, text)
        entries.append(Entry(outlet=source.outlet, url=url, via=via, found_at=source.now))
    return [Entry(e.outlet, e.url, e.via, e.found_at, title=titles.get(e.url)) for e in distinct(entries)]


def _headlines(source: Source, tree: LexborHTMLParser, via: Discovery) -> list[Entry]:
    """Return what headings link to, for sites whose addresses are numbers alone and have no shape: `/berita/3/`."""
    if source.links:
        return []
    found = [
        Entry(source.outlet, url, via, source.now, title=text)
        for url, text in anchors(tree, source.url, "h1, h2, h3, h4")
        if same_site(url, source.home) and numbered(url, text)
    ]
    return list(distinct(found))


def next_page(source: Source, tree: LexborHTMLParser) -> tuple[str, ...]:
    """Return the address of the next listing page, if the page names one of the same site."""
    selector = source.next or "a[rel~=next], link[rel~=next]"
    for node in tree.css(selector)[:1]:
        link = node if node.attributes.get("href") else node.css_first("a[href]")
        href = link.attributes.get("href") if link is not None else None
        if href:
            return tuple(
                url for url in (_joined(source.url, href),) if same_site(url, source.home) and url != source.url
            )
    return ()


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip()).split("#", 1)[0]
    except ValueError:
        return ""
