"""Plays the whole job over the newsroom.

newsroom opens | for each round: clock moves, outlets are crawled, alerts are planned and sent | digest
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from alerts.deliver import DeliveryReport
from alerts.digest.plan import plan_digests
from alerts.plan import plan_alerts
from archive.database import read
from archive.records.incident import Incident
from archive.records.page import Entry, Page
from archive.store.incident_filter import IncidentFilter
from archive.store.incidents import list_incidents
from crawlers.job import CrawlOptions
from crawlers.report import CrawlReport
from pantau.alerting import Desk
from pantau.bootstrap import Application
from pantau.demo.clock import DemoClock, rounds
from pantau.demo.folder import Played, look, note_down, ports, prepare
from pantau.demo.newsroom import Newsroom
from pantau.extraction import pooled_examiner
from pantau.flow import Crawling, Sink
from pantau.settings import Settings
from pipeline.outcome import Outcome

BEGIN = datetime(2024, 10, 1, tzinfo=UTC)
"""Before the first article of the demo: the first round looks back to it, whatever the simulated day."""
PATIENCE = timedelta(minutes=10)
"""Simulated time between planning and sending: longer than the five minutes that alerts of one case are gathered."""

Say = Callable[[str, int, int], None]


@dataclass
class WatchedSink(Sink):
    """A sink that notes what became of every page.

    Args:
        noted: Address and end of each page read for the first time.
        visited: The same of kept articles that were visited again.
    """

    noted: list[tuple[str, Outcome]] = field(default_factory=list)
    visited: list[tuple[str, Outcome]] = field(default_factory=list)

    async def __call__(self, page: Page, entry: Entry | None = None) -> Outcome:
        """Take one page to its end and note it."""
        outcome = await super().__call__(page, entry)
        again = entry is not None and entry.via == "revisit"
        (self.visited if again else self.noted).append((page.url, outcome))
        return outcome


@dataclass(frozen=True, slots=True)
class Round:
    """One crawl round.

    Args:
        at: Simulated instant of its start.
        reports: One an outlet.
        seconds: Real time of the crawl, reading and storing included.
    """

    at: datetime
    reports: tuple[CrawlReport, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """What the demo did.

    Args:
        as_of: The simulated present.
        folder: Where archive and outbox lie.
        again: The folder had been played to this instant before.
        rounds: Crawl rounds, in order.
        outcomes: Address and end of every page read.
        visits: The same of kept articles visited again, which newsrooms may have edited or withdrawn.
        sent: Subjects of the messages of this run.
        planning: Real seconds of matching, writing and sending.
        cases: All cases of the archive, last news first.
        digest: The newest digest as text; None when none was written.
        served: Answers of the newsroom by status.
        seconds: Real time of everything.
    """

    as_of: datetime
    folder: Path
    again: bool
    rounds: tuple[Round, ...]
    outcomes: tuple[tuple[str, Outcome], ...]
    visits: tuple[tuple[str, Outcome], ...]
    sent: tuple[str, ...]
    planning: float
    cases: tuple[Incident, ...]
    digest: Path | None
    served: Counter[int]
    seconds: float

    @property
    def states(self) -> Counter[str]:
        """Return what became of the entries of all rounds."""
        return sum((Counter(report.states) for part in self.rounds for report in part.reports), Counter())


def play(settings: Settings, folder: Path, as_of: datetime, say: Say) -> Result:
    """Run the demo in a folder.

    Args:
        settings: The user's; only language and what the configuration teaches are taken over.
        folder: New, empty, or of an earlier demo.
        as_of: The simulated present, aware.
        say: Told of each outlet that was crawled: its id, outlets done, outlets in all.

    Raises:
        UsageError: The folder cannot be used, or a port of an earlier run is taken.
    """
    started = perf_counter()
    played = look(folder, as_of)
    times = rounds(as_of, played.until)
    clock = DemoClock(times[0])
    folder.mkdir(parents=True, exist_ok=True)
    with Newsroom(clock, played.ports) as newsroom:
        own = prepare(folder, settings, newsroom.homes, played)
        application = Application(own, clock)
        with pooled_examiner(own.config, own.extraction) as examiner:
            crawling = Crawling(application, examiner)
            sink = watched(crawling.sink)
            crawling.sink = sink
            try:
                done = asyncio.run(_rounds(crawling, clock, times, say, first=played.until is None))
            finally:
                crawling.close()
        note_down(folder, Played(as_of, ports(newsroom.homes)))
        served = sum(newsroom.asked.values(), Counter())
    with read(application.engine) as connection:
        cases = tuple(list_incidents(connection, IncidentFilter(), limit=1000))
    return Result(
        as_of=as_of,
        folder=folder,
        again=played.until == as_of,
        rounds=tuple(part for part, _, _ in done),
        outcomes=tuple(sink.noted),
        visits=tuple(sink.visited),
        sent=tuple(line for _, report, _ in done for line in report.lines),
        planning=sum(seconds for _, _, seconds in done),
        cases=cases,
        digest=newest_digest(own.var / "outbox"),
        served=served,
        seconds=perf_counter() - started,
    )


def watched(sink: Sink) -> WatchedSink:
    """Return the same sink, watched."""
    return WatchedSink(**{part.name: getattr(sink, part.name) for part in fields(sink)})


async def _rounds(
    crawling: Crawling, clock: DemoClock, times: tuple[datetime, ...], say: Say, *, first: bool
) -> list[tuple[Round, DeliveryReport, float]]:
    desk = Desk(crawling.application)
    done = []
    for index, at in enumerate(times):
        clock.move(at)
        part = await _crawl(crawling, at, say, past=first and index == 0)
        clock.move(max(clock.now(), at))
        started = perf_counter()
        report = await asyncio.to_thread(_deliver, desk, clock, last=index == len(times) - 1)
        done.append((part, report, perf_counter() - started))
    return done


async def _crawl(crawling: Crawling, at: datetime, say: Say, *, past: bool) -> Round:
    outlets = list(crawling.application.outlets)
    options = CrawlOptions(since=min(at, BEGIN) if past else None, delay=0.0)
    ended: list[str] = []

    def report(found: CrawlReport) -> None:
        ended.append(found.outlet)
        say(found.outlet, len(ended), len(outlets))

    started = perf_counter()
    reports = await crawling.crawl(outlets, options, on_report=report)
    return Round(at, reports, perf_counter() - started)


def _deliver(desk: Desk, clock: DemoClock, *, last: bool) -> DeliveryReport:
    """Decide what rings and send it; the digest is made once, at the end, so that it tells the four weeks."""
    now = clock.now()
    engine = desk.application.engine
    plan_alerts(engine, desk.subscriptions, now, desk.voice)
    if last:
        plan_digests(engine, desk.subscriptions, now, desk.voice)
    return desk.send(now + PATIENCE)


def newest_digest(outbox: Path) -> Path | None:
    """Return the text file of the newest digest; None when there is none."""
    return max(outbox.glob("*-ringkasan-*.txt"), default=None)


def without_texts(report: CrawlReport) -> CrawlReport:
    """Return a report without its list of publication dates, for printing."""
    return replace(report, published=())
