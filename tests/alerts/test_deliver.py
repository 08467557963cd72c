from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from alerts.deliver import deliver_due
from alerts.ledger import list_messages, overview, retry
from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.outbox import claim
from alerts.plan import plan_alerts
from archive.database import read, write
from archive.tables.alerts import delivery_attempt

HOUR = timedelta(hours=1)


@dataclass
class Scripted:
    """A channel that answers what it is told to, and remembers."""

    answers: list[Outcome | Exception] = field(default_factory=list)
    seen: list[tuple[Message, Delivery]] = field(default_factory=list)

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        self.seen.append((message, delivery))
        answer = self.answers.pop(0) if self.answers else Receipt(ref=f"r{len(self.seen)}")
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def waiting(world, officer, noon):
    def fill(number: int = 1):
        for key in range(1, number + 1):
            world.event(world.case(key))
        plan_alerts(world.engine, (officer,), noon)
        return world

    return fill


def test_what_is_due_is_sent_once_and_written_down(world_on_each, officer, noon):
    world = world_on_each
    world.event(world.case())
    plan_alerts(world.engine, (officer,), noon)
    channel = Scripted()
    assert deliver_due(world.engine, {"file": channel}, noon).sent == 1
    assert deliver_due(world.engine, {"file": channel}, noon).sent == 0
    assert len(channel.seen) == 1
    assert world.fates("petugas") == {"sent": 1}
    with world.engine.connect() as connection:
        assert [row.outcome for row in connection.execute(delivery_attempt.select())] == ["sent"]


def test_a_transient_fault_is_tried_again_later_with_the_same_key(waiting, noon):
    world = waiting()
    channel = Scripted([Retryable("450 busy")])
    deliver_due(world.engine, {"file": channel}, noon)
    assert deliver_due(world.engine, {"file": channel}, noon + timedelta(seconds=59)).sent == 0
    assert deliver_due(world.engine, {"file": channel}, noon + timedelta(seconds=73)).sent == 1
    assert channel.seen[0][0].key == channel.seen[1][0].key


def test_a_channels_wish_is_kept(waiting, noon):
    world = waiting()
    channel = Scripted([Retryable("429", after=timedelta(minutes=20))])
    deliver_due(world.engine, {"file": channel}, noon)
    assert deliver_due(world.engine, {"file": channel}, noon + timedelta(minutes=19)).sent == 0
    assert deliver_due(world.engine, {"file": channel}, noon + timedelta(minutes=21)).sent == 1


def test_when_nobody_gets_through_the_others_keep_their_attempts(waiting, noon):
    world = waiting(3)
    channel = Scripted([Retryable("no connection", everyone=True)])
    report = deliver_due(world.engine, {"file": channel}, noon)
    assert (report.retried, len(channel.seen)) == (1, 1)
    assert deliver_due(world.engine, {"file": channel}, noon + timedelta(minutes=2)).sent == 3


def test_after_the_last_try_the_events_go_into_the_digest(waiting, noon):
    world = waiting()
    channel = Scripted([Retryable("no") for _ in range(9)])
    now = noon
    for _ in range(9):
        deliver_due(world.engine, {"file": channel}, now)
        now += timedelta(hours=3)
    assert len(channel.seen) <= 7
    assert world.fates("petugas") == {"digest": 1}


def test_an_instant_alert_older_than_a_day_goes_into_the_digest(waiting, noon):
    world = waiting()
    report = deliver_due(world.engine, {"file": Scripted()}, noon + timedelta(hours=25))
    assert (report.sent, report.expired) == (0, 1)
    assert world.messages()[0].state == "expired"
    assert world.fates("petugas") == {"digest": 1}


def test_a_refused_recipient_is_switched_off_visibly_and_comes_back(waiting, noon):
    world = waiting(2)
    channel = Scripted([Refused("550 no such user", "recipient")])
    report = deliver_due(world.engine, {"file": channel}, noon)
    assert report.refusals == ["file → outbox: 550 no such user"]
    assert len(channel.seen) == 1  # the second message waits
    with read(world.engine) as connection:
        seen = overview(connection, noon)
    assert seen.messages == {"failed": 1, "waiting": 1}
    assert seen.disabled[0].reason == "550 no such user"
    with write(world.engine) as connection:
        assert retry(connection, (), noon) == 1
    assert deliver_due(world.engine, {"file": channel}, noon).sent == 2
    assert world.fates("petugas") == {"sent": 2}


def test_a_refused_message_does_not_stop_the_next(waiting, noon):
    world = waiting(2)
    channel = Scripted([Refused("554 content", "message")])
    report = deliver_due(world.engine, {"file": channel}, noon)
    assert (report.failed, report.sent) == (1, 1)
    with read(world.engine) as connection:
        assert {line.state for line in list_messages(connection)} == {"failed", "sent"}


def test_a_fault_of_a_channel_is_no_fault_of_the_round(waiting, noon):
    world = waiting(2)
    channel = Scripted([RuntimeError("bug")])
    report = deliver_due(world.engine, {"file": channel}, noon)
    assert (report.retried, report.sent) == (1, 1)


def test_a_dead_senders_message_is_sent_again_after_its_lease(waiting, noon):
    world = waiting()
    held = claim(world.engine, frozenset({"file"}), noon)
    channel = Scripted()
    assert deliver_due(world.engine, {"file": channel}, noon + timedelta(minutes=1)).sent == 0
    assert deliver_due(world.engine, {"file": channel}, noon + timedelta(minutes=4)).sent == 1
    assert channel.seen[0][0].key == held.message.key


def test_a_sender_that_lost_its_lease_does_not_overwrite_the_next_one(waiting, noon):
    from alerts.deliver import DeliveryReport, mark

    world = waiting()
    slow = claim(world.engine, frozenset({"file"}), noon)
    deliver_due(world.engine, {"file": Scripted()}, noon + timedelta(minutes=4))
    with write(world.engine) as connection:
        mark(connection, slow, Retryable("too late"), noon + timedelta(minutes=5), DeliveryReport())
    assert world.messages()[0].state == "sent"


def test_follow_ups_answer_the_first_message_of_their_thread(waiting, officer, noon):
    world = waiting()
    channel = Scripted([Receipt(ref="41")])
    deliver_due(world.engine, {"file": channel}, noon)
    case = world.update(replace(world_case(world), persons=2))
    world.event(case, "step", stage="S4", at=noon + HOUR)
    plan_alerts(world.engine, (officer,), noon + HOUR)
    deliver_due(world.engine, {"file": channel}, noon + HOUR)
    assert channel.seen[0][1].reply_to is None
    assert channel.seen[1][1].reply_to == "41"


def world_case(world):
    from alerts.facts import load_incidents

    with read(world.engine) as connection:
        return load_incidents(connection, [1])[1]


def test_a_message_in_parts_goes_on_where_it_broke_off(waiting, noon):
    world = waiting()
    channel = Scripted([Retryable("flood", done=2, first_ref="7")])
    deliver_due(world.engine, {"file": channel}, noon)
    deliver_due(world.engine, {"file": channel}, noon + timedelta(minutes=2))
    assert channel.seen[1][1].done == 2
    assert channel.seen[1][1].first_ref == "7"


def test_messages_of_a_channel_without_settings_wait(waiting, noon):
    world = waiting()
    assert deliver_due(world.engine, {"email": Scripted()}, noon).sent == 0
    assert world.messages()[0].state == "waiting"


def test_graver_alerts_go_first(world, officer, noon):
    for key, level in ((1, "Tinggi"), (2, "Kritis")):
        world.event(world.case(key, level))
    plan_alerts(world.engine, (officer,), noon)
    channel = Scripted()
    deliver_due(world.engine, {"file": channel}, noon)
    assert [message.level for message, _ in channel.seen] == ["Kritis", "Tinggi"]


def test_a_clock_that_was_ahead_keeps_no_message_waiting(waiting, noon):
    world = waiting()
    ahead = noon + timedelta(days=300)
    held = claim(world.engine, frozenset({"file"}), ahead)
    assert held is not None
    assert claim(world.engine, frozenset({"file"}), noon) is not None
