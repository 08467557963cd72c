"""`pantau db`: the archive's database: its schema, and moving it to PostgreSQL."""

import sys

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from archive.copying import Checked, copy_archive
from archive.database import migrate, open_database, pending
from pantau.operations.rights import grant
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.searching.words import words
from pantau.settings import Settings


@click.group("db")
def command() -> None:
    """Upgrade the archive's schema, or move the archive to another database."""


@command.command("upgrade")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@with_settings
def upgrade(settings: Settings, *, dry_run: bool) -> None:
    """Bring the schema to the newest version. Every command does so by itself; this one only does that."""
    t = words(settings.language)
    engine = open_database(settings.archive_url)
    steps = pending(engine)
    if not steps:
        terminal().print(t("The schema is the newest."))
        return
    if dry_run:
        terminal().print(t("Would run: {steps}", steps=", ".join(steps)))
        return
    migrate(engine)
    grant(engine)
    terminal().print(t("Done: {steps}", steps=", ".join(steps)))


@command.command("copy")
@click.argument("source")
@click.argument("target")
@json_option
@with_settings
def copy(settings: Settings, source: str, target: str, *, as_json: bool) -> None:
    """Copy the archive SOURCE to TARGET (sqlite:///var/pantau.db, postgresql://user@host/name), and compare them.

    Stop the monitor first. A copy that was stopped goes on where it was. Leaves with 1 when a table differs.
    """
    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*parts, console=terminal(errors=True), transient=True, disable=as_json) as progress:
        tasks: dict[str, TaskID] = {}

        def show(table: str, done: int, total: int) -> None:
            if table not in tasks:
                tasks[table] = progress.add_task(table, total=total)
            progress.update(tasks[table], completed=done)

        checked = copy_archive(open_database(source), open_database(target), progress=show)
    if as_json:
        print_json([{"table": one.table, "rows": one.rows, "same": one.same} for one in checked])
    else:
        _show(settings, checked)
    if not all(one.same for one in checked):
        sys.exit(1)


def _show(settings: Settings, checked: tuple[Checked, ...]) -> None:
    t = words(settings.language)
    table = Table(box=None)
    table.add_column(t("table"))
    table.add_column(t("rows"), justify="right")
    table.add_column("")
    for one in checked:
        table.add_row(one.table, f"{one.rows:,}", t("same") if one.same else f"[bold red]{t('different')}[/]")
    console = terminal()
    console.print(table)
    if not all(one.same for one in checked):
        told = "The copy differs: the source changed meanwhile, or the target held other data. Copy into an empty one."
        console.print(t(told), style="bold red")
