"""`pantau incident`: cases on the terminal, and what officers decide about them."""

from datetime import date, datetime
from typing import TypeVar

import click

from alerts.links import Links
from archive.database import read, write
from archive.records.codec import to_plain
from archive.store.audit import record_act
from archive.store.incident_decisions import suggestions
from archive.store.incident_filter import IncidentFilter
from archive.store.incidents import list_incidents, load_incidents
from pantau.bootstrap import Application
from pantau.incidents.counts import official, reconcile
from pantau.incidents.deciding import COMMANDS, by_option
from pantau.incidents.dossier import read_dossier
from pantau.incidents.keeping import retain
from pantau.incidents.listing import show_list
from pantau.incidents.view import show_case
from pantau.incidents.words import wording, words
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.secrets import installation_key
from pantau.settings import Settings
from pipeline.linking.hiding import names_of_cases
from pipeline.linking.names import redacted
from pipeline.linking.stalled import stalled
from web.data.hiding import cover_data
from web.data.laws import load_laws

R = TypeVar("R")
LEVELS = ["Kritis", "Tinggi", "Sedang", "Rendah"]


@click.group("incident")
def command() -> None:
    """List cases, show one, and decide: verify, dismiss, correct, merge, split, note, assign."""


for one in (official, reconcile, retain, *COMMANDS):
    command.add_command(one)


@command.command("list")
@click.option("--region", help="Kemendagri code: 63 (province) or 63.72 (kabupaten/kota).")
@click.option("--level", type=click.Choice(LEVELS), help="Level of severity.")
@click.option("--review", type=click.Choice(["unreviewed", "verified", "dismissed"]))
@click.option("--stage", help="Cases that stand at this step: S1..S7, P1..P4, X1, X2.")
@click.option("--assignee", help="Officer; an empty text means nobody.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First reported on this day or later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="First reported on this day or earlier.")
@click.option("--open", "open_only", is_flag=True, help="Only cases that have not ended.")
@click.option("--stalled", "stalled_only", is_flag=True, help="Only cases that stand still.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@json_option
@with_settings
def list_(
    settings: Settings,
    *,
    region: str | None,
    level: str | None,
    review: str | None,
    stage: str | None,
    assignee: str | None,
    since: datetime | None,
    until: datetime | None,
    open_only: bool,
    stalled_only: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List cases, last news first. Names of low ranks in open cases are hidden."""
    application = Application(settings)
    now = application.clock.now()
    wanted = IncidentFilter(region, level, review, stage, assignee, _day(since), _day(until), open_only or stalled_only)
    with read(application.engine) as connection:
        found = list_incidents(connection, wanted, limit=10_000 if stalled_only else limit)
        if stalled_only:
            found = [case for case in found if stalled(case, now)][:limit]
        names = names_of_cases(connection, found) if as_json else {}
    cases = [redacted(case, may_see_names=False) for case in found]
    if as_json:
        print_json([cover_data(to_plain(case), names[case.id]) for case in cases])
        return
    show_list(terminal(), settings.language, texts(settings), cases, now)


@command.command("show")
@click.argument("case")
@click.option("--names", is_flag=True, help="Show names of low ranks in open cases; the access is logged.")
@by_option
@json_option
@with_settings
def show(settings: Settings, case: str, *, names: bool, by: str, as_json: bool) -> None:
    """Show one case by its code (2024-0042) or id."""
    application = Application(settings)
    now = application.clock.now()
    with read(application.engine) as connection:
        dossier = read_dossier(connection, case, load_laws(settings.config), may_see_names=names)
    if names:
        with write(application.engine) as connection:
            record_act(connection, now=now, by=by, act="names", target=f"incident:{dossier.case.code}")
    if as_json:
        print_json(to_plain(dossier.case) | {"publications": [to_plain(one) for one in dossier.articles]})
        return
    show_case(terminal(), settings.language, texts(settings), dossier, now, settings.zone)
    address = Links(settings.public_url, installation_key(settings.var)).reply(dossier.case.code)
    if address:
        told = words(settings.language)("Reply and correction, for whoever it is about: {address}", address=address)
        terminal().print(told, style="dim", markup=False, soft_wrap=True)


@command.command("suggestions")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@json_option
@with_settings
def suggestions_(settings: Settings, *, limit: int, as_json: bool) -> None:
    """List pairs of cases that may be one; merge them, or refuse the link."""
    application = Application(settings)
    t = words(settings.language)
    with read(application.engine) as connection:
        found = suggestions(connection, limit=limit)
        cases = load_incidents(connection, {s.low for s in found} | {s.high for s in found})
    rows = [(cases[s.low], cases[s.high], s.score) for s in found if s.low in cases and s.high in cases]
    if as_json:
        print_json([{"one": one.code, "two": two.code, "score": score} for one, two, score in rows])
        return
    console = terminal()
    for one, two, score in rows:
        console.print(f"[bold]{one.code}[/] + [bold]{two.code}[/]  {score:+.1f}")
        console.print(f"  {wording(one, settings.language)}\n  {wording(two, settings.language)}", markup=False)
    console.print(
        t("{n} uncertain links. 'pantau incident merge' or 'pantau incident refuse'.", n=len(rows)), style="dim"
    )


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None
