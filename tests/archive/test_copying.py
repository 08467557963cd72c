from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, func, inspect, select, update

from archive.copying import copy_archive
from archive.database import migrate, open_database, read, write
from archive.records.page import Entry
from archive.search import search
from archive.store.articles import load_article
from archive.store.audit import record_act
from archive.store.coverage import add_coverage
from archive.store.entries import record_entry, set_state
from archive.tables.articles import article as articles
from archive.tables.articles import article_facet
from base.errors import ArchiveError


@pytest.fixture
def source(sqlite_engine: Engine, add, now) -> Engine:
    with write(sqlite_engine) as connection:
        for number in range(1, 31):
            add(connection, number, text=f"Camat {number} netral.", at=now - timedelta(days=number))
        add(connection, 3, text="Camat 3 tidak netral.")
        connection.execute(update(articles).where(articles.c.id == 4).values(copy_of=9))
        record_entry(connection, Entry("contoh", "https://contoh.example/1", "feed", now), "k1")
        set_state(connection, "contoh", "k1", "kept", now=now, article_id=1)
        add_coverage(connection, "contoh", now, "feed", found=2)
        record_act(connection, now=now, by="auto", act="x", target="y")
    return sqlite_engine


@pytest.fixture
def target(postgres_url: str):
    engine = open_database(postgres_url)
    yield engine
    engine.dispose()


def test_an_archive_moves_whole_to_postgresql(source: Engine, target: Engine, add) -> None:
    checked = copy_archive(source, target)
    assert [one.table for one in checked if not one.same] == []
    assert {one.table: one.rows for one in checked}["article"] == 30
    with read(source) as old, write(target) as new:
        assert load_article(old, 3) == load_article(new, 3)
        for query in ("camat", "tidak", "netral wilayah:63.72", "hukum:uu"):
            assert [h.article_id for h in search(old, query).hits] == [h.article_id for h in search(new, query).hits]
        assert new.execute(select(articles.c.copy_of).where(articles.c.id == 4)).scalar_one() == 9
        assert add(new, 99) == 31


def test_a_stopped_copy_goes_on(source: Engine, target: Engine, monkeypatch) -> None:
    monkeypatch.setattr("archive.copying.BATCH", 4)
    seen: list[tuple[str, int]] = []

    def stop(table: str, done: int, _total: int) -> None:
        seen.append((table, done))
        if table == "article" and done >= 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_archive(source, target, progress=stop)
    assert [one for one in seen if one[0] == "article"] == [("article", 4), ("article", 8), ("article", 12)]
    seen.clear()
    checked = copy_archive(source, target, progress=lambda table, done, _total: seen.append((table, done)))
    assert all(one.same for one in checked)
    assert next(done for table, done in seen if table == "article") > 12


def test_a_difference_is_found(source: Engine, target: Engine) -> None:
    def spoil(table: str, _done: int, _total: int) -> None:
        if table == "entry":  # articles and their facets are there
            with write(target) as connection:
                connection.execute(update(articles).where(articles.c.id == 7).values(title="Lain"))
                connection.execute(delete(article_facet).where(article_facet.c.article_id == 8))

    checked = copy_archive(source, target, progress=spoil)
    assert "article" in [one.table for one in checked if not one.same]
    assert "analysis" not in [one.table for one in checked if not one.same]


def test_a_target_with_other_articles_is_refused_untouched(source: Engine, target: Engine, add, now) -> None:
    migrate(target)
    with write(target) as connection:
        add(connection, 1, text="Milik arsip lain.", at=now)
        add(connection, 99, text="Milik arsip lain juga.", at=now)
    with read(target) as connection:
        before = connection.execute(select(articles.c.title, articles.c.text)).all()
    with pytest.raises(ArchiveError, match=r"table article.*Nothing was written"):
        copy_archive(source, target)
    with read(target) as connection:
        assert connection.execute(select(articles.c.title, articles.c.text)).all() == before


def test_exchanged_source_and_target_change_nothing(source: Engine, tmp_path) -> None:
    empty = open_database(str(tmp_path / "baru.db"))
    migrate(empty)
    with pytest.raises(ArchiveError, match="exchanged"):
        copy_archive(empty, source)
    with read(source) as connection:
        assert connection.execute(select(func.count()).select_from(articles)).scalar_one() == 30


def test_a_target_with_an_archive_of_an_older_schema_is_refused(source: Engine, tmp_path) -> None:
    old = open_database(str(tmp_path / "lama.db"))
    with old.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE article (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO article VALUES (1)")
    with pytest.raises(ArchiveError, match="empty"):
        copy_archive(source, old)
    with read(old) as connection:
        assert not inspect(connection).has_table("analysis")


def test_a_source_that_is_not_there_is_told_and_not_made(tmp_path, target: Engine) -> None:
    missing = tmp_path / "tiada.db"
    with pytest.raises(ArchiveError, match="no archive at"):
        copy_archive(open_database(str(missing)), target)
    assert not missing.exists()


def test_an_archive_is_not_copied_onto_itself(source: Engine) -> None:
    with pytest.raises(ArchiveError, match="same"):
        copy_archive(source, open_database(str(source.url)))


def test_an_old_archive_is_told_to_upgrade_first(tmp_path, target: Engine) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(ArchiveError, match="db upgrade"):
        copy_archive(open_database(str(empty)), target)
