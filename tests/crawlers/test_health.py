from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawlers.health import clock_wrong, failing, frozen, parser_broken, silent, too_few
from crawlers.polling import Rhythm

ZONE = ZoneInfo("Asia/Makassar")
EVEN = (1.0,) * 24
NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)


def hours(n):
    return timedelta(hours=n)


@pytest.mark.parametrize(
    ("rate", "quiet", "alarm"),
    [(5.0, 2, False), (5.0, 4, True), (1.0, 4, False), (1.0, 8, True), (0.04, 24, False), (0.04, 24 * 9, True)],
)
def test_an_outlet_is_silent_against_its_own_rhythm(rate, quiet, alarm):
    assert bool(silent(Rhythm(rate, EVEN), NOW - hours(quiet), NOW - hours(2000), NOW, ZONE)) is alarm


def test_a_quiet_night_is_no_silence():
    day_only = Rhythm(2.0, tuple(0.0 if h < 6 or h > 20 else 60.0 for h in range(24)))
    evening = datetime(2024, 11, 4, 12, 50, tzinfo=UTC)
    assert silent(day_only, evening, None, evening + hours(9), ZONE) is None
    assert silent(Rhythm(2.0, EVEN), evening, None, evening + hours(9), ZONE) is not None


def test_an_outlet_dead_from_the_start_is_silent_after_a_day():
    assert silent(None, None, NOW - hours(23), NOW, ZONE) is None
    assert silent(None, None, NOW - hours(25), NOW, ZONE).kind == "silent"


def test_three_failures_alike_raise_an_alarm():
    assert failing(["unreachable"] * 2) is None
    assert failing(["unreachable"] * 3).kind == "unreachable"
    assert failing(["blocked", "failed", "blocked"]).kind == "blocked"
    assert failing(["failed"] * 3).kind == "parser"
    assert failing(["failed", "ok", "failed"]) is None


def test_a_redesign_shows_in_the_share_of_bad_pages():
    assert parser_broken(20, 2, 0.05) is None
    assert parser_broken(20, 15, 0.05).kind == "parser"
    assert parser_broken(5, 5, 0.0) is None
    assert parser_broken(20, 15, 0.7) is None


def test_a_wrong_zone_shows_in_future_or_late_dates():
    found = [NOW - hours(n) for n in range(10)]
    assert clock_wrong([at - timedelta(minutes=10) for at in found], found, timedelta(minutes=15)) is None
    assert clock_wrong([at + hours(8) for at in found], found, timedelta(minutes=15)).values == (("hours", 8),)
    assert clock_wrong([at - hours(7.2) for at in found], found, timedelta(minutes=15)).kind == "clock"
    assert clock_wrong([at - hours(7.2) for at in found], found, hours(6)) is None


def test_a_frozen_feed_and_a_thin_day_are_told():
    assert frozen(5, 4).kind == "frozen"
    assert frozen(1, 9) is None
    assert too_few(2, (5, 200), full_day=True).kind == "few"
    assert too_few(2, (5, 200), full_day=False) is None
    assert too_few(2, None, full_day=True) is None


def test_an_outlet_without_dates_is_not_silent_after_one_night():
    assert silent(Rhythm(), NOW - hours(20), NOW - hours(2000), NOW, ZONE) is None
    assert silent(Rhythm(), NOW - hours(24 * 8), NOW - hours(2000), NOW, ZONE) is not None
