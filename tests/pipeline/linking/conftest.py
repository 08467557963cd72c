"""Stories of invented people, ready to be stored: an `Article` and its `Analysis`."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

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


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a story tells; a camat who was reported, unless it is said otherwise."""

    key: str
    day: int = 0
    text: str | None = None
    title: str = "Judul"
    outlet: str = "suara"
    network: str | None = None
    kind: str = "incident"
    stage: str | None = "S3"
    steps: tuple[str, ...] = ()
    regions: tuple[str, ...] = ("35.11",)
    name: str | None = None
    role: str | None = "camat"
    office: str | None = None
    acts: tuple[str | Act, ...] = ("A10",)
    event: int | None = None
    part: str = "alleged"
    persons: int | None = None
    groups: tuple[tuple[str, int], ...] = ()
    numbers: tuple[str, ...] = ()
    denial: str | None = None
    severity: tuple[tuple[str, int], ...] = (("jabatan", 16), ("perbuatan", 15))
    institutions: tuple[str, ...] = ("Bawaslu",)


def make_story(key: str, **facts: Any) -> Story:
    told = Facts(key=key, **facts)
    return Story(article_of(told), analysis_of(told), told.network)


def article_of(told: Facts) -> Article:
    body = told.text if told.text is not None else f"Cerita {told.key}."
    at = datetime(START.year, START.month, START.day, 3, tzinfo=UTC) + timedelta(days=told.day)
    return Article(
        url=f"https://{told.outlet}.example/{told.key}",
        url_key=hashlib.sha256(told.key.encode()).hexdigest(),
        title=told.title,
        text=body,
        state="ok",
        first_seen=at,
        outlet=told.outlet,
        published=Moment(at, at.date(), "import", "stated"),
        text_hash=text_hash(body),
        sketch=sketch(body),
    )


def analysis_of(told: Facts) -> Analysis:
    return Analysis(
        relevant=True,
        relevance=1.0,
        kind=Kind(told.kind),
        kind_confidence=1.0,
        versions=Versions("1", "1", "1", "1"),
        stage=Stage(told.stage) if told.stage else None,
        steps=tuple(Step(Stage(code)) for code in told.steps),
        acts=tuple(act if isinstance(act, Act) else Act(act) for act in told.acts),
        actors=tuple(actors_of(told)),
        places=tuple(Place(code, f"Kabupaten {code}", "event", (), 0.9) for code in told.regions),
        institutions=tuple(Mention(label) for label in told.institutions),
        case_numbers=tuple(Mention(label) for label in told.numbers),
        denials=(Span(0, len(told.denial), told.denial),) if told.denial else (),
        event_date=EventDate(START + timedelta(days=told.event), (), 0.9) if told.event is not None else None,
        persons=told.persons,
        severity=tuple(SeverityPart(label, points, 20, "") for label, points in told.severity),
    )


def actors_of(told: Facts) -> Iterator[Actor]:
    if told.name or told.role:
        yield Actor(told.name, told.role, told.office, "asn", told.part)
    for role, count in told.groups:
        yield Actor(None, role, None, "asn", told.part, count=count)


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

    def told(key: str, *, now: datetime = NOW, **facts: Any) -> LinkResult:
        with write(engine) as connection:
            return put(connection, make_story(key, **facts), now)

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
