from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawlers.days import Days, learn_days
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
    assert failing(["robots"] * 3).kind == "robots"
    assert failing(["busy", "failed", "busy"]).kind == "busy"
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


DAY = timedelta(days=1)
NINE = datetime(2024, 11, 4, 1, tzinfo=UTC)  # a Monday, 09.00 WITA


def printed(weeks, days=range(7)):
    """One article at nine on each of these weekdays."""
    told = [NINE - DAY * n for n in range(1, weeks * 7 + 1)]
    return [at for at in told if at.astimezone(ZONE).weekday() in days]


def silent_after(published, quiet):
    """Tell whether the alarm rings some days after the newest article, told once a day."""
    days, now = Days(), max(published) + quiet
    for at in sorted(published):
        days = learn_days(days, [one for one in published if at - 9 * DAY < one <= at], at + hours(1), ZONE)
    days = learn_days(days, published[:10], now, ZONE)  # what lasts is no habit
    rhythm = Rhythm(len(published) / ((max(published) - min(published)) / hours(1)), EVEN)
    return silent(rhythm, max(published), NINE - 99 * DAY, now, ZONE, days) is not None


def test_an_outlet_with_one_article_every_day_is_silent_after_two_days_without():
    daily = printed(8)
    assert not silent_after(daily, 1.4 * DAY)
    assert silent_after(daily, 2.8 * DAY)


def test_an_outlet_of_working_days_is_not_silent_at_the_weekend():
    weekdays = printed(8, range(5))
    assert max(weekdays).astimezone(ZONE).weekday() == 4
    assert not silent_after(weekdays, 2.9 * DAY)  # until Monday morning
    assert silent_after(weekdays, 6 * DAY)


def test_an_irregular_outlet_of_the_same_rate_is_given_a_week():
    import random

    drawn = random.Random(7)
    at, irregular = NINE - 90 * DAY, []
    while at < NINE - DAY:
        at += DAY * drawn.expovariate(1.0)
        irregular.append(at)
    assert not silent_after(irregular, 3 * DAY)
    assert silent_after(irregular, 12 * DAY)


def test_days_are_remembered_and_none_is_judged_twice_or_unseen():
    days = learn_days(Days(), printed(2), NINE, ZONE)
    assert Days.of(days.plain) == days
    assert learn_days(days, printed(2), NINE + hours(1), ZONE) == days
    assert Days.of({}) == Days()
    later = learn_days(days, [NINE + 30 * DAY], NINE + 30 * DAY + hours(2), ZONE)  # the feed reaches back a day only
    assert sum(later.judged) == pytest.approx(sum(days.judged))
