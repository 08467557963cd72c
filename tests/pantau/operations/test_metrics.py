import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import insert, text
from starlette.testclient import TestClient

from archive.database import open_database, read, write
from archive.store.crawls import end_crawl, start_crawl
from archive.store.outlets import OutletState, save_state
from archive.tables.alerts import outbox, outbox_item
from archive.tables.incidents import incident_event
from base.clock import FixedClock
from pantau.operations.endpoints import add_endpoints
from pantau.operations.exposition import Metric, render
from pantau.operations.metrics import exposition, quantile
from pantau.operations.status import status_page
from pantau.operations.words import words

NOW = datetime(2024, 11, 1, 3, 0, tzinfo=UTC)
SAMPLE = re.compile(r"([a-z_]+)(?:\{([^}]*)\})? (\S+)")


def told(text: str) -> dict[tuple[str, str], float]:
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, labels, value = SAMPLE.fullmatch(line).groups()
            found[name, (labels or "").replace('"', "")] = float(value)
    return found


def ring(engine, article_id: int, seconds: int) -> None:
    with write(engine) as connection:
        row = {"subscription_id": "s", "channel": "file", "recipient": "r", "form": "instant", "payload": "{}"}
        times = {"created_at": NOW, "due_at": NOW, "sent_at": NOW + timedelta(seconds=seconds)}
        keys = {"dedup_key": str(article_id), "message_id": str(article_id), "state": "sent"}
        number = connection.execute(insert(outbox).values(**row, **times, **keys).returning(outbox.c.id)).scalar_one()
        event = connection.execute(
            incident_event.select().where(incident_event.c.article_id == article_id).limit(1)
        ).one()
        fate = {"subscription_id": "s", "event_id": event.id, "outbox_id": number, "fate": "sent", "decided_at": NOW}
        connection.execute(insert(outbox_item).values(**fate))


def test_figures_are_counted_from_the_archive(engine, store) -> None:
    for number in range(4):
        ring(engine, store(engine, number), seconds=60 * (number + 1))
    with write(engine) as connection:
        for outcome in ("ok", "ok", "blocked"):
            end_crawl(connection, start_crawl(connection, "warta", now=NOW), now=NOW, outcome=outcome)
        late = NOW - timedelta(minutes=3)
        save_state(connection, OutletState("warta", last_success_at=late, next_due_at=late, health="ok"))
        save_state(connection, OutletState("dropped", next_due_at=NOW - timedelta(days=9), health="blocked"))
    with read(engine) as connection:
        found = told(exposition(connection, ["warta", "kabar"], NOW))
    assert found["pantau_articles", ""] == 4
    assert found["pantau_entries_total", "state:kept".replace(":", "=")] == 4
    assert found["pantau_crawls_total", "outcome=ok"] == 2
    assert found["pantau_crawls_total", "outcome=failed"] == 0  # told before the first one
    assert found["pantau_outlets", "health=ok"] == 1
    assert found["pantau_outlets", "health=new"] == 1
    assert found["pantau_outlets", "health=blocked"] == 0  # an outlet that is no longer watched
    assert found["pantau_crawl_lag_seconds", ""] == 180
    assert found["pantau_outbox_messages", "state=sent"] == 4
    assert found["pantau_publication_to_alert_seconds", "outlet=warta,quantile=0.5"] == 120
    assert found["pantau_publication_to_alert_seconds", "outlet=warta,quantile=0.95"] == 240


def test_what_waits_is_told_by_its_age(engine, store) -> None:
    store(engine, 1)
    with read(engine) as connection:
        found = told(exposition(connection, [], NOW + timedelta(seconds=90)))
    assert found["pantau_queue_lag_seconds", "queue=events"] == 90
    assert found["pantau_queue_lag_seconds", "queue=messages"] == 0


def test_the_text_keeps_to_prometheus_form() -> None:
    metric = Metric("pantau_x", "gauge", "Two\nlines.", (({"outlet": 'a"b\\c\n'}, 0.5),))
    assert render([metric]) == (
        '# HELP pantau_x Two\\nlines.\n# TYPE pantau_x gauge\npantau_x{outlet="a\\"b\\\\c\\n"} 0.5\n'
    )


def test_a_quantile_is_a_value_that_occurred() -> None:
    assert quantile([1, 2, 3, 4], 0.5) == 2
    assert quantile([1, 2, 3, 4], 0.95) == 4
    assert quantile([7], 0.5) == 7


@pytest.fixture
def app(plain_engine) -> FastAPI:
    made = FastAPI()
    add_endpoints(made, plain_engine, ["warta"], FixedClock(NOW))
    return made


def test_the_addresses_answer(app) -> None:
    client = TestClient(app, base_url="http://127.0.0.1:8750", client=("127.0.0.1", 40000))
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").json() == {"ready": True, "problem": None, "work": None}
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "pantau_outlets" in answer.text


def test_figures_are_not_told_to_strangers(app) -> None:
    client = TestClient(app, client=("203.0.113.9", 40000))
    assert client.get("/metrics").status_code == 403
    assert client.get("/healthz").status_code == 200


def test_an_archive_that_waits_for_an_upgrade_is_not_ready(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/empty.db")
    made = FastAPI()
    add_endpoints(made, engine, [], FixedClock(NOW))
    answer = TestClient(made).get("/readyz")
    assert answer.status_code == 503
    assert "0001" in answer.json()["problem"]
    engine.dispose()


def test_the_status_page_is_for_people_and_marks_what_is_late(app) -> None:
    client = TestClient(app, base_url="http://127.0.0.1:8750", client=("127.0.0.1", 1))
    answer = client.get("/status")
    assert answer.status_code == 200
    assert "Arsip siap." in answer.text
    assert "Artikel yang disimpan." in answer.text
    assert "<script" not in answer.text
    assert TestClient(app, client=("203.0.113.7", 1)).get("/status").status_code == 403


def test_a_late_figure_is_marked_and_a_good_one_is_not() -> None:
    now = datetime(2024, 11, 1, 3, tzinfo=UTC)
    late = Metric(
        "pantau_queue_lag_seconds", "gauge", "Age.", (({"queue": "events"}, 121.0), ({"queue": "messages"}, 5.0))
    )
    page = status_page([late], None, now, words("en"), "en")
    assert page.count("look into it") == 1
    assert "not ready: x &lt;b&gt;" in status_page([], "x <b>", now, words("en"), "en")


def test_shared_work_is_counted_by_queue(postgres_url) -> None:
    from pantau.sharing.engine import ensure_tables

    engine = open_database(postgres_url)
    ensure_tables(engine)
    with write(engine) as connection:
        job = "INSERT INTO procrastinate_jobs (task_name, queue_name, args) VALUES ('crawl', 'crawl', '{}')"
        connection.execute(text(job))
        connection.execute(text(job))
    with read(engine) as connection:
        told = exposition(connection, (), datetime(2024, 11, 1, 3, tzinfo=UTC))
    assert 'pantau_jobs{queue="crawl",state="todo"} 2' in told
    assert 'pantau_jobs{queue="analyse",state="todo"} 0' in told
    engine.dispose()


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"Host": "pantau.example"},
        {"Host": "127.example.org"},
    ],
)
def test_figures_are_not_told_to_whom_a_proxy_or_a_foreign_name_brings(app, headers) -> None:
    client = TestClient(app, base_url="http://127.0.0.1:8750", client=("127.0.0.1", 40000))
    for path in ("/metrics", "/status"):
        assert client.get(path).status_code == 200
        assert client.get(path, headers=headers).status_code == 403, path
    assert client.get("/healthz", headers=headers).status_code == 200


def test_that_nobody_takes_work_is_told_in_every_place(plain_engine) -> None:
    with write(plain_engine) as connection:
        save_state(connection, OutletState("warta", next_due_at=NOW - timedelta(hours=2), health="ok"))
    made = FastAPI()
    add_endpoints(made, plain_engine, ["warta"], FixedClock(NOW), language="en")
    client = TestClient(made, base_url="http://localhost", client=("127.0.0.1", 40000))
    answer = client.get("/readyz")
    assert answer.status_code == 200  # the pages can be read
    assert answer.json()["work"] == "Nobody crawls: 1 outlet waits, the longest 2:00:00"
    assert "Nobody crawls" in client.get("/status").text
    assert "2:00:00" in client.get("/status").text


def test_the_lag_of_shared_work_grows_while_no_worker_lives(postgres_url) -> None:
    from pantau.operations.taking import named, taking, untaken
    from pantau.operations.turn import turn_of
    from pantau.sharing.engine import ensure_tables

    engine = open_database(postgres_url)
    ensure_tables(engine)
    with write(engine) as connection:
        connection.execute(text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 min')"))
        connection.execute(
            text("INSERT INTO procrastinate_jobs (task_name, queue_name, args) VALUES ('crawl', 'crawl', '{}')")
        )
        connection.execute(text("UPDATE procrastinate_events SET at = now() - interval '2 min'"))
    with read(engine) as connection:
        found = taking(connection, [], NOW)
        figures = told(exposition(connection, [], NOW))
    assert "No worker lives" in str(untaken(found))
    assert figures["pantau_workers", "queue=crawl"] == 0
    assert figures["pantau_schedule_held", ""] == 0
    assert figures["pantau_job_lag_seconds", "queue=crawl"] >= 120
    assert figures["pantau_worker_sign_age_seconds", ""] >= 300
    other = open_database(f"{postgres_url}{'&' if '?' in postgres_url else '?'}application_name=x")
    turn = turn_of(other, Path())
    assert turn.held()
    with write(engine) as connection:
        connection.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now()"))
        connection.execute(
            text("SELECT set_config('application_name', :name, false)"), {"name": named(["analyse"], 1, "h")}
        )
        found = taking(connection, [], NOW)
    assert (found.workers, found.held) == ({"crawl": 0, "analyse": 1, "deliver": 0}, True)
    assert "takes the queue" in str(untaken(found))
    turn.leave()
    other.dispose()
    engine.dispose()
