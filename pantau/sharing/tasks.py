"""The tasks of the monitor, alike on one machine and on many: crawl an outlet for a slot, read a page, deliver.

    pantau run (SQLite)    calls them in its own processes
    pantau worker          gets them from the queue on PostgreSQL; any number of them, anywhere

Each may be repeated at any time without harm: a slot that was crawled meanwhile is left, reading a page touches
nothing, messages are claimed one by one.
"""

import asyncio
from dataclasses import replace
from datetime import datetime

import structlog
from sqlalchemy import Engine

from archive.database import read, write
from archive.store.outlets import load_state
from archive.store.readings import done, waiting
from crawlers.job import CrawlOptions
from crawlers.run import OnReport
from pantau.alerting import Desk
from pantau.flow import Crawling
from pantau.sharing.parcel import pack_result, unpack
from pipeline.process import Examiner

log = structlog.get_logger("pantau.tasks")
NEVER = "never"  # the slot of an outlet that was never crawled


def slot_of(due_at: datetime | None) -> str:
    """Return the name of an outlet's due time, by which two orders of one crawl are told to be one."""
    return NEVER if due_at is None else due_at.isoformat()


async def crawl_slot(
    crawling: Crawling,
    outlet: str,
    slot: str,
    options: CrawlOptions,
    *,
    stopping: asyncio.Event | None = None,
    on_report: OnReport | None = None,
) -> bool:
    """Crawl an outlet for a slot; tell whether there was anything to do.

    Args:
        crawling: Shared by the crawls of this process.
        outlet: Its id; one that this machine's configuration does not know is left.
        slot: See `slot_of`; when the outlet has another one by now, it was crawled meanwhile.
        options: Limits and politeness.
        stopping: When set, the crawl finishes what is in flight.
        on_report: Called as the crawl ends.
    """
    if outlet not in crawling.application.outlets:
        log.warning("unknown outlet ordered: the machines have different configurations", outlet=outlet)
        return False
    if await asyncio.to_thread(_slot_now, crawling.application.engine, outlet) != slot:
        return False
    await crawling.crawl([outlet], replace(options, outlets_at_once=1), stopping=stopping, on_report=on_report)
    return True


def _slot_now(engine: Engine, outlet: str) -> str:
    with read(engine) as connection:
        return slot_of(load_state(connection, outlet).next_due_at)


def read_page(engine: Engine, reading_id: str, examiner: Examiner) -> bool:
    """Read a page that another machine laid down; tell whether it still waited.

    Args:
        engine: The archive.
        reading_id: Of `page_reading`.
        examiner: Extracts and analyses within limits of time and memory.
    """
    with read(engine) as connection:
        block = waiting(connection, reading_id)
    if block is None:
        return False
    asked = unpack(block)
    examined = examiner(asked.page, asked.source, asked.now)
    with write(engine) as connection:
        done(connection, reading_id, pack_result(examined))
    return True


def deliver_round(desk: Desk, now: datetime) -> None:
    """Decide on events, plan digests and send what is due."""
    desk.plan(now)
    desk.send(now)
