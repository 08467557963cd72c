"""Stories of invented people, ready to be stored: an `Article` and its `Analysis`."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, select

from archive.database import write
from archive.records.analysis import (
    Act,
    Actor,
    Analysis,
    EventDate,
    Kind,
    Mention,
    Place,
    SeverityPart,
    Stage,
    Step,
    Versions,
)
from archive.records.article import Article, Moment
from archive.records.span import Span
from archive.store.articles import store_article
from archive.tables.incidents import incident_article
from pipeline.linking.link import LinkResult, link
from pipeline.page.fingerprint import sketch, text_hash

START = date(2024, 10, 1)
NOW = datetime(2024, 12, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Story:
    article: Article
    analysis: Analysis
    network: str | None = None


def make_story(
    key: str,
    *,
    day: int = 0,
    text: str | None = None,
    title: str = "Judul",
    outlet: str = "suara",
    network: str | None = None,
    kind: str = "incident",
    stage: str | None = "S3",
    steps: tuple[str, ...] = (),
    regions: tuple[str, ...] = ("35.11",),
    name: str | None = None,
    role: str | None = "camat",
    office: str | None = None,
    acts: tuple[str | Act, ...] = ("A10",),
    event: int | None = None,
    part: str = "alleged",
    persons: int | None = None,
    groups: tuple[tuple[str, int], ...] = (),
    numbers: tuple[str, ...] = (),
    denial: str | None = None,
    severity: tuple[tuple[str, int], ...] = (("jabatan", 16), ("perbuatan", 15)),
    institutions: tuple[str, ...] = ("Bawaslu",),
) -> Story:
    body = text if text is not None else f"Cerita {key}."
    at = datetime(START.year, START.month, START.day, 3, tzinfo=UTC) + timedelta(days=day)
    told = [Actor(name, role, office, "asn", part)] if name or role else []
    told += [Actor(None, one, None, "asn", part, count=count) for one, count in groups]
    article = Article(
        url=f"https://{outlet}.example/{key}",
        url_key=hashlib.sha256(key.encode()).hexdigest(),
        title=title,
        text=body,
        state="ok",
        first_seen=at,
        outlet=outlet,
        published=Moment(at, at.date(), "import", "stated"),
        text_hash=text_hash(body),
        sketch=sketch(body),
    )
    analysis = Analysis(
        relevant=True,
        relevance=1.0,
        kind=Kind(kind),
        kind_confidence=1.0,
        versions=Versions("1", "1", "1", "1"),
        stage=Stage(stage) if stage else None,
        steps=tuple(Step(Stage(code)) for code in steps),
        acts=tuple(act if isinstance(act, Act) else Act(act) for act in acts),
        actors=tuple(told),
        places=tuple(Place(code, f"Kabupaten {code}", "event", (), 0.9) for code in regions),
        institutions=tuple(Mention(label) for label in institutions),
        case_numbers=tuple(Mention(label) for label in numbers),
        denials=(Span(0, len(denial), denial),) if denial else (),
        event_date=EventDate(START + timedelta(days=event), (), 0.9) if event is not None else None,
        persons=persons,
        severity=tuple(SeverityPart(label, points, 20, "") for label, points in severity),
    )
    return Story(article, analysis, network)


def put(connection: Connection, story: Story, now: datetime = NOW) -> LinkResult:
    stored = store_article(connection, story.article, story.analysis, None, network=story.network, now=now)
    return link(connection, stored.article_id, now=now, alertable=True)


def partition(connection: Connection) -> frozenset[frozenset[str]]:
    from archive.tables.articles import article

    query = select(article.c.url, incident_article.c.incident_id).join(
        incident_article, incident_article.c.article_id == article.c.id
    )
    groups: dict[int, set[str]] = {}
    for url, case in connection.execute(query):
        groups.setdefault(case, set()).add(url.rsplit("/", 1)[1])
    return frozenset(frozenset(group) for group in groups.values())


@pytest.fixture
def story() -> Callable[..., Story]:
    return make_story


@pytest.fixture
def tell(engine: Engine) -> Callable[..., LinkResult]:
    """Store and link a story in a transaction of its own."""

    def told(key: str, *, now: datetime = NOW, **facts: object) -> LinkResult:
        with write(engine) as connection:
            return put(connection, make_story(key, **facts), now)  # type: ignore[arg-type]

    return told


@pytest.fixture
def cases(engine: Engine) -> Callable[[], frozenset[frozenset[str]]]:
    """The articles of every case, by the keys of their stories."""

    def found() -> frozenset[frozenset[str]]:
        with engine.connect() as connection:
            return partition(connection)

    return found


@pytest.fixture
def store() -> Callable[..., LinkResult]:
    return put


@pytest.fixture
def partition_of() -> Callable[[Connection], frozenset[frozenset[str]]]:
    return partition
