"""Walks an outlet's ways of discovery, best first, and says why one was left.

for each way:  fetch -> wall? -> reader -> fresh entries -> further documents as long as they bring fresh ones
a way that worked ends the walk, unless a backfill has not reached back to its first day
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from archive.records.page import Entry
from crawlers.backoff import fresh_for
from crawlers.outlet import Discover, Outlet
from crawlers.plan import Fetch, Fetched, Plan, conditional_headers
from crawlers.readers.answer import Found, Source
from crawlers.readers.feed import read_feed
from crawlers.readers.home import read_home
from crawlers.readers.links import same_site
from crawlers.readers.listing import index_addresses, read_listing
from crawlers.readers.next_data import read_next_data
from crawlers.readers.sitemap import read_sitemap
from crawlers.readers.wordpress import A_REQUEST, posts_address, read_wordpress
from crawlers.report import Tally, Validator
from crawlers.select import Selection, own
from crawlers.walls import find_wall

READERS: dict[str, Callable[[Source], Found]] = {
    "feed": read_feed,
    "sitemap": read_sitemap,
    "wordpress": read_wordpress,
    "listing": read_listing,
    "home": read_home,
    "next_data": read_next_data,
}
POLLED_DOCUMENTS = 5  # of one way in an ordinary crawl; more only while each brings nothing but fresh entries
BACKFILL_DOCUMENTS = 2_000  # of one way when archives are walked: five years of a daily index
PAGES_A_DAY = 10  # of a date index
FIRST_DOCUMENTS = 10  # of one way in an outlet's first crawl, until it has looked back far enough
MOST_HOME = 30  # articles taken from a home page that is compared with the feed
OVERLAP = timedelta(hours=6)  # asked again, because posts become visible after their date


@dataclass(slots=True)
class Walk:
    """One walk over an outlet's ways; `validators` holds what to ask with next time."""

    outlet: Outlet
    fetch: Fetch
    selection: Selection
    plan: Plan
    tally: Tally
    validators: dict[str, Validator] = field(default_factory=dict)
    worked: bool = False
    unchanged: bool = False
    reached_back: bool = False

    async def entries(self) -> AsyncIterator[tuple[Entry, ...]]:
        """Yield batches of fresh entries."""
        async for batch in self._ways():
            yield batch
        if self.plan.look_home and self.worked and not self.tally.fresh and not self.tally.giving_up:
            batch = await self._home()
            if batch:
                yield batch

    async def _home(self) -> tuple[Entry, ...]:
        """Return what the home page shows and the feed does not announce; nothing when it cannot be read."""
        address = self.outlet.home
        got = await self.fetch(address, {})
        wall = find_wall(got.url, got.asked, got.status, got.headers, got.body)
        if got.status != 200 or wall is not None:  # noqa: PLR2004 - OK
            return ()
        found = read_home(self._source(Discover("home", "/"), got))
        batch = await self.selection.only_home(found.entries, MOST_HOME)
        if batch:
            self.tally.means.append("home")
        return batch

    async def _ways(self) -> AsyncIterator[tuple[Entry, ...]]:
        for way in self.outlet.discover:
            if self.tally.giving_up:
                return
            left = _Left()
            async for batch in self._way(way, left):
                yield batch
            if left.why is not None:
                self.tally.lost.append(left.why)
                self.tally.note(f"{way.means} {way.path}: {left.why}")
                continue
            self.worked = True
            self.tally.means.append(way.means)
            self.reached_back = left.reached_back
            if self.plan.since is None or left.reached_back:
                return

    async def _way(self, way: Discover, left: "_Left") -> AsyncIterator[tuple[Entry, ...]]:
        queue = list(self._first(way))
        asked: set[str] = set()
        most = self._most_documents()
        while queue and len(asked) < most and not self.tally.giving_up:
            address = queue.pop(0)
            if address in asked:
                continue
            asked.add(address)
            answer = await self._document(way, address)
            if isinstance(answer, str):
                if len(asked) == 1:
                    left.why = answer
                    return
                if way.pages is None:
                    return
                continue  # one missing day of an index ends nothing
            if answer is None:
                continue
            batch = await self.selection.fresh(answer.entries)
            if batch:
                yield batch
            left.see(answer, self.plan.since)
            if left.reached_back and way.pages is None and way.means != "sitemap":
                return
            queue = self._further(way, answer, batch, len(asked), queue)
        if way.means in {"sitemap", "wordpress"} or way.pages:
            left.reached_back = not queue

    def _most_documents(self) -> int:
        if self.plan.since is not None:
            return BACKFILL_DOCUMENTS
        return POLLED_DOCUMENTS if self.plan.floor is None else FIRST_DOCUMENTS

    def _first(self, way: Discover) -> tuple[str, ...]:
        address = self.outlet.address(way.path)
        if way.means == "wordpress":
            return (self._posts(address, 1),)
        if way.pages and "{date" in way.pages and self.plan.since is not None:
            today = self.plan.now.astimezone(self.outlet.zone).date()
            first = self.plan.since.astimezone(self.outlet.zone).date()
            return tuple(self.outlet.address(p) for p in index_addresses(way.pages, first, today, PAGES_A_DAY))
        return (address,)

    def _posts(self, address: str, page: int) -> str:
        plan = self.plan
        changed = plan.last - OVERLAP if plan.last and plan.since is None else None
        return posts_address(address, page=page, since=plan.since, until=plan.until, changed=changed)

    def _further(self, way: Discover, found: Found, batch: tuple[Entry, ...], done: int, queue: list[str]) -> list[str]:
        """Return the documents still to ask for; in an ordinary crawl only while nothing known was met."""
        back = self.plan.since is not None
        if way.means == "wordpress":
            more = len(found.entries) >= A_REQUEST and (back or (bool(batch) and self._reaches(found)))
            return [self._posts(self.outlet.address(way.path), done + 1)] if more else []
        if way.means == "sitemap":
            return [*queue, *found.follow]
        all_fresh = bool(found.entries) and len(batch) == len(found.entries) and self.plan.last is not None
        if not back and not all_fresh:
            return []
        if way.pages and "{date" not in way.pages:
            number = done + 1
            return [self.outlet.address(way.pages.format(page=number))] if batch or back else []
        return [*queue, *found.follow]

    def _reaches(self, found: Found) -> bool:
        """Tell whether what lies before a document is still wanted: all of it after an outage, some days at first."""
        if self.plan.floor is None:
            return True
        dates = [entry.published for entry in found.entries if entry.published is not None]
        return bool(dates) and min(dates) > self.plan.floor

    async def _document(self, way: Discover, address: str) -> Found | str | None:
        """Return what a document holds, why it cannot be used, or None when it has not changed."""
        known = self.plan.validators.get(address)
        headers = conditional_headers(known, self.plan.now) if self.plan.since is None else {}
        got = await self.fetch(address, headers)
        if got.status == 0:
            return got.reason
        if got.status == 304 and headers and known is not None:  # noqa: PLR2004 - not modified
            self.tally.not_modified += 1
            self.unchanged = True
            self.validators[address] = known
            return None
        return self._read(way, address, got)

    def _read(self, way: Discover, address: str, got: Fetched) -> Found | str:
        """Return what an answer holds, or why it cannot be used."""
        wall = find_wall(got.url, got.asked, got.status, got.headers, got.body)
        if wall is not None and (wall.kind != "gone" or got.status != 200):  # noqa: PLR2004 - a soft 404 is for articles
            if wall.kind != "gone":
                self.tally.walls.append(wall.reason)
            return wall.reason
        if got.status != 200:  # noqa: PLR2004 - OK
            return f"HTTP {got.status}"
        self._notice_move(way, got)
        found = READERS[way.means](self._source(way, got))
        if found.problem is not None:
            return found.problem
        if found.entries and not any(own(entry.url, self.outlet, self.tally) for entry in found.entries):
            return "it announces only articles of other sites"
        self._remember(way, address, got, found)
        return found

    def _notice_move(self, way: Discover, got: Fetched) -> None:
        """Follow an outlet to a new host, and say so; a feed service is no new home."""
        if way.means != "feed" and not same_site(got.url, self.outlet.home):
            self.tally.moved = got.url
            self.tally.note(f"the site has moved to {urlsplit(got.url).netloc}: change its home")

    def _source(self, way: Discover, got: Fetched) -> Source:
        return Source(
            outlet=self.outlet.id,
            home=self.tally.moved or self.outlet.home,
            url=got.url,
            body=got.body,
            zone=self.outlet.zone,
            now=self.plan.now,
            links=way.links,
            next=way.next,
            history=self.plan.since is not None,
        )

    def _remember(self, way: Discover, address: str, got: Fetched, found: Found) -> None:
        """Keep validators and how long the answer stays fresh.

        An index of sitemaps is always asked for whole: its own text often stays the same (WordPress names no dates in
        it) while the sitemaps it leads to grow, so that a 304 would hide new articles.
        """
        etag, modified = got.headers.get("etag"), got.headers.get("last-modified")
        is_index = way.means == "sitemap" and bool(found.follow)
        if (etag or modified) and not is_index:
            self.validators[address] = Validator(etag, modified, self.plan.now)
        wait = fresh_for(got.headers.get("cache-control", ""), got.headers.get("age", ""))
        wait = max(wait, timedelta(minutes=min(found.ttl_minutes or 0, 360)))
        if wait and self.plan.since is None and not self.tally.retry_at:
            self.tally.retry_at = self.plan.now + wait


@dataclass(slots=True)
class _Left:
    """How one way ended."""

    why: str | None = None
    reached_back: bool = False

    def see(self, found: Found, since: datetime | None) -> None:
        dates = [entry.published for entry in found.entries if entry.published is not None]
        if since is not None and dates and min(dates) < since:
            self.reached_back = True
