"""A sender for the kill test: plans and sends until nothing is left, and notes every message it sends in a file."""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from alerts.deliver import deliver_due
from alerts.digest.plan import plan_digests
from alerts.model import Delivery, Message, Receipt, Subscription
from alerts.plan import plan_alerts
from archive.database import open_database

NOON = datetime(2024, 11, 1, 5, 0, tzinfo=UTC)
READERS = tuple(
    Subscription(
        f"p{number}", "note", "x", group_wait=timedelta(0), hourly_cap=1000, digest_at=NOON.time(), timezone="UTC"
    )
    for number in range(2)
)


class NoteChannel:
    """Sends by writing the key on a line of its own, whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        _ = delivery
        os.write(self.handle, f"{message.key}\n".encode())
        await asyncio.sleep(0.002)  # between send and mark: where a kill repeats a message
        return Receipt()


def main(url: str, notes: str, minutes: str) -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # what is printed is the test's
    now = NOON + timedelta(minutes=float(minutes))
    engine = open_database(url)
    plan_alerts(engine, READERS, now)
    plan_digests(engine, READERS, now)
    deliver_due(engine, {"note": NoteChannel(Path(notes))}, now, most=100_000)
    os.write(1, b"done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
