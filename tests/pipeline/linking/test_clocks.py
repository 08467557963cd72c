from datetime import UTC, date, datetime

import pytest

from archive.records.analysis import Stage
from archive.records.incident import IncidentStep
from pipeline.linking.clocks import ClockFacts, add_days, clocks, days_between, is_working_day


def step(code, day):
    return IncidentStep(Stage(code), day, dated=True, article_id=1, spans=(), articles=(1,))


def at(year, month, day, hour=3):
    return datetime(year, month, day, hour, tzinfo=UTC)


def by_code(facts, now):
    return {clock.limit.code: clock for clock in clocks(facts, now)}


def test_a_pilkada_report_is_due_seven_days_after_it_became_known():
    clock = by_code(ClockFacts("pilkada", date(2024, 10, 5)), at(2024, 10, 10))["pilkada_report"]
    assert (clock.due, clock.left, clock.state) == (date(2024, 10, 12), 2, "running")


def test_the_last_day_still_counts_and_the_next_does_not():
    facts = ClockFacts("pilkada", date(2024, 10, 5))
    assert by_code(facts, at(2024, 10, 12))["pilkada_report"].state == "running"
    late = by_code(facts, at(2024, 10, 13))["pilkada_report"]
    assert (late.state, late.left) == ("expired", -1)


def test_the_day_begins_at_the_place_of_the_case():
    # 18:00 UTC on the 12th is 01:00 on the 13th in Jakarta
    assert by_code(ClockFacts("pilkada", date(2024, 10, 5)), at(2024, 10, 12, 18))["pilkada_report"].state == "expired"


def test_bawaslu_has_three_days_and_two_more_after_a_report():
    facts = ClockFacts("pilkada", date(2024, 10, 5), (step("S3", date(2024, 10, 7)),))
    found = by_code(facts, at(2024, 10, 8))
    assert found["pilkada_report"].state == "met"
    assert found["pilkada_handle"].due == date(2024, 10, 10)
    assert found["pilkada_handle_more"].due == date(2024, 10, 12)


def test_a_pemilu_report_has_seven_working_days_without_holidays():
    # Thursday 8 February 2024 (Isra Miraj), Friday 9 (joint leave), Wednesday 14 (election day) are free
    facts = ClockFacts("pemilu", date(2024, 2, 5), (step("S1", date(2024, 2, 5)),))
    found = by_code(facts, at(2024, 2, 6))
    assert found["pemilu_report"].due == date(2024, 2, 19)
    assert found["pemilu_report"].left == 6


def test_pemilu_handling_takes_seven_days_or_fourteen_working_days():
    facts = ClockFacts("pemilu", date(2024, 1, 8), (step("S3", date(2024, 1, 10)),))
    found = by_code(facts, at(2024, 1, 11))
    assert found["pemilu_handle"].due == date(2024, 1, 17)
    assert found["pemilu_handle_more"].due == date(2024, 1, 30)


def test_the_task_force_has_seven_days_from_forwarding_until_a_recommendation():
    sent = ClockFacts(None, date(2024, 10, 5), (step("S5", date(2024, 10, 20)),))
    assert by_code(sent, at(2024, 10, 21))["bkn_follow_up"].due == date(2024, 10, 27)
    done = ClockFacts(None, date(2024, 10, 5), (step("S5", date(2024, 10, 20)), step("S6", date(2024, 10, 25))))
    assert by_code(done, at(2024, 12, 1))["bkn_follow_up"].state == "met"


def test_nothing_runs_for_a_closed_case():
    assert clocks(ClockFacts("pilkada", date(2024, 10, 5), closed=True), at(2024, 10, 6)) == ()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 10, 7), True),
        (date(2024, 10, 5), False),
        (date(2024, 8, 17), False),
        (date(2024, 4, 8), False),
        (date(2024, 11, 27), False),
    ],
)
def test_working_days_know_weekends_holidays_joint_leave_and_election_days(day, works):
    assert is_working_day(day) is works


def test_counting_forward_and_back_agree():
    for start in (date(2024, 4, 1), date(2024, 12, 20), date(2025, 3, 25)):
        for days in (1, 5, 14):
            due = add_days(start, days, "working_days")
            assert days_between(start, due, "working_days") == days
            assert days_between(due, start, "working_days") <= 0
