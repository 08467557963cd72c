from dataclasses import replace
from datetime import date, timedelta

from alerts.deliver import deliver_due
from alerts.digest.plan import plan_digests
from alerts.digest.scope import told_scope
from alerts.model import Message, Refused
from alerts.plan import plan_alerts
from archive.database import read, write
from archive.records.codec import from_json
from tests.alerts.digests import DAY, READER, SEVEN, Taken, begin, digest


def test_each_local_day_has_one_digest_however_often_it_is_planned(world_on_each):
    world = world_on_each
    begin(world, READER)
    world.event(world.case(), alertable=False)
    assert plan_digests(world.engine, (READER,), SEVEN - timedelta(seconds=1)) == 1  # that of yesterday, missed
    assert plan_digests(world.engine, (READER,), SEVEN) == 1
    assert plan_digests(world.engine, (READER,), SEVEN) == 0
    assert plan_digests(world.engine, (READER,), SEVEN + timedelta(hours=23)) == 0
    assert plan_digests(world.engine, (READER,), SEVEN + DAY) == 1
    assert [row.local_day.day for row in world.messages()] == [1, 2, 3]


def test_a_downtime_over_several_digests_makes_one_with_everything(world):
    begin(world, READER, at=SEVEN)
    for key in range(1, 4):
        at = SEVEN + key * DAY
        world.event(world.case(key, last_published=at, first_published=at), at=at, alertable=False)
    later = SEVEN + 3 * DAY + timedelta(hours=4)
    message = digest(world, now=later)
    assert "3 dugaan baru" in message.subject
    assert plan_digests(world.engine, (READER,), later) == 0
    assert world.fates("kalsel") == {"queued": 3}


def test_an_event_is_told_in_one_digest_only(world):
    begin(world, READER)
    world.event(world.case(), alertable=False)
    assert "1 dugaan baru" in digest(world).subject
    assert "tidak ada yang baru" in digest(world, now=SEVEN + DAY).subject


def test_the_first_digest_does_not_wait_for_the_morning_and_does_not_replace_it(world):
    now = SEVEN - timedelta(hours=5)
    begin(world, READER, at=now)
    assert plan_digests(world.engine, (READER,), now) == 0
    assert plan_digests(world.engine, (READER,), now, first=True) == 1
    assert plan_digests(world.engine, (READER,), now + timedelta(hours=1), first=True) == 0
    assert plan_digests(world.engine, (READER,), SEVEN) == 1


def test_a_paused_reader_gets_no_digest(world):
    begin(world, READER)
    assert plan_digests(world.engine, (replace(READER, paused=True),), SEVEN) == 0


def test_who_wants_only_alerts_gets_a_digest_only_of_what_was_left_over(world):
    instant = replace(READER, mode="instant", hourly_cap=1, group_wait=timedelta(0))
    begin(world, instant)
    assert plan_digests(world.engine, (instant,), SEVEN) == 0
    for key in (1, 2):
        world.event(world.case(key, last_published=SEVEN, first_published=SEVEN), at=SEVEN)
    plan_alerts(world.engine, (instant,), SEVEN)
    assert plan_digests(world.engine, (instant,), SEVEN) == 1
    message = from_json(Message, world.messages(form="digest")[0].payload)
    assert "1 peringatan melebihi batas per jam" in message.text


def test_a_digest_that_is_refused_stays_visible_and_is_sent_when_a_person_says_so(world):
    from alerts.ledger import retry

    class No:
        async def send(self, _message, _delivery):
            return Refused("550 nobody", "recipient")

    begin(world, READER)
    world.event(world.case(), alertable=False)
    digest(world)
    deliver_due(world.engine, {"file": No()}, SEVEN)
    assert world.fates("kalsel") == {"failed": 1}
    with write(world.engine) as connection:
        retry(connection, (), SEVEN)
    taken = Taken()
    deliver_due(world.engine, {"file": taken}, SEVEN)
    assert len(taken.messages) == 1
    assert world.fates("kalsel") == {"sent": 1}


def test_the_digest_of_a_day_can_be_shown_again_as_it_was_told(world):
    begin(world, READER)
    world.event(world.case(), alertable=False)
    digest(world)
    with read(world.engine) as connection:
        scope = told_scope(connection, READER, date(2024, 11, 2))
        assert scope is not None
        assert len(scope.waiting) == 1
        assert told_scope(connection, READER, date(2024, 11, 5)) is None
