"""Prints what the demo did: for people as tables, for machines as one document."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.dates import format_datetime
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from archive.records.codec import to_plain
from base.catalogue import Catalogue, Language, catalogue
from crawlers.report import CrawlReport
from crawlers.words import reason_in
from pantau.demo.clock import MORNING
from pantau.demo.play import Result, without_texts
from pantau.incidents.words import LEVEL_STYLES, LEVELS, wording, words
from pantau.options import texts
from pantau.settings import Settings
from pantau.views.names import kind_name, stage_name

UNCOUNTED = frozenset({"known", "outside", "updated", "unchanged"})
"""What a crawl meets beside what it finds: known and too old entries, kept articles visited again."""
STAGES = ("screen", "extract", "analyse", "store")


@dataclass(frozen=True, slots=True)
class StageLine:
    """One line of the table of stages.

    Args:
        name: English message id.
        count: What passed.
        seconds: Working time in it, summed over threads and processes; None where it is part of another line.
    """

    name: str
    count: int
    seconds: float | None


def demo_texts(language: Language) -> Catalogue:
    """Return the texts of the demo."""
    return catalogue(Path(__file__).parent, language)


def opening(t: Catalogue, result_day: str) -> str:
    """Return the demo's first line."""
    return t("Demo on a simulated clock: it is {day}. Outlets, persons and villages are invented.", day=result_day)


def day_in_words(at: Any, language: Language) -> str:
    """Return an instant as day and clock time in WIB."""
    local = at.astimezone(MORNING.tzinfo)
    return f"{format_datetime(local, 'd MMMM yyyy HH:mm', locale=language)} WIB"


def stages(result: Result) -> tuple[StageLine, ...]:
    """Return counts and times of each stage, in the order of the work."""
    reports = [report for part in result.rounds for report in part.reports]
    count: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for _, outcome in result.outcomes:
        for name, spent in outcome.seconds:
            count[name] += 1
            seconds[name] += spent  # type: ignore[assignment]
    linked = [outcome for _, outcome in result.outcomes if outcome.incident_id is not None]
    return (
        StageLine("entries discovered", sum(report.found for report in reports), None),
        StageLine("HTTP requests", sum(report.requests for report in reports), None),
        StageLine("answered 304", sum(report.not_modified for report in reports), None),
        StageLine("pages crawled", len(result.outcomes), sum(part.seconds for part in result.rounds)),
        StageLine("articles visited again", len(result.visits), None),
        *(StageLine(name, count[name], float(seconds[name])) for name in STAGES),
        StageLine("articles in cases", len(linked), None),
        StageLine("copies recognised", _copies(result), None),
        StageLine("cases", len(result.cases), None),
        StageLine("messages sent", len(result.sent), result.planning),
    )


def document(result: Result) -> dict[str, Any]:
    """Return the result for machines."""
    return {
        "as_of": result.as_of.isoformat(),
        "folder": str(result.folder),
        "again": result.again,
        "seconds": round(result.seconds, 2),
        "states": dict(result.states),
        "kinds": dict(Counter(outcome.kind or "none" for _, outcome in result.outcomes)),
        "stages": [
            {
                "name": line.name,
                "count": line.count,
                "seconds": None if line.seconds is None else round(line.seconds, 3),
            }
            for line in stages(result)
        ],
        "pages": [
            {
                "url": url,
                "state": outcome.state,
                "kind": outcome.kind,
                "incident": outcome.incident_id,
            }
            for url, outcome in result.outcomes
        ],
        "rounds": [
            {
                "at": part.at.isoformat(),
                "seconds": round(part.seconds, 2),
                "outlets": [to_plain(without_texts(report)) for report in part.reports],
            }
            for part in result.rounds
        ],
        "cases": [
            {
                "id": case.id,
                "code": case.code,
                "label": case.label,
                "level": case.severity.level,
                "articles": len(case.articles),
                "copies": len(case.copies),
                "sources": len(case.sources),
            }
            for case in result.cases
        ],
        "messages": list(result.sent),
        "digest": str(result.digest) if result.digest else None,
        "served": {str(status): number for status, number in sorted(result.served.items())},
    }


def show(console: Console, settings: Settings, result: Result) -> None:
    """Print the result for people."""
    t = demo_texts(settings.language)
    names = texts(settings)
    _title(console, t("What was found"))
    console.print(outlets_table(t, result))
    console.print(
        t(
            "Not counted there: {known} found in an earlier round, {outside} outside the demo's days, {again} kept "
            "articles visited again.",
            known=result.states["known"],
            outside=result.states["outside"],
            again=result.states["updated"] + result.states["unchanged"],
        ),
        soft_wrap=True,
    )
    kinds = Counter(outcome.kind for _, outcome in result.outcomes if outcome.kind)
    if kinds:
        told = ", ".join(f"{kind_name(names, kind)} {number}" for kind, number in kinds.most_common())
        console.print(t("Kinds: {kinds}", kinds=told), soft_wrap=True)
    if result.again or not result.states["kept"]:
        console.print(t("Nothing new: everything published was already in the archive."))
    _title(console, t("Cases"))
    console.print(_cases(t, names, settings.language, result))
    console.print(t("{n} cases, {copies} copies among their articles.", n=len(result.cases), copies=_copies(result)))
    _title(console, t("What each stage did"))
    console.print(_stage_table(t, result))
    if result.digest is not None:
        _title(console, t("The digest"))
        console.print(result.digest.read_text(encoding="utf-8"), markup=False, soft_wrap=True)
    _title(console, t("Where to look next"))
    for line in _next(t, result):
        console.print(line, markup=False, soft_wrap=True)


def _title(console: Console, text: str) -> None:
    console.print(f"\n[bold]{escape(text)}[/]")


def outlets_table(t: Catalogue, result: Result) -> Table:
    """Return what each outlet's crawls came to as a table that fits a narrow terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(t("Outlet"), no_wrap=True)
    for name in (t("Found"), t("Kept"), t("Unrelated"), t("Screened out"), t("Not read")):
        table.add_column(name.replace(" ", "\n"), justify="right", no_wrap=True)
    table.add_column(t("Read by"), overflow="fold")
    for outlet in dict.fromkeys(report.outlet for part in result.rounds for report in part.reports):
        mine = [report for part in result.rounds for report in part.reports if report.outlet == outlet]
        means = ", ".join(dict.fromkeys(way for report in mine for way in report.means)) or reason_in(
            mine[-1].reason, t.language
        )
        table.add_row(outlet, *map(str, amounts(mine)), escape(means))
    return table


def amounts(reports: Sequence[CrawlReport]) -> tuple[int, ...]:
    """Return what an outlet's crawls found, and what became of it: kept, unrelated, screened out, not read.

    The first is the sum of the others. What was found before, lies outside the demo's days or was only visited again
    is told below the table.
    """
    states: Counter[str] = sum((Counter(report.states) for report in reports), Counter())
    ends = [states.pop(name, 0) for name in ("kept", "unrelated", "screened_out")]
    ends.append(sum(number for name, number in states.items() if name not in UNCOUNTED))
    return sum(ends), *ends


def _cases(t: Catalogue, names: Catalogue, language: Language, result: Result) -> Table:
    """Return the cases as a table that fits a narrow terminal: what is told, and below it how far it came."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(t("Case"), no_wrap=True)
    table.add_column(t("Level"), no_wrap=True)
    table.add_column(t("What is told"), ratio=1)
    table.add_column(t("Articles (sources)"), justify="right")
    for case in result.cases:
        style, level = LEVEL_STYLES[case.severity.level], words(language)(LEVELS[case.severity.level])
        steps = ", ".join(stage_name(names, step) for step in (case.discipline, case.criminal, case.end) if step)
        told = f"{escape(wording(case, language))}\n[dim]{escape(steps)}[/]"
        table.add_row(case.code, f"[{style}]{level}[/]", told, f"{len(case.articles)} ({len(case.sources)})")
    return table


def _copies(result: Result) -> int:
    return sum(len(case.copies) for case in result.cases)


def _stage_table(t: Catalogue, result: Result) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(t("Stage"))
    table.add_column(t("Count"), justify="right")
    table.add_column(t("Seconds"), justify="right")
    for line in stages(result):
        table.add_row(t(line.name), str(line.count), "" if line.seconds is None else f"{line.seconds:.2f}")
    table.add_row(t("everything"), "", f"{result.seconds:.2f}")
    return table


def _next(t: Catalogue, result: Result) -> Iterator[str]:
    config = result.folder / "config"
    yield t("Search:       pantau --config {config} search camat", config=config)
    if result.cases:
        yield t("One case:     pantau --config {config} show {code}", config=config, code=result.cases[0].code)
    if result.digest is not None:
        yield t("The digest:   {file}", file=result.digest.with_suffix(".html"))
    yield t("The archive:  {file}", file=result.folder / "pantau.db")
    yield t("For real:     pantau setup, then pantau run")
