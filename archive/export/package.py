"""A Frictionless data package: articles, findings, cases, coverage, schema, codebook and data statement in one zip.

https://datapackage.org/standard/data-package/ version 2.
"""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from archive.export.codebook import ARTICLES, COVERAGE, FINDINGS, INCIDENTS, Column, codebook
from archive.export.rows import ExportRow
from archive.export.sink import Sink
from archive.export.statement import PackageFacts, statement
from archive.export.tables import cell, columns
from archive.tables.incidents import incident
from archive.tables.operations import coverage

BATCH = 500  # articles between two pieces
PIECE = 64 * 1024


@dataclass(slots=True)
class _Resource:
    """A file of the package while it is written: its columns, length and hash."""

    name: str
    columns: tuple[Column, ...]
    length: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def seen(self, piece: bytes) -> bytes:
        self.length += len(piece)
        self.digest.update(piece)
        return piece


def package_bytes(connection: Connection, rows: Iterable[ExportRow], facts: PackageFacts) -> Iterator[bytes]:
    """Yield the package as a zip, piece by piece, in memory that does not grow with the rows.

    Findings come from the same reading of the articles and wait in a file until their turn; what describes the package
    (hashes, counts) stands at its end.
    """
    sink, count = Sink(), 0
    articles = _Resource("articles", _articles_columns(full_text=facts.full_text))
    findings = _Resource("findings", tuple(c for c in FINDINGS if facts.full_text or c.name != "text"))
    incidents, ledger = _Resource("incidents", INCIDENTS), _Resource("coverage", COVERAGE)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive, tempfile.TemporaryFile() as waiting:
        with archive.open(_entry("articles.csv", facts.now), "w", force_zip64=True) as member:
            member.write(articles.seen(_line(column.name for column in articles.columns)))
            waiting.write(_line(column.name for column in findings.columns))
            for row in rows:
                count += 1
                member.write(articles.seen(_line(cell(getattr(row, column.name)) for column in articles.columns)))
                waiting.writelines(_finding_lines(row, full_text=facts.full_text))
                if count % BATCH == 0:
                    yield sink.take()
        waiting.seek(0)
        pieces = iter(lambda: waiting.read(PIECE), b"")
        for resource, source in (
            (findings, pieces),
            (incidents, _table(INCIDENTS, incident_rows(connection))),
            (ledger, _table(COVERAGE, coverage_rows(connection))),
        ):
            with archive.open(_entry(f"{resource.name}.csv", facts.now), "w", force_zip64=True) as member:
                for piece in source:
                    member.write(resource.seen(piece))
                    yield sink.take()
        resources = (articles, findings, incidents, ledger)
        for name, text in _papers(resources, facts, count):
            archive.writestr(_entry(name, facts.now), text)
    yield sink.take()


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, now.astimezone(UTC).timetuple()[:6])
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def _line(values: Iterable[str]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(list(values))
    return stream.getvalue().encode("utf-8", "replace")


def _finding_lines(row: ExportRow, *, full_text: bool) -> Iterator[bytes]:
    for found in row.findings:
        values = (row.id, found.claim, found.where, found.start, found.end, found.text)
        yield _line(cell(value) for value in values[: 6 if full_text else 5])


def _table(wanted: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    yield _line(column.name for column in wanted)
    for row in rows:
        yield _line(cell(value) for value in row)


def _papers(resources: Sequence[_Resource], facts: PackageFacts, count: int) -> Iterator[tuple[str, str]]:
    yield "CODEBOOK.md", codebook({resource.name: resource.columns for resource in resources})
    yield "README.md", statement(facts, count)
    yield "datapackage.json", json.dumps(_descriptor(resources, facts), ensure_ascii=False, indent=2)


def incident_rows(connection: Connection) -> Iterator[Sequence[Any]]:
    """Yield the living cases, in the order of `INCIDENTS`."""
    query = select(*(incident.c[column.name] for column in INCIDENTS))
    query = query.where(incident.c.merged_into.is_(None)).order_by(incident.c.id)
    yield from (tuple(row) for row in connection.execute(query, execution_options={"yield_per": 500}))


def coverage_rows(connection: Connection) -> Iterator[Sequence[Any]]:
    """Yield the ledger of what was looked at, in the order of `COVERAGE`."""
    query = select(*(coverage.c[column.name] for column in COVERAGE)).order_by(coverage.c.outlet, coverage.c.hour)
    yield from (tuple(row) for row in connection.execute(query, execution_options={"yield_per": 500}))


def _descriptor(resources: Sequence[_Resource], facts: PackageFacts) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "pantau-asn-neutrality",
        "title": "Articles about the neutrality of Indonesian civil servants in elections",
        "created": facts.now.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "version": facts.version,
        "description": f"Query: {facts.query or '*'}",
        "resources": [_described(resource) for resource in resources],
    }


def _described(resource: _Resource) -> dict[str, Any]:
    return {
        "name": resource.name,
        "path": f"{resource.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": resource.length,
        "hash": f"sha256:{resource.digest.hexdigest()}",
        "schema": {
            "fields": [{"name": c.name, "type": c.type, "description": c.description} for c in resource.columns],
            "missingValues": [""],
        },
    }


def _articles_columns(*, full_text: bool) -> tuple[Column, ...]:
    by_name = {column.name: column for column in ARTICLES}
    return tuple(by_name[name] for name in columns(full_text=full_text))
