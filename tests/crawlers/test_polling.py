import bisect
import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from crawlers.backoff import fresh_for, retry_after
from crawlers.polling import Rhythm, learn, next_after_failure, next_due, revisit_due

ZONE = ZoneInfo("Asia/Jakarta")
NOON = datetime(2024, 11, 5, 5, tzinfo=UTC)
BOUNDS = timedelta(minutes=10), timedelta(hours=6)
DAY_SHAPE = [0.2] * 5 + [0.6, 1.2] + [1.8] * 10 + [1.2, 1.0, 0.8, 0.6, 0.5, 0.4, 0.3]


def articles(rate, start, days, dice):
    """Publication times of a newsroom: a Poisson process whose rate follows the hour of the day."""
    at, end, times = start, start + timedelta(days=days), []
    while at < end:
        at += timedelta(hours=dice.expovariate(rate * 1.8))
        if dice.random() < DAY_SHAPE[at.astimezone(ZONE).hour] / 1.8:
            times.append(at)
    return times


def poll_all(newsrooms, start, days):
    """Poll each newsroom by what is learnt of it; return delays in minutes, polls and longest intervals."""
    delays, polls, gaps = [], 0, []
    for times in newsrooms:
        at, last, rhythm, index = start, None, None, 0
        longest = timedelta(0)
        while at < start + timedelta(days=days):
            here = bisect.bisect_right(times, at)
            rhythm = learn(rhythm, times[max(0, here - 20) : here], last, at, ZONE)
            if at >= start + timedelta(days=1):  # the first day is for learning
                delays += [
                    (at - said) / timedelta(minutes=1)
                    for said in times[index:here]
                    if said >= start + timedelta(days=1)
                ]
                polls += 1
            index, last = here, at
            at = next_due(rhythm, at, ZONE, BOUNDS)
            longest = max(longest, at - last)
        gaps.append(longest)
    return delays, polls, gaps


def test_a_thousand_outlets_wait_less_than_under_uniform_polling_and_none_starves():
    dice = random.Random(7)
    start, days = datetime(2024, 11, 1, tzinfo=UTC), 2
    newsrooms = [
        articles(min(dice.lognormvariate(-1.2, 1.4), 25), start - timedelta(hours=12), days + 0.5, dice)
        for _ in range(1000)
    ]
    delays, polls, gaps = poll_all(newsrooms, start, days)
    uniform = len(newsrooms) * (days - 1) * 24 * 60 / polls  # minutes between polls for the same number of polls
    assert sum(delays) / len(delays) < 0.75 * uniform / 2
    assert max(gaps) <= BOUNDS[1]


def test_the_interval_follows_the_root_of_the_rate():
    slow, fast = (next_due(Rhythm(rate), NOON, ZONE, BOUNDS) - NOON for rate in (0.25, 4.0))
    assert slow / fast == 4
    assert next_due(Rhythm(1000), NOON, ZONE, BOUNDS) - NOON == BOUNDS[0]
    assert next_due(Rhythm(0.0001), NOON, ZONE, BOUNDS) - NOON == BOUNDS[1]


def test_the_night_is_polled_less_and_the_morning_is_not_slept_through():
    rhythm = Rhythm(1, tuple(0.0 if hour < 6 else 40.0 for hour in range(24)))
    midnight = datetime(2024, 11, 4, 17, tzinfo=UTC)
    due = next_due(rhythm, midnight, ZONE, BOUNDS)
    assert due - midnight > timedelta(hours=2)
    before_six = datetime(2024, 11, 4, 22, 50, tzinfo=UTC)
    assert next_due(rhythm, before_six, ZONE, BOUNDS) < datetime(2024, 11, 4, 23, 40, tzinfo=UTC)


def test_the_rhythm_is_learnt_and_entries_seen_before_do_not_count_twice():
    times = [NOON - timedelta(hours=n) for n in range(1, 11)]
    first = learn(None, times, None, NOON, ZONE)
    assert 0.8 < first.rate < 1.1
    again = learn(first, times, NOON, NOON + timedelta(minutes=30), ZONE)
    assert again.hours == first.hours
    assert learn(first, [], NOON, NOON, ZONE) == first
    assert learn(None, [NOON + timedelta(days=3)] * 5, None, NOON, ZONE).rate == Rhythm().rate


def test_failures_double_the_pause_within_bounds():
    pauses = [next_after_failure(n, NOON, BOUNDS) - NOON for n in (1, 2, 9)]
    assert pauses == [timedelta(minutes=20), timedelta(minutes=40), BOUNDS[1]]


def test_kept_articles_are_visited_again_at_growing_ages():
    seen = NOON
    assert not revisit_due(seen, seen, seen + timedelta(minutes=59))
    assert revisit_due(seen, seen, seen + timedelta(hours=1))
    assert not revisit_due(seen, seen + timedelta(hours=1), seen + timedelta(hours=5))
    assert revisit_due(seen, seen + timedelta(hours=6), seen + timedelta(days=2))
    assert not revisit_due(seen, seen + timedelta(days=30), seen + timedelta(days=400))


def test_retry_after_and_cache_control_are_read_and_bounded():
    assert retry_after("120", NOON) == timedelta(minutes=2)
    assert retry_after("Tue, 05 Nov 2024 05:10:00 GMT", NOON) == timedelta(minutes=10)
    assert retry_after("Tue, 05 Nov 2024 04:00:00 GMT", NOON) == timedelta(0)
    assert retry_after("99999999999999999999", NOON) == timedelta(days=1)
    assert retry_after("nanti", NOON) is None
    assert fresh_for("public, max-age=600", "100") == timedelta(seconds=500)
    assert fresh_for("max-age=600, no-cache") == timedelta(0)
    assert fresh_for("s-maxage=999999999") == timedelta(hours=6)
