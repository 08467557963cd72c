"""Composes a worker from the settings and runs it: for `pantau worker`, and for the monitor's own process."""

import asyncio
import contextlib
from collections.abc import Callable, Collection

from crawlers.job import CrawlOptions
from crawlers.report import CrawlReport
from pantau.alerting import Desk, Tell
from pantau.bootstrap import Application
from pantau.extraction import pooled_examiner
from pantau.sharing.worker import Worker


async def run_worker(
    application: Application,
    queues: Collection[str],
    stopping: asyncio.Event,
    *,
    on_report: Callable[[CrawlReport], None] | None = None,
    tell: Tell | None = None,
) -> bool:
    """Run one worker until a stop is asked for; tell whether it only wants to be renewed.

    Args:
        application: The composed application, on PostgreSQL.
        queues: Some of `engine.QUEUES`.
        stopping: Set to stop.
        on_report: Called as a crawl ends.
        tell: Gets a line for every message file written.
    """
    settings = application.settings
    with contextlib.ExitStack() as stack:
        examiner = None
        if "analyse" in queues:
            examiner = stack.enter_context(pooled_examiner(settings.config, settings.extraction))
        desk = Desk(application, tell) if "deliver" in queues else None
        options = CrawlOptions(most=settings.crawl.most_pages)
        renew_after = settings.crawl.restart_after
        worker = Worker(application, queues, examiner, desk, options, on_report, renew_after)
        return await worker.run(stopping)
