"""A small archive with cases that people look at, and clients of each role."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from archive.database import write
from archive.records.analysis import Act, Actor, Analysis, Kind, Place, Rule, Stage, Step, Versions
from archive.records.article import Article, Moment
from archive.records.reason import Reason
from archive.records.span import Span
from archive.store.articles import store_article
from base.clock import FixedClock
from pipeline.linking.link import link
from pipeline.page.fingerprint import sketch, text_hash
from web.app import create_app
from web.options import Options
from web.security.people import add_user
from web.visit import COOKIE

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 11, 1, 1, 0, tzinfo=UTC)
JAKARTA = ZoneInfo("Asia/Jakarta")
KEY = b"k" * 32
PASSWORD = "kata sandi panjang"
BASE = "http://127.0.0.1"
TEXT = (
    "Guru Sutarno Wibisana di Kota Banjarbaru dilaporkan ke Bawaslu karena mengajak warga memilih calon."
    "\n\nIa membantah."
)
Store = Callable[..., int]


def span(text: str, part: str) -> tuple[Span, ...]:
    at = text.find(part)
    return (Span(at, at + len(part), part),) if at >= 0 else ()


def make_article(number: int, *, text: str, title: str, outlet_name: str, at: datetime) -> Article:
    return Article(
        url=f"https://contoh.example/berita/{number}",
        url_key=hashlib.sha256(str(number).encode()).hexdigest(),
        title=title,
        text=text,
        state="ok",
        first_seen=at,
        outlet=f"contoh{number}",
        outlet_name=outlet_name,
        published=Moment(at, at.astimezone(JAKARTA).date(), "meta", "stated"),
        text_hash=text_hash(text),
        sketch=sketch(text),
    )


def make_analysis(
    text: str,
    *,
    kind: Kind,
    name: str,
    region: tuple[str, str],
    reasons: tuple[Reason, ...] = (),
    denied: str = "",
    rules: tuple[Rule, ...] = (),
) -> Analysis:
    return Analysis(
        relevant=True,
        relevance=0.9,
        kind=kind,
        kind_confidence=0.9,
        versions=Versions("1", "1", "1", "1"),
        stage=Stage.S3,
        steps=(Step(Stage.S3, span(text, "dilaporkan ke Bawaslu"), date(2024, 10, 30), 0.9),),
        acts=(Act("A10", span(text, "mengajak warga memilih"), 0.9),),
        actors=(Actor(name, "guru", None, "asn", "alleged", spans=span(text, name), confidence=0.9),),
        places=(Place(*region, "event", span(text, region[1]), 0.9),),
        reasons=reasons,
        denials=span(text, denied) if denied else (),
        rules=rules,
    )


@pytest.fixture
def archive(plain_engine: Engine) -> Engine:
    return plain_engine


@pytest.fixture
def store(archive: Engine) -> Store:
    """Stores and links an article; returns its id."""

    def put(
        number: int = 1,
        *,
        text: str = TEXT,
        title: str = "Guru Sutarno Wibisana dilaporkan",
        outlet_name: str = "Kabar Contoh",
        name: str = "Sutarno Wibisana",
        kind: Kind = Kind.INCIDENT,
        region: tuple[str, str] = ("63.72", "Kota Banjarbaru"),
        hours: int = 5,
        reasons: tuple[Reason, ...] = (),
        denied: str = "",
        rules: tuple[Rule, ...] = (),
    ) -> int:
        at = NOW - timedelta(hours=hours)
        article = make_article(number, text=text, title=title, outlet_name=outlet_name, at=at)
        told = {"reasons": reasons, "denied": denied, "rules": rules}
        analysis = make_analysis(text, kind=kind, name=name, region=region, **told)  # type: ignore[arg-type]
        with write(archive) as connection:
            stored = store_article(connection, article, analysis, None, network=None, now=at)
            link(connection, stored.article_id, now=at, alertable=True)
        return stored.article_id

    return put


def make_client(engine: Engine, var: Path, *, base_url: str = BASE, **options: object) -> TestClient:
    values = {"config": ROOT / "config", "var": var, "key": KEY} | options
    app = create_app(engine, Options(**values), FixedClock(NOW))
    return TestClient(app, base_url=base_url, follow_redirects=False)


@pytest.fixture
def client(archive: Engine, tmp_path: Path) -> TestClient:
    """Somebody at this machine; nobody has an account."""
    return make_client(archive, tmp_path)


@pytest.fixture
def login(archive: Engine, tmp_path: Path) -> Callable[[str], TestClient]:
    """Return a client that has logged in with a role."""

    def enter(role: str) -> TestClient:
        with write(archive) as connection:
            add_user(connection, f"si-{role}", role, PASSWORD, NOW)
        client = make_client(archive, tmp_path)
        answer = client.post("/login", data={"name": f"si-{role}", "password": PASSWORD})
        assert answer.status_code == 303
        assert COOKIE in client.cookies
        return client

    return enter


@pytest.fixture
def make(archive: Engine, tmp_path: Path) -> Callable[..., TestClient]:
    """Return a maker of clients that nobody knows, each of its own server; options as of `web.options.Options`."""

    def client(**options: object) -> TestClient:
        return make_client(archive, tmp_path, **options)

    return client


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its real cost takes a tenth of a second each time."""
    from argon2 import PasswordHasher

    monkeypatch.setattr("web.security.people._hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
