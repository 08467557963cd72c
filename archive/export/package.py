"""A Frictionless data package: articles, findings, cases, coverage, schema, codebook and data statement in one zip.

https://datapackage.org/standard/data-package/ version 2.
"""

import csv
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from archive.export.codebook import ARTICLES, COVERAGE, FINDINGS, INCIDENTS, Column, codebook
from archive.export.rows import ExportRow
from archive.export.tables import cell, columns
from archive.tables.incidents import incident
from archive.tables.operations import coverage

STATEMENT = """# Data statement

{count} articles from an archive of Indonesian news about the neutrality of civil servants (ASN) in elections, written
by Pantau {version} on {day}. Query: `{query}`. {text}

- **How it was made.** Outlets were crawled on a schedule; `coverage.csv` tells hour by hour what each announced and
  what was kept. An hour that is missing was not looked at: silence there is no peace.
- **Who judged.** A program, by rules whose versions stand in the archive; officers' decisions are in `review` of
  `incidents.csv`. Every claim has its place in the article (`findings.csv`); an allegation is not a finding of guilt.
- **Whose it is.** Articles belong to their publishers; cite them by `url`. Facts, codes and offsets may be used freely.
- **Persons.** {persons} Personal numbers (NIP, NIK) were blanked before storage.
"""


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What the package says of itself.

    Args:
        query: As typed; empty for everything.
        now: The present, aware.
        version: Of the program.
        full_text: With texts, evidence and names.
    """

    query: str
    now: datetime
    version: str
    full_text: bool = False


def write_package(connection: Connection, rows: Iterable[ExportRow], target: Path, facts: PackageFacts) -> int:
    """Write the package as a zip; return how many articles it has.

    The zip appears under its name only when it is whole.

    Raises:
        OSError: The target cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as folder:
        place = Path(folder)
        count = _tables(rows, place, full_text=facts.full_text)
        _table(place / "incidents.csv", INCIDENTS, _incidents(connection))
        _table(place / "coverage.csv", COVERAGE, _coverage(connection))
        resources = {
            "articles": tuple(c for c in ARTICLES if facts.full_text or c.name not in {"names", "text"}),
            "findings": tuple(c for c in FINDINGS if facts.full_text or c.name != "text"),
            "incidents": INCIDENTS,
            "coverage": COVERAGE,
        }
        (place / "CODEBOOK.md").write_text(codebook(resources), encoding="utf-8")
        (place / "README.md").write_text(_statement(facts, count), encoding="utf-8")
        descriptor = json.dumps(_descriptor(place, resources, facts), ensure_ascii=False, indent=2)
        (place / "datapackage.json").write_text(descriptor, encoding="utf-8")
        whole = place / "package.zip"
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(place.glob("*")):
                if path != whole:
                    archive.write(path, path.name)
        whole.replace(target)
    return count


def _tables(rows: Iterable[ExportRow], place: Path, *, full_text: bool) -> int:
    names = columns(full_text=full_text)
    count = 0
    with ExitStack() as stack:
        streams = [
            stack.enter_context((place / name).open("w", encoding="utf-8", newline=""))
            for name in ("articles.csv", "findings.csv")
        ]
        articles, findings = (csv.writer(stream) for stream in streams)
        articles.writerow(names)
        findings.writerow([column.name for column in FINDINGS if full_text or column.name != "text"])
        for row in rows:
            articles.writerow([cell(getattr(row, name)) for name in names])
            for found in row.findings:
                values = [row.id, found.claim, found.where, found.start, found.end]
                findings.writerow([cell(value) for value in (*values, found.text)[: 6 if full_text else 5]])
            count += 1
    return count


def _table(path: Path, wanted: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.name for column in wanted])
        writer.writerows([cell(value) for value in row] for row in rows)


def _incidents(connection: Connection) -> Iterator[Sequence[Any]]:
    query = select(*(incident.c[column.name] for column in INCIDENTS))
    query = query.where(incident.c.merged_into.is_(None)).order_by(incident.c.id)
    yield from (tuple(row) for row in connection.execute(query, execution_options={"yield_per": 500}))


def _coverage(connection: Connection) -> Iterator[Sequence[Any]]:
    query = select(*(coverage.c[column.name] for column in COVERAGE)).order_by(coverage.c.outlet, coverage.c.hour)
    yield from (tuple(row) for row in connection.execute(query, execution_options={"yield_per": 500}))


def _statement(facts: PackageFacts, count: int) -> str:
    text = "With the articles' texts: not for publication." if facts.full_text else "Without text: offsets only."
    persons = "Names of the alleged are included." if facts.full_text else "Names are left out."
    return STATEMENT.format(
        count=f"{count:,}",
        version=facts.version,
        day=facts.now.astimezone(UTC).date(),
        query=facts.query.replace("`", "'") or "*",
        text=text,
        persons=persons,
    )


def _descriptor(place: Path, resources: dict[str, tuple[Column, ...]], facts: PackageFacts) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "pantau-asn-neutrality",
        "title": "Articles about the neutrality of Indonesian civil servants in elections",
        "created": facts.now.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "version": facts.version,
        "description": f"Query: {facts.query or '*'}",
        "resources": [_resource(place / f"{name}.csv", name, wanted) for name, wanted in resources.items()],
    }


def _resource(path: Path, name: str, wanted: tuple[Column, ...]) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "name": name,
        "path": path.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [{"name": c.name, "type": c.type, "description": c.description} for c in _ordered(name, wanted)],
            "missingValues": [""],
        },
    }


def _ordered(name: str, wanted: tuple[Column, ...]) -> Sequence[Column]:
    if name != "articles":
        return wanted
    by_name = {column.name: column for column in wanted}
    return [by_name[column] for column in columns(full_text="text" in by_name)]
