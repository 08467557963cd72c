"""One peer crawls pages from loopback: run by an interpreter of an environment of its own, never imported.

    .peers/bin/python benchmarks/crawl_peer.py NAME PORT PAGES

    python3 -m venv .peers && .peers/bin/pip install 'crawlee[parsel]' newspaper4k lxml_html_clean news-please

Prints one JSON object: pages done, CPU seconds without start-up, version. Each peer does what it is made for: crawlee
parses and takes the title, the others extract the article.
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


def news_please(urls: list[str]) -> int:
    """Download and parse with news-please, which runs processes of its own: their time counts."""
    from newsplease import NewsPlease

    return sum(bool(NewsPlease.from_url(url)) for url in urls)


PEERS: dict[str, tuple[Client, str]] = {
    "crawlee": (crawlee, "crawlee"),
    "newspaper4k": (newspaper4k, "newspaper4k"),
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
