"""`pantau outbox`: what was sent, what waits, what failed and why."""

import click
from rich.table import Table

from alerts.ledger import Overview, list_messages, overview, retry
from alerts.wording import words
from archive.database import read, write
from archive.records.codec import to_plain
from base.catalogue import Catalogue
from base.said import retold
from pantau.bootstrap import Application
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.provided import NEEDED, unprovided
from pantau.settings import FILE, Settings

NOT_SET_UP = "Messages by {channel} wait: it is not set up. Write into {file}:{needed}"
STATES = ("waiting", "claimed", "sent", "expired", "failed")


@click.group("outbox")
def command() -> None:
    """Messages: list them with their fates, or try failed ones again."""


@command.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only messages in this state.")
@click.option("--limit", default=30, show_default=True, type=click.IntRange(1, 10_000))
@json_option
@with_settings
def list_(settings: Settings, *, state: str | None, limit: int, as_json: bool) -> None:
    """List the newest messages, what became of every event, and what is switched off."""
    application = Application(settings)
    t, lacking = words(settings.language), unprovided(settings)
    with read(application.engine) as connection:
        lines = list_messages(connection, state=state, limit=limit)
        counts = overview(connection, application.clock.now())
    if as_json:
        print_json(to_plain(counts) | {"list": [to_plain(line) for line in lines]})
        return
    console = terminal()
    table = Table("#", t("state"), t("when"), t("channel"), t("recipient"), t("subject"), t("said"))
    for line in lines:
        when = f"{line.when.astimezone(settings.zone):%Y-%m-%d %H:%M}"
        waits = line.state == "waiting" and line.channel in lacking
        what = t("channel not set up") if waits else retold(line.said, settings.language)
        table.add_row(str(line.id), t(line.state), when, line.channel, line.recipient, line.subject, what)
    console.print(table)
    for sentence in _counts(counts, t):
        console.print(sentence, markup=False)
    for channel in sorted(lacking & {line.channel for line in lines if line.state == "waiting"}):
        told = texts(settings)(NOT_SET_UP, channel=channel, file=settings.config / FILE, needed=NEEDED[channel])
        console.print(told, markup=False, soft_wrap=True)


def _counts(counts: Overview, t: Catalogue) -> list[str]:
    messages = ", ".join(f"{number} {t(state)}" for state, number in sorted(counts.messages.items()))
    events = ", ".join(f"{number} {t(fate)}" for fate, number in sorted(counts.events.items()))
    sentences = [t("Messages: {counts}", counts=messages or "0"), t("Events: {counts}", counts=events or "0")]
    if counts.unanswered:
        sentences.append(t("Alerts of the last week that nobody has answered: {n}", n=counts.unanswered))
    for off in counts.disabled:
        who = f"{off.channel} → {off.recipient}" if off.recipient else off.channel
        reason = retold(off.reason, t.language)
        sentences.append(t("Switched off: {who}: {reason}. Again: pantau outbox retry", who=who, reason=reason))
    return sentences


@command.command("retry")
@click.argument("messages", nargs=-1, type=int)
@with_settings
def retry_(settings: Settings, *, messages: tuple[int, ...]) -> None:
    """Try MESSAGES (numbers) again at the next round; without any, all that failed, and switch all channels on."""
    application = Application(settings)
    with write(application.engine) as connection:
        number = retry(connection, messages, application.clock.now())
    terminal().print(words(settings.language)("{n} messages will be tried again.", n=number))
