"""Rows as CSV and JSON lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from archive.export.rows import ExportRow

BOM = "\ufeff"  # by which Excel knows UTF-8
# What a spreadsheet takes for a formula at the beginning of a cell (OWASP, CSV Injection), full-width forms included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = tuple(field.name for field in fields(ExportRow) if field.name not in {"findings", "text", "names"})
MORE_COLUMNS = ("names", "text")  # with full text only


def inert(value: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it: an apostrophe before what begins like a formula."""
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA) else value


def cell(value: object) -> str:
    """Return a value as the text of a cell: empty for None, lists joined by `; `, instants in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return inert("; ".join(str(item) for item in value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else inert(str(value).replace("\x00", ""))


def columns(*, full_text: bool) -> tuple[str, ...]:
    """Return the columns of a CSV export."""
    return (*COLUMNS, *MORE_COLUMNS) if full_text else COLUMNS


def csv_text(rows: Iterable[ExportRow], *, full_text: bool = False, bom: bool = True) -> Iterator[str]:
    """Yield rows as CSV (RFC 4180), the line of names first.

    Args:
        rows: To write.
        full_text: The rows have texts and names.
        bom: Begin with the mark that Excel needs.
    """
    names = columns(full_text=full_text)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(names)
    yield (BOM if bom else "") + _taken(stream)
    for row in rows:
        writer.writerow([cell(getattr(row, name)) for name in names])
        yield _taken(stream)


def _taken(stream: io.StringIO) -> str:
    text = stream.getvalue()
    stream.seek(0)
    stream.truncate()
    return text


def jsonl_text(rows: Iterable[ExportRow], *, full_text: bool = False) -> Iterator[str]:
    """Yield rows as JSON lines, findings included."""
    for row in rows:
        yield json.dumps(plain(row, full_text=full_text), ensure_ascii=False) + "\n"


def plain(row: ExportRow, *, full_text: bool) -> dict[str, Any]:
    """Return a row as JSON-ready data; without text there are no keys for it."""
    found = asdict(row)
    if not full_text:
        for name in MORE_COLUMNS:
            del found[name]
        for finding in found["findings"]:
            del finding["text"]
    return {name: value.isoformat() if isinstance(value, datetime | date) else value for name, value in found.items()}
