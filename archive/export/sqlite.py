"""A release as a SQLite file: what Datasette publishes, and what anybody may query as they like.

Datasette runs whatever SQL a reader writes, so it never gets the archive itself: it gets this file, which holds what a
release holds (facts, codes, offsets, headlines and addresses without hidden names) and nothing else. Beside it lies
`metadata.json` with titles, licence and what each column means (https://docs.datasette.io/en/stable/metadata.html).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from archive.engine import sqlite_module
from archive.export.codebook import ARTICLES, COVERAGE, FINDINGS, INCIDENTS, Column
from archive.export.package import coverage_rows, incident_rows
from archive.export.rows import ExportRow, batches
from archive.export.statement import COPIES, FOLDED, PackageFacts
from archive.export.tables import COLUMNS

TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
BATCH = 500
LEFT_OUT = frozenset({"names", "text"})
INDEXES = (
    "CREATE INDEX ix_articles_day ON articles (published_day)",
    "CREATE INDEX ix_articles_outlet ON articles (outlet)",
    "CREATE INDEX ix_articles_incident ON articles (incident)",
    "CREATE INDEX ix_findings_article ON findings (article)",
    "CREATE INDEX ix_findings_claim ON findings (claim)",
    "CREATE INDEX ix_incidents_region ON incidents (region)",
    'CREATE VIRTUAL TABLE articles_fts USING fts5(title, content="articles", content_rowid="id")',
    "INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')",
)


def write_sqlite(connection: Connection, rows: Iterable[ExportRow], target: Path, facts: PackageFacts) -> None:
    """Write the release and its `metadata.json`; the file appears under its name when it is whole.

    Args:
        connection: Reading the archive.
        rows: Without texts and with hidden names covered.
        target: The file to write.
        facts: What the release says of itself.

    Raises:
        OSError: The target cannot be written.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    made = sqlite_module().connect(str(part))
    try:
        _table(made, "articles", _articles(), key="id")
        _table(made, "findings", _without(FINDINGS))
        _table(made, "incidents", INCIDENTS, key="code")
        _table(made, "coverage", COVERAGE)
        for some in batches(rows, BATCH):
            _insert(made, "articles", ([_value(getattr(row, name)) for name in COLUMNS] for row in some))
            _insert(made, "findings", ([r.id, f.claim, f.where, f.start, f.end] for r in some for f in r.findings))
        _insert(made, "incidents", ([_value(value) for value in row] for row in incident_rows(connection)))
        _insert(made, "coverage", ([_value(value) for value in row] for row in coverage_rows(connection)))
        for statement in INDEXES:
            made.execute(statement)
        made.commit()
        made.execute("VACUUM")
    finally:
        made.close()
    part.replace(target)
    described = json.dumps(_metadata(target.stem, facts), ensure_ascii=False, indent=2)
    target.with_name("metadata.json").write_text(described, encoding="utf-8")


def _articles() -> tuple[Column, ...]:
    by_name = {column.name: column for column in ARTICLES}
    return tuple(by_name[name] for name in COLUMNS)


def _without(columns: Sequence[Column]) -> tuple[Column, ...]:
    return tuple(column for column in columns if column.name not in LEFT_OUT)


def _table(made: Any, name: str, columns: Sequence[Column], *, key: str | None = None) -> None:
    told = ", ".join(
        f'"{c.name}" {TYPES.get(c.type, "TEXT")}{" PRIMARY KEY" if c.name == key else ""}' for c in columns
    )
    made.execute(f'CREATE TABLE "{name}" ({told})')


def _insert(made: Any, name: str, rows: Iterator[Sequence[Any]]) -> None:
    width = made.execute("SELECT count(*) FROM pragma_table_info(?)", (name,)).fetchone()[0]
    made.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * width)})', rows)  # noqa: S608 - names of ours


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)  # a list that Datasette offers as a facet
    return value.isoformat() if hasattr(value, "isoformat") else value


def _metadata(name: str, facts: PackageFacts) -> dict[str, Any]:
    tables = {"articles": _articles(), "findings": _without(FINDINGS), "incidents": INCIDENTS, "coverage": COVERAGE}
    facets = {"articles": ["outlet", "kind", "stage", "acts"], "incidents": ["level", "review"], "findings": ["claim"]}
    return {
        "title": "Articles about the neutrality of Indonesian civil servants in elections",
        "description": f"Query: {facts.query or '*'}. Facts, codes and offsets; no texts; in headlines and "
        "addresses no name of a person of low rank whose case is open. " + (COPIES if facts.copies else FOLDED),
        "source": f"Pantau {facts.version}",
        "databases": {
            name: {
                "tables": {
                    table: {"columns": {c.name: c.description for c in columns}, "facets": facets.get(table, [])}
                    for table, columns in tables.items()
                }
            }
        },
    }
