import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from archive.database import read, write
from archive.records.page import Entry, Page
from archive.store.rejected import keep_rejected
from archive.tables.alerts import delivery_attempt, outbox, outbox_item
from archive.tables.articles import rejected_text
from archive.tables.incidents import incident, incident_event
from base.clock import FixedClock
from base.errors import UsageError
from pantau.bootstrap import Application
from pantau.operations.prune import count, prune
from pantau.operations.trace import trace
from pipeline.page.urls import url_key

NOW = datetime(2024, 11, 1, 3, 0, tzinfo=UTC)


def send(engine, article_id: int, after: timedelta, outlet_key: str = "a") -> None:
    """Send an instant alert about the events of an article, so long after its publication."""
    at = NOW + after
    with write(engine) as connection:
        events = connection.execute(
            select(incident_event.c.id).where(incident_event.c.article_id == article_id)
        ).scalars()
        row = {
            "subscription_id": "ketua",
            "channel": "file",
            "recipient": "ketua",
            "form": "instant",
            "dedup_key": f"{outlet_key}{article_id}",
            "message_id": f"{outlet_key}{article_id}",
            "payload": "{}",
            "state": "sent",
            "created_at": NOW,
            "due_at": NOW,
            "sent_at": at,
        }
        number = connection.execute(insert(outbox).values(**row).returning(outbox.c.id)).scalar_one()
        for event in events.all():
            fate = {"subscription_id": "ketua", "event_id": event, "outbox_id": number, "fate": "sent"}
            connection.execute(insert(outbox_item).values(**fate, decided_at=NOW))
        connection.execute(insert(delivery_attempt).values(outbox_id=number, at=at, outcome="sent", detail="written"))


def test_the_way_of_an_article_is_told_from_entry_to_receipt(engine, store) -> None:
    number = store(engine, 1)
    send(engine, number, timedelta(minutes=7))
    with read(engine) as connection:
        found = trace(connection, str(number))
        code = connection.execute(select(incident.c.code)).scalar_one()
    stations = [step.station for step in found.steps]
    for earlier, later in (("published", "entry"), ("entry", "page"), ("page", "article"), ("article", "analysis")):
        assert stations.index(earlier) < stations.index(later)
    for earlier, later in (("analysis", "case"), ("case", "event"), ("event", "message"), ("attempt", "sent")):
        assert stations.index(earlier) < stations.index(later)
    assert next(step for step in found.steps if step.station == "case").detail["code"] == code
    assert stations.count("sent") == 1  # several events in one message are one message
    assert found.delays == (timedelta(minutes=7),)


def test_an_address_names_the_article_too(engine, store) -> None:
    number = store(engine, 1)
    with write(engine) as connection:
        key = url_key("https://warta.example/1")
        connection.exec_driver_sql(f"UPDATE article SET url_key = '{key}'")  # noqa: S608 - a hash
    with read(engine) as connection:
        assert trace(connection, "https://warta.example/1").article_id == number


def test_a_page_that_was_put_aside_says_why(engine) -> None:
    url = "https://warta.example/panen"
    with write(engine) as connection:
        keep_rejected(connection, Page(url, b"<p>Panen</p>", "html", NOW), url_key(url), reason="no word", now=NOW)
    with read(engine) as connection:
        found = trace(connection, url)
    assert [(step.station, step.detail["reason"]) for step in found.steps] == [("rejected", "no word")]
    assert found.article_id is None


def test_what_nobody_knows_is_an_error_that_says_what_to_give(engine) -> None:
    with read(engine) as connection, pytest.raises(UsageError, match="address"):
        trace(connection, "999")


def test_the_command_tells_the_delay(run, archive, store) -> None:
    number = store(archive, 1)
    send(archive, number, timedelta(hours=1, minutes=2, seconds=3))
    assert "1:02:03" in run("trace", str(number)).output
    assert json.loads(run("trace", str(number), "--json").stdout)["delays"] == [3723.0]


def test_prune_counts_first_and_removes_the_same(settings, archive, store, run) -> None:
    store(archive, 1)
    with write(archive) as connection:
        connection.execute(update(incident).values(closed_day=NOW.date()))
        for number, age in ((1, 31), (2, 29)):
            page = Page(f"https://warta.example/p{number}", b"<p>Panen</p>", "html", NOW)
            keep_rejected(connection, page, str(number), reason="no word", now=NOW - timedelta(days=age))
    application = Application(settings, FixedClock(NOW))
    assert count(application, NOW).rejected == 1
    assert count(application, NOW).cases == 0
    assert count(application, NOW + timedelta(days=500)).cases == 1
    with read(archive) as connection:
        assert len(connection.execute(select(rejected_text.c.url_key)).all()) == 2
    assert prune(application, NOW).rejected == 1
    assert count(application, NOW).rejected == 0
    assert json.loads(run("prune", "--dry-run", "--json").stdout)["rejected"] == 1  # today, the other one is old, too


def test_one_trace_id_stands_in_every_log_line_from_entry_to_receipt(engine, store, tmp_path, capsys) -> None:
    import asyncio

    from alerts.channels.file import FileChannel
    from alerts.deliver import deliver_due
    from alerts.plan import plan_alerts
    from alerts.subscriptions import parse_subscription
    from pantau.logs import set_up
    from pantau.memory import ArchiveMemory

    set_up("info", "json")
    one = store(engine, 1)
    wanted = f"{1:064}"[:16]
    found = Entry("warta", "https://warta.example/2", "feed", NOW)
    memory = ArchiveMemory(engine, None, FixedClock(NOW))
    asyncio.run(memory.settle(found, "kept", "", None))
    memory.close()
    subscription = parse_subscription(
        {
            "id": "ketua",
            "channel": "file",
            "recipient": "ketua",
            "mode": "instant",
            "level": "Rendah",
            "group_wait": "0s",
        }
    )
    plan_alerts(engine, (subscription,), NOW)
    later = NOW + timedelta(hours=1)
    deliver_due(engine, {"file": FileChannel(tmp_path / "outbox")}, later)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["trace"] for line in lines if line["event"] == "entry"] == [url_key(found.url)[:16]]
    assert {line["trace"] for line in lines if line["event"] == "event decided"} == {wanted}
    assert [line["traces"] for line in lines if line["event"] == "message"] == [[wanted]]
    with read(engine) as connection:
        assert trace(connection, wanted).article_id == one
