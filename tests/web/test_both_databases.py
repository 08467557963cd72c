"""The pages say the same on SQLite and PostgreSQL."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from archive.database import write
from archive.records.analysis import Act, Actor, Analysis, Kind, Place, Stage, Step, Versions
from archive.records.article import Article, Moment
from archive.store.articles import store_article
from base.clock import FixedClock
from pipeline.linking.link import link
from web.app import create_app
from web.options import Options

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 11, 1, 1, 0, tzinfo=UTC)
PAGES = ["/", "/incidents", "/incidents/2024-0001", "/articles/1", "/search?q=bawaslu", "/map", "/charts", "/outlets"]
PAGES += ["/subscriptions", "/saved", "/export?q=bawaslu", "/api/v1/incidents", "/api/v1/articles?q=guru&facets=1"]


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> TestClient:
    text = "Guru di Kota Banjarbaru dilaporkan ke Bawaslu karena mengajak warga memilih."
    key = hashlib.sha256(b"1").hexdigest()
    moment = Moment(NOW, NOW.date(), "meta", "stated")
    article = Article("https://contoh.example/1", key, "Guru dilaporkan", text, "ok", NOW, "contoh", published=moment)
    analysis = Analysis(
        relevant=True,
        relevance=0.9,
        kind=Kind.INCIDENT,
        kind_confidence=0.9,
        versions=Versions("1", "1", "1", "1"),
        stage=Stage.S3,
        steps=(Step(Stage.S3),),
        acts=(Act("A10"),),
        actors=(Actor(None, "guru", None, "asn", "alleged"),),
        places=(Place("63.72", "Kota Banjarbaru", "event", confidence=0.9),),
    )
    with write(engine) as connection:
        stored = store_article(connection, article, analysis, None, network=None, now=NOW)
        link(connection, stored.article_id, now=NOW, alertable=True)
    app = create_app(engine, Options(ROOT / "config", tmp_path, b"k" * 32), FixedClock(NOW))
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def test_every_page_and_figure_is_there(both: TestClient) -> None:
    for address in PAGES:
        assert both.get(address).status_code == 200, address
    told = both.get("/api/v1/figures").json()
    assert told["stages"] == [{"value": "S3", "cases": 1}]
    assert told["months"] == [{"month": "2024-11", "cases": 1, "steady": 1, "newsrooms": 1}]
    assert told["regions"] == {"63.72": 1}


def test_what_no_text_can_hold_is_no_fault_of_ours(both: TestClient) -> None:
    for address in ("/search?q=camat%00", "/outlets/a%00b", "/incidents?cursor=%00", "/api/v1/articles?q=%00"):
        assert both.get(address).status_code < 500, address
