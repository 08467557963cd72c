import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.digest.plan import plan_digests
from alerts.model import Message, Mute, Subscription
from alerts.mutes import add_mute
from alerts.outbox import settle, settle_items
from alerts.plan import plan_alerts
from alerts.roster import add, enrol, enrolled, pause, remove
from archive.database import write
from archive.records.analysis import Stage
from archive.records.codec import from_json
from base.errors import UsageError

HOUR = timedelta(hours=1)


def message(row) -> Message:
    return from_json(Message, row.payload)


def test_one_alert_a_case_and_reader_however_often_it_is_planned(world_on_each, officer, noon):
    world = world_on_each
    world.event(world.case())
    assert plan_alerts(world.engine, (officer,), noon).messages == 1
    assert plan_alerts(world.engine, (officer,), noon).events == 0
    (row,) = world.messages()
    assert (row.state, row.form, row.recipient) == ("waiting", "instant", "outbox")
    assert "Diduga" in row.payload or "diduga" in row.payload
    assert world.fates("petugas") == {"queued": 1}


def test_a_breaking_case_is_collected_and_told_once(world, noon):
    waits = Subscription("petugas", "file", "outbox", group_wait=timedelta(minutes=5))
    case = world.case()
    world.event(case)
    plan_alerts(world.engine, (waits,), noon)
    world.event(case, "step", stage="S4")
    plan_alerts(world.engine, (waits,), noon + timedelta(minutes=2))
    (row,) = world.messages()
    assert row.due_at == noon + timedelta(minutes=5)
    assert "Kasus baru; Tahap baru: klarifikasi (S4)" in message(row).text
    assert world.fates("petugas") == {"queued": 2}


def test_a_later_step_is_a_message_of_the_same_thread(world, officer, noon):
    case = world.case()
    world.event(case)
    plan_alerts(world.engine, (officer,), noon)
    world.event(case, "step", stage="S5", at=noon + HOUR)
    plan_alerts(world.engine, (officer,), noon + HOUR)
    first, second = world.messages()
    assert first.thread_key == second.thread_key == "case:2024-0001"
    assert first.message_id != second.message_id
    assert message(second).subject.startswith("Perkembangan")


def test_quiet_hours_delay_but_lose_nothing(world, noon):
    from datetime import time

    from alerts.model import Quiet

    night = noon + timedelta(hours=11)  # 23.00 WIB
    sleeper = Subscription("petugas", "file", "outbox", quiet=Quiet(time(21), time(5)))
    world.event(world.case(), at=night)
    plan_alerts(world.engine, (sleeper,), night)
    (row,) = world.messages()
    assert row.due_at == noon + timedelta(hours=17)  # 05.00 WIB


def test_a_clearing_reaches_who_was_alerted_even_after_the_filter_changed(world, officer, noon):
    case = world.case()
    world.event(case)
    plan_alerts(world.engine, (officer,), noon)
    (first,) = world.messages()
    with write(world.engine) as connection:
        settle(connection, first.id, "sent")
        settle_items(connection, first.id, "sent")
    cleared = world.update(replace(case, end=Stage.X1, severity=replace(case.severity, score=20, level="Rendah")))
    world.event(cleared, "cleared", at=noon + HOUR, to="X1")
    elsewhere = replace(officer, regions=("11",), mode="instant", paused=True)
    plan_alerts(world.engine, (elsewhere,), noon + HOUR)
    _, second = world.messages()
    assert message(second).subject.startswith("Berakhir: tidak terbukti")
    assert "Anda pernah menerima dugaannya" in message(second).text


def test_who_hears_of_a_denied_case_for_the_first_time_is_told_the_case(world, officer, noon):
    case = world.case()
    world.event(case)
    world.event(case, "denied")
    plan_alerts(world.engine, (officer,), noon)
    (row,) = world.messages()
    assert message(row).subject.startswith("TINGGI: ")
    assert "Kasus baru; Bantahan" in message(row).text
    assert "Langganan" in message(row).text


def test_an_import_fills_the_digest_and_rings_nobody(world, officer, noon):
    for key in range(1, 6):
        world.event(world.case(key, "Kritis"), alertable=False)
    plan_alerts(world.engine, (officer,), noon)
    assert world.messages() == []
    assert world.fates("petugas") == {"digest": 5}


def test_what_is_above_the_hourly_cap_waits_for_the_digest(world, officer, noon):
    capped = replace(officer, hourly_cap=2)
    for key in range(1, 6):
        world.event(world.case(key))
    plan_alerts(world.engine, (capped,), noon)
    assert world.fates("petugas") == {"queued": 2, "digest": 3}


def test_a_muted_case_rings_nobody_and_is_counted(world, officer, noon):
    case = world.case()
    with write(world.engine) as connection:
        add_mute(
            connection,
            case=case.code,
            subscription=None,
            until=noon + HOUR,
            reason="ditangani",
            by="p",
            now=noon - HOUR,
        )
    world.event(case)
    plan_alerts(world.engine, (officer,), noon)
    assert world.messages() == []
    assert world.fates("petugas") == {"muted": 1}
    assert Mute(None, 1, noon - HOUR, noon + HOUR)


def test_a_case_dismissed_and_reopened_rings_nobody_who_was_not_alerted(world, officer, noon):
    case = world.case()
    world.event(case, alertable=False)
    plan_alerts(world.engine, (officer,), noon)
    for before, after in (("unreviewed", "dismissed"), ("dismissed", "unreviewed")):
        world.event(case, "decision", alertable=False, field="review", value=after, **{"from": before})
    plan_alerts(world.engine, (officer,), noon)
    assert world.messages() == []
    assert world.fates("petugas") == {"digest": 3}


@pytest.mark.parametrize("field", ["note", "assignee", "followed"])
def test_what_officers_note_for_themselves_reaches_no_reader(world, officer, noon, field):
    case = world.case()
    world.event(case)
    plan_alerts(world.engine, (officer,), noon)
    world.event(case, "decision", alertable=False, field=field, value="menunggu pleno", by="rina")
    plan_alerts(world.engine, (officer,), noon)
    assert len(world.messages()) == 1
    assert world.fates("petugas") == {"queued": 1}


@pytest.mark.parametrize(
    ("muted", "by", "left"),
    [("2024-0001", None, {2}), ("2024-0001", "lain", {1, 2}), (None, "petugas", set()), (None, None, set())],
)
def test_a_mute_keeps_back_the_alert_that_waits(world, officer, noon, muted, by, left):
    for key in (1, 2):
        world.event(world.case(key))
    waits = replace(officer, group_wait=timedelta(minutes=5))
    plan_alerts(world.engine, (waits,), noon)
    with write(world.engine) as connection:
        add_mute(connection, case=muted, subscription=by, until=noon + HOUR, reason="", by="p", now=noon)
    states = {row.thread_key: row.state for row in world.messages()}
    assert {int(key[-1]) for key, state in states.items() if state == "waiting"} == left
    assert world.fates("petugas").get("muted", 0) == 2 - len(left)


def test_a_mute_lets_the_clearing_of_an_alerted_case_go_out(world, officer, noon):
    case = world.case()
    world.event(case)
    plan_alerts(world.engine, (officer,), noon)
    first = world.messages()[0]
    with write(world.engine) as connection:
        settle(connection, first.id, "sent")
        settle_items(connection, first.id, "sent")
    world.event(case, "denied")
    plan_alerts(world.engine, (officer,), noon)
    with write(world.engine) as connection:
        add_mute(connection, case=case.code, subscription=None, until=noon + HOUR, reason="", by="p", now=noon)
    assert [row.state for row in world.messages()] == ["sent", "waiting"]


def test_a_query_decides_what_a_reader_gets(world, officer, noon):
    world.event(world.case())
    readers = (replace(officer, query="camat kampanye"), replace(officer, id="lain", query="bansos"))
    plan_alerts(world.engine, readers, noon)
    assert world.fates("petugas") == {"queued": 1}
    assert world.fates("lain") == {}


def test_events_that_become_visible_out_of_order_are_not_lost(world_on_each, officer, noon):
    world = world_on_each
    cases = [world.case(key) for key in range(1, 4)]
    late = world.event(cases[0])
    world.event(cases[1])
    with write(world.engine) as connection:  # the first one is still in somebody's open transaction
        from archive.tables.incidents import incident_event

        kept = connection.execute(incident_event.select().where(incident_event.c.id == late)).one()._mapping
        connection.execute(incident_event.delete().where(incident_event.c.id == late))
    plan_alerts(world.engine, (officer,), noon)
    with write(world.engine) as connection:
        connection.execute(incident_event.insert().values(**kept))
    plan_alerts(world.engine, (officer,), noon)
    assert len(world.messages()) == 2


@pytest.mark.parametrize("planner", ["alerts", "digests"])
def test_two_schedulers_at_once_make_each_message_once(world_on_each, officer, noon, planner):
    world = world_on_each
    readers = tuple(replace(officer, id=f"p{number}") for number in range(4))
    with write(world.engine) as connection:
        enrol(connection, readers, noon - timedelta(days=2))
    for key in range(1, 9):
        world.event(world.case(key))

    def work() -> None:
        if planner == "alerts":
            plan_alerts(world.engine, readers, noon)
        else:
            plan_digests(world.engine, readers, noon)

    if planner == "digests":
        plan_alerts(world.engine, readers, noon)
    before = len(world.messages())
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(world.messages()) - before == (32 if planner == "alerts" else 4)


@pytest.mark.parametrize("how", ["paused", "removed", "left the file", "paused in the file"])
def test_who_wants_nothing_any_more_gets_nothing_that_waits_but_clearings(world, officer, noon, how):
    from_file = "file" in how
    reader = replace(officer, id="lama")
    with write(world.engine) as connection:
        enrol(connection, (reader,), noon - HOUR) if from_file else add(connection, reader, noon - HOUR)
    told, untold = world.case(1, "Tinggi"), world.case(2, "Tinggi")
    for case in (told, untold):
        world.event(case)
    subscriptions = (reader,) if from_file else ()
    plan_alerts(world.engine, subscriptions, noon)
    first, second = world.messages()
    with write(world.engine) as connection:
        settle(connection, first.id, "sent")
        settle_items(connection, first.id, "sent")
    world.event(told, "cleared", to="X1")
    plan_alerts(world.engine, subscriptions, noon)
    with write(world.engine) as connection:
        if how == "paused":
            pause(connection, "lama", paused=True)
        elif how == "removed":
            remove(connection, "lama")
        else:
            enrol(connection, (replace(reader, paused=True),) if how == "paused in the file" else (), noon)
    states = {row.id: row.state for row in world.messages()}
    assert states[second.id] == "expired"
    assert sorted(states.values()) == ["expired", "sent", "waiting"]
    assert world.fates("lama") == {"muted": 1, "queued": 1, "sent": 1}


def test_people_and_the_file_share_one_list(world, officer, noon):
    with write(world.engine) as connection:
        enrol(connection, (officer,), noon)
        add(connection, replace(officer, id="orang"), noon)
        with pytest.raises(UsageError, match="already"):
            add(connection, replace(officer, id="orang"), noon)
        with pytest.raises(UsageError, match=r"subscriptions\.yaml"):
            remove(connection, "petugas")
        pause(connection, "petugas", paused=True)
        assert [(e.subscription.id, e.subscription.paused) for e in enrolled(connection)] == [
            ("petugas", True), ("orang", False),
        ]  # fmt: skip
        remove(connection, "orang")
        assert enrol(connection, (), noon) == ()
