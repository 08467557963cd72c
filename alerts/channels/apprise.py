"""Any other service through Apprise, where it is installed (`pip install apprise`); the recipient is its URL.

It runs in a process of its own that reaches public addresses and allowed networks only (`alerts.channels.apprising`).
Apprise tells only yes or no, so every fault is tried again. For e-mail use the channel of its own.
"""

import asyncio
import json
import os
import sys
from dataclasses import dataclass

from alerts.channels.apprising import MISSING, REFUSED, SENT, UNKNOWN, environment
from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.wording import clean_line
from base.address import IPNetwork
from base.said import said

MOST = 1500  # characters: the shortest common limit of chat services that still holds an alert
PATIENCE = 60.0  # seconds
CHILD = "alerts.channels.apprising"


@dataclass(frozen=True)
class AppriseChannel:
    """Sends through Apprise.

    Args:
        allow: Networks that may be reached although they are private.
        path: Folders in which modules are looked for, joined as in PYTHONPATH; None: ours.
    """

    allow: tuple[IPNetwork, ...] = ()
    path: str | None = None

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Send subject and the beginning of the text."""
        _ = delivery
        body = message.text if len(message.text) <= MOST else message.text[: MOST - 1] + "…"
        texts = {"recipient": message.recipient, "title": message.subject, "body": body}
        asked = {name: text.encode(errors="replace").decode() for name, text in texts.items()}
        try:
            code, told = await self._run(asked | {"allow": [str(network) for network in self.allow]})
        except TimeoutError:
            return Retryable(said("Apprise has not ended within {n} s", n=int(PATIENCE)))
        return _outcome(code, told)

    async def _run(self, asked: dict[str, object]) -> tuple[int | None, str]:
        """Return how the process left, and its line."""
        path = os.pathsep.join(sys.path) if self.path is None else self.path
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", CHILD),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # addresses hold tokens, and Apprise tells of them
            env=environment(os.environ, path),
        )
        try:
            told, _ = await asyncio.wait_for(process.communicate(json.dumps(asked).encode()), PATIENCE)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return process.returncode, told.decode(errors="replace")


def _outcome(code: int | None, told: str) -> Outcome:
    if code == SENT:
        return Receipt()
    if code == MISSING:
        return Refused(said("Apprise is not installed: .venv/bin/pip install apprise"), "channel")
    if code == UNKNOWN:
        return Refused(said("Apprise does not know this kind of address"), "recipient")
    if code == REFUSED:
        problem = said(
            "{hostname} is not a public address; name its network in allow_network to permit it",
            hostname=clean_line(told, 100),
        )
        return Refused(problem, "recipient")
    return Retryable(said("Apprise could not deliver it and does not say why"))
