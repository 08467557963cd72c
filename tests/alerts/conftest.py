"""A small newsroom in the archive: cases, articles and events written straight into the tables."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import Engine, func, insert, select, update

from alerts.model import Subscription
from archive.database import write
from archive.records.analysis import Act, Analysis, Kind, SeverityPart, Stage, Versions
from archive.records.article import Article
from archive.records.codec import to_json
from archive.records.incident import CaseSeverity, Incident, IncidentActor, IncidentPlace, IncidentSource
from archive.records.span import Span
from archive.tables.alerts import outbox, outbox_item
from archive.tables.articles import analysis, article
from archive.tables.incidents import incident, incident_article, incident_event

NOON = datetime(2024, 11, 1, 5, 0, tzinfo=UTC)  # 12.00 WIB on a Friday in the campaign
TEXT = "Seorang camat diduga memakai mobil dinas untuk kampanye."
SCORES = {"Kritis": 80, "Tinggi": 60, "Sedang": 40, "Rendah": 10}


def make_incident(key: int = 1, level: str = "Tinggi", **changes: object) -> Incident:
    base = Incident(
        id=key,
        code=f"2024-{key:04d}",
        label="Camat diduga memakai mobil dinas untuk kampanye",
        label_en="Sub-district head allegedly used an official car for a campaign",
        places=(IncidentPlace("63.72", "Kota Banjarbaru", 0.9),),
        actors=(IncidentActor("Sutarno Wibisana", "guru", None, "asn", None, (key,)),),
        acts=("A14",),
        rules=(),
        discipline=Stage.S1,
        criminal=None,
        end=None,
        steps=(),
        denials=(),
        sanctions=(),
        severity=CaseSeverity(SCORES[level], level, (SeverityPart("jabatan", 16, 20, "camat"),)),  # type: ignore[arg-type]
        event_day=date(2024, 10, 30),
        event_day_confidence=0.8,
        election="pilkada",
        known_day=date(2024, 11, 1),
        first_published=NOON,
        last_published=NOON,
        changed=NOON,
        articles=(key,),
        sources=(IncidentSource("Warta Rawa", (key,)),),
        persons=1,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


@dataclass
class World:
    """Writes cases and events; knows what the outbox holds."""

    engine: Engine

    def case(
        self,
        key: int = 1,
        level: str = "Tinggi",
        *,
        title: str = "Guru Sutarno Wibisana ikut kampanye",
        **changes: object,
    ) -> Incident:
        found = make_incident(key, level, **changes)
        at = found.last_published
        with write(self.engine) as connection:
            connection.execute(
                insert(article).values(
                    id=key,
                    url_key=f"{key:064d}",
                    url=f"https://warta.example/{key}",
                    outlet="warta",
                    outlet_name="Warta Rawa",
                    title=title,
                    text=TEXT,
                    state="ok",
                    published_at=at,
                    published_day=at.date(),
                    first_seen_at=at,
                    text_hash=f"{key}",
                    record=to_json(Article(f"https://warta.example/{key}", f"{key:064d}", title, "", "ok", at)),
                )
            )
            told = Analysis(
                relevant=True,
                relevance=0.9,
                kind=Kind.INCIDENT,
                kind_confidence=0.9,
                versions=Versions("1", "1", "1", "1"),
                acts=(Act("A14", (Span(0, 10, "Sutarno memakai mobil dinas", "text"),)),),
            )
            connection.execute(
                insert(analysis).values(
                    article_id=key,
                    relevant=True,
                    kind="incident",
                    kind_confidence=0.9,
                    analysed_at=at,
                    versions="{}",
                    record=to_json(told),
                )
            )
            connection.execute(insert(incident).values(**_row(found)))
            connection.execute(insert(incident_article).values(article_id=key, incident_id=key, score=1.0, by="auto"))
        return found

    def update(self, changed: Incident) -> Incident:
        with write(self.engine) as connection:
            connection.execute(update(incident).where(incident.c.id == changed.id).values(**_row(changed)))
        return changed

    def event(
        self, case: Incident, type: str = "opened", *, at: datetime = NOON, alertable: bool = True,  # noqa: A002
        published: datetime | None = None, **payload: object,
    ) -> int:  # fmt: skip
        with write(self.engine) as connection:
            found: int = connection.execute(
                insert(incident_event)
                .values(
                    incident_id=case.id,
                    at=at,
                    type=type,
                    article_id=case.articles[0],
                    published_at=published or at,
                    alertable=alertable,
                    level=case.severity.level,
                    payload=json.dumps(payload),
                )
                .returning(incident_event.c.id)
            ).scalar_one()
        return found

    def messages(self, **wanted: object) -> list[object]:
        with self.engine.connect() as connection:
            query = select(outbox).order_by(outbox.c.id)
            for name, value in wanted.items():
                query = query.where(outbox.c[name] == value)
            return list(connection.execute(query))

    def fates(self, subscription: str) -> dict[str, int]:
        with self.engine.connect() as connection:
            rows = connection.execute(
                select(outbox_item.c.fate, func.count())
                .where(outbox_item.c.subscription_id == subscription)
                .group_by(outbox_item.c.fate)
            )
            return {row[0]: row[1] for row in rows}


def _row(found: Incident) -> dict[str, object]:
    return {
        "id": found.id, "code": found.code, "label": found.label, "region": found.regions[0] if found.places else None,
        "discipline_stage": found.discipline, "criminal_stage": found.criminal, "end_stage": found.end,
        "severity": found.severity.score or 0, "level": found.severity.level, "review": found.review,
        "first_published_at": found.first_published, "last_published_at": found.last_published,
        "changed_at": found.changed, "articles": len(found.articles), "sources": len(found.sources),
        "followed": found.followed, "merged_into": found.merged_into, "record": to_json(found),
    }  # fmt: skip


@pytest.fixture
def world(plain_engine: Engine) -> World:
    return World(plain_engine)


@pytest.fixture
def world_on_each(engine: Engine) -> World:
    return World(engine)


@pytest.fixture
def new_world() -> type[World]:
    return World


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def incident_like() -> Callable[..., Incident]:
    return make_incident


@pytest.fixture
def officer() -> Subscription:
    return Subscription("petugas", "file", "outbox", group_wait=timedelta(0))


@dataclass
class Request:
    """What a fake server got."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.body)
        return found


Answer = tuple[int, dict[str, str], object]


class FakeServer:
    """An HTTP server on a loopback address: answers what it is told to, then with its usual answer, and remembers."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answers: list[Answer] = []
        self.usual: Answer = (200, {}, {})
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                fake.requests.append(Request(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                status, headers, told = fake.answers.pop(0) if fake.answers else fake.usual
                raw = told if isinstance(told, bytes) else json.dumps(told).encode()
                self.send_response(status)
                for name, value in {"content-length": str(len(raw)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def fake_server() -> Iterator[FakeServer]:
    fake = FakeServer()
    thread = threading.Thread(target=fake.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield fake
    fake.server.shutdown()
    fake.server.server_close()
    thread.join()
