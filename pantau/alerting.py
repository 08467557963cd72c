"""Alerts and digests as the monitor and the commands run them: plan what events ask for, then send what is due."""

from collections.abc import Callable
from datetime import datetime

from alerts.channels.make import Bot, Business, MailServer, make_channels
from alerts.deliver import Channel, DeliveryReport, deliver_due
from alerts.digest.plan import plan_digests
from alerts.links import Links
from alerts.model import Subscription
from alerts.plan import plan_alerts
from alerts.queueing import Voice
from alerts.subscriptions import load_subscriptions, region_names
from pantau.bootstrap import Application
from pantau.secrets import installation_key, revealed
from pantau.settings import Settings
from pantau.watching.operators import plan_operators

Tell = Callable[[str], None]


def channels_of(settings: Settings, tell: Tell | None = None) -> dict[str, Channel]:
    """Return the channels that the settings provide for.

    Args:
        settings: Typed settings.
        tell: Gets a line for every file written.

    Raises:
        ConfigError: A secret cannot be read.
    """
    mail, telegram, whatsapp = settings.mail, settings.telegram, settings.whatsapp
    server = bot = business = None
    if mail is not None:
        password = revealed(mail.password, mail.password_file, "mail")
        server = MailServer(mail.host, mail.sender, mail.port, mail.username, password, mail.security)
    if telegram is not None:
        bot = Bot(revealed(telegram.token, telegram.token_file, "telegram") or "", telegram.api)
    if whatsapp is not None:
        token = revealed(whatsapp.token, whatsapp.token_file, "whatsapp") or ""
        business = Business(whatsapp.phone_number_id, whatsapp.template, token, whatsapp.api)
    secret = revealed(settings.webhook.secret, settings.webhook.secret_file, "webhook")
    return make_channels(
        folder=settings.var / "outbox",
        tell=tell,
        timezone=settings.timezone,
        mail=server,
        telegram=bot,
        whatsapp=business,
        webhook_secrets={"*": secret} if secret else None,
        allow_networks=settings.webhook.allow_network,
        feed_folder=settings.var / "feeds",
        key=installation_key(settings.var),
        public_url=settings.public_url,
    )


def subscriptions_of(settings: Settings) -> tuple[Subscription, ...]:
    """Return the subscriptions of the configuration, with the user's territory, zone and language as defaults."""
    defaults = {
        "regions": list(settings.territory),
        "timezone": settings.timezone,
        "language": settings.language,
        "digest_at": f"{settings.digest_at:%H:%M}",
    }
    return load_subscriptions(settings.config, defaults)


def voice_of(settings: Settings) -> Voice:
    """Return how messages link and queries are understood."""
    links = Links(settings.public_url, installation_key(settings.var))
    return Voice(links, region_names(settings.config), settings.crawl.sample_one_in)


class Desk:
    """Plans and sends for one application; holds channels and subscriptions of this start.

    Args:
        application: The composed application.
        tell: Gets a line for every file written.
    """

    def __init__(self, application: Application, tell: Tell | None = None) -> None:
        self.application = application
        self.channels = channels_of(application.settings, tell)
        self.subscriptions = subscriptions_of(application.settings)
        self.voice = voice_of(application.settings)

    def plan(self, now: datetime) -> None:
        """Decide every undecided event, make the digests that are due, and tell operators of outlets in trouble."""
        engine, operators = self.application.engine, self.application.settings.operators
        plan_alerts(engine, self.subscriptions, now, self.voice)
        plan_digests(engine, self.subscriptions, now, self.voice)
        names = {outlet.id: outlet.name for outlet in self.application.outlets.values()}
        plan_operators(engine, self.subscriptions, operators, names, now)

    def send(self, now: datetime) -> DeliveryReport:
        """Send what is due."""
        return deliver_due(self.application.engine, self.channels, now)

    def first_digest(self, now: datetime) -> DeliveryReport:
        """Write one digest for each reader who never had one, and send it."""
        engine = self.application.engine
        plan_alerts(engine, self.subscriptions, now, self.voice)
        plan_digests(engine, self.subscriptions, now, self.voice, first=True)
        return self.send(now)
