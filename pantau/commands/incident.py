"""`pantau incident`: cases on the terminal, and what officers decide about them."""

import getpass
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import click

from archive.database import read, write
from archive.records.codec import to_plain
from archive.records.incident import Incident
from archive.store.audit import record_act
from archive.store.incident_decisions import suggestions
from archive.store.incidents import IncidentFilter, list_incidents, load_incidents
from base.errors import UsageError
from base.said import said
from pantau.bootstrap import Application
from pantau.incidents.counts import official, reconcile
from pantau.incidents.dossier import read_dossier
from pantau.incidents.keeping import retain
from pantau.incidents.listing import show_list
from pantau.incidents.view import show_case
from pantau.incidents.words import wording, words
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.settings import Settings
from pipeline.linking import decide
from pipeline.linking.names import redacted
from pipeline.linking.stalled import stalled

R = TypeVar("R")
LEVELS = ["Kritis", "Tinggi", "Sedang", "Rendah"]


@click.group("incident")
def command() -> None:
    """List cases, show one, and decide: verify, dismiss, correct, merge, split, note, assign."""


command.add_command(official)
command.add_command(reconcile)
command.add_command(retain)


def by_option(function: Callable[..., R]) -> Callable[..., R]:
    """Add `--by`: who decides, for history and audit."""
    return click.option("--by", default=getpass.getuser, show_default="your login", help="Who decides.")(function)


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
    cases = [redacted(case, may_see_names=False) for case in found]
    if as_json:
        print_json([to_plain(case) for case in cases])
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
        dossier = read_dossier(connection, case, may_see_names=names)
    if names:
        with write(application.engine) as connection:
            record_act(connection, now=now, by=by, act="names", target=f"incident:{dossier.case.code}")
    if as_json:
        print_json(to_plain(dossier.case) | {"publications": [to_plain(one) for one in dossier.articles]})
        return
    show_case(terminal(), settings.language, texts(settings), dossier, now)


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


@command.command("merge")
@click.argument("case")
@click.argument("other")
@click.option("--reason", default="", help="Why they are one case.")
@by_option
@with_settings
def merge(settings: Settings, case: str, other: str, *, reason: str, by: str) -> None:
    """Make two cases one; CASE keeps its code."""
    application, officer = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.merge(connection, case, other, officer, reason=reason))


@command.command("split")
@click.argument("case")
@click.argument("articles", nargs=-1, type=int, required=True)
@click.option("--reason", default="", help="Why they are two cases.")
@by_option
@with_settings
def split(settings: Settings, case: str, articles: tuple[int, ...], *, reason: str, by: str) -> None:
    """Take ARTICLES (ids) out of CASE into a case of their own."""
    application, officer = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.split(connection, case, articles, officer, reason=reason))


@command.command("refuse")
@click.argument("case")
@click.argument("other")
@by_option
@with_settings
def refuse(settings: Settings, case: str, other: str, *, by: str) -> None:
    """Say that two cases are not one; the suggestion never comes back."""
    application, officer = _officer(settings, by)
    with write(application.engine) as connection:
        decide.refuse(connection, case, other, officer)
    terminal().print(words(settings.language)("{one} and {two} stay two cases.", one=case, two=other))


@command.command("dismiss")
@click.argument("case")
@click.option("--reason", required=True, help="Why; shown to everyone who was told of the case.")
@by_option
@with_settings
def dismiss(settings: Settings, case: str, *, reason: str, by: str) -> None:
    """Dismiss a case: wrong, not a matter of neutrality, not a case."""
    _review(settings, case, "dismissed", reason, by)


@command.command("verify")
@click.argument("case")
@click.option("--reason", default="", help="By what it was verified.")
@by_option
@with_settings
def verify(settings: Settings, case: str, *, reason: str, by: str) -> None:
    """Mark a case as verified by an officer."""
    _review(settings, case, "verified", reason, by)


@command.command("reopen")
@click.argument("case")
@click.option("--reason", default="", help="Why.")
@by_option
@with_settings
def reopen(settings: Settings, case: str, *, reason: str, by: str) -> None:
    """Take a verification or dismissal back."""
    _review(settings, case, "unreviewed", reason, by)


@command.command("set")
@click.argument("case")
@click.argument("field")
@click.argument("value")
@click.option("--article", type=int, help="Correct this article of the case instead of the case.")
@by_option
@with_settings
def set_(settings: Settings, case: str, field: str, value: str, *, article: int | None, by: str) -> None:
    """Correct FIELD (act, stage, place, actor, event_day, election; kind with --article) to VALUE.

    No later automatic run takes it back. Examples: set 2024-0042 stage S5; set 2024-0042 act A10,A14;
    set 2024-0042 place 63.72; set 2024-0042 kind appeal --article 17.
    """
    application, officer = _officer(settings, by)
    if field == "place":
        value = _named_place(settings, value)
    with write(application.engine) as connection:
        found = decide.set_field(connection, case, field, value, officer, article=article)
    if found is None:
        terminal().print(words(settings.language)("Case {code} has no article left.", code=case))
    else:
        _done(settings, found)


@command.command("note")
@click.argument("case")
@click.argument("text")
@by_option
@with_settings
def note(settings: Settings, case: str, text: str, *, by: str) -> None:
    """Add a note to a case."""
    application, officer = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.note(connection, case, text, officer))


@command.command("assign")
@click.argument("case")
@click.argument("officer", required=False)
@by_option
@with_settings
def assign(settings: Settings, case: str, officer: str | None, *, by: str) -> None:
    """Give a case to OFFICER; without one, to nobody."""
    application, who = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.assign(connection, case, officer, who))


@command.command("follow")
@click.argument("case")
@click.option("--stop", is_flag=True, help="Follow it no more.")
@by_option
@with_settings
def follow(settings: Settings, case: str, *, stop: bool, by: str) -> None:
    """Follow a case: every change of it is reported."""
    application, officer = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.follow(connection, case, officer, yes=not stop))


def _review(settings: Settings, case: str, verdict: str, reason: str, by: str) -> None:
    application, officer = _officer(settings, by)
    verdicts = {"dismissed": "dismissed", "verified": "verified"}
    with write(application.engine) as connection:
        found = decide.review(connection, case, verdicts.get(verdict, "unreviewed"), officer, reason=reason)  # type: ignore[arg-type]
        _done(settings, found)


def _officer(settings: Settings, by: str) -> tuple[Application, decide.Officer]:
    application = Application(settings)
    if not by.strip():
        raise UsageError(said("--by is empty: every decision has somebody who made it."))
    return application, decide.Officer(by.strip(), application.clock.now())


def _named_place(settings: Settings, value: str) -> str:
    """Return code and official name of a place.

    Raises:
        UsageError: There is no such region.
    """
    from base.datafile import read_csv

    code = value.strip()
    for _, row in read_csv(settings.config / "regions.csv", ("kode", "nama")):
        if row["kode"] == code:
            return f"{code} {row['nama']}"
    raise UsageError(said("place '{value}': a code of config/regions.csv, such as 63 or 63.72", value=value))


def _done(settings: Settings, case: Incident) -> None:
    terminal().print(f"[bold]{case.code}[/] {wording(case, settings.language)}")


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None
