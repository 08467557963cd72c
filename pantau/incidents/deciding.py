"""What officers decide about cases, from the command line."""

import getpass
from collections.abc import Callable
from typing import TypeVar

import click
from sqlalchemy import Connection

from alerts.roster import enrolled
from archive.database import write
from archive.records.incident import Incident, Review
from base.datafile import read_csv
from base.errors import UsageError
from base.said import said
from pantau.bootstrap import Application
from pantau.incidents.words import wording, words
from pantau.options import terminal, with_settings
from pantau.settings import Settings
from pipeline.linking import decide

R = TypeVar("R")


def by_option(function: Callable[..., R]) -> Callable[..., R]:
    """Add `--by`: who decides, for history and audit."""
    return click.option("--by", default=getpass.getuser, show_default="your login", help="Who decides.")(function)


@click.command("merge")
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


@click.command("split")
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


@click.command("refuse")
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


@click.command("dismiss")
@click.argument("case")
@click.option("--reason", required=True, help="Why; shown to everyone who was told of the case.")
@by_option
@with_settings
def dismiss(settings: Settings, case: str, *, reason: str, by: str) -> None:
    """Dismiss a case: wrong, not a matter of neutrality, not a case."""
    _review(settings, case, "dismissed", reason, by)


@click.command("verify")
@click.argument("case")
@click.option("--reason", default="", help="By what it was verified.")
@by_option
@with_settings
def verify(settings: Settings, case: str, *, reason: str, by: str) -> None:
    """Mark a case as verified by an officer."""
    _review(settings, case, "verified", reason, by)


@click.command("reopen")
@click.argument("case")
@click.option("--reason", default="", help="Why.")
@by_option
@with_settings
def reopen(settings: Settings, case: str, *, reason: str, by: str) -> None:
    """Take a verification or dismissal back."""
    _review(settings, case, "unreviewed", reason, by)


@click.command("set")
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


@click.command("note")
@click.argument("case")
@click.argument("text")
@by_option
@with_settings
def note(settings: Settings, case: str, text: str, *, by: str) -> None:
    """Add a note to a case."""
    application, officer = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.note(connection, case, text, officer))


@click.command("assign")
@click.argument("case")
@click.argument("officer", required=False)
@by_option
@with_settings
def assign(settings: Settings, case: str, officer: str | None, *, by: str) -> None:
    """Give a case to OFFICER; without one, to nobody."""
    application, who = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.assign(connection, case, officer, who))
        if officer and _stranger(connection, officer.strip(), who.by):
            t = words(settings.language)
            told = t("Nobody of the name {name} uses the pages (pantau user list); the name is kept.", name=officer)
            terminal().print(told, style="yellow", markup=False)


@click.command("follow")
@click.argument("case")
@click.option("--stop", is_flag=True, help="Follow it no more.")
@by_option
@with_settings
def follow(settings: Settings, case: str, *, stop: bool, by: str) -> None:
    """Follow a case: every change of it is reported."""
    application, officer = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.follow(connection, case, officer, yes=not stop))


def _review(settings: Settings, case: str, verdict: Review, reason: str, by: str) -> None:
    application, officer = _officer(settings, by)
    with write(application.engine) as connection:
        _done(settings, decide.review(connection, case, verdict, officer, reason=reason))


def _officer(settings: Settings, by: str) -> tuple[Application, decide.Officer]:
    application = Application(settings)
    if not by.strip():
        raise UsageError(said("--by is empty: every decision has somebody who made it."))
    return application, decide.Officer(by.strip(), application.clock.now())


def _stranger(connection: Connection, name: str, by: str) -> bool:
    """Tell whether a name is misspelt, perhaps: where the pages have users, it is none of theirs.

    An office may work without the pages, and a signed link gives a case to its subscription: other names are allowed.
    """
    from web.security.people import users

    known = {user.name for user in users(connection)}
    return bool(known) and name not in known | {by} | {one.subscription.id for one in enrolled(connection)}


def _named_place(settings: Settings, value: str) -> str:
    """Return code and official name of a place.

    Raises:
        UsageError: There is no such region.
    """
    code = value.strip()
    for _, row in read_csv(settings.config / "regions.csv", ("kode", "nama")):
        if row["kode"] == code:
            return f"{code} {row['nama']}"
    raise UsageError(said("place '{value}': a code of config/regions.csv, such as 63 or 63.72", value=value))


def _done(settings: Settings, case: Incident) -> None:
    terminal().print(f"[bold]{case.code}[/] {wording(case, settings.language)}")


COMMANDS = (merge, split, refuse, dismiss, verify, reopen, set_, note, assign, follow)
