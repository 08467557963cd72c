from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from alerts.acknowledge import Answer, acknowledge, answers, unanswered
from alerts.deliver import deliver_due
from alerts.digest.collect import collect
from alerts.digest.scope import period_scope
from alerts.model import Delivery, Message, Receipt
from alerts.plan import plan_alerts
from archive.database import read, write
from archive.tables.incidents import incident
from base.errors import ArchiveError

DAY = timedelta(days=1)


class Taken:
    async def send(self, _message: Message, _delivery: Delivery):
        return Receipt()


@pytest.fixture
def alerted(world_on_each, officer, noon):
    """A case whose alert went out at noon."""
    world = world_on_each
    world.event(world.case(1, "Kritis"))
    plan_alerts(world.engine, (officer,), noon)
    assert deliver_due(world.engine, {"file": Taken()}, noon).sent == 1
    return world


def silent(world, now, subscription=None):
    with read(world.engine) as connection:
        return set(unanswered(connection, now, subscription))


def test_an_alert_without_an_answer_is_told_after_twelve_hours_and_let_go_after_a_week(alerted, noon):
    assert silent(alerted, noon + timedelta(hours=11)) == set()
    assert silent(alerted, noon + timedelta(hours=13)) == {1}
    assert silent(alerted, noon + 8 * DAY) == set()


def test_an_alert_counts_for_the_reader_it_went_to(alerted, noon):
    assert silent(alerted, noon + DAY, "petugas") == {1}
    assert silent(alerted, noon + DAY, "orang-lain") == set()


def test_an_answer_is_noted_once_with_who_and_when(alerted, noon):
    with write(alerted.engine) as connection:
        assert acknowledge(connection, "2024-0001", "rina", noon, "petugas")
        assert not acknowledge(connection, "2024-0001", "rina", noon + DAY, "petugas")
        assert acknowledge(connection, "2024-0001", "command line", noon + DAY)
        assert not acknowledge(connection, "2024-0001", "command line", noon + DAY)
        assert answers(connection, [1]) == {1: Answer("rina", noon, "petugas")}
    assert silent(alerted, noon + DAY) == set()


def test_an_unknown_case_cannot_be_answered(alerted, noon):
    with write(alerted.engine) as connection, pytest.raises(ArchiveError):
        acknowledge(connection, "2024-0999", "rina", noon)


@pytest.mark.parametrize("change", [{"review": "verified"}, {"assignee": "rina"}, {"end_stage": "X1"}])
def test_a_case_in_hand_or_over_asks_for_no_answer(alerted, noon, change):
    with write(alerted.engine) as connection:
        connection.execute(update(incident).where(incident.c.id == 1).values(**change))
    assert silent(alerted, noon + DAY) == set()


def test_the_answer_to_a_case_holds_for_what_it_was_merged_into(alerted, noon):
    with write(alerted.engine) as connection:
        acknowledge(connection, "2024-0001", "rina", noon, "petugas")
    alerted.case(2, "Kritis")
    with write(alerted.engine) as connection:
        connection.execute(update(incident).where(incident.c.id == 1).values(merged_into=2))
        assert answers(connection, [2])[2].by == "rina"
    assert silent(alerted, noon + DAY) == set()


def test_the_digest_asks_for_the_answer_and_stops_when_it_is_given(alerted, officer, noon):
    reader = replace(officer, timezone="Asia/Makassar", mode="both")
    # The limit to report has run out of sight, so that only the missing answer asks for action.
    alerted.update(replace(alerted.case(3, "Kritis"), id=1, code="2024-0001", known_day=date(2024, 10, 1)))
    tomorrow = noon + DAY

    def asked():
        with read(alerted.engine) as connection:
            scope = period_scope(connection, reader, tomorrow - timedelta(hours=1), tomorrow)
            data = collect(connection, reader, scope, tomorrow.astimezone(ZoneInfo(reader.timezone)).date(), tomorrow)
        return [(line.view.code, line.left, line.what) for line in data.actions if line.view.code == "2024-0001"]

    assert asked() == [("2024-0001", "tanggapi", "peringatan dikirim 1 Nov 2024, belum ada yang menanggapi")]
    with write(alerted.engine) as connection:
        acknowledge(connection, "2024-0001", "rina", noon, "petugas")
    assert asked() == []
