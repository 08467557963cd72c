"""Any other service through Apprise, where it is installed (`pip install apprise`); the recipient is its URL.

Apprise tells only yes or no, so every fault is tried again. For e-mail use the channel of its own.
"""

import asyncio
import importlib
from dataclasses import dataclass
from typing import Any

from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable

MOST = 1500  # characters: the shortest common limit of chat services that still holds an alert


@dataclass(frozen=True)
class AppriseChannel:
    """Sends through Apprise.

    Args:
        library: The module, for tests; None: imported when it is first needed.
    """

    library: Any = None

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Send subject and the beginning of the text."""
        _ = delivery
        library = self.library
        if library is None:
            try:
                library = importlib.import_module("apprise")
            except ImportError:
                return Refused("Apprise is not installed: .venv/bin/pip install apprise", "channel")
        service = library.Apprise()
        if not service.add(message.recipient):
            return Refused("Apprise does not know this kind of address", "recipient")
        body = message.text if len(message.text) <= MOST else message.text[: MOST - 1] + "…"
        if await asyncio.to_thread(service.notify, body=body, title=message.subject):
            return Receipt()
        return Retryable("Apprise could not deliver it and does not say why")
