"""`pantau alert`: tries a channel out with one message, and notes that an alert has been read."""

import asyncio
import getpass

import click

from alerts.acknowledge import acknowledge
from alerts.deliver import send_one
from alerts.model import Delivery, Message, Receipt, Subscription
from alerts.subscriptions import CHANNELS
from alerts.wording import words
from archive.database import write
from archive.store.audit import record_act
from base.errors import PantauError, UsageError
from base.said import said
from pantau.alerting import channels_of, subscriptions_of
from pantau.bootstrap import Application
from pantau.options import terminal, with_settings
from pantau.settings import Settings


@click.group("alert")
def command() -> None:
    """Try out how alerts are sent, or say that you have read one."""


@command.command("ack")
@click.argument("case")
@click.option("--by", default=getpass.getuser, show_default="your login", help="Who has read it.")
@with_settings
def ack(settings: Settings, *, case: str, by: str) -> None:
    """Note that the alert of CASE has been read, so that the digest stops asking."""
    t = words(settings.language)
    application = Application(settings)
    now = application.clock.now()
    with write(application.engine) as connection:
        fresh = acknowledge(connection, case, by, now)
        if fresh:
            record_act(connection, now=now, by=by, act="acknowledge", target=f"incident:{case}")
    terminal().print(t("Noted: {case} was read by {by}.", case=case, by=by) if fresh else t("That was noted before."))


@command.command("test")
@click.argument("channel", type=click.Choice(CHANNELS))
@click.option("--recipient", help="Mail address, chat id, URL ...; otherwise that of the first subscription.")
@with_settings
def test(settings: Settings, *, channel: str, recipient: str | None) -> None:
    """Send one test message through CHANNEL and show what it answers."""
    t = words(settings.language)
    channels = channels_of(settings)
    if channel not in channels:
        raise UsageError(
            said(
                "'{channel}' has no settings yet. Add its section to config/pantau.toml ([mail], [telegram] ...)",
                channel=channel,
            )
        )
    to = recipient or _recipient(subscriptions_of(settings), channel)
    now = Application(settings).clock.now()
    message = Message(
        key=f"test:{channel}:{now.isoformat()}",
        form="notice",
        recipient=to,
        subscription_id="test",
        subscription="Pantau",
        subject=t("Test message from Pantau"),
        text=t("This message shows that Pantau can reach you. Nothing has happened."),
        made_at=now,
        language=settings.language,
        summary=t("Test message from Pantau"),
    )
    outcome = asyncio.run(send_one(channels[channel], channel, message, Delivery(now)))
    if not isinstance(outcome, Receipt):
        raise PantauError(said("{channel} → {to}: {reason}", channel=channel, to=to, reason=outcome.reason))
    terminal().print(t("{channel} took the message for {recipient}. {detail}",
                       channel=channel, recipient=to, detail=outcome.detail), markup=False)  # fmt: skip


def _recipient(subscriptions: tuple[Subscription, ...], channel: str) -> str:
    for subscription in subscriptions:
        if subscription.channel == channel:
            return subscription.recipient
    if channel in {"file", "stdout"}:
        return "outbox"
    raise UsageError(said("No subscription uses '{channel}'; say where to with --recipient", channel=channel))
