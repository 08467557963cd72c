"""`pantau import`: brings existing collections into the archive through the same stages."""

from pathlib import Path

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from base.catalogue import Catalogue
from base.errors import UsageError
from base.said import said, tell
from pantau.bootstrap import Application
from pantau.importing.formats import files_below
from pantau.importing.run import NO_ARTICLE, Importer, ImportReport, importing_columns
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.settings import Settings
from pantau.views.names import kind_name
from pipeline.page.telling import tell_all
from pipeline.process import Keeping

PROBLEMS_SHOWN = 20


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--outlet", help="Id of the outlet all records come from.")
@click.option(
    "--columns", default="", help="Which column means what: text=isi,title=judul,url=tautan,published=tanggal."
)
@click.option("--alert", is_flag=True, help="Let cases found here ring, whatever their age.")
@json_option
@with_settings
def command(
    settings: Settings, paths: tuple[Path, ...], outlet: str | None, columns: str, *, alert: bool, as_json: bool
) -> None:
    """Bring pages and texts into the archive: HTML, text, JSONL, CSV, WARC, or folders of these.

    A stopped import goes on where it was; a bad record is reported with its place and the rest goes on.
    """
    application = Application(settings)
    if outlet is not None and outlet not in application.outlets:
        raise UsageError(said("There is no outlet '{outlet}'. 'pantau outlet list' shows all.", outlet=outlet))
    meaning = importing_columns(application, columns, outlet)
    t = texts(settings)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=terminal(errors=True),
    )
    total = sum(1 for path in paths if path.exists() for _ in files_below(path))
    with bars:
        task = bars.add_task(t("Files"), total=total)
        seen: set[Path] = set()

        def progress(path: Path, done: int) -> None:
            seen.add(path)
            bars.update(task, completed=len(seen), description=t("{file}: record {done}", file=path.name, done=done))

        keeping = Keeping(alert=alert, everything=True, instant_within=settings.instant_within)
        report = Importer(application, meaning, keeping, progress).run(paths)
    if as_json:
        print_json(
            {
                "counts": dict(report.counts),
                "kinds": dict(report.kinds),
                "skipped": report.skipped,
                "problems": [
                    {"file": file, "place": place, "problem": problem} for file, place, problem in report.problems
                ],
            }
        )
    else:
        _show(t, report)
    if report.problems and not report.skipped and not report.counts.keys() - {"bad", "unknown file"}:
        raise click.exceptions.Exit(1)


def _show(t: Catalogue, report: ImportReport) -> None:
    console = terminal()
    table = Table.grid(padding=(0, 3))
    for name, count in sorted(report.counts.items()):
        table.add_row(t(name), str(count))
    if report.skipped:
        table.add_row(t("stored by an earlier import"), str(report.skipped))
    console.print(table)
    if report.kinds:
        console.print(", ".join(f"{kind_name(t, kind)} {count}" for kind, count in report.kinds.most_common()))
    for file, place, problem in report.problems[:PROBLEMS_SHOWN]:
        told = _told(t, problem)
        console.print(
            f"[yellow]{escape(file)}{escape(f' ({tell(place, t.language)})') if place else ''}[/]: {escape(told)}"
        )
    if len(report.problems) > PROBLEMS_SHOWN:
        console.print(t("and {count} more problems; --json lists all", count=len(report.problems) - PROBLEMS_SHOWN))


def _told(t: Catalogue, problem: str) -> str:
    """Return a problem in the reader's language; why a page held no article is what extraction noted."""
    head, found, reason = problem.partition(NO_ARTICLE)
    if head or not found:
        return str(tell(problem, t.language))
    return t("no article found: {reason}", reason=tell_all(reason, t.language))
