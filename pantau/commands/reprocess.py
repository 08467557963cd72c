"""`pantau reprocess`: runs stored pages again from a stage and shows what changes before it is written."""

from collections.abc import Callable
from typing import TypeVar

import click
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from archive.database import read as reading_of
from base.catalogue import Catalogue
from base.errors import UsageError
from base.said import said
from pantau.bootstrap import Application
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.reprocessing import Rehearsal, Reprocessor, Stage, stored_ids
from pantau.settings import Settings

R = TypeVar("R")
SHOWN = 30


@click.command("reprocess")
@click.option("--from", "stage", type=click.Choice(["extract", "analyse", "link"]), required=True, help="First stage.")
@click.option("--article", "only", type=int, multiple=True, help="Only this article; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@json_option
@with_settings
def command(
    settings: Settings, stage: Stage, only: tuple[int, ...], *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Run stored pages again from a stage: after a new lexicon, calendar, extractor or outlet rule."""
    application = Application(settings)
    t = texts(settings)
    with reading_of(application.engine) as connection:
        stored = list(stored_ids(connection))
    unknown = next((number for number in only if number not in stored), None)
    if unknown is not None:
        raise UsageError(
            said("There is no article {article_id}. Look for it with `pantau search`.", article_id=unknown)
        )
    ids = [number for number in stored if not only or number in only]
    rehearsal = _with_bar(t("Rehearsing"), len(ids), lambda bar: Reprocessor(application, stage, bar).rehearse(ids))
    if as_json:
        print_json(plain(rehearsal))
    else:
        _show(rehearsal, t)
    if dry_run or not (rehearsal.changes or rehearsal.written):
        return
    if not yes and not click.confirm(t("Write these changes?"), err=True):
        return
    written = _with_bar(
        t("Writing"), len(rehearsal.written), lambda bar: Reprocessor(application, stage, bar).apply(rehearsal)
    )
    terminal(errors=as_json).print(t("{count} articles written.", count=written))


def _with_bar(label: str, total: int, work: Callable[[Callable[[int], None]], R]) -> R:
    with Progress(console=terminal(errors=True), transient=True) as bars:
        task = bars.add_task(label, total=total)
        return work(lambda done: bars.update(task, completed=done))


def plain(rehearsal: Rehearsal) -> dict[str, object]:
    """Return a rehearsal as JSON-ready data."""
    return {
        "read": rehearsal.read,
        "without_page": rehearsal.unreadable,
        "changed_articles": len(rehearsal.articles),
        "fields": dict(rehearsal.fields),
        "changes": [
            {"article": c.article_id, "url": c.url, "field": c.field, "before": c.before, "after": c.after}
            for c in rehearsal.changes
        ],
    }


def _told(t: Catalogue, value: str) -> str:
    """Return a value of a change in the reader's language: the size of a text is told, codes are what they are."""
    count, counted, rest = value.partition(" characters, ")
    return f"{t('{count} characters', count=int(count))}, {rest}" if counted and count.isdecimal() else value


def _show(rehearsal: Rehearsal, t: Catalogue) -> None:
    console = terminal()
    counts = ", ".join(f"{t(name)} {count}" for name, count in rehearsal.fields.most_common()) or t("nothing")
    console.print(t("{read} articles read again; changes: {counts}", read=rehearsal.read, counts=counts))
    table = Table(box=None, header_style="dim")
    for name in ("Article", "What", "Before", "After"):
        table.add_column(t(name), overflow="fold")
    for change in rehearsal.changes[:SHOWN]:
        label = str(change.article_id or change.url)
        before, after = (escape(_told(t, value)) for value in (change.before, change.after))
        table.add_row(escape(label), escape(t(change.field)), before, after)
    if rehearsal.changes:
        console.print(table)
    if len(rehearsal.changes) > SHOWN:
        console.print(t("and {count} more (--json shows all)", count=len(rehearsal.changes) - SHOWN))
