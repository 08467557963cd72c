"""What `python -m scrapy crawl ID -a since=2024-10-01 -a until=... -a max=50` asks for, and where its pages go."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scrapy.crawler import Crawler
from scrapy.utils.misc import load_object

from base.catalogue import Language, catalogue
from base.datafile import read_toml
from base.errors import ConfigError, UsageError
from base.said import said
from crawlers.job import CrawlOptions, Job, MemoryState, discard
from crawlers.outlet import Outlet
from crawlers.report import CrawlReport
from crawlers.words import reason_in

TRUE = frozenset({"1", "true", "yes", "ya"})


def job_of(crawler: Crawler, outlet: Outlet, arguments: Mapping[str, str]) -> Job:
    """Return the job of a crawl started by Scrapy's own command.

    The setting PANTAU_SINK names a function of the crawler that returns a `Job`; it is only looked up here, because
    crawlers import nothing of pantau. Without it pages are only written where `-O` says.

    Raises:
        UsageError: An argument cannot be read.
    """
    name = crawler.settings.get("PANTAU_SINK")
    options = options_of(arguments, outlet.zone)
    job = load_object(name.replace(":", "."))(crawler) if name else Job(discard, MemoryState())
    agent = crawler.settings.get("USER_AGENT") or job.options.user_agent
    found: Job = replace(job, options=replace(options, user_agent=agent))
    return found


def options_of(arguments: Mapping[str, str], zone: ZoneInfo) -> CrawlOptions:
    """Return crawl options from `-a` arguments.

    Raises:
        UsageError: An argument cannot be read.
    """
    most = arguments.get("max")
    if most is not None and not (most.isascii() and most.isdigit()):
        raise UsageError(said("max={most!r} is no number; write max=50", most=most))
    return CrawlOptions(
        since=local_day(arguments.get("since"), zone, "since"),
        until=local_day(arguments.get("until"), zone, "until", after=True),
        most=int(most) if most else 1_000_000,
        dry_run=str(arguments.get("dry_run", "")).lower() in TRUE,
        again=str(arguments.get("again", "")).lower() in TRUE,
    )


def local_day(text: str | None, zone: ZoneInfo, name: str, *, after: bool = False) -> datetime | None:
    """Return the start of a local day in UTC, or of the day after it; None for no text.

    Raises:
        UsageError: The text is no date.
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(said("{name}={text!r} is no date; write {name}=2024-10-01", name=name, text=text)) from error
    start = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1 if after else 0)
    return start.astimezone(UTC)


def language_of(config: str) -> Language:
    """Return the language of the person at the terminal: of the environment, else of `pantau.toml`, else Indonesian."""
    told = os.environ.get("PANTAU_LANGUAGE")
    if not told:
        try:
            told = read_toml(Path(config) / "pantau.toml")[0].get("language")
        except ConfigError:
            told = None
    return "en" if told == "en" else "id"


def summary_of(report: CrawlReport, language: Language) -> str:
    """Return what a crawl came to, for a person: one line, then one a reason or oddity."""
    t = catalogue(Path(__file__).parent, language)
    counts = ", ".join(f"{t(name)} {count}" for name, count in report.states.items()) or t("nothing new")
    why = f" ({reason_in(report.reason, language)})" if report.reason else ""
    lines = [f"{report.outlet}: {t(report.outcome)}{why}; {t('found')} {report.found}: {counts}"]
    lines += [f"  {reason_in(note, language)}" for note in report.notes]
    lines += [f"  {count} x {reason_in(reason, language)}" for reason, count in report.reasons.items()]
    return "\n".join(lines)
