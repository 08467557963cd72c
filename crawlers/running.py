"""The spider a component works for, with its type."""

from typing import TYPE_CHECKING, cast

from scrapy.crawler import Crawler

if TYPE_CHECKING:
    from crawlers.spiders.outlet import OutletSpider


def spider_in(crawler: Crawler) -> "OutletSpider":
    """Return the spider of a running crawler."""
    return cast("OutletSpider", crawler.spider)
