"""`pantau incident official` and `reconcile`: official counts beside ours, and what the press never told."""

import getpass
from datetime import datetime
from typing import get_args

import click
from rich.table import Table

from archive.database import read, write
from archive.records.codec import to_plain
from archive.store.incident_counts import (
    CountUnit,
    OfficialCount,
    OwnCount,
    add_count,
    official_counts,
    own_count,
    source_counts,
)
from base.catalogue import Catalogue
from base.counting import agree
from pantau.bootstrap import Application
from pantau.incidents.words import day, words
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings
from pipeline.linking.recapture import Estimate, estimate

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("official")
@click.argument("body")
@click.argument("unit", type=click.Choice(get_args(CountUnit)))
@click.argument("count", type=click.IntRange(0))
@click.option("--since", type=DAY, required=True, help="First day of the period.")
@click.option("--until", type=DAY, required=True, help="Last day of the period.")
@click.option("--region", help="Kemendagri code; without it, the whole country.")
@click.option("--source", required=True, help="Address or citation.")
@click.option("--stated-on", type=DAY, required=True, help="Day the body published it.")
@click.option("--by", default=getpass.getuser, show_default="your login", help="Who enters it.")
@with_settings
def official(
    settings: Settings,
    *,
    body: str,
    unit: CountUnit,
    count: int,
    since: datetime,
    until: datetime,
    region: str | None,
    source: str,
    stated_on: datetime,
    by: str,
) -> None:
    """Enter an official count: BODY (BKN, Bawaslu ...), UNIT (persons, cases, reports), COUNT."""
    application = Application(settings)
    stated = OfficialCount(body, unit, region, since.date(), until.date(), count, source, stated_on.date())
    with write(application.engine) as connection:
        add_count(connection, stated, by=by, now=application.clock.now())
    terminal().print(words(settings.language)("Stored. See it beside ours with 'pantau incident reconcile'."))


@click.command("reconcile")
@click.option("--region", help="Kemendagri code; without it, everything.")
@json_option
@with_settings
def reconcile(settings: Settings, *, region: str | None, as_json: bool) -> None:
    """Show official counts beside ours, by region and period, and an estimate of cases the press never told."""
    application = Application(settings)
    rows: list[tuple[OfficialCount, OwnCount, Estimate | None]] = []
    with read(application.engine) as connection:
        for stated in official_counts(connection, region=region):
            place = (stated.region, stated.since, stated.until)
            rows.append((stated, own_count(connection, *place), estimate(source_counts(connection, *place))))
    if as_json:
        print_json(
            [
                {"official": to_plain(stated), "ours": to_plain(ours), "estimate": to_plain(all_) if all_ else None}
                for stated, ours, all_ in rows
            ]
        )
        return
    _show(settings, words(settings.language), rows)


def _show(settings: Settings, t: Catalogue, rows: list[tuple[OfficialCount, OwnCount, Estimate | None]]) -> None:
    console = terminal()
    if not rows:
        console.print(t("No official count is stored. Enter one with 'pantau incident official'."))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in (
        "Body",
        "Region",
        "Period",
        "Official",
        "Our cases",
        "Our persons",
        "Estimated cases (95 %)",
        "Source",
    ):
        table.add_column(t(name), overflow="fold")
    for stated, ours, all_ in rows:
        period = f"{day(stated.since, settings.language)} - {day(stated.until, settings.language)}"
        told = agree(f"{{n}} {t(stated.unit)}", {"n": stated.count}).format(n=stated.count)
        persons = f"{ours.persons}" + (t(" (+ {n} cases without a number)", n=ours.unknown) if ours.unknown else "")
        guess = f"{all_.total:.0f} ({all_.low:.0f}-{all_.high:.0f})" if all_ else "-"
        cited = f"{stated.source}, {day(stated.stated_on, settings.language)}"
        table.add_row(stated.body, stated.region or "-", period, told, str(ours.cases), persons, guess, cited)
    console.print(table)
    console.print(
        t(
            "Units differ: persons, cases and reports do not compare. The estimate is a lower bound (Chao 1987); it "
            "assumes that newsrooms find cases independently of each other."
        ),
        style="dim",
    )
