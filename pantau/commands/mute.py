"""`pantau mute`: no instant alerts on a case for a while."""

import getpass
from datetime import timedelta

import click
from rich.table import Table

from alerts.mutes import add_mute, end_mute, list_mutes
from alerts.roster import find
from alerts.wording import words
from archive.database import read, write
from base.errors import UsageError
from base.said import said
from pantau.bootstrap import Application
from pantau.options import terminal, with_settings
from pantau.settings import Settings


@click.command("mute")
@click.argument("case", required=False)
@click.option("--days", default=7, show_default=True, type=click.IntRange(1, 365), help="How long.")
@click.option("--reason", default="", help="Why; shown in the list.")
@click.option("--subscription", help="Only for this subscription; otherwise for everyone.")
@click.option("--all", "everything", is_flag=True, help="All cases instead of one.")
@click.option("--by", default=getpass.getuser, show_default="your login", help="Who mutes.")
@click.option("--list", "show", is_flag=True, help="List what is muted.")
@click.option("--end", type=int, help="Take the mute of this number back.")
@with_settings
def command(
    settings: Settings,
    *,
    case: str | None,
    days: int,
    reason: str,
    subscription: str | None,
    everything: bool,
    by: str,
    show: bool,
    end: int | None,
) -> None:
    """Send no instant alerts on CASE (2024-0042) for a while.

    Clearings and denials still reach everyone who was told the allegation, and the digest says what was held back.
    """
    application = Application(settings)
    now = application.clock.now()
    t = words(settings.language)
    console = terminal()
    if show:
        _show(application, settings)
        return
    with write(application.engine) as connection:
        if end is not None:
            end_mute(connection, end)
            console.print(t("Mute {number} has ended.", number=end))
            return
        if (case is None) != everything:
            raise UsageError(said("Name one case (pantau mute 2024-0042), or say --all"))
        if subscription is not None:
            find(connection, subscription)
        until = now + timedelta(days=days)
        number = add_mute(connection, case=case, subscription=subscription, until=until, reason=reason, by=by, now=now)
    day = until.astimezone(settings.zone).date()
    console.print(t("{case} is muted until {day}. Take it back: pantau mute --end {number}",
                    case=case or t("Everything"), day=day, number=number))  # fmt: skip


def _show(application: Application, settings: Settings) -> None:
    t = words(settings.language)
    with read(application.engine) as connection:
        found = list_mutes(connection, application.clock.now())
    if not found:
        terminal().print(t("Nothing is muted."))
        return
    table = Table("#", t("case"), t("subscription"), t("until"), t("by"), t("reason"))
    for line in found:
        until = f"{line.until.astimezone(settings.zone):%Y-%m-%d %H:%M}"
        table.add_row(
            str(line.id), line.case or t("Everything"), line.subscription or t("everyone"), until, line.by, line.reason
        )
    terminal().print(table)
