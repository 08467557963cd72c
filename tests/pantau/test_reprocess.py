"""Stored pages are run again from a stage; what changes is shown before it is written."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from archive.database import read, write
from archive.records.analysis import Kind
from archive.store.articles import load_article, store_analysis, store_article
from archive.store.rejected import keep_rejected
from archive.tables.incidents import link_key
from base.clock import FixedClock
from pantau.bootstrap import Application
from pantau.cli import cli
from pantau.reprocessing import Reprocessor, stored_ids
from pantau.settings import ROOT, Settings, load_settings
from pantau.sources import page_of
from pipeline.page.urls import url_key
from pipeline.process import Keeping, Tools, process
from pipeline.source import Source

NOW = datetime(2024, 11, 1, tzinfo=UTC)
STORY = """Camat Sungai Raya Dilaporkan ke Bawaslu

KETAPANG - Camat berinisial BS dilaporkan warga ke Bawaslu Ketapang, Senin (21/10/2024). Dalam video yang beredar ia
mengajak para kepala desa memenangkan pasangan calon nomor urut 2 pada Pilkada 2024.

"Laporan sudah kami terima dan sedang dikaji," kata anggota Bawaslu Ketapang, Ronald Siregar.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(ROOT / "config").model_copy(update={"var": tmp_path})


@pytest.fixture
def application(settings: Settings, shipped: Tools) -> Application:
    made = Application(settings, FixedClock(NOW))
    made.__dict__["tools"] = shipped
    page = page_of(STORY.encode(), name="story", outlet=None, now=NOW)
    outcome = process(made.engine, page, Source(), shipped, Keeping(everything=True), NOW, screen=False)
    assert outcome.state == "kept"
    return made


def spoil(application: Application) -> int:
    """Store another reading of the article, as an older lexicon would have left it; return its id."""
    with write(application.engine) as connection:
        (article_id,) = stored_ids(connection)
        _, analysis = load_article(connection, article_id)
        assert analysis is not None
        store_analysis(connection, article_id, replace(analysis, kind=Kind.APPEAL), now=NOW)
    return article_id


def test_nothing_changes_when_nothing_was_changed(application: Application) -> None:
    for stage in ("extract", "analyse", "link"):
        with read(application.engine) as connection:
            ids = stored_ids(connection)
        assert Reprocessor(application, stage).rehearse(ids).changes == []


def test_a_rehearsal_tells_the_change_and_leaves_the_archive_alone(application: Application) -> None:
    article_id = spoil(application)
    rehearsal = Reprocessor(application, "analyse").rehearse([article_id])
    assert [(c.field, c.before, c.after) for c in rehearsal.changes] == [("kind", "appeal", "incident")]
    with read(application.engine) as connection:
        assert load_article(connection, article_id)[1].kind == Kind.APPEAL  # type: ignore[union-attr]


def test_what_was_rehearsed_is_written_and_a_second_run_finds_nothing(application: Application) -> None:
    article_id = spoil(application)
    again = Reprocessor(application, "analyse")
    assert again.apply(again.rehearse([article_id])) == 1
    with read(application.engine) as connection:
        assert load_article(connection, article_id)[1].kind == Kind.INCIDENT  # type: ignore[union-attr]
    assert again.rehearse([article_id]).changes == []


def test_a_page_is_extracted_anew_from_what_was_kept(application: Application) -> None:
    with write(application.engine) as connection:
        (article_id,) = stored_ids(connection)
        article, analysis = load_article(connection, article_id)
        store_article(connection, replace(article, title="Judul lama"), analysis, None, network=None, now=NOW)
    rehearsal = Reprocessor(application, "extract").rehearse([article_id])
    assert ("title", "Judul lama") in {(c.field, c.before) for c in rehearsal.changes}


def test_a_rejected_page_that_is_relevant_by_now_is_found_and_kept(application: Application) -> None:
    other = page_of(STORY.replace("Ketapang", "Sambas").encode(), name="other", outlet=None, now=NOW)
    with write(application.engine) as connection:
        keep_rejected(connection, other, url_key(other.url), reason="unrelated", now=NOW)
        ids = stored_ids(connection)
    again = Reprocessor(application, "analyse")
    rehearsal = again.rehearse(ids)
    assert [(c.article_id, c.field, c.after) for c in rehearsal.changes] == [(None, "kept", "incident")]
    assert again.apply(rehearsal) == 1
    with read(application.engine) as connection:
        both = stored_ids(connection)
    assert len(both) == 2
    assert again.rehearse(both).changes == []


@pytest.mark.usefixtures("loaded")
def test_the_command_asks_before_it_writes(application: Application, settings: Settings) -> None:
    spoil(application)
    words = ["reprocess", "--from", "analyse"]
    shown = CliRunner().invoke(cli, [*words, "--dry-run", "--json"], obj=None, env={"PANTAU_VAR": str(settings.var)})
    assert json.loads(shown.stdout)["fields"] == {"kind": 1}
    refused = CliRunner().invoke(cli, words, input="n\n", env={"PANTAU_VAR": str(settings.var)})
    assert refused.exit_code == 0
    written = CliRunner().invoke(cli, [*words, "--yes"], env={"PANTAU_VAR": str(settings.var)})
    assert "1" in written.stdout
    clean = CliRunner().invoke(cli, [*words, "--dry-run", "--json"], env={"PANTAU_VAR": str(settings.var)})
    assert json.loads(clean.stdout)["changes"] == []


def test_linking_again_renews_the_keys_that_an_older_linker_wrote(application: Application) -> None:
    with write(application.engine) as connection:
        (article_id,) = stored_ids(connection)
        fresh = set(connection.execute(select(link_key.c.key)).scalars())
        connection.execute(update(link_key).values(key="61/old").where(link_key.c.key == min(fresh)))
    reprocessor = Reprocessor(application, "link")
    assert reprocessor.apply(reprocessor.rehearse([article_id])) == 1
    with read(application.engine) as connection:
        assert set(connection.execute(select(link_key.c.key)).scalars()) == fresh


def test_an_article_that_is_not_stored_is_told_instead_of_nothing_done(tmp_path, monkeypatch, url_at) -> None:
    monkeypatch.setenv("PANTAU_DATABASE_URL", url_at(tmp_path / "empty.db"))
    run = CliRunner().invoke(cli, ["reprocess", "--from", "analyse", "--article", "999", "--dry-run"])
    assert run.exit_code != 0
    assert "999" in str(run.exception or run.output)
