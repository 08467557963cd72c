"""`pantau subscription`: who is told of what, how and when."""

from datetime import timedelta
from typing import Any

import click
from rich.table import Table

from alerts.channels.feed import FeedChannel
from alerts.digest.collect import collect
from alerts.digest.render import render
from alerts.digest.scope import period_scope
from alerts.model import LEVELS, Subscription
from alerts.roster import Enrolled, add, enrol, find, pause, remove
from alerts.schedule import next_digest
from alerts.subscriptions import CHANNELS, MODES, parse_subscription, region_names
from alerts.wording import words
from archive.database import read, write
from archive.records.codec import to_plain
from pantau.alerting import subscriptions_of, voice_of
from pantau.bootstrap import Application
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.provided import complaints
from pantau.secrets import installation_key
from pantau.settings import Settings


@click.group("subscription")
def command() -> None:
    """Subscriptions: add, list, pause, resume, remove, preview."""


@command.command("add")
@click.argument("name")
@click.option("--channel", required=True, type=click.Choice(CHANNELS))
@click.option("--recipient", required=True, help="Mail address, chat id, telephone number, URL, folder.")
@click.option("--title", help="Shown to people.")
@click.option("--region", "regions", multiple=True, help="Kemendagri code (63 or 63.72); may be repeated.")
@click.option("--act", "acts", multiple=True, help="Form of breach A01..A19; may be repeated.")
@click.option("--kind", "kinds", multiple=True, help="Kind of article; may be repeated.")
@click.option("--query", help="Search query that an article of the case must fulfil.")
@click.option("--mode", type=click.Choice(MODES), default="both", show_default=True)
@click.option("--level", type=click.Choice(LEVELS), default="Tinggi", show_default=True, help="Of instant alerts.")
@click.option("--digest-at", help="Local time of the digest, such as 07:00.")
@click.option("--day", "days", multiple=True, help="Weekday of the digest (mon ... sun); may be repeated; else daily.")
@click.option("--timezone", help="WIB, WITA, WIT or an IANA name.")
@click.option("--quiet", nargs=2, help="Hours without instant alerts: --quiet 21:00 06:00.")
@click.option("--language", type=click.Choice(["id", "en"]))
@with_settings
def add_(settings: Settings, *, name: str, title: str | None, quiet: tuple[str, str] | None, **given: Any) -> None:
    """Add the subscription NAME (a to z, 0 to 9, -). It holds from now on; nothing old is sent."""
    values: dict[str, Any] = {key: _plain(value) for key, value in given.items() if value not in {None, ()}}
    values |= {"id": name}
    values |= {"name": title} if title else {}
    values |= {"quiet": {"from": quiet[0], "to": quiet[1]}} if quiet else {}
    defaults = {
        "timezone": settings.timezone,
        "language": settings.language,
        "digest_at": f"{settings.digest_at:%H:%M}",
        "regions": list(settings.territory),
    }
    made = parse_subscription(values, region_names(settings.config), defaults)
    application = Application(settings)
    with write(application.engine) as connection:
        enrol(connection, subscriptions_of(settings), application.clock.now())
        add(connection, made, application.clock.now())
    due = next_digest(made, application.clock.now()).astimezone(settings.zone)
    t = words(settings.language)
    console = terminal()
    console.print(t("Added {name}. Try it out: pantau alert test {channel} --recipient {recipient}",
                    name=name, channel=made.channel, recipient=made.recipient), markup=False)  # fmt: skip
    if made.channel == "feed":
        console.print(t("{name}: its feed is secret: {file}", name=name, file=_feed(settings, name)), markup=False)
    for complaint in complaints(settings, [made], texts(settings)):
        terminal(errors=True).print(complaint, style="yellow", markup=False, soft_wrap=True)
    if made.digest:
        console.print(t("Its first digest is due {when}.", when=f"{due:%Y-%m-%d %H:%M %Z}"), markup=False)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@command.command("list")
@json_option
@with_settings
def list_(settings: Settings, *, as_json: bool) -> None:
    """List all subscriptions, those of config/subscriptions.yaml first."""
    application = Application(settings)
    t = words(settings.language)
    with write(application.engine) as connection:
        found = enrol(connection, subscriptions_of(settings), application.clock.now())
    if as_json:
        print_json([to_plain(entry.subscription) for entry in found])
        return
    table = Table("id", t("channel"), t("recipient"), t("filter"), t("mode"), t("digest"), t("state"))
    for entry in found:
        one = entry.subscription
        wanted = [*one.regions, *one.acts, *one.kinds, *([one.query] if one.query else [])]
        when = f"{one.digest_at:%H:%M} {one.timezone}" if one.digest else "-"
        state = t("paused") if one.paused else t("active")
        table.add_row(one.id, one.channel, one.recipient, ", ".join(wanted) or t("everything"), one.mode, when, state)
    terminal().print(table)
    feeds = [entry.subscription.id for entry in found if entry.subscription.channel == "feed"]
    for name in feeds:
        terminal().print(t("{name}: its feed is secret: {file}", name=name, file=_feed(settings, name)), markup=False)


def _feed(settings: Settings, name: str) -> str:
    """Return the address of a subscription's feed, or its file where the pages have no public address."""
    channel = FeedChannel(settings.var / "feeds", installation_key(settings.var), settings.public_url)
    return channel.address(name) or str(channel.folder / channel.name(name))


@command.command("pause")
@click.argument("name")
@with_settings
def pause_(settings: Settings, *, name: str) -> None:
    """Send and collect nothing for NAME; clearings of what it was told still arrive."""
    _pause(settings, name, paused=True)


@command.command("resume")
@click.argument("name")
@with_settings
def resume(settings: Settings, *, name: str) -> None:
    """Send to NAME again."""
    _pause(settings, name, paused=False)


def _pause(settings: Settings, name: str, *, paused: bool) -> None:
    application = Application(settings)
    with write(application.engine) as connection:
        enrol(connection, subscriptions_of(settings), application.clock.now())
        pause(connection, name, paused=paused)
    t = words(settings.language)
    terminal().print(t("{name} is paused.", name=name) if paused else t("{name} is active.", name=name))


@command.command("remove")
@click.argument("name")
@with_settings
def remove_(settings: Settings, *, name: str) -> None:
    """Remove a subscription that was added with this command."""
    application = Application(settings)
    with write(application.engine) as connection:
        enrol(connection, subscriptions_of(settings), application.clock.now())
        remove(connection, name)
    terminal().print(words(settings.language)("{name} is removed.", name=name))


@command.command("preview")
@click.argument("name")
@click.option("--days", default=1, show_default=True, type=click.IntRange(1, 366), help="News of how many days.")
@with_settings
def preview(settings: Settings, *, name: str, days: int) -> None:
    """Print the digest that NAME would get of the last days; nothing is sent."""
    application = Application(settings)
    now = application.clock.now()
    with write(application.engine) as connection:
        enrol(connection, subscriptions_of(settings), now)
        entry: Enrolled = find(connection, name)
    voice = voice_of(settings)
    reader: Subscription = entry.subscription
    with read(application.engine) as connection:
        scope = period_scope(connection, reader, now - timedelta(days=days), now, voice.regions)
        today = now.astimezone(settings.zone).date()
        data = collect(connection, reader, scope, today, now, voice.regions, sample_one_in=voice.sample_one_in)
    terminal().print(render(data, voice.links).text, markup=False, soft_wrap=True)
