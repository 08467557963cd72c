"""Examines the archive: can it be opened, is its schema the newest, is it whole, do its cases fit together."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from archive.engine import open_database, read, write
from archive.tables.alerts import outbox
from archive.tables.articles import article
from archive.tables.incidents import incident
from archive.tables.operations import crawl
from archive.upgrade import pending
from base.catalogue import Catalogue
from base.errors import ArchiveError
from base.said import tell
from pantau.expiry import NAME
from pantau.interrupted import JOURNAL
from pantau.operations import kept
from pantau.operations.current import current, is_missing
from pantau.operations.finding import Finding
from pantau.operations.stillness import is_going_on
from pantau.operations.switch import WORKSHOP
from pantau.settings import Settings

INDEX = "article_fts"
"""In SQLite's complaints: the search index, which is made anew from the texts without loss."""
REBUILD = "Run: pantau doctor --rebuild-index"
MOST_SHOWN = 5  # inconsistencies told one by one


def archive(t: Catalogue, settings: Settings, *, deep: bool) -> Iterator[Finding]:
    """Yield what is found of the archive, which is neither created nor upgraded.

    Args:
        t: Texts.
        settings: Typed settings.
        deep: Also read every page of the database and compare the search index with the texts.
    """
    yield from _interrupted(t, settings.var)
    if is_missing(settings):
        yield _missing(t, settings)
        return
    try:
        engine = open_database(settings.archive_url)
        steps = pending(engine)
    except ArchiveError as error:
        yield _closed(t, error)
        return
    try:
        yield from _opened(t, engine, steps, deep=deep)
    except ArchiveError as error:
        yield _closed(t, error)
    finally:
        engine.dispose()


def _interrupted(t: Catalogue, var: Path) -> Iterator[Finding]:
    """Yield what a restore that was killed left; one that is going on is none."""
    if is_going_on(var):
        return
    if (var / JOURNAL).exists():
        told = t("A restore was interrupted: archive and evidence may not belong together")
        advice = t("Run it again: pantau restore FILE; it first brings back what was there")
        yield Finding("restore", "bad", told, advice)
        return
    for left in sorted(var.glob(f"{WORKSHOP}*")):
        told = t("A restore that was interrupted left {folder}, which may hold names and the key", folder=left)
        yield Finding("restore", "warning", told, t("Delete it: rm -r {folder}", folder=left))


def _missing(t: Catalogue, settings: Settings) -> Finding:
    left = [*kept.warc_files(settings.var / "evidence"), *settings.var.glob("evidence/chain.jsonl")]
    left += settings.var.glob(NAME)
    if not left:
        return Finding("database", "ok", t("There is no archive yet; the first command makes it"))
    told = t("The archive {url} is gone, though {file} tells of one", url=settings.archive_url, file=left[0])
    advice = t("Check PANTAU_DATABASE_URL and PANTAU_VAR, or restore the last backup: pantau restore FILE --force")
    return Finding("database", "bad", told, advice)


def _closed(t: Catalogue, error: ArchiveError) -> Finding:
    if "damaged" in str(error):
        return Finding("database", "bad", error.tell(t.language), t("Restore the last backup: pantau restore FILE"))
    return Finding(
        "database", "bad", error.tell(t.language), t("Do what the message says, then run pantau doctor again")
    )


def newest_instant(settings: Settings) -> datetime | None:
    """Return the latest moment at which a crawl ended; None when there is no archive or no crawl."""
    try:
        with current(settings) as connection:
            return None if connection is None else connection.execute(select(func.max(crawl.c.ended_at))).scalar()
    except ArchiveError:
        return None


def _opened(t: Catalogue, engine: Engine, steps: tuple[str, ...], *, deep: bool) -> Iterator[Finding]:
    if steps:
        told = t("The schema waits for {steps}", steps=", ".join(steps))
        yield Finding("schema", "warning", told, t("Make a backup (pantau backup), then run: pantau db upgrade"))
    else:
        yield Finding("schema", "ok", t("The schema is the newest"))
    with read(engine) as connection:
        problems = _integrity(connection, deep=deep)
    if problems and all(INDEX in problem for problem in problems):
        yield Finding("search", "bad", t("The search index is damaged; the texts are not"), t(REBUILD))
        return
    if problems:
        told = t("The database is damaged: {problem}", problem="; ".join(problems[:MOST_SHOWN]))
        yield Finding("database", "bad", told, t("Restore the last backup: pantau restore FILE"))
        return
    if steps:
        return
    with read(engine) as connection:
        yield _counted(t, connection)
    if deep:
        yield _index(t, engine)
    with read(engine) as connection:
        yield from _cases(t, connection)
        yield from _messages(t, connection)


def _integrity(connection: Connection, *, deep: bool) -> list[str]:
    if connection.dialect.name == "postgresql":
        return []  # the server checks its pages itself (data_checksums) and says so when one is read
    pragma = "integrity_check" if deep else "quick_check"
    told = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}(10)")]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(MOST_SHOWN)
    return [line for line in told if line != "ok"] + [f"{row[0]} {row[1]} -> {row[2]}" for row in orphans]


def _counted(t: Catalogue, connection: Connection) -> Finding:
    articles = connection.execute(select(func.count()).select_from(article)).scalar_one()
    cases = connection.execute(select(func.count()).select_from(incident)).scalar_one()
    told = t("The database is whole: {articles} articles, {cases} cases", articles=f"{articles:,}", cases=f"{cases:,}")
    return Finding("database", "ok", told)


def _index(t: Catalogue, engine: Engine) -> Finding:
    good = Finding("search", "ok", t("The search index fits the texts"))
    advice = t(REBUILD)
    if engine.dialect.name == "postgresql":
        with read(engine) as connection:
            lacking = connection.exec_driver_sql(
                "SELECT count(*) FROM article a LEFT JOIN article_search s ON s.article_id = a.id "
                "WHERE s.article_id IS NULL"
            ).scalar_one()
        return Finding("search", "bad", t("The search index does not fit the texts"), advice) if lacking else good
    try:
        with write(engine) as connection:  # the check is written as an INSERT; it changes nothing
            connection.exec_driver_sql("INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)")
    except ArchiveError:
        return Finding("search", "bad", t("The search index does not fit the texts"), advice)
    return good


def rebuild_index(engine: Engine) -> int:
    """Make the search index anew from the stored texts, and return the number of articles."""
    from archive.words import vector

    with write(engine) as connection:
        number = int(connection.execute(select(func.count()).select_from(article)).scalar_one())
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("INSERT INTO article_fts(article_fts) VALUES ('rebuild')")
            return number
        connection.exec_driver_sql("DELETE FROM article_search")
        for row in connection.execute(select(article.c.id, article.c.title, article.c.text)).all():
            connection.exec_driver_sql(
                "INSERT INTO article_search (article_id, words) VALUES (%s, CAST(%s AS tsvector))",
                (row.id, vector(row.title, row.text)),
            )
    return number


def _cases(t: Catalogue, connection: Connection) -> Iterator[Finding]:
    from pipeline.linking.check import inconsistencies  # loads the linker's records

    found = inconsistencies(connection)
    for sentence in found[:MOST_SHOWN]:
        yield Finding("cases", "bad", str(tell(sentence, t.language)), t("Run: pantau reprocess --from link"))
    if len(found) > MOST_SHOWN:
        yield Finding("cases", "bad", t("... and {more} more", more=len(found) - MOST_SHOWN))
    if not found:
        yield Finding("cases", "ok", t("Cases and articles fit together"))


def _messages(t: Catalogue, connection: Connection) -> Iterator[Finding]:
    query = select(outbox.c.channel, func.count()).where(outbox.c.state == "failed").group_by(outbox.c.channel)
    for channel, number in connection.execute(query):
        told = t("{number} messages to {channel} have failed", number=number, channel=channel)
        yield Finding("outbox", "warning", told, t("See why: pantau outbox list --state failed; then: outbox retry"))
