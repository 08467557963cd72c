"""Makes the channels from plain values; a channel without its settings is left out, and its messages wait."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alerts.channels.apprise import AppriseChannel
from alerts.channels.feed import FeedChannel
from alerts.channels.file import FileChannel, Tell
from alerts.channels.smtp import SmtpChannel
from alerts.channels.stdout import StdoutChannel
from alerts.channels.telegram import TelegramChannel
from alerts.channels.webhook import WebhookChannel
from alerts.channels.whatsapp import WhatsAppChannel
from alerts.deliver import Channel
from base.address import parse_networks


@dataclass(frozen=True)
class MailServer:
    """What the e-mail channel needs."""

    host: str
    sender: str
    port: int = 587
    username: str | None = None
    password: str | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"


@dataclass(frozen=True)
class Bot:
    """What the Telegram channel needs."""

    token: str
    api: str = "https://api.telegram.org"


@dataclass(frozen=True)
class Business:
    """What the WhatsApp channel needs."""

    phone_number_id: str
    template: str
    token: str
    api: str = "https://graph.facebook.com/v21.0"


def make_channels(
    *,
    folder: Path,
    tell: Tell | None = None,
    timezone: str = "Asia/Jakarta",
    mail: MailServer | None = None,
    telegram: Bot | None = None,
    whatsapp: Business | None = None,
    webhook_secrets: dict[str, str] | None = None,
    allow_networks: tuple[str, ...] = (),
    feed_folder: Path | None = None,
    key: bytes = b"",
    public_url: str | None = None,
) -> dict[str, Channel]:
    """Return the channels by id.

    Args:
        folder: Where the file channel writes.
        tell: Gets a line for every file written.
        timezone: Of file names.
        mail: None: no e-mail.
        telegram: None: no Telegram.
        whatsapp: None: no WhatsApp.
        webhook_secrets: By subscription id, `*` for all; None: webhooks are refused until there is one.
        allow_networks: Private networks a webhook or Apprise may reach, as CIDR text.
        feed_folder: None: no feeds.
        key: Secret of the installation; names the feeds.
        public_url: Where the pages are reached.
    """
    channels: dict[str, Channel] = {
        "file": FileChannel(folder, tell, timezone),
        "stdout": StdoutChannel(),
        "webhook": WebhookChannel(webhook_secrets or {}, parse_networks(allow_networks)),
        "apprise": AppriseChannel(parse_networks(allow_networks)),
    }
    if mail is not None:
        channels["email"] = _smtp(mail)
    if telegram is not None:
        channels["telegram"] = TelegramChannel(telegram.token, telegram.api)
    if whatsapp is not None:
        channels["whatsapp"] = _cloud(whatsapp)
    if feed_folder is not None and key:
        channels["feed"] = FeedChannel(feed_folder, key, public_url)
    return channels


def _smtp(mail: MailServer) -> SmtpChannel:
    return SmtpChannel(mail.host, mail.port, mail.sender, mail.username, mail.password, mail.security)


def _cloud(whatsapp: Business) -> WhatsAppChannel:
    return WhatsAppChannel(whatsapp.phone_number_id, whatsapp.template, whatsapp.token, whatsapp.api)
