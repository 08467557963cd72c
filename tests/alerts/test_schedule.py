import itertools
import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model import Quiet, Subscription
from alerts.schedule import due_digest, is_fresh, local_instant, next_digest, quiet_until, retry_at

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def reader(zone: str = "Asia/Makassar", at: time = time(7), days: frozenset[int] = frozenset(range(7))) -> Subscription:
    return Subscription("x", "file", "outbox", timezone=zone, digest_at=at, days=days)


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Jakarta", 0), ("Asia/Makassar", 23), ("Asia/Jayapura", 22), ("America/New_York", 11)]
)
def test_the_digest_is_due_by_the_readers_own_clock(zone, hour):
    due = datetime(2024, 11, 1, hour, tzinfo=UTC)
    day = due.astimezone(ZoneInfo(zone)).date()
    assert due_digest(reader(zone), due, LONG_AGO, day - timedelta(days=1)) == day
    assert due_digest(reader(zone), due - timedelta(seconds=1), LONG_AGO, day - timedelta(days=1)) is None


def test_digests_missed_in_a_downtime_are_made_up_once():
    now = datetime(2024, 11, 5, 3, tzinfo=UTC)
    day = due_digest(reader(), now, LONG_AGO, date(2024, 11, 1))
    assert day == date(2024, 11, 5)
    assert due_digest(reader(), now, LONG_AGO, day) is None


def test_a_weekly_digest_is_made_up_days_later():
    monday = reader(days=frozenset({0}))
    assert due_digest(monday, datetime(2024, 11, 7, 3, tzinfo=UTC), LONG_AGO, date(2024, 10, 28)) == date(2024, 11, 4)


def test_a_new_subscription_owes_nothing_for_this_morning():
    now = datetime(2024, 11, 1, 3, tzinfo=UTC)
    assert due_digest(reader(), now, now, None) is None
    assert due_digest(reader(), now + timedelta(days=1), now, None) == date(2024, 11, 2)


def test_a_time_that_summer_time_skips_moves_on():
    found = local_instant(date(2025, 3, 30), time(2, 30), ZoneInfo("Europe/Amsterdam"))
    assert found.astimezone(ZoneInfo("Europe/Amsterdam")).time() == time(3, 30)


def test_a_time_that_comes_twice_means_its_first():
    found = local_instant(date(2025, 10, 26), time(2, 30), ZoneInfo("Europe/Amsterdam"))
    assert found == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


@given(
    st.sampled_from(
        ["Asia/Jakarta", "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]
    ),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.integers(0, 400),
    st.sampled_from([7, 20, 45, 90, 240]),
)
def test_ticking_makes_each_local_day_once_whatever_the_zone(zone, at, start, minutes):
    subscription = reader(zone, at)
    begin = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=start)
    last, made = None, []
    for tick in range(0, 4 * 24 * 60, minutes):
        day = due_digest(subscription, begin + timedelta(minutes=tick), begin, last)
        if day is not None:
            made.append(day)
            last = day
    assert len(set(made)) == len(made)
    assert all(b - a == timedelta(days=1) for a, b in itertools.pairwise(made))
    assert 3 <= len(made) <= 5


def test_next_digest_lies_ahead_and_on_a_chosen_day():
    found = next_digest(reader(days=frozenset({4})), datetime(2024, 11, 1, 3, tzinfo=UTC))
    assert found == datetime(2024, 11, 7, 23, tzinfo=UTC)


def test_quiet_hours_over_midnight_hold_back_until_morning():
    quiet, zone = Quiet(time(21), time(5, 30)), ZoneInfo("Asia/Jakarta")
    late, early = datetime(2024, 11, 1, 15, tzinfo=UTC), datetime(2024, 11, 1, 21, tzinfo=UTC)
    assert quiet_until(quiet, zone, "Tinggi", late) == datetime(2024, 11, 1, 22, 30, tzinfo=UTC)
    assert quiet_until(quiet, zone, "Tinggi", early) == datetime(2024, 11, 1, 22, 30, tzinfo=UTC)
    assert quiet_until(quiet, zone, "Tinggi", datetime(2024, 11, 1, 5, tzinfo=UTC)) is None
    assert quiet_until(quiet, zone, "Kritis", late) is None
    assert quiet_until(Quiet(time(21), time(5, 30), None), zone, "Kritis", late) is not None


def test_retries_wait_longer_each_time_and_end():
    now, chance = datetime(2024, 11, 1, tzinfo=UTC), random.Random(1)
    waits = [retry_at(attempt, now, None, chance) for attempt in range(1, 8)]
    minutes = [None if at is None else (at - now).total_seconds() / 60 for at in waits]
    for found, base in zip(minutes, (1, 5, 15, 60, 240, 720), strict=False):
        assert found is not None
        assert base <= found <= base * 1.2
    assert minutes[6] is None


def test_a_channels_own_wish_to_wait_is_kept():
    now = datetime(2024, 11, 1, tzinfo=UTC)
    found = retry_at(1, now, timedelta(minutes=30), random.Random(1))
    assert found == now + timedelta(minutes=30)


def test_an_event_that_nobody_planned_for_a_day_rings_no_more():
    now = datetime(2024, 11, 3, tzinfo=UTC)
    assert is_fresh(now - timedelta(hours=23), now)
    assert not is_fresh(now - timedelta(hours=25), now)
