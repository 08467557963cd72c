"""One peer crawls pages from loopback: run by an interpreter of an environment of its own, never imported.

    .peers/bin/python benchmarks/crawl_peer.py NAME PORT PAGES

    python3 -m venv .peers && .peers/bin/pip install 'crawlee[parsel]' newspaper4k lxml_html_clean news-please \
        fundus 'curl_cffi<0.15'

Prints one JSON object: pages done, CPU seconds without start-up, version. Each peer does what it is made for: crawlee
parses and takes the title, the others extract the article; Fundus with a parser of the pages' own, as it does with
every publisher, in one thread and without its delay. Fundus 0.5.7 imports a name that curl_cffi 0.15 has dropped.
"""

import asyncio
import json
import resource
import sys
from collections.abc import Callable
from importlib.metadata import version

Client = Callable[[list[str]], int]


def cpu() -> float:
    """Return the CPU seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def crawlee(urls: list[str]) -> int:
    """Crawl with crawlee's parsel crawler, kept in memory."""
    from crawlee import ConcurrencySettings
    from crawlee.configuration import Configuration
    from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
    from crawlee.storage_clients import MemoryStorageClient

    done = 0

    async def main() -> None:
        nonlocal done
        crawler = ParselCrawler(
            configuration=Configuration(log_level="ERROR"),
            storage_client=MemoryStorageClient(),
            concurrency_settings=ConcurrencySettings(min_concurrency=16, max_concurrency=16, desired_concurrency=16),
            configure_logging=False,
        )

        @crawler.router.default_handler
        async def take(context: ParselCrawlingContext) -> None:
            nonlocal done
            done += bool(context.selector.css("title::text").get())

        await crawler.run(urls)

    asyncio.run(main())
    return done


def newspaper4k(urls: list[str]) -> int:
    """Download and parse with newspaper4k."""
    import newspaper

    return sum(bool(newspaper.article(url, language="id").title) for url in urls)


def fundus(urls: list[str]) -> int:
    """Download and parse with Fundus, whose publisher's addresses are given instead of read from a sitemap."""
    from fundus import Crawler, Sitemap
    from fundus.parser import ArticleBody, BaseParser, ParserProxy, attribute
    from fundus.parser.utility import extract_article_body_with_selector
    from fundus.publishers.base_objects import Publisher
    from lxml.cssselect import CSSSelector

    paragraphs = CSSSelector("article p")

    class Pages(ParserProxy):
        class V1(BaseParser):
            @attribute
            def title(self) -> str | None:
                return self.precomputed.doc.findtext(".//title")

            @attribute
            def body(self) -> ArticleBody | None:
                return extract_article_body_with_selector(self.precomputed.doc, paragraph_selector=paragraphs)

    home = urls[0].split("/berita", 1)[0]
    listed = Sitemap(f"{home}/sitemap.xml")
    listed.fetch = lambda session, headers: iter(urls)  # noqa: ARG005 - called by these names
    crawler = Crawler(Publisher("Satu", f"{home}/", Pages, [listed]), delay=0.0, threading=False)
    articles = crawler.crawl(max_articles=len(urls), only_complete=False, only_unique=False, error_handling="raise")
    return sum(bool(article.title and article.body) for article in articles)


def news_please(urls: list[str]) -> int:
    """Download and parse with news-please, which runs processes of its own: their time counts."""
    from newsplease import NewsPlease

    return sum(bool(NewsPlease.from_url(url)) for url in urls)


PEERS: dict[str, tuple[Client, str]] = {
    "crawlee": (crawlee, "crawlee"),
    "newspaper4k": (newspaper4k, "newspaper4k"),
    "fundus": (fundus, "fundus"),
    "news_please": (news_please, "news-please"),
}


def main() -> None:
    """Run one peer twice, first a few pages to warm up, and print what the second run came to."""
    name, port, pages = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    client, distribution = PEERS[name]
    urls = [f"http://127.0.0.1:{port}/berita/{n}/judul-berita-yang-panjang-{n}" for n in range(pages + 3)]
    client(urls[pages:])
    before = cpu()
    done = client(urls[:pages])
    print(json.dumps({"done": done, "cpu": cpu() - before, "version": version(distribution)}))


if __name__ == "__main__":
    main()
