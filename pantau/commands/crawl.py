"""`pantau crawl ID...`: crawls outlets now, with a progress bar and a closing table."""

import asyncio
import difflib
import signal
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from archive.records.codec import to_plain
from archive.records.page import Entry
from base import said as sentences
from base.catalogue import Catalogue
from base.errors import UsageError
from crawlers.arguments import local_day
from crawlers.job import CrawlOptions
from crawlers.outlet import DEFAULT_ZONE, Outlet
from crawlers.report import BAD, REFUSED, UNREAD, WAITING, CrawlReport
from crawlers.words import reason_in
from pantau.bootstrap import Application
from pantau.extraction import pooled_examiner
from pantau.flow import Crawling
from pantau.logs import set_up
from pantau.options import json_option, print_json, terminal, texts, warn_without_contact, with_settings
from pantau.settings import Settings

COLUMNS = ("Found", "Again", "Fetched", "Kept", "Old", "Waiting", "Refused", "Failed", "Seconds")
SHOWN = 50  # addresses that a dry run lists for people; --json has all


@click.command("crawl")
@click.argument("ids", nargs=-1, metavar="ID...")
@click.option("--all", "everything", is_flag=True, help="All enabled outlets.")
@click.option("--since", metavar="DATE", help="Walk archives back to this local day (2024-10-01).")
@click.option("--until", metavar="DATE", help="Up to and with this local day.")
@click.option("--max", "most", type=click.IntRange(1), help="Most pages of an outlet.")
@click.option("--dry-run", is_flag=True, help="Only show what would be fetched; store nothing.")
@click.option("--again", is_flag=True, help="Fetch entries that were seen before, too.")
@click.option("--alert", is_flag=True, help="Let cases found here ring, whatever their age.")
@json_option
@with_settings
def command(
    settings: Settings,
    ids: tuple[str, ...],
    since: str | None,
    until: str | None,
    most: int | None,
    *,
    everything: bool,
    dry_run: bool,
    again: bool,
    alert: bool,
    as_json: bool,
) -> None:
    """Crawl outlets now. 'pantau outlet list' shows their ids; a disabled outlet may be named, too."""
    quiet = "warning" if settings.log_level == "info" else settings.log_level  # the table tells the rest
    set_up(quiet, settings.log_format)
    warn_without_contact(settings)
    application = Application(settings)
    chosen = choose(application.outlets, ids, everything=everything)
    zone = chosen[0].zone if len(chosen) == 1 else DEFAULT_ZONE
    taken: list[Entry] = []
    options = CrawlOptions(
        since=local_day(since, zone, "--since"),
        until=local_day(until, zone, "--until", after=True),
        most=most or (1_000_000 if since else settings.crawl.most_pages),
        dry_run=dry_run,
        again=again,
        outlets_at_once=settings.crawl.outlets_at_once,
        announce=taken.append,
    )
    if options.since and options.until and options.since >= options.until:
        raise UsageError(sentences.said("--since lies after --until; swap them"))
    if options.since and options.since > application.clock.now():
        raise UsageError(sentences.said("--since lies in the future; nothing was published since then"))
    reports = _crawl(application, [outlet.id for outlet in chosen], options, taken, alert=alert)
    if as_json:
        entries = [{"url": e.url, "title": e.title, "published": e.published, "via": e.via} for e in taken]
        print_json({"reports": [to_plain(report) for report in reports], **({"entries": entries} if dry_run else {})})
    else:
        show(terminal(), texts(settings), reports, taken if dry_run else [])
    bad = sum(report.outcome in UNREAD for report in reports)
    if bad and bad * 2 >= len(reports):  # a few of many are always down; half of them are a fault
        raise click.exceptions.Exit(1)


def choose(outlets: dict[str, Outlet], ids: Sequence[str], *, everything: bool) -> list[Outlet]:
    """Return the outlets named, or all enabled ones.

    Raises:
        UsageError: None is named, or one that is not there; the nearest ids are shown.
    """
    if everything and not ids:
        return [outlet for outlet in outlets.values() if outlet.enabled]
    if not ids:
        raise UsageError(sentences.said("Name at least one outlet, or --all. 'pantau outlet list' shows their ids."))
    for name in ids:
        if name not in outlets:
            near = ", ".join(difflib.get_close_matches(name, outlets, n=3))
            if not near:
                raise UsageError(
                    sentences.said("There is no outlet '{name}'. 'pantau outlet list' shows all", name=name)
                )
            raise UsageError(sentences.said("There is no outlet '{name}'. Did you mean: {near}?", name=name, near=near))
    return [outlets[name] for name in dict.fromkeys(ids)]


def _crawl(
    application: Application, ids: list[str], options: CrawlOptions, taken: list[Entry], *, alert: bool
) -> tuple[CrawlReport, ...]:
    t = texts(application.settings)
    with pooled_examiner(application.settings.config, application.settings.extraction) as examiner:
        crawling = Crawling(application, examiner)
        try:
            with _bars(terminal(errors=True)) as bars:
                task = bars.add_task(t("Crawling"), total=len(ids))
                return asyncio.run(_watched(crawling, ids, options, taken, alert, _Progress(bars, task, t)))
        finally:
            crawling.close()


def _bars(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)


class _Progress:
    def __init__(self, bars: Progress, task: TaskID, t: Catalogue) -> None:
        self._bars, self._task, self._t = bars, task, t

    def ended(self, report: CrawlReport) -> None:
        """Count one outlet."""
        _ = report
        self._bars.advance(self._task)

    def found(self, count: int) -> None:
        """Show how many articles were taken so far."""
        self._bars.update(self._task, description=self._t("Crawling: {count} articles", count=count))


async def _watched(
    crawling: Crawling,
    ids: list[str],
    options: CrawlOptions,
    taken: list[Entry],
    alert: bool,  # noqa: FBT001 - handed through
    progress: _Progress,
) -> tuple[CrawlReport, ...]:
    """Crawl until the end or Ctrl-C, which lets in-flight pages finish."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, stopping.set)
    work = asyncio.create_task(crawling.crawl(ids, options, alert=alert, stopping=stopping, on_report=progress.ended))
    while not work.done():
        await asyncio.wait({work}, timeout=0.2)
        progress.found(len(taken))
    return work.result()


def show(console: Console, t: Catalogue, reports: Sequence[CrawlReport], listed: Sequence[Entry]) -> None:
    """Print the closing table, and the addresses of a dry run."""
    for entry in listed[:SHOWN]:
        when = _local(entry.published)
        console.print(
            f"[dim]{when}[/] {escape(entry.title or '')} [link={entry.url}]{escape(entry.url)}[/]", soft_wrap=True
        )
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    again = any(report.revisited or report.retried for report in reports)
    for name in ("Outlet", "Result", "By"):
        table.add_column(t(name), no_wrap=name != "By", overflow="fold")
    for name in COLUMNS if again else [name for name in COLUMNS if name != "Again"]:
        table.add_column(t(name), justify="right", no_wrap=True)
    for report in reports:
        numbers = amounts(report)
        told = [str(numbers[name]) for name in COLUMNS if name in numbers and (again or name != "Again")]
        means = ", ".join(report.means)
        table.add_row(report.outlet, t(report.outcome), means, *told, f"{report.seconds:.1f}")
    console.print(table)
    for report in reports:
        counted = (f"{count} x: {reason}" for reason, count in report.reasons.items())
        for line in dict.fromkeys((report.reason, *report.notes, *counted)):  # a reason may be the last note
            if line:
                console.print(f"[dim]{escape(report.outlet)}:[/] {escape(reason_in(line, t.language))}", soft_wrap=True)


def amounts(report: CrawlReport) -> dict[str, int]:
    """Return a crawl's numbers by column; what was found, or is tried again, ends in one: `Kept` is part of `Fetched`.

    Found + Again = Fetched + Old + Waiting + Refused + Failed.
    """
    states = report.states
    ends = {"Old": ("known", "outside"), "Waiting": WAITING, "Refused": REFUSED, "Failed": BAD}
    return {
        "Found": report.found,
        "Again": report.revisited + report.retried,
        "Fetched": report.fetched,
        "Kept": states.get("kept", 0) + states.get("updated", 0),
        **{name: sum(states.get(state, 0) for state in some) for name, some in ends.items()},
    }


def _local(at: datetime | None) -> str:
    return f"{at.astimezone(DEFAULT_ZONE):%Y-%m-%d %H:%M}" if at else "                "
