"""A spider that runs one errand on a site, politely and guarded like any crawl: probes, live checks."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from crawlers.plan import Fetch
from crawlers.spiders.outlet import OutletSpider

Errand = Callable[[Fetch], Awaitable[Any]]


class ErrandSpider(OutletSpider):
    """Runs `errand` with the way to fetch documents of the site; its result is kept in `result`."""

    name = "errand"
    nothing: tuple[Any, ...] = ()

    def __init__(self, *args: Any, errand: Errand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._errand = errand
        self.result: Any = None

    async def start(self) -> AsyncIterator[Any]:
        """Run the errand; it announces nothing."""
        self.started_at = self.job.clock.now()
        self.result = await self._errand(self._fetch)
        for item in self.nothing:
            yield item
