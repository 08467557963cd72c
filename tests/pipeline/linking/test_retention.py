"""Names go, figures stay; a takedown leaves an address and nothing else."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, inspect, select, text

from archive.database import write
from archive.store.articles import load_article
from archive.store.incidents import load_incident
from archive.tables.evidence import evidence_key
from base.errors import ArchiveError
from pipeline.linking.check import inconsistencies
from pipeline.linking.decide import Officer, note
from pipeline.linking.retention import apply_retention, due, forget

NOW = datetime(2026, 1, 5, tzinfo=UTC)
TODAY = date(2026, 1, 5)
BODY = (
    "Guru Harsono Wibawa mengajak muridnya. Menurut Harsono, itu candaan. WIBAWA dipanggil dua kali oleh pengawas. " * 3
)


@pytest.fixture
def closed(tell, engine):
    tell("a", name="Harsono Wibawa", role="guru", event=0, text=BODY, title="Guru Harsono Wibawa Dilaporkan")
    result = tell("b", name="Harsono Wibawa", role="guru", day=30, stage="S7", kind="follow_up", text=BODY + "Sanksi.")
    with write(engine) as connection:
        note(
            connection,
            result.code,
            "Harsono Wibawa sudah ditelepon",
            Officer("rina", datetime(2024, 12, 1, tzinfo=UTC)),
        )
    return result


def everything(engine, skip=("url",)):
    """All text stored anywhere, but addresses, with the table it stands in."""
    found = []
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            if table.startswith(("alembic", "article_fts_", "search_word")):
                continue  # the vocabulary holds single words of the whole archive, tied to nobody
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():  # noqa: S608
                found += [f"{table}.{name} {value}" for name, value in row.items() if name not in skip]
    return found


def test_names_of_a_closed_case_go_after_a_year_from_everywhere(closed, engine):
    assert any("Harsono" in one for one in everything(engine))
    with write(engine) as connection:
        assert apply_retention(connection, NOW, date(2025, 6, 1)) == []
        assert apply_retention(connection, NOW, TODAY) == [closed.code]
        assert due(connection, TODAY) == []
    left = everything(engine)
    assert [one for one in left if "harsono" in one.casefold() or "wibawa" in one.casefold()] == []


def test_figures_and_the_case_stay(closed, engine):
    with engine.connect() as connection:
        before = load_incident(connection, closed.code)
    with write(engine) as connection:
        apply_retention(connection, NOW, TODAY)
    with engine.connect() as connection:
        after = load_incident(connection, closed.code)
        assert inconsistencies(connection) == []
        article, analysis = load_article(connection, after.articles[0])
    assert after.articles == before.articles
    assert (after.severity.score, after.discipline, after.acts) == (
        before.severity.score,
        before.discipline,
        before.acts,
    )
    assert len(article.text) == len(BODY.strip()) or len(article.text) == len(BODY)
    assert analysis.actors[0].role == "guru"


def test_an_open_case_keeps_its_names(tell, engine):
    tell("a", name="Harsono Wibawa", stage="S5")
    with engine.connect() as connection:
        assert due(connection, TODAY) == []


def test_a_forgotten_article_leaves_its_case_and_keeps_only_its_address(closed, engine):
    with engine.connect() as connection:
        case = load_incident(connection, closed.code)
    with write(engine) as connection:
        assert forget(connection, case.articles[1], Officer("rina", NOW), reason="permintaan") == case.code
    with engine.connect() as connection:
        after = load_incident(connection, case.code)
        article, analysis = load_article(connection, case.articles[1])
        assert inconsistencies(connection) == []
    assert after.articles == case.articles[:1]
    assert after.discipline != "S7"
    assert (article.text, article.title, analysis) == ("", None, None)
    assert article.url.endswith("/b")


def test_an_unknown_article_cannot_be_forgotten(engine):
    with write(engine) as connection, pytest.raises(ArchiveError):
        forget(connection, 99, Officer("rina", NOW), reason="x")


def test_a_forgotten_article_that_is_read_again_stays_forgotten(closed, engine, tell, cases):
    with write(engine) as connection:
        case = load_incident(connection, closed.code)
        forget(connection, case.articles[1], Officer("rina", NOW), reason="permintaan")
    again = tell("b", name="Harsono Wibawa", role="guru", day=30, stage="S7", text=BODY + "Sanksi, diperbarui.")
    with engine.connect() as connection:
        article, analysis = load_article(connection, case.articles[1])
    assert again.outcome == "none"
    assert (article.text, article.title, analysis) == ("", None, None)
    assert cases() == {frozenset({"a"})}


def test_removed_names_do_not_come_back_with_the_next_crawl(closed, engine, tell):
    with write(engine) as connection:
        apply_retention(connection, NOW, TODAY)
    tell("a", name="Harsono Wibawa", role="guru", event=0, text=BODY + "Diperbarui.", title="Guru Harsono Wibawa")
    assert not [text for text in everything(engine) if "harsono" in str(text).casefold()]


def keys(engine):
    with engine.connect() as connection:
        rows = connection.execute(select(evidence_key.c.article_id, evidence_key.c.key, evidence_key.c.destroyed_at))
        return {row.article_id: (row.key, row.destroyed_at is not None) for row in rows}


def seal(engine, articles):
    with write(engine) as connection:
        rows = [{"article_id": one, "key": b"k" * 32, "made_at": NOW} for one in articles]
        connection.execute(insert(evidence_key), rows)


def test_retention_destroys_the_keys_of_the_evidence_of_all_its_articles_and_of_no_other(closed, engine, tell):
    other = tell("z", name="Yosef Lamoren", regions=("53.01",), day=3, stage="S3")
    with engine.connect() as connection:
        case = load_incident(connection, closed.code)
        (alien,) = load_incident(connection, other.code).articles
    seal(engine, [case.articles[0], alien])
    with write(engine) as connection:
        apply_retention(connection, NOW, TODAY)
    assert keys(engine) == {case.articles[0]: (None, True), case.articles[1]: (None, True), alien: (b"k" * 32, False)}


def test_a_forgotten_article_takes_its_key_along(closed, engine):
    with engine.connect() as connection:
        case = load_incident(connection, closed.code)
    seal(engine, case.articles)
    with write(engine) as connection:
        forget(connection, case.articles[1], Officer("rina", NOW), reason="permintaan")
    assert keys(engine)[case.articles[1]] == (None, True)
    assert keys(engine)[case.articles[0]] == (b"k" * 32, False)
