"""Pages shown as of a day in the past: what they write has the time of the present."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, select, update
from starlette.testclient import TestClient

from archive.database import read, write
from archive.records.codec import from_json, to_json
from archive.records.incident import Incident
from archive.tables.incidents import incident
from archive.tables.operations import audit
from archive.tables.people import api_token
from base.clock import FixedClock
from tests.web.conftest import BASE, KEY, NOW, PASSWORD, ROOT
from web.app import create_app
from web.options import Options
from web.security.people import add_user

LATER = NOW + timedelta(days=700)
CSRF = 'name="csrf" value="'


def enter(engine: Engine, var: Path, store) -> TestClient:
    """Return an officer's client of pages that show the first of November, two years later."""
    store()
    with write(engine) as connection:
        add_user(connection, "rina", "officer", PASSWORD, LATER)
    app = create_app(engine, Options(ROOT / "config", var, KEY), FixedClock(LATER), shown=FixedClock(NOW))
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    assert client.post("/login", data={"name": "rina", "password": PASSWORD}).status_code == 303
    return client


def csrf(client: TestClient, address: str) -> str:
    return client.get(address).text.partition(CSRF)[2].partition('"')[0]


def test_the_pages_show_the_day_that_was_asked_for(archive: Engine, tmp_path: Path, store) -> None:
    client = enter(archive, tmp_path, store)
    assert "1 November 2024" in client.get("/").text
    assert "700 hari" not in client.get("/incidents/2024-0001").text


def of_level(engine: Engine, level: str) -> None:
    """Give every case a level."""
    with write(engine) as connection:
        for key, record in connection.execute(select(incident.c.id, incident.c.record)).all():
            case = from_json(Incident, record)
            changed = to_json(replace(case, severity=replace(case.severity, level=level)))
            connection.execute(update(incident).where(incident.c.id == key).values(level=level, record=changed))


def test_missed_limits_and_the_gravest_cases_nobody_has_looked_at_stand_first(
    archive: Engine, tmp_path: Path, store
) -> None:
    store()
    of_level(archive, "Kritis")
    day = FixedClock(NOW + timedelta(days=3))
    app = create_app(archive, Options(ROOT / "config", tmp_path, KEY), FixedClock(LATER), shown=day)
    page = TestClient(app, base_url=BASE).get("/").text
    first = page.split("<section")[1]
    assert 'Perlu tindakan <span class="count">2</span>' in first
    assert re.search(r"lewat \d hari</b> Penanganan Bawaslu", first)
    assert "belum dilihat petugas" in first
    assert "Tidak ada kasus baru" in page  # and yet the page does not look calm
    of_level(archive, "Tinggi")
    with write(archive) as connection:
        connection.execute(update(incident).values(changed_at=LATER))
    later = FixedClock(NOW + timedelta(days=10))
    app = create_app(archive, Options(ROOT / "config", tmp_path, KEY), FixedClock(LATER), shown=later)
    assert "Perlu tindakan" not in TestClient(app, base_url=BASE).get("/").text


def test_decisions_tokens_and_the_audit_have_the_time_of_the_present(archive: Engine, tmp_path: Path, store) -> None:
    client = enter(archive, tmp_path, store)
    token = {"name": "skrip", "scope": "read", "days": "30", "csrf": csrf(client, "/account")}
    assert client.post("/account/tokens", data=token).status_code == 200
    verdict = {"verdict": "verified", "csrf": csrf(client, "/incidents/2024-0001")}
    assert client.post("/incidents/2024-0001/review", data=verdict).status_code == 303
    with read(archive) as connection:
        assert connection.execute(select(api_token.c.expires_at)).scalar_one() == LATER + timedelta(days=30)
        assert set(connection.execute(select(audit.c.at).where(audit.c.by == "rina")).scalars()) == {LATER}
        assert connection.execute(select(incident.c.changed_at)).scalar_one() == LATER
