"""The forms that collections come in: pages and texts in files, JSONL, CSV, WARC, folders of these."""

import csv
import gzip
import io
import itertools
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from archive.records.page import Page
from base.errors import InputError
from base.said import said
from pantau.importing.record import Columns, Record, record_of
from pantau.sources import MOST_BYTES, page_of

csv.field_size_limit(MOST_BYTES)

Reader = Callable[[Path, Columns, datetime], Iterator[Record]]


def files_below(path: Path) -> Iterator[Path]:
    """Yield the files of a folder in a stable order, or the file itself.

    Raises:
        InputError: There is no such file or folder.
    """
    if path.is_dir():
        # A link may lead out of the folder that the user named, to files that were never meant.
        inside = (found for found in path.rglob("*") if found.is_file() and not found.is_symlink())
        yield from sorted(found for found in inside if not found.name.startswith("."))
    elif path.exists():
        yield path
    else:
        raise InputError(said("does not exist; give files or folders"), source=str(path))


def reader_for(path: Path) -> Reader | None:
    """Return the reader for a file by its name; None for a form that is not known."""
    name = path.name.lower().removesuffix(".gz")
    for endings, reader in _READERS.items():
        if name.endswith(endings):
            return reader
    return None


def _open(path: Path) -> IO[bytes]:
    """Open a file, unpacking `.gz`; reads are bounded by their callers, so a bomb ends at their limit."""
    return cast("IO[bytes]", gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")


def _single(path: Path, columns: Columns, now: datetime) -> Iterator[Record]:
    try:
        with _open(path) as stream:
            body = stream.read(MOST_BYTES + 1)
        page = page_of(body, name=str(path), outlet=columns.outlet, now=now)
    except InputError as error:
        yield Record("", None, error.problem)
    except (OSError, EOFError) as error:
        yield Record("", None, f"cannot be read: {error}")
    else:
        yield Record("", page)


def _jsonl(path: Path, columns: Columns, now: datetime) -> Iterator[Record]:
    with _open(path) as stream:
        for number, line in enumerate(iter(lambda: stream.readline(MOST_BYTES + 1), b""), start=1):
            place = said("line {n}", n=number)
            if not line.strip():
                continue
            if len(line) > MOST_BYTES:
                yield Record(place, None, said("is longer than 10 MB"))
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                told = (
                    error if isinstance(error, json.JSONDecodeError) else said("a number or its nesting is too large")
                )
                yield Record(place, None, said("is not valid JSON: {error}", error=told))
                continue
            if not isinstance(row, dict):
                yield Record(place, None, said("is not a JSON object"))
                continue
            yield record_of(row, place, columns, now)


def _csv(path: Path, columns: Columns, now: datetime) -> Iterator[Record]:
    with io.TextIOWrapper(_open(path), encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        lines = (line.replace("\0", "") for line in stream)
        header = next(lines, "")
        reader = csv.DictReader(itertools.chain([header], lines), delimiter=delimiter(header))
        _ = reader.fieldnames  # reads the header, so that the first row is line 2
        while True:
            place = said("line {n}", n=reader.line_num + 1)
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Record(place, None, said("is not CSV: {error}", error=error))
                continue
            if None in row:
                yield Record(place, None, said("has more cells than the header has columns"))
                continue
            cells = {key: value for key, value in row.items() if value is not None}
            if any("\udc80" <= char <= "\udcff" for value in cells.values() for char in value):
                yield Record(place, None, said("is not UTF-8; save the file as CSV UTF-8"))
                continue
            yield record_of(cells, place, columns, now)


def delimiter(header: str) -> str:
    """Return what separates the cells of a header: the commonest of comma, semicolon (Excel here) and tab."""
    return max(",;\t", key=header.count)


def _warc(path: Path, columns: Columns, now: datetime) -> Iterator[Record]:
    with path.open("rb") as stream:
        iterator = ArchiveIterator(stream)
        try:
            for found in iterator:
                place = said("offset {n}", n=iterator.offset)
                if found.rec_type not in {"response", "resource"}:
                    continue
                record = _warc_record(found, place, columns, now)
                if record is not None:
                    yield record
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError) as error:
            told = said("a record lacks its header") if isinstance(error, AttributeError) else error
            place = said("offset {n}", n=iterator.offset)
            yield Record(place, None, said("the WARC file is damaged here: {error}", error=told))


def _warc_record(found: object, place: str, columns: Columns, now: datetime) -> Record | None:
    headers = getattr(found, "http_headers", None)
    status = headers.get_statuscode() if headers else "200"
    kind = headers.get_header("Content-Type", "") if headers else "text/html"
    if status != "200" or not any(word in kind for word in ("html", "text/plain")):
        return None
    url = found.rec_headers.get_header("WARC-Target-URI")  # type: ignore[attr-defined]
    try:
        body: bytes = found.content_stream().read(MOST_BYTES + 1)  # type: ignore[attr-defined]
        page = page_of(body, name=url or place, outlet=columns.outlet, now=now, url=url)
    except InputError as error:
        return Record(place, None, error.problem)
    return Record(place, Page(page.url, body, page.form, now, outlet=columns.outlet, content_type=kind, status=200))


_READERS: dict[tuple[str, ...], Reader] = {
    (".html", ".htm", ".xhtml", ".txt", ".md"): _single,
    (".jsonl", ".ndjson"): _jsonl,
    (".csv", ".tsv"): _csv,
    (".warc",): _warc,
}
