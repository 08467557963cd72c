"""`pantau export`: what a search finds, as a file."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import Connection

from archive.database import read, write
from archive.export.formats import FORMATS, can_parquet
from archive.export.package import package_bytes
from archive.export.rows import ExportRow, batches, count_rows, export_rows
from archive.export.sqlite import write_sqlite
from archive.export.statement import PackageFacts
from archive.query.expand import expand
from archive.query.holds import Holds
from archive.query.parse import parse
from archive.query.regions import load_regions
from archive.store.audit import record_act
from base.errors import UsageError
from pantau import __version__
from pantau.bootstrap import Application
from pantau.options import terminal, with_settings
from pantau.searching.words import words
from pantau.settings import Settings

PACKAGE, SQLITE = "package", "sqlite"
BATCH = 200  # rows whose names are hidden at once


@click.command("export", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1)
@click.option("--format", "form", default="csv", show_default=True, type=click.Choice([*FORMATS, PACKAGE, SQLITE]))
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="File; standard output without.")
@click.option("--full-text", is_flag=True, help="With texts, evidence and names. Not for publication.")
@click.option("--without", "without", multiple=True, help="Word form to leave out; may be repeated.")
@click.option("--copies", is_flag=True, help="With every copy of an article.")
@with_settings
def command(
    settings: Settings,
    query: tuple[str, ...],
    *,
    form: str,
    output: Path | None,
    full_text: bool,
    without: tuple[str, ...],
    copies: bool,
) -> None:
    """Export the articles a QUERY finds; without one, all. Nothing is left out without saying so.

    Without --full-text there is no text but headlines, and no name of a low rank in them: facts, codes and offsets.
    """
    t = words(settings.language)
    if output is None and form in {PACKAGE, SQLITE, "parquet"}:
        raise UsageError(t("This is no text: say where to with --output FILE"))
    if form == "parquet" and not can_parquet():
        raise UsageError(t("Parquet needs one more package: pip install 'pantau[parquet]'"))
    if form == SQLITE and full_text:
        raise UsageError(t("A SQLite release is for Datasette and holds no texts: leave out --full-text."))
    application = Application(settings)
    now, words_ = application.clock.now(), " ".join(query)
    typed = " ".join((words_, *(f"--without {one}" for one in without)))
    with read(application.engine) as connection:
        regions, holds = load_regions(settings.config), Holds(connection)
        tree = parse(words_, language=settings.language, regions=regions, holds=holds)
        node, _ = expand(connection, tree, without=without)
        total = count_rows(connection, node, fold=not copies)
        folded = 0 if copies else count_rows(connection, node, fold=False) - total
        found = export_rows(connection, node, full_text=full_text, fold=not copies)
        rows = _shown(found if full_text else _covered(connection, found), total, settings)
        facts = PackageFacts(typed, now, __version__, full_text, copies)
        if form == SQLITE and output is not None:
            write_sqlite(connection, rows, output, facts)
        elif form == PACKAGE:
            _write(package_bytes(connection, rows, facts), output)
        else:
            _write(FORMATS[form].write(rows, full_text=full_text), output)
    with write(application.engine) as connection:
        detail = {"query": typed, "format": form, "articles": total, "full_text": full_text}
        record_act(connection, now=now, by="command line", act="export", target="articles", detail=detail)
    told = t("{n} articles in {file}.", n=f"{total:,}", file=output) if output is not None else ""
    if folded:
        told += " " + t("Left out as copies of them: {n}; --copies exports them too.", n=f"{folded:,}")
    if told:
        terminal(errors=True).print(told.strip(), markup=False)


def _covered(connection: Connection, rows: Iterable[ExportRow]) -> Iterator[ExportRow]:
    from web.data.hiding import cover_rows

    for some in batches(rows, BATCH):
        yield from cover_rows(connection, some)


def _write(pieces: Iterable[bytes], output: Path | None) -> None:
    if output is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
        return
    part = output.with_name(f".{output.name}.part")  # under its name only when it is whole
    with part.open("wb") as stream:
        stream.writelines(pieces)
    part.replace(output)


def _shown(rows: Iterator[ExportRow], total: int, settings: Settings) -> Iterator[ExportRow]:
    t = words(settings.language)
    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=terminal(errors=True), transient=True) as progress:
        task = progress.add_task(t("Exporting"), total=total)
        for count, row in enumerate(rows, 1):
            yield row
            if count % 100 == 0 or count == total:
                progress.update(task, completed=count)
