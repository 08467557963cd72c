from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.decide import History, decide
from alerts.model import Case, Event, Mute, Subscription

NOW = datetime(2024, 11, 1, 5, tzinfo=UTC)
CASE = Case(1, "2024-0001", "label", "Tinggi")
OPENED = Event(1, CASE, "opened", NOW, "Tinggi", alertable=True, published_at=NOW - timedelta(hours=3))
BOTH = Subscription("x", "file", "outbox")
INSTANT = replace(BOTH, mode="instant")
DIGEST = replace(BOTH, mode="digest")
ALERTED = History(alerted=True, told=True)
MUTE = Mute(None, 1, NOW - timedelta(hours=1), NOW + timedelta(hours=1))


def fate(event=OPENED, reader=BOTH, history=History(), mutes=()):  # noqa: B008 - frozen
    return decide(event, reader, history, mutes, NOW).fate


def test_a_grave_new_case_alerts_at_once():
    assert fate() == "queued"
    assert fate(reader=DIGEST) == "digest"


@pytest.mark.parametrize("reader", [BOTH, INSTANT, DIGEST])
def test_imports_backfill_and_first_crawls_never_alert(reader):
    imported = replace(OPENED, alertable=False)
    assert fate(imported, reader) != "queued"


def test_an_event_that_grew_old_in_a_downtime_waits_for_the_digest():
    assert fate(replace(OPENED, at=NOW - timedelta(hours=25))) == "digest"


def test_an_old_article_alerts_when_it_was_stored_so():
    assert fate(replace(OPENED, published_at=NOW - timedelta(days=300))) == "queued"  # pantau import --alert


def test_lower_levels_wait_for_the_digest_unless_the_case_is_followed():
    low = replace(OPENED, level="Sedang")
    assert fate(low) == "digest"
    assert fate(replace(low, case=replace(CASE, followed=True))) == "queued"


def test_another_article_about_a_known_case_is_no_alert():
    again = replace(OPENED, type="article")
    assert fate(again, history=ALERTED) == "digest"
    assert fate(again, INSTANT, ALERTED) == "merged"


@pytest.mark.parametrize("kind", ["step", "severity"])
def test_a_step_of_an_alerted_case_alerts_again_whatever_its_level(kind):
    assert fate(replace(OPENED, type=kind, level="Rendah"), history=ALERTED) == "queued"


@pytest.mark.parametrize("kind", ["cleared", "denied", "corrected"])
def test_clearings_reach_everyone_alerted_through_mute_cap_and_filter(kind):
    clearing = replace(OPENED, type=kind, level="Rendah")
    full = replace(ALERTED, this_hour=1000)
    assert fate(clearing, BOTH, full, (MUTE,)) == "queued"
    assert fate(clearing, DIGEST, History(told=True)) == "digest"
    assert fate(replace(clearing, alertable=False), INSTANT, ALERTED) == "digest"


def test_an_officers_dismissal_is_a_clearing():
    dismissed = replace(
        OPENED, type="decision", alertable=False, published_at=None, payload={"field": "review", "value": "dismissed"}
    )
    assert fate(dismissed, history=ALERTED, mutes=(MUTE,)) == "queued"


def test_a_verification_reaches_who_was_alerted_and_nobody_else():
    verified = replace(
        OPENED, type="decision", alertable=False, published_at=None, payload={"field": "review", "value": "verified"}
    )
    assert fate(verified, history=ALERTED) == "queued"
    assert fate(verified) == "digest"


@pytest.mark.parametrize("value", ["verified", "dismissed"])
def test_the_same_decision_made_twice_rings_once(value):
    made = replace(OPENED, type="decision", alertable=False, published_at=None)
    payload = {"field": "review", "value": value, "from": "unreviewed"}
    assert fate(replace(made, payload=payload), history=ALERTED) == "queued"
    assert fate(replace(made, payload=payload | {"from": value}), history=ALERTED) == "digest"


@pytest.mark.parametrize("value", ["dismissed", "unreviewed"])
@pytest.mark.parametrize("history", [History(), History(told=True)])
def test_an_officers_word_rings_nobody_who_was_not_alerted(value, history):
    payload = {"field": "review", "value": value, "from": "unreviewed" if value == "dismissed" else "dismissed"}
    made = replace(OPENED, type="decision", alertable=False, published_at=None, payload=payload)
    assert fate(made, history=history) == "digest"
    assert fate(made, INSTANT, history) == ("digest" if value == "dismissed" and history.told else "merged")


def test_a_mute_holds_for_its_case_its_reader_and_its_time():
    assert fate(mutes=(MUTE,)) == "muted"
    assert fate(mutes=(replace(MUTE, incident_id=2),)) == "queued"
    assert fate(mutes=(replace(MUTE, subscription_id="other"),)) == "queued"
    assert fate(mutes=(replace(MUTE, until=NOW),)) == "queued"


def test_above_the_hourly_cap_events_flow_into_the_digest_but_critical_ones_ring():
    full = History(this_hour=BOTH.hourly_cap)
    assert fate(history=full) == "digest"
    assert fate(reader=INSTANT, history=full) == "digest"
    assert fate(replace(OPENED, level="Kritis"), history=full) == "queued"
