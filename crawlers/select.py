"""Chooses the entries of a batch that this crawl takes: each address once, inside the asked dates, not seen before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from archive.records.page import Entry
from crawlers.job import CrawlOptions, Known, State
from crawlers.outlet import Outlet
from crawlers.readers.links import same_site
from crawlers.report import Tally
from pipeline.page.urls import url_key

MOST_UNDATED = 100  # new addresses without any date that one batch may bring: more are an archive, not news
AHEAD = timedelta(days=1)  # a wrong zone is hours ahead; what lies farther in the future is no date of publication
_NUMBER = re.compile(r"\d{4,}")


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
        known: What is remembered of the outlet; entries edited since its last crawl are taken although they were seen.
        now: Start of this crawl.
    """

    outlet: Outlet
    options: CrawlOptions
    state: State
    tally: Tally
    known: Known
    now: datetime
    taken: set[str] = field(default_factory=set)
    count: int = 0
    newest: datetime | None = None  # of all that this crawl's documents announced

    async def fresh(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Return the entries to fetch, in order."""
        wanted, unseen = await self._wanted(entries)
        self.tally.fresh += unseen
        return await self._limited(await self._without_archive(wanted), self.options.most - self.count)

    async def only_home(self, entries: tuple[Entry, ...], most: int) -> tuple[Entry, ...]:
        """Return what only the home page shows, at most `most`; counted apart from what the feed brings."""
        wanted, unseen = await self._wanted(entries)
        self.tally.home_fresh = unseen
        return await self._limited(wanted[:most], self.options.most - self.count)

    async def left(self) -> tuple[Entry, ...]:
        """Return entries of earlier crawls that still need work and were not announced in this one."""
        room = self.options.most - self.count
        if not self.known.waiting or room <= 0 or self.options.dry_run:
            return ()
        found = await self.state.waiting(self.outlet.id, self.now, room)
        again = tuple(entry for entry in found if url_key(entry.url) not in self.taken)
        self.tally.retried += len(again)
        self.count += len(again)
        return again

    async def _wanted(self, entries: tuple[Entry, ...]) -> tuple[list[Entry], int]:
        """Return the entries to take and how many of them were never seen."""
        named = self._new_here(entries)
        self.tally.found += len(named)
        self.tally.published += [entry.published for entry in named.values() if entry.published is not None]
        horizon = self._horizon(named.values())
        inside = {key: entry for key, entry in named.items() if self._inside(entry, horizon)}
        self.tally.states["outside"] += len(named) - len(inside)
        dated = self.options.since is not None
        unseen = set(inside)
        if not self.options.again:
            unseen = await self.state.unseen(self.outlet.id, inside.keys(), skipped=dated)
        wanted = [entry for key, entry in inside.items() if key in unseen or self._edited(entry)]
        self.tally.states["known"] += len(inside) - len(wanted)
        if self.known.last is not None and not dated and not self.options.again:
            self.tally.waits += waits([inside[key] for key in inside if key in unseen], self.outlet)
        return wanted, len(unseen)

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
                named[key] = self._published(entry)
        return named

    def _published(self, entry: Entry) -> Entry:
        """Return an entry without a date that cannot be: an event's day given as that of publication, a slip."""
        if entry.published is None or entry.published <= self.now + AHEAD:
            return entry
        self.tally.note("dates of publication lie days in the future and were not believed")
        return replace(entry, published=None)

    def _horizon(self, entries: Iterable[Entry]) -> datetime | None:
        """Return the date before which entries are history; None where there is no such date.

        The watch begins some days before the first crawl. Where the newest entry so far is older than that, it is
        counted from there, so that a quiet site's last articles are taken, too. A sitemap may announce years.
        """
        if self.options.since is not None:
            return None
        found = list(entries)
        dates = [min(at, self.now) for entry in found if (at := _date(entry)) is not None]
        if self.newest is not None:
            dates.append(self.newest)
        if not dates:
            return None
        self.newest = newest = max(dates)
        horizon = min(self.known.begun or self.now, newest) - self.options.first
        archive = any(entry.via == "sitemap" for entry in found)
        return max(horizon, newest - self.options.oldest) if archive else horizon

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
            and self.known.last is not None
            and entry.modified > self.known.last
        )

    async def _without_archive(self, wanted: list[Entry]) -> list[Entry]:
        """Leave the undated archive that a site announces at once, and remember it, so that news after it show."""
        undated = [entry for entry in wanted if _date(entry) is None and entry.body_html is None]
        if len(undated) <= MOST_UNDATED or self.options.since is not None or self.options.again:
            return wanted
        rest = newest_by_number(undated)[MOST_UNDATED:]
        left = {entry.url for entry in rest}
        self.tally.states["skipped"] += len(rest)
        if not self.options.dry_run:
            await self.state.put_aside(rest, "skipped", "announced with a whole archive at once")
        self.tally.note(
            f"{len(undated)} articles without date are announced at once; {len(rest)} are taken for history"
        )
        return [entry for entry in wanted if entry.url not in left]

    async def _limited(self, wanted: list[Entry], room: int) -> tuple[Entry, ...]:
        wanted.sort(key=_age)
        room = max(0, room)
        self.count += min(room, len(wanted))
        if len(wanted) > room:
            rest = wanted[room:]
            self.tally.states["deferred"] += len(rest)
            self.tally.complete = False
            if not self.options.dry_run:
                await self.state.put_aside(rest, "deferred", "")
            self.tally.note(f"the limit of {self.options.most} pages was reached; the rest waits for the next crawl")
        return tuple(wanted[:room])


def waits(entries: Iterable[Entry], outlet: Outlet) -> list[float]:
    """Return the seconds from publication to finding of entries that tell their time; midnight is taken for a day."""
    found = []
    for entry in entries:
        if entry.published is None:
            continue
        local = entry.published.astimezone(outlet.zone)
        if (local.hour, local.minute, local.second) != (0, 0, 0):
            found.append((entry.found_at - entry.published).total_seconds())
    return found


def newest_by_number(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries whose addresses carry the highest number first; in their own order where they carry none."""
    return sorted(entries, key=lambda entry: -_number(entry.url))


def _number(url: str) -> int:
    found = _NUMBER.findall(urlsplit(url).path)
    return int(found[-1][:12]) if found else 0


def _date(entry: Entry) -> datetime | None:
    return entry.published or entry.modified


def _age(entry: Entry) -> float:
    """Return what sorts entries newest first and leaves undated ones in front, in their own order."""
    at = _date(entry)
    return float("-inf") if at is None else -at.timestamp()
