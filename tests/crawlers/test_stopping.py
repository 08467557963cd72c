"""A crawl that is asked to stop: it ends soon, leaves the rest for later, and says nothing of the site."""

import asyncio
import time

from crawlers.job import MemoryState
from crawlers.report import CrawlReport


def test_a_stop_ends_soon_and_leaves_the_rest_for_later(lab, site):
    site.pages = {
        "/feed/": lab.feed(site, *(f"/a{n}" for n in range(40))),
        "*": lambda _: time.sleep(0.1) or lab.article(),
    }
    stopping = asyncio.Event()

    class Stopper(lab.Pages):
        async def __call__(self, page, entry=None):
            stopping.set()
            return await super().__call__(page, entry)

    (report,), pages, state = lab.run(lab.outlet(site), sink=Stopper(), stopping=stopping, grace=2.0)
    assert report.outcome == "stopped"
    assert 1 <= len(pages) < 10
    assert not state.kept_validators.get("satu")


def test_a_stop_before_the_first_request_says_nothing_of_the_site(lab, site):
    """Recorded as a failure it would delay the next crawl by half an hour."""
    site.pages = {"/feed/": lab.feed(site, "/a"), "*": lab.article()}
    stopping = asyncio.Event()

    class Recalling(MemoryState):
        recorded: CrawlReport | None = None

        async def recall(self, outlet, now):
            known = await super().recall(outlet, now)
            asyncio.get_running_loop().call_soon(stopping.set)
            return known

        async def finish(self, report, validators):
            self.recorded = report
            await super().finish(report, validators)

    state = Recalling()
    (report,), pages, _ = lab.run(lab.outlet(site), state=state, stopping=stopping, grace=0.5)
    assert (report.outcome, state.recorded.outcome, pages) == ("stopped", "stopped", [])
