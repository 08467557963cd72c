"""`pantau digest`: the digest of a day, written to files or printed; or sent to everyone now."""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from alerts.channels.file import FileChannel
from alerts.digest.collect import collect
from alerts.digest.data import DigestData
from alerts.digest.plan import plan_digests, write_digest
from alerts.digest.scope import Scope, period_scope, told_scope
from alerts.model import Delivery, Message, Subscription
from alerts.plan import plan_alerts
from alerts.queueing import Voice
from alerts.roster import enrol
from alerts.schedule import local_instant
from alerts.wording import words
from archive.database import read, write
from base.errors import UsageError
from base.said import said
from pantau.alerting import channels_of, subscriptions_of, voice_of
from pantau.bootstrap import Application
from pantau.clocks import clock_of
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings


@click.command("digest")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The digest of this day; otherwise up to now.")
@click.option("--days", type=click.IntRange(1, 3660), help="News of how many days; otherwise as it was sent, or one.")
@click.option("--subscription", "name", help="As this subscription would get it; otherwise the first one.")
@click.option("--preview", is_flag=True, help="Print it; write no files.")
@click.option("--full", is_flag=True, help="Show every case, however long it gets.")
@click.option("--send", is_flag=True, help="Send what waits to every subscription, now.")
@json_option
@with_settings
def command(
    settings: Settings,
    *,
    day: datetime | None,
    days: int | None,
    name: str | None,
    preview: bool,
    full: bool,
    send: bool,
    as_json: bool,
) -> None:
    """Write the digest of a day into var/outbox/ and print its summary.

    It only shows: nothing counts as told by it, unless --send is given.
    """
    if send and (day or days or name or preview or full or as_json):
        raise UsageError(said("--send sends what waits to every subscription, now; it goes with no other option"))
    application = Application(settings, clock_of(os.environ))
    if send:
        _send(application, settings)
        return
    voice = voice_of(settings)
    reader = _reader(application, settings, name)
    data = _collect(application, reader, voice, day.date() if day else None, days)
    message = write_digest(data, voice.links, key=f"shown:{reader.id}:{data.day}:{days}:{full}", full=full)
    if as_json:
        print_json(message.data | {"subject": message.subject, "summary": message.summary})
    elif preview:
        terminal().print(message.text, markup=False, soft_wrap=True)
    else:
        _write(settings, message)


def _reader(application: Application, settings: Settings, name: str | None) -> Subscription:
    with write(application.engine) as connection:
        found = [entry.subscription for entry in enrol(connection, subscriptions_of(settings), application.clock.now())]
    if name is not None:
        found = [one for one in found if one.id == name]
        if not found:
            raise UsageError(said("There is no subscription '{name}'. See: pantau subscription list", name=name))
    wanted = [one for one in found if one.digest] or found
    if wanted:
        return wanted[0]
    return Subscription(
        "pantau", "file", "outbox", regions=settings.territory, timezone=settings.timezone, language=settings.language
    )


def _collect(
    application: Application, reader: Subscription, voice: Voice, day: date | None, days: int | None
) -> DigestData:
    now = application.clock.now()
    zone = ZoneInfo(reader.timezone)
    until = now if day is None else min(now, local_instant(day, reader.digest_at, zone))
    day = day or now.astimezone(zone).date()
    with read(application.engine) as connection:
        told: Scope | None = told_scope(connection, reader, day) if days is None else None
        if told is not None:
            return collect(
                connection, reader, told, day, told.made_at or until, voice.regions, sample_one_in=voice.sample_one_in
            )
        span = timedelta(days=days or 1)
        scope = period_scope(connection, reader, until - span, until, voice.regions)
        data = collect(connection, reader, scope, day, until, voice.regions, sample_one_in=voice.sample_one_in)
    again = f"pantau digest --date {day:%Y-%m-%d} --days {span.days} --subscription {reader.id} --full"
    return replace(data, command=again)


def _write(settings: Settings, message: Message) -> None:
    import asyncio

    console = terminal()
    channel = FileChannel(
        settings.var / "outbox", lambda line: console.print(line, markup=False, soft_wrap=True), settings.timezone
    )
    asyncio.run(channel.send(message, Delivery(message.made_at)))
    console.print(message.summary, markup=False)


def _send(application: Application, settings: Settings) -> None:
    from alerts.deliver import deliver_due

    console = terminal()
    voice, subscriptions, now = voice_of(settings), subscriptions_of(settings), application.clock.now()
    plan_alerts(application.engine, subscriptions, now, voice)
    made = plan_digests(application.engine, subscriptions, now, voice, at_once=True)
    channels = channels_of(settings, lambda line: console.print(line, markup=False, soft_wrap=True))
    report = deliver_due(application.engine, channels, now)
    t = words(settings.language)
    console.print(t("{n} digests were made.", n=made))
    counts = {"sent": report.sent, "failed": report.failed, "waiting": report.retried}
    console.print(t("Messages: {counts}", counts=", ".join(f"{number} {t(state)}" for state, number in counts.items())))
