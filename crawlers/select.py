"""Chooses the entries of a batch that this crawl takes: each address once, inside the asked dates, not seen before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from archive.records.page import Entry
from crawlers.job import CrawlOptions, State
from crawlers.outlet import Outlet
from crawlers.readers.links import same_site
from crawlers.report import Tally
from pipeline.page.urls import url_key


def own(url: str, outlet: Outlet, tally: Tally) -> bool:
    """Tell whether an address belongs to the outlet, or to the host its site has moved to."""
    return same_site(url, outlet.home) or (tally.moved is not None and same_site(url, tally.moved))


@dataclass(slots=True)
class Selection:
    """The selection of one crawl; counts what it leaves out.

    Args:
        outlet: Whose entries they are.
        options: Dates and limits.
        state: What was seen before.
        tally: Where is counted.
        last: Start of the last crawl; entries edited since are taken although they were seen. None before the first.
    """

    outlet: Outlet
    options: CrawlOptions
    state: State
    tally: Tally
    last: datetime | None
    taken: set[str] = field(default_factory=set)
    count: int = 0

    async def fresh(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Return the entries to fetch, in order."""
        named = self._new_here(entries)
        self.tally.found += len(named)
        self.tally.published += [entry.published for entry in named.values() if entry.published is not None]
        horizon = self._horizon(named.values())
        inside = {key: entry for key, entry in named.items() if self._inside(entry, horizon)}
        self.tally.states["outside"] += len(named) - len(inside)
        unseen = set(inside) if self.options.again else await self.state.unseen(self.outlet.id, inside.keys())
        wanted = [entry for key, entry in inside.items() if key in unseen or self._edited(entry)]
        self.tally.states["known"] += len(inside) - len(wanted)
        return await self._limited(wanted)

    def _new_here(self, entries: tuple[Entry, ...]) -> dict[str, Entry]:
        """Return entries of this site that no earlier document of this crawl announced, by URL key."""
        named: dict[str, Entry] = {}
        for entry in entries:
            if not own(entry.url, self.outlet, self.tally):
                self.tally.note("entries of other sites were left out")
                continue
            key = url_key(entry.url)
            if key not in self.taken:
                self.taken.add(key)
                named[key] = entry
        return named

    def _horizon(self, entries: Iterable[Entry]) -> datetime | None:
        """Return the date before which a sitemap's entries are its archive; None where there is no such date.

        It is counted from the sitemap's newest entry, so that a quiet site's last articles are taken, too.
        """
        dates = [at for entry in entries if entry.via == "sitemap" and (at := _date(entry)) is not None]
        return max(dates) - self.options.oldest if dates and self.options.since is None else None

    def _inside(self, entry: Entry, horizon: datetime | None) -> bool:
        since, until = self.options.since, self.options.until
        if since is None and until is None:
            return horizon is None or (_date(entry) or horizon) >= horizon
        if entry.published is None:
            changed = entry.modified  # a sitemap's lastmod: not older than the article
            return not (since and changed and changed < since)
        return not ((since and entry.published < since) or (until and entry.published >= until))

    def _edited(self, entry: Entry) -> bool:
        """Tell whether an entry that was seen says by its own text that it was edited since the last crawl."""
        return (
            entry.body_html is not None
            and entry.modified is not None
            and self.last is not None
            and entry.modified > self.last
        )

    async def _limited(self, wanted: list[Entry]) -> tuple[Entry, ...]:
        wanted.sort(key=_age)
        room = max(0, self.options.most - self.count)
        self.count += min(room, len(wanted))
        if len(wanted) > room:
            self.tally.states["deferred"] += len(wanted) - room
            self.tally.complete = False
            self.tally.giving_up = None
            self.tally.note(f"the limit of {self.options.most} pages was reached; the rest waits for the next crawl")
        return tuple(wanted[:room])


def _date(entry: Entry) -> datetime | None:
    return entry.published or entry.modified


def _age(entry: Entry) -> float:
    """Return what sorts entries newest first and leaves undated ones in front, in their own order."""
    at = _date(entry)
    return float("-inf") if at is None else -at.timestamp()
