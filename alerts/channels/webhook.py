"""Webhooks signed by the Standard Webhooks specification, sent only to addresses that may be reached."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.outbox import message_id
from alerts.wording import clean_line
from base.address import IPNetwork, check_url, is_allowed
from base.errors import AddressRefusedError
from base.said import said

TIMEOUT = 20.0
GONE, TOO_MANY = 410, 429


@dataclass(frozen=True)
class WebhookChannel:
    """POSTs a JSON document to the recipient's URL.

    Args:
        secrets: Signing secret (`whsec_...` or plain text) by subscription id; `*` for all others. A message without
            one is refused: an unsigned webhook cannot be trusted.
        allow: Networks that may be reached although they are private.
    """

    secrets: Mapping[str, str] = field(repr=False)
    allow: tuple[IPNetwork, ...] = ()

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Sign and POST the message."""
        secret = self.secrets.get(message.subscription_id) or self.secrets.get("*")
        if not secret:
            return Refused(said("no signing secret: set PANTAU_WEBHOOK__SECRET or webhook.secret_file"), "channel")
        body = json.dumps(document(message), ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
        try:
            headers = signed(message_id(message.key), delivery.now, body, secret)
        except ValueError:  # binascii.Error is one
            return Refused(said("the signing secret is no base64 after whsec_"), "channel")
        try:
            url, host = await self._pinned(message.recipient)
        except AddressRefusedError as error:
            return Refused(error.args[0], "recipient")
        except OSError as error:
            return Retryable(said("the host name is not found: {error}", error=error))
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client:
                response = await client.post(
                    url, content=body, headers={**headers, "Host": host}, extensions={"sni_hostname": _bare(host)}
                )
        except httpx.HTTPError as error:
            return Retryable(said("{service} is not reached: {error}", service="Webhook", error=type(error).__name__))
        return _answer(response, delivery.now)

    async def _pinned(self, url: str) -> tuple[str, str]:
        """Return the URL with the checked address in place of the name, and the Host header that belongs to it.

        The connection goes to the address that was checked, so a name that changes its answer gains nothing.
        """
        check_url(url, self.allow)
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, port, type=1)
        except UnicodeError as error:  # a label of more than 63 letters, or none
            raise AddressRefusedError(said("{url!r} names no host", url=url)) from error
        addresses = [str(entry[4][0]) for entry in found]
        for address in addresses:
            if not is_allowed(address, self.allow):
                raise AddressRefusedError(
                    said(
                        "{hostname} is not a public address; name its network in allow_network to permit it",
                        hostname=parts.hostname,
                    )
                )
        literal = f"[{addresses[0]}]" if ":" in addresses[0] else addresses[0]
        return parts._replace(netloc=f"{literal}:{port}").geturl(), parts.netloc


def document(message: Message) -> dict[str, object]:
    """Return what is POSTed (Standard Webhooks: type, timestamp, data)."""
    return {
        "type": message.data.get("type", message.form),
        "timestamp": message.made_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "data": {
            "subscription": message.subscription_id,
            "subject": message.subject,
            "summary": message.summary,
            "link": message.link,
            "language": message.language,
            "text": message.text,
            **message.data,
        },
    }


def signed(identity: str, now: datetime, body: bytes, secret: str) -> dict[str, str]:
    """Return the headers of a signed webhook.

    Source: Standard Webhooks, https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    """
    stamp = str(int(now.timestamp()))
    told = f"{identity}.{stamp}.".encode() + body
    signature = base64.b64encode(hmac.new(_key(secret), told, hashlib.sha256).digest()).decode()
    return {
        "content-type": "application/json",
        "user-agent": "pantau-webhook",
        "webhook-id": identity,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature}",
    }


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix("whsec_")) if secret.startswith("whsec_") else secret.encode()


def _bare(host: str) -> str:
    return urlsplit(f"//{host}").hostname or host


def _answer(response: httpx.Response, now: datetime) -> Outcome:
    reason = clean_line(f"{response.status_code} {response.reason_phrase}", 200)
    if response.is_success:
        return Receipt(detail=reason)
    if response.status_code == GONE:
        return Refused(reason, "recipient")
    if response.is_redirect:
        return Retryable(said("{answer}: redirects are not followed; give the final address", answer=reason))
    return Retryable(reason, after=_wish(response.headers.get("retry-after"), now))


def _wish(value: str | None, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks to wait (seconds or a date); None when it says nothing readable."""
    if not value:
        return None
    if value.strip().isdigit():
        return timedelta(seconds=int(value))
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(timedelta(0), at.replace(tzinfo=at.tzinfo or UTC) - now)
