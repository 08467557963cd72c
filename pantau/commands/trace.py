"""`pantau trace`: tells the way of one article, from its entry to the receipts of the messages about it."""

from datetime import timedelta

import click
from rich.table import Table

from archive.database import read
from archive.records.codec import to_plain
from pantau.bootstrap import Application
from pantau.operations.trace import Trace, trace
from pantau.operations.words import words
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings


@click.command("trace")
@click.argument("article")
@json_option
@with_settings
def command(settings: Settings, article: str, *, as_json: bool) -> None:
    """Tell the way of ARTICLE (an id, or the address of a page) through crawl, reading, case and messages."""
    application = Application(settings)
    with read(application.engine) as connection:
        found = trace(connection, article, settings.var / "evidence")
    if as_json:
        seconds = [delay.total_seconds() for delay in found.delays]
        print_json(to_plain(found) | {"delays": seconds})
    else:
        _show(settings, found)


def _show(settings: Settings, found: Trace) -> None:
    t, console = words(settings.language), terminal()
    console.print(found.url, markup=False, soft_wrap=True)
    table = Table(box=None)
    for head in (t("when"), t("station"), t("detail")):
        table.add_column(head, overflow="fold")
    for step in found.steps:
        when = f"{step.at.astimezone(settings.zone):%Y-%m-%d %H:%M:%S %Z}" if step.at is not None else "-"
        detail = "  ".join(f"{name}={value}" for name, value in step.detail.items())
        table.add_row(when, t(step.station), detail)
    console.print(table)
    if found.delays:
        console.print(t("From publication to the first message: {delay}", delay=_told(found.delays[0])), markup=False)


def _told(delay: timedelta) -> str:
    minutes, seconds = divmod(int(delay.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
