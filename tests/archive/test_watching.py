"""Visits, notices, alarms and turns at hosts on both databases."""

from datetime import UTC, datetime, timedelta

from archive.database import read, write
from archive.store.alarms import mark_told, note_alarms, open_alarms, untold_alarms
from archive.store.hosts import forget_hosts, reserve, rest, turn_of

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_machines_take_turns_at_a_host(engine):
    with write(engine) as connection:
        assert [reserve(connection, "a.example", NOW, 2 * SECOND) for _ in range(3)] == [
            0 * SECOND,
            2 * SECOND,
            4 * SECOND,
        ]
        assert reserve(connection, "b.example", NOW, SECOND) == timedelta(0)
        assert reserve(connection, "a.example", NOW + 10 * SECOND, SECOND) == timedelta(0)
        rest(connection, "a.example", NOW + 60 * SECOND)
        rest(connection, "a.example", NOW + 30 * SECOND)
        assert turn_of(connection, "a.example") == NOW + 60 * SECOND
        assert reserve(connection, "a.example", NOW + 20 * SECOND, SECOND) == 40 * SECOND
        assert forget_hosts(connection, NOW + 30 * SECOND) == 1


def test_an_alarm_begins_is_told_once_ends_and_is_told_again(engine):
    with write(engine) as connection:
        note_alarms(connection, "satu", {"silent": "quiet", "clock": "wrong"}, now=NOW)
        note_alarms(connection, "satu", {"silent": "still quiet"}, now=NOW + SECOND)
        (silent,) = open_alarms(connection)
        assert (silent.kind, silent.since, silent.reason) == ("silent", NOW, "still quiet")
        told = untold_alarms(connection)
        assert [one.kind for one in told] == ["silent"]  # the clock was mended before anybody was told
        mark_told(connection, told, now=NOW + SECOND)
        assert not untold_alarms(connection)
        note_alarms(connection, "satu", {}, now=NOW + 2 * SECOND, seen=False)
        assert not untold_alarms(connection)
        note_alarms(connection, "satu", {}, now=NOW + 2 * SECOND)
        (ended,) = untold_alarms(connection)
        assert ended.ended_at == NOW + 2 * SECOND
        mark_told(connection, [ended], now=NOW + 3 * SECOND)
    with read(engine) as connection:
        assert not untold_alarms(connection)
        assert not open_alarms(connection, outlet="satu")
