"""The item pipeline: hands each page to the sink and counts what became of it."""

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from scrapy.crawler import Crawler

from base.errors import ArchiveError
from crawlers.delivery import Delivery
from crawlers.exchanges import keep_evidence
from crawlers.report import EntryState, Tally
from crawlers.running import spider_in
from crawlers.shape import looks_whole
from pipeline.outcome import Outcome

if TYPE_CHECKING:
    from crawlers.spiders.outlet import OutletSpider

log = logging.getLogger(__name__)
PAGES_LOOKED_AT = 10  # of one crawl


class DeliverPipeline:
    """One for each crawl of an outlet."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "DeliverPipeline":
        """Make the pipeline of a crawl."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Take a delivery to its end; what `-O` writes comes back."""
        if not isinstance(item, Delivery):
            return item
        spider = spider_in(self._crawler)
        try:
            outcome = await self._sink(spider, item)
            _look_at(item, outcome, spider.tally)
            await spider.settle(item.entry, _counted(outcome), outcome.reason, outcome)
            visited = item.entry.via == "revisit" and outcome.state == "unchanged"
            if spider.job.recorder is not None and (visited or outcome.state in {"kept", "updated"}):
                await keep_evidence(spider, item, outcome.article_id, only_again=visited)
        finally:
            spider.slots.release()
            wake(self._crawler)
        return _exported(item, outcome)

    async def close_spider(self) -> None:
        """Record the crawl once everything has come in."""
        spider = spider_in(self._crawler)
        await spider.finish()

    @staticmethod
    async def _sink(spider: "OutletSpider", item: Delivery) -> Outcome:
        try:
            return await spider.job.sink(item.page, item.entry)
        except (ArchiveError, BrokenPipeError) as error:
            # A full disk, a restarted database, readers gone with a killed monitor: the next crawl takes it, untried.
            log.warning("%s: %s could not be stored: %s", item.entry.outlet, item.page.url, error)
            return Outcome("deferred", reason=str(error)[:200])
        except Exception as error:
            log.exception("%s: %s could not be processed", item.entry.outlet, item.page.url)
            return Outcome("failed", reason=f"{type(error).__name__}: {error}"[:200])


def wake(crawler: Crawler) -> None:
    """Let the engine look a moment later whether it is idle.

    Scrapy 2.19 looks only when a request ends or every five seconds; a crawl whose last news were items from `start`
    would end that much later.
    """

    def look() -> None:
        slot = getattr(crawler.engine, "_slot", None)
        if slot is not None and slot.closing is None:
            slot.nextcall.schedule()

    asyncio.get_running_loop().call_later(0.01, look)


def _look_at(item: Delivery, outcome: Outcome, tally: Tally) -> None:
    """Count whether a page has the shape of an article: the first few of a crawl tell of a redesign."""
    if item.page.form == "html" and item.entry.via != "revisit" and tally.looked < PAGES_LOOKED_AT:
        tally.looked += 1
        tally.bad += outcome.state == "empty" or not looks_whole(item.page.body)


def _counted(outcome: Outcome) -> EntryState:
    return outcome.state


def _exported(item: Delivery, outcome: Outcome) -> dict[str, Any]:
    page, entry = item.page, item.entry
    return {
        "outlet": page.outlet,
        "url": page.url,
        "title": entry.title,
        "published": entry.published,
        "via": entry.via,
        "fetched_at": page.fetched_at,
        "state": outcome.state,
        "reason": outcome.reason,
        "kind": outcome.kind,
        "article_id": outcome.article_id,
        "form": page.form,
        "body": page.body.decode("utf-8", errors="replace"),
        "more": [part.decode("utf-8", errors="replace") for part in page.more],
    }
