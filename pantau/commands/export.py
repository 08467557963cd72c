"""`pantau export`: what a search finds, as a file."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive.database import read, write
from archive.export.citations import write_bibtex, write_ris
from archive.export.package import PackageFacts, write_package
from archive.export.rows import ExportRow, count_rows, export_rows
from archive.export.tables import write_csv, write_jsonl
from archive.query.expand import expand
from archive.query.parse import parse
from archive.query.regions import load_regions
from archive.store.audit import record_act
from base.errors import UsageError
from pantau import __version__
from pantau.bootstrap import Application
from pantau.options import terminal, with_settings
from pantau.searching.words import words
from pantau.settings import Settings

FORMATS = ("csv", "jsonl", "ris", "bibtex", "package")


@click.command("export", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query", nargs=-1)
@click.option("--format", "form", default="csv", show_default=True, type=click.Choice(FORMATS))
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="File; standard output without.")
@click.option("--full-text", is_flag=True, help="With texts, evidence and names. Not for publication.")
@click.option("--copies", is_flag=True, help="With every copy of an article.")
@with_settings
def command(
    settings: Settings, query: tuple[str, ...], *, form: str, output: Path | None, full_text: bool, copies: bool
) -> None:
    """Export the articles a QUERY finds; without one, all. Nothing is left out without saying so.

    Without --full-text there is no text of the outlets and no name in it, only facts, codes and offsets.
    """
    if form == "package" and output is None:
        raise UsageError("A data package is a zip file: say where with --output archive.zip")
    application = Application(settings)
    now, typed = application.clock.now(), " ".join(query)
    tree = parse(typed, language=settings.language, regions=load_regions(settings.config))
    with read(application.engine) as connection:
        node, _ = expand(connection, tree)
        total = count_rows(connection, node, fold=not copies)
        rows = _shown(export_rows(connection, node, full_text=full_text, fold=not copies), total, settings)
        if form == "package" and output is not None:
            facts = PackageFacts(typed, now, __version__, full_text)
            count = write_package(connection, rows, output, facts)
        else:
            with _opened(output) as stream:
                count = _write(form, rows, stream, full_text=full_text)
    with write(application.engine) as connection:
        detail = {"query": typed, "format": form, "articles": count, "full_text": full_text}
        record_act(connection, now=now, by="command line", act="export", target="articles", detail=detail)
    if output is not None:
        told = words(settings.language)("{n} articles in {file}.", n=f"{count:,}", file=output)
        terminal(errors=True).print(told, markup=False)


def _write(form: str, rows: Iterable[ExportRow], stream: TextIO, *, full_text: bool) -> int:
    if form == "csv":
        return write_csv(rows, stream, full_text=full_text)
    if form == "jsonl":
        return write_jsonl(rows, stream, full_text=full_text)
    return write_ris(rows, stream) if form == "ris" else write_bibtex(rows, stream)


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]  # a text stream always has it
        yield sys.stdout
        return
    part = output.with_name(f".{output.name}.part")  # under its name only when it is whole
    with part.open("w", encoding="utf-8", newline="") as stream:
        yield stream
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
