"""Telegram: a thin client of the Bot API's sendMessage."""

import logging
import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any

import httpx

from alerts.channels.answers import ask
from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.parts import parts_of
from alerts.wording import clean_line

TIMEOUT = 20.0
GONE = re.compile(
    r"chat not found|user is deactivated|bot was (?:blocked|kicked)|not a member|upgraded to a supergroup|PEER_ID",
    re.IGNORECASE,
)
"""Descriptions of 400 and 403 that mean nobody is there (seen in the Bot API's answers)."""
OK, BAD_REQUEST, FORBIDDEN, TOO_MANY = 200, 400, 403, 429


def _hide_bot_addresses(record: logging.LogRecord) -> bool:
    return "/bot" not in record.getMessage()


@dataclass(frozen=True)
class TelegramChannel:
    """A bot that writes to chats.

    Args:
        token: Of the bot; never logged.
        api: Address of the Bot API (a local server may stand in).
        transport: For tests; None: the network.
    """

    token: str = field(repr=False)
    api: str = "https://api.telegram.org"
    transport: httpx.AsyncBaseTransport | None = None

    def __post_init__(self) -> None:
        """Keep httpx from logging addresses, which hold the token."""
        logging.getLogger("httpx").addFilter(_hide_bot_addresses)

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Send the parts in order; what an earlier attempt sent is not sent again."""
        parts = parts_of(message)
        first = delivery.first_ref
        async with httpx.AsyncClient(timeout=TIMEOUT, transport=self.transport) as client:
            for index in range(delivery.done, len(parts)):
                answer = await self._post(client, message.recipient, parts[index], first or delivery.reply_to)
                if not isinstance(answer, Receipt):
                    if isinstance(answer, Retryable) and index:
                        return Retryable(answer.reason, answer.after, answer.everyone, index, first)
                    return answer
                first = first or answer.ref
        return Receipt(ref=first, detail=f"{len(parts)} part(s)")

    async def _post(self, client: httpx.AsyncClient, chat: str, html: str, reply_to: str | None) -> Outcome:
        body: dict[str, Any] = {
            "chat_id": chat,
            "text": html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if reply_to is not None and reply_to.isdigit():
            body["reply_parameters"] = {"message_id": int(reply_to), "allow_sending_without_reply": True}
        answer = await self._call(client, body)
        if isinstance(answer, Refused) and "parse entities" in answer.reason:
            plain = unescape(re.sub(r"<[^>]*>", "", html))
            return await self._call(client, {k: v for k, v in body.items() if k != "parse_mode"} | {"text": plain})
        return answer

    async def _call(self, client: httpx.AsyncClient, body: dict[str, Any]) -> Outcome:
        answer = await ask(client, f"{self.api}/bot{self.token}/sendMessage", body, service="Telegram")
        if isinstance(answer, Retryable):
            return answer
        response, told = answer
        if response.status_code == OK and told.get("ok"):
            result = told.get("result")
            return Receipt(ref=str(result.get("message_id", "")) or None if isinstance(result, dict) else None)
        return _fault(response.status_code, told)


def _fault(status: int, told: dict[str, Any]) -> Outcome:
    reason = f"{status} {clean_line(str(told.get('description', '')), 200)}"
    wait = (told.get("parameters") or {}).get("retry_after")
    if status == TOO_MANY:
        return Retryable(reason, timedelta(seconds=int(wait)) if wait else None, everyone=True)
    if status == FORBIDDEN or (status == BAD_REQUEST and GONE.search(reason)):
        return Refused(reason, "recipient")
    if status in {401, 404}:  # the token is unknown
        return Refused(reason, "channel")
    if status == BAD_REQUEST:
        return Refused(reason, "message")
    return Retryable(reason)
