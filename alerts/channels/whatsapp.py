"""WhatsApp Cloud API: outside a conversation only approved templates may be sent, so a summary and a link go out."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from alerts.channels.answers import ask
from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.wording import clean_line

TIMEOUT = 20.0
MOST_TITLE, MOST_SUMMARY = 60, 600  # characters of a template's body parameters: header and body hold 1,024 in all
SLOW_DOWN = frozenset({4, 80007, 130429, 131048, 131056, 133016})
"""Error codes of rate limits (Cloud API, error codes: throttling)."""
NOBODY = frozenset({131021, 131026, 131030, 131045, 131050})
"""Codes for a recipient that cannot get messages or opted out."""
OUR_FAULT = frozenset(
    {0, 3, 10, 190, 200, 131005, 131031, 131042, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 133010}
)
"""Codes for token, permission, billing and template: nothing will go out until a person repairs it."""


@dataclass(frozen=True)
class WhatsAppChannel:
    """A business number that sends one template with two parameters: headline and summary with link.

    Args:
        phone_number_id: Of the sending number.
        template: Name of the approved template; its body has two places.
        token: Access token; never logged.
        api: Address with version.
        transport: For tests; None: the network.
    """

    phone_number_id: str
    template: str
    token: str = field(repr=False)
    api: str = "https://graph.facebook.com/v21.0"
    transport: httpx.AsyncBaseTransport | None = None

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Send the template."""
        _ = delivery
        body = {
            "messaging_product": "whatsapp",
            "to": message.recipient.lstrip("+"),
            "type": "template",
            "template": {
                "name": self.template,
                "language": {"code": message.language},
                "components": [{"type": "body", "parameters": [_text(part) for part in _parameters(message)]}],
            },
        }
        async with httpx.AsyncClient(timeout=TIMEOUT, transport=self.transport) as client:
            answer = await ask(
                client,
                f"{self.api}/{self.phone_number_id}/messages",
                body,
                service="WhatsApp",
                headers={"Authorization": f"Bearer {self.token}"},
            )
        if isinstance(answer, Retryable):
            return answer
        response, told = answer
        if response.is_success:
            sent = told.get("messages") or [{}]
            return Receipt(ref=sent[0].get("id"))
        return _fault(response, told)


def _parameters(message: Message) -> tuple[str, str]:
    # Parameters may hold no line breaks, tabs or runs of spaces (Cloud API, error 132012).
    summary = clean_line(message.summary or message.subject, MOST_SUMMARY)
    return clean_line(message.subject, MOST_TITLE), f"{summary} {message.link}" if message.link else summary


def _text(value: str) -> dict[str, str]:
    return {"type": "text", "text": value}


def _fault(response: httpx.Response, told: dict[str, Any]) -> Outcome:
    error = told.get("error")
    error = error if isinstance(error, dict) else {}
    code = error.get("code", -1)
    reason = f"{response.status_code} ({code}) {clean_line(str(error.get('message', '')), 200)}"
    if code in SLOW_DOWN or response.status_code == 429:  # noqa: PLR2004 - too many requests
        return Retryable(reason, everyone=code != 131056)  # noqa: PLR2004 - too many to this one recipient
    if code in NOBODY:
        return Refused(reason, "recipient")
    if code in OUR_FAULT or response.status_code in {401, 403}:
        return Refused(reason, "channel")
    if response.is_server_error:
        return Retryable(reason)
    return Refused(reason, "message")
