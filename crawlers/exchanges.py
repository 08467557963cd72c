"""Hands on the exchanges of kept articles as evidence."""

from typing import TYPE_CHECKING

from scrapy.http import Request, Response

from base.errors import PantauError
from crawlers.delivery import Delivery, meta
from crawlers.failures import explain
from crawlers.job import Exchange

if TYPE_CHECKING:
    from crawlers.spiders.outlet import OutletSpider


async def keep_evidence(
    spider: "OutletSpider", item: Delivery, article_id: int | None, *, only_again: bool = False
) -> None:
    """Hand on the exchanges of a kept article; one kept from REST or a feed is fetched once as its page.

    Args:
        spider: Of the crawl.
        item: What was delivered.
        article_id: Under which it is stored.
        only_again: Only where the same body is kept already; see `Recorder`.
    """
    exchanges = item.exchanges or (() if only_again else await _fetched_once(spider, item.page.url))
    for exchange in exchanges:
        if spider.job.recorder is None:
            return
        try:
            await spider.job.recorder(exchange, article_id, only_again=only_again)
        except (OSError, ValueError, PantauError) as error:  # a full disk must not end the crawl
            spider.tally.note(f"evidence of a kept article could not be written: {error}")


async def _fetched_once(spider: "OutletSpider", url: str) -> tuple[Exchange, ...]:
    request = Request(url, dont_filter=True)
    try:
        response: Response = await spider.crawler.engine.download_async(request)
    except Exception as error:  # noqa: BLE001 - evidence is wanted, the article is kept without it
        spider.tally.note(f"no evidence of a kept article: {explain(error)[1]}")
        return ()
    # After a redirect the exchange hangs on the request that was answered at last.
    exchange = meta(response).get("exchange") or request.meta.get("exchange")
    if exchange is None:
        spider.tally.note(f"no evidence of a kept article: HTTP {response.status}")
        return ()
    return (exchange,)
