"""Asks the servers that messages go through whether they would take them; nothing is sent."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from alerts.channels.smtp import no_starttls
from base.address import parse_networks
from base.catalogue import Catalogue
from base.errors import AddressRefusedError, PantauError, UsageError
from base.guarded import guarded_client
from crawlers.outlets import load_outlets
from pantau.operations.finding import Finding
from pantau.operations.setup import subscribed
from pantau.secrets import revealed
from pantau.sections import Mail
from pantau.settings import Settings

PATIENCE = 10.0  # seconds for one server
SKEW = timedelta(seconds=60)  # tolerated difference to a web server's clock
PROBES = 3  # outlets asked
OK = 200


def network(t: Catalogue, settings: Settings, now: Callable[[], datetime]) -> Iterator[Finding]:
    """Yield what is found by asking mail server, messengers, webhooks and a few outlets.

    Args:
        t: Texts.
        settings: Typed settings.
        now: The present, for comparing clocks.
    """
    yield from _web(t, settings, now)
    if settings.mail is not None:
        yield mail(t, settings.mail)
    if settings.telegram is not None:
        token = revealed(settings.telegram.token, settings.telegram.token_file, "telegram") or ""
        yield _asked(t, "telegram", f"{settings.telegram.api}/bot{token}/getMe", {})
    if settings.whatsapp is not None:
        token = revealed(settings.whatsapp.token, settings.whatsapp.token_file, "whatsapp") or ""
        address = f"{settings.whatsapp.api}/{settings.whatsapp.phone_number_id}"
        yield _asked(t, "whatsapp", address, {"Authorization": f"Bearer {token}"})
    yield from _webhooks(t, settings)


def mail(t: Catalogue, server: Mail, context: ssl.SSLContext | None = None) -> Finding:
    """Tell whether the mail server lets us in: greeting, encryption, login.

    Args:
        t: Texts.
        server: The mail server's settings.
        context: Certificates to trust; None: the system's.
    """
    name = f"{server.host}:{server.port}"
    try:
        password = revealed(server.password, server.password_file, "mail")
        secure = context or ssl.create_default_context()
        with _greeted(server, secure) as smtp:
            if server.security == "starttls":
                smtp.starttls(context=secure)
            if server.username:
                smtp.login(server.username, password or "")
            smtp.noop()
    except (OSError, smtplib.SMTPException, PantauError) as error:
        if isinstance(error, smtplib.SMTPNotSupportedError) and server.security == "starttls":
            error = UsageError(no_starttls(server.host, server.port))
        advice = t("Check host, port, security, username and password in [mail], and the firewall")
        problem = error.tell(t.language) if isinstance(error, PantauError) else error
        return Finding("mail", "bad", t("Mail server {name}: {error}", name=name, error=problem), advice)
    return Finding("mail", "ok", t("Mail server {name} lets us in", name=name))


def _greeted(server: Mail, secure: ssl.SSLContext) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=secure)
    return smtplib.SMTP(server.host, server.port, timeout=PATIENCE)


def _asked(t: Catalogue, name: str, address: str, headers: dict[str, str]) -> Finding:
    """Ask a messenger who we are; addresses hold tokens and are therefore never shown."""
    try:
        answer = httpx.get(address, headers=headers, timeout=PATIENCE)
    except httpx.HTTPError as error:
        told = t("{name} cannot be reached: {error}", name=name, error=type(error).__name__)
        return Finding(name, "bad", told, t("Check the network, the firewall and the address in pantau.toml"))
    if answer.status_code != OK:
        told = t("{name} refuses us with {status}", name=name, status=answer.status_code)
        return Finding(name, "bad", told, t("Check the token; make a new one when it was withdrawn"))
    return Finding(name, "ok", t("{name} knows us", name=name))


def _webhooks(t: Catalogue, settings: Settings) -> Iterator[Finding]:
    allow = parse_networks(settings.webhook.allow_network)
    for one in subscribed(settings):
        if one.channel != "webhook" or one.paused:
            continue
        try:
            with guarded_client(allow, timeout=PATIENCE) as client:
                client.head(one.recipient)
        except (httpx.HTTPError, AddressRefusedError) as error:
            problem = error.tell(t.language) if isinstance(error, PantauError) else error
            told = t("Webhook {id} cannot be reached: {error}", id=one.id, error=problem)
            yield Finding("webhook", "bad", told, t("Check the address; private ones need allow_network in [webhook]"))
        else:
            yield Finding("webhook", "ok", t("Webhook {id} answers", id=one.id))


def _web(t: Catalogue, settings: Settings, now: Callable[[], datetime]) -> Iterator[Finding]:
    """Ask the homes of a few outlets: is there a network, and do their clocks agree with ours?"""
    outlets = [outlet for outlet in load_outlets(settings.config).values() if outlet.enabled][:PROBES]
    reached = 0
    skews: list[timedelta] = []
    for outlet in outlets:
        try:
            headers = {"User-Agent": settings.user_agent}
            with guarded_client(outlet.allow_network, timeout=PATIENCE, headers=headers) as client:
                answer = client.head(outlet.home)
        except (httpx.HTTPError, AddressRefusedError):
            continue
        reached += 1
        if "date" in answer.headers:
            skews.append(abs(now() - parsedate_to_datetime(answer.headers["date"])))
    if outlets and not reached:
        told = t("None of {n} outlets answers", n=len(outlets))
        yield Finding("network", "bad", told, t("Check the network, the name server and the firewall"))
    elif outlets:
        yield Finding("network", "ok", t("{reached} of {n} outlets answer", reached=reached, n=len(outlets)))
    if skews and min(skews) > SKEW:  # one server may be wrong, hardly all of them
        told = t("The clock is {seconds} s off", seconds=int(min(skews).total_seconds()))
        yield Finding("clock", "bad", told, t("Set the clock and keep it by NTP (timedatectl set-ntp true)"))
