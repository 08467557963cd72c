"""Who is told, of the file and of people alike, and which channels lack the settings they need."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection

from alerts.model import Subscription
from alerts.roster import enrolled
from archive.database import read
from base.catalogue import Catalogue
from pantau.alerting import subscriptions_of
from pantau.bootstrap import Application
from pantau.settings import Settings

NEEDED = {
    "email": '\n    [mail]\n    host = "smtp.example.org"\n    sender = "pantau@example.org"',
    "telegram": '\n    [telegram]\n    token_file = "/etc/pantau/telegram.secret"',
    "whatsapp": (
        '\n    [whatsapp]\n    phone_number_id = "..."\n    template = "..."'
        '\n    token_file = "/etc/pantau/whatsapp.secret"'
    ),
    "webhook": '\n    [webhook]\n    secret_file = "/etc/pantau/webhook.secret"',
}
"""What is to be written at least, as it is to stand there, by channel; the other channels need nothing."""


def everybody(settings: Settings, connection: Connection | None) -> tuple[Subscription, ...]:
    """Return the subscriptions of the file and those that people added, paused as they are now.

    Args:
        settings: Typed settings.
        connection: To the archive; None where there is none yet: then nobody has added any.

    Raises:
        ConfigError: The file is wrong.
    """
    of_file = subscriptions_of(settings)
    if connection is None:
        return of_file
    kept = {entry.subscription.id: entry.subscription for entry in enrolled(connection)}
    known = [replace(one, paused=one.paused or (one.id in kept and kept[one.id].paused)) for one in of_file]
    return (*known, *(one for one in kept.values() if one.origin == "person"))


def unprovided(settings: Settings) -> frozenset[str]:
    """Return the channels whose messages wait, because the settings say nothing of them; no secret is read."""
    sections = {"email": settings.mail, "telegram": settings.telegram, "whatsapp": settings.whatsapp}
    return frozenset(channel for channel, section in sections.items() if section is None)


def waiting_for_settings(settings: Settings, subscriptions: Iterable[Subscription]) -> tuple[Subscription, ...]:
    """Return the subscriptions whose messages wait until somebody writes the settings of their channel."""
    lacking = unprovided(settings)
    return tuple(one for one in subscriptions if one.channel in lacking and not one.paused)


def unsigned(settings: Settings, subscriptions: Iterable[Subscription]) -> tuple[Subscription, ...]:
    """Return the webhooks whose messages are refused: there is no secret to sign them with."""
    if settings.webhook.secret is not None or settings.webhook.secret_file is not None:
        return ()
    return tuple(one for one in subscriptions if one.channel == "webhook" and not one.paused)


def complaints(settings: Settings, subscriptions: Iterable[Subscription], t: Catalogue) -> Iterator[str]:
    """Yield, for each subscription that gets nothing, why and what is to be written where.

    Args:
        settings: Typed settings.
        subscriptions: That are looked at.
        t: Texts of this room.
    """
    file, given = settings.config / "pantau.toml", tuple(subscriptions)
    for one in waiting_for_settings(settings, given):
        yield t(
            "Channel {channel} of subscription {name} is not set up; its messages wait. Write into {file}:{needed}",
            channel=one.channel,
            name=one.id,
            file=file,
            needed=NEEDED[one.channel],
        )
    for one in unsigned(settings, given):
        yield t(
            "Webhook {name} has no secret to sign with; its messages are refused. Write into {file}:{needed}",
            name=one.id,
            file=file,
            needed=NEEDED[one.channel],
        )


def complaints_of(application: Application, t: Catalogue) -> tuple[str, ...]:
    """Return the complaints about everybody who is told by an application."""
    with read(application.engine) as connection:
        return tuple(complaints(application.settings, everybody(application.settings, connection), t))


def places_of(application: Application) -> tuple[str, ...]:
    """Return where messages go: the folder of files first, then the names of the other channels in use."""
    settings = application.settings
    with read(application.engine) as connection:
        used = {one.channel for one in everybody(settings, connection) if not one.paused}
    folder = (str(settings.var / "outbox"),) if "file" in used or not used else ()
    return (*folder, *sorted(used - {"file"}))
