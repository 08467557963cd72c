"""The formats of an export by name, each a stream of bytes: what a file or an answer is filled with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol

from archive.export.citations import bibtex_text, ris_text
from archive.export.rows import ExportRow
from archive.export.tables import csv_text, jsonl_text

Rows = Iterable[ExportRow]
PIECE = 64 * 1024  # characters gathered before they are handed on


class Write(Protocol):
    """Turns rows into the bytes of a file; `full_text` says that they have texts and names."""

    def __call__(self, rows: Rows, *, full_text: bool) -> Iterator[bytes]:
        """Yield the bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """How rows become a file.

    Args:
        media_type: Sent with it.
        ending: Of the file's name.
        write: Rows to bytes.
    """

    media_type: str
    ending: str
    write: Write


def encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yield text as UTF-8 in pieces of a fair size; what UTF-8 cannot hold becomes a question mark."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield "".join(held).encode("utf-8", "replace")
            held, size = [], 0
    yield "".join(held).encode("utf-8", "replace")


def _csv(rows: Rows, *, full_text: bool) -> Iterator[bytes]:
    return encoded(csv_text(rows, full_text=full_text))


def _jsonl(rows: Rows, *, full_text: bool) -> Iterator[bytes]:
    return encoded(jsonl_text(rows, full_text=full_text))


def _ris(rows: Rows, *, full_text: bool) -> Iterator[bytes]:  # noqa: ARG001 - a citation has no text in any case
    return encoded(ris_text(rows))


def _bibtex(rows: Rows, *, full_text: bool) -> Iterator[bytes]:  # noqa: ARG001 - the same
    return encoded(bibtex_text(rows))


def _parquet(rows: Rows, *, full_text: bool) -> Iterator[bytes]:
    from archive.export.parquet import parquet_bytes

    return parquet_bytes(rows, full_text=full_text)


def can_parquet() -> bool:
    """Tell whether the extra for Parquet is installed."""
    return find_spec("pyarrow") is not None


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", "csv", _csv),
    "jsonl": Format("application/x-ndjson; charset=utf-8", "jsonl", _jsonl),
    "ris": Format("application/x-research-info-systems; charset=utf-8", "ris", _ris),
    "bibtex": Format("application/x-bibtex; charset=utf-8", "bib", _bibtex),
    "parquet": Format("application/vnd.apache.parquet", "parquet", _parquet),
}
