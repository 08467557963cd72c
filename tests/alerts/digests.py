"""Digests of a small newsroom, for the tests of when they come, what they say and how they look."""

from datetime import UTC, date, datetime, timedelta

from alerts.digest.collect import collect
from alerts.digest.plan import plan_digests
from alerts.digest.scope import period_scope
from alerts.model import Delivery, Message, Receipt, Subscription
from alerts.plan import plan_alerts
from alerts.roster import enrol
from archive.database import read, write
from archive.records.analysis import Stage
from archive.records.codec import from_json
from archive.records.incident import CaseSeverity

DAY = timedelta(days=1)
SEVEN = datetime(2024, 11, 1, 23, 0, tzinfo=UTC)  # 07.00 WITA on 2 November
READER = Subscription("kalsel", "file", "outbox", name="Bawaslu Kalsel", timezone="Asia/Makassar", mode="digest")


class Taken:
    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def send(self, message: Message, _: Delivery):
        self.messages.append(message)
        return Receipt()


def begin(world, *readers, at=SEVEN - 10 * DAY):
    with write(world.engine) as connection:
        enrol(connection, readers, at)


def digest(world, reader=READER, now=SEVEN) -> Message:
    plan_alerts(world.engine, (reader,), now)
    assert plan_digests(world.engine, (reader,), now) == 1
    return from_json(Message, world.messages(form="digest")[-1].payload)


def shown(world, reader=READER, days=2, now=SEVEN):
    with read(world.engine) as connection:
        scope = period_scope(connection, reader, now - days * DAY, now)
        return collect(connection, reader, scope, date(2024, 11, 2), now)


def fill(world) -> None:
    at = SEVEN - timedelta(hours=20)

    def case(key: int, level: str = "Sedang", *events: str, **changes: object) -> None:
        found = world.case(key, level, first_published=at, last_published=at, **changes)
        for kind in events or ("opened",):
            world.event(found, kind, at=at, alertable=False, stage="S4")

    case(1, "Kritis")
    case(2, "Sedang")
    case(3, "Tinggi", "step", discipline=Stage.S4)
    case(4, "Rendah", "cleared", end=Stage.X1, closed_day=at.date())
    case(5, "Sedang", "denied")
    case(6, "Sedang", "corrected")
    case(7, "Rendah", severity=CaseSeverity(None, "Rendah", (), ("victim",)))
    case(8, "Sedang", "opened", "denied")
