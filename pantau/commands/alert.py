"""`pantau alert test`: sends one message through a channel, now, and says what the channel answered."""

import asyncio

import click

from alerts.model import Delivery, Message, Receipt, Subscription
from alerts.subscriptions import CHANNELS
from alerts.wording import words
from base.errors import PantauError, UsageError
from pantau.alerting import channels_of, subscriptions_of
from pantau.bootstrap import Application
from pantau.options import terminal, with_settings
from pantau.settings import Settings


@click.group("alert")
def command() -> None:
    """Try out how alerts are sent."""


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
            f"'{channel}' has no settings yet. Add its section to config/pantau.toml ([mail], [telegram] ...)"
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
    outcome = asyncio.run(channels[channel].send(message, Delivery(now)))
    if not isinstance(outcome, Receipt):
        raise PantauError(f"{channel} → {to}: {outcome.reason}")
    terminal().print(t("{channel} took the message for {recipient}. {detail}",
                       channel=channel, recipient=to, detail=outcome.detail), markup=False)  # fmt: skip


def _recipient(subscriptions: tuple[Subscription, ...], channel: str) -> str:
    for subscription in subscriptions:
        if subscription.channel == channel:
            return subscription.recipient
    if channel in {"file", "stdout"}:
        return "outbox"
    raise UsageError(f"No subscription uses '{channel}'; say where to with --recipient")
