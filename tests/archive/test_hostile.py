"""Queries written to hurt: each costs no more than some ordinary ones, and what would take long is stopped."""

import contextlib
import time

import pytest
from sqlalchemy import Engine, text

from archive.database import read, write
from archive.search import search
from base.errors import ArchiveError, QueryError
from tests.spending import times_as_dear

ORDINARY = "camat wilayah:63 tanggal:2024"
HOSTILE = {
    "ten thousand terms": " ".join(f"kata{number}" for number in range(10_000)),
    "ten thousand alternatives": " OR ".join("ab" for _ in range(10_000)),
    "ten thousand signs without a space": "a" * 10_000,
    "as many terms as the length holds": " ".join("ab" for _ in range(660)),
    "deep nesting": "(" * 900 + "a" + ")" * 900,
    "half a nesting": "(" * 2_000,
    "negations": "NOT " * 480 + "a",
    "hyphens": "-" * 2_000,
    "stars": "* ** *** a* b*",
    "one letter and a star": "a*",
    "beginnings": " ".join(f"ka{chr(97 + number % 26)}*" for number in range(300)),
    "quotation marks": '"' * 1_999,
    "phrases": '"a b" ' * 330,
    "regex": "(a+)+$ .*.*.*.* [a-z]{1,9999} (?:(?:(?:a*)*)*)*b",
    "regex with slashes": "/(x+x+)+y/",
    "NUL": "camat\x00netral",
    "control signs": "camat\x1b[2Jnetral",
    "distances": " NEAR/99999999 ".join("ab" for _ in range(100)),
    "wide windows": '"camat netral lurah"~50 ' * 80,
    "numbers": "tanggal:99999-99-99..x severity:>=" + "9" * 1_900,
    "fields in fields": "wilayah:(jenis:(" * 100,
    "unknown fields": " ".join(f"medan{number}:x" for number in range(150)),
    "syntax of FTS5": 'title:camat ^netral {title}:(a) NEAR(a b, 3) + - * "',
    "syntax of tsquery": "a <-> b & !c | d:*A ':' \\ ''",
    "surrogates": "camat \udcff\ud800",
    "marks on marks": "a" + "\u0301" * 1_900,
    "wide spaces": "\u3000\u2003\u00a0" * 600,
    "turned writing": "\u202e" * 1_000 + "camat",
}


@pytest.fixture
def filled(engine: Engine, add) -> Engine:
    with write(engine) as connection:
        for number in range(30):
            add(connection, number, text=f"Camat netral {number} kampanye lurah. " * 20, sketch=())
    with read(engine) as connection:
        search(connection, ORDINARY, with_facets=True)  # grammar and tables are loaded
    return engine


def test_a_hostile_query_costs_no_more_than_five_ordinary_ones(filled: Engine) -> None:
    def ask(query: str) -> None:
        with read(filled) as connection, contextlib.suppress(QueryError):
            search(connection, query, with_facets=True)

    def times(query: str) -> float:
        return times_as_dear(lambda: ask(query), lambda: ask(ORDINARY), 5)

    assert {name: dear for name, query in HOSTILE.items() if (dear := times(query)) >= 5} == {}


def test_a_statement_that_takes_long_is_stopped_and_the_connection_goes_on(engine: Engine) -> None:
    endless = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "postgresql": "SELECT pg_sleep(1200)",
    }
    begun = time.monotonic()
    with pytest.raises(ArchiveError, match="too long"), read(engine, timeout_ms=100) as connection:
        connection.execute(text(endless[engine.dialect.name])).all()
    assert time.monotonic() - begun < 600  # a guard: the statement would go on for ever or for twenty minutes
    with read(engine) as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
