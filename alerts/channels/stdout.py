"""Prints messages on the terminal."""

import sys
from dataclasses import dataclass, field
from typing import TextIO

from alerts.model import Delivery, Message, Outcome, Receipt, Retryable


@dataclass(frozen=True)
class StdoutChannel:
    """Plain text on a stream."""

    stream: TextIO = field(default_factory=lambda: sys.stdout)

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Print subject and text between two rules."""
        _ = delivery
        rule = "─" * 72
        try:
            self.stream.write(f"{rule}\n{message.subject}\n{rule}\n{message.text}\n")
            self.stream.flush()
        except (OSError, ValueError) as error:
            return Retryable(f"the terminal is closed: {error}", everyone=True)
        return Receipt()
