"""Rows as Parquet, for pandas, DuckDB, R and Polars: typed columns, lists as lists.

Needs the extra `pantau[parquet]`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from archive.export.rows import ExportRow
from archive.export.sink import Sink
from archive.export.tables import MORE_COLUMNS, columns
from base.errors import UsageError
from base.said import said

GROUP = 5_000  # rows held at once: about 10 MB without texts

NUMBERS = frozenset({"id", "version", "copy_of", "severity"})
INSTANTS = frozenset({"published_at", "first_seen_at"})
DAYS = frozenset({"published_day", "event_day"})
LISTS = frozenset(
    {"acts", "rules", "steps", "regions", "roles", "parties", "laws", "institutions", "sanctions", "names"}
)


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            said("Parquet needs one more package: pip install 'pantau[parquet]', then export again.")
        ) from error
    return pa, pq


def parquet_bytes(rows: Iterable[ExportRow], *, full_text: bool = False) -> Iterator[bytes]:
    """Yield a Parquet file of rows, findings as a list of structures, in memory that does not grow with them.

    Raises:
        UsageError: The package for it is not installed.
    """
    arrow, parquet = _library()
    names = (*columns(full_text=full_text), "findings")
    schema = arrow.schema([(name, _type(arrow, name, full_text=full_text)) for name in names])
    sink, left = Sink(), iter(rows)
    with parquet.ParquetWriter(arrow.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        while group := [_plain(row, full_text=full_text) for row in islice(left, GROUP)]:
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
            yield sink.take()
    yield sink.take()


def _plain(row: ExportRow, *, full_text: bool) -> dict[str, Any]:
    found = asdict(row)
    return found if full_text else {name: value for name, value in found.items() if name not in MORE_COLUMNS}


def _type(arrow: Any, name: str, *, full_text: bool) -> Any:
    if name == "findings":
        parts = [("claim", arrow.string()), ("where", arrow.string()), ("start", arrow.int32()), ("end", arrow.int32())]
        return arrow.list_(arrow.struct([*parts, *([("text", arrow.string())] if full_text else [])]))
    if name in NUMBERS:
        return arrow.int64()
    if name in INSTANTS:
        return arrow.timestamp("us", tz="UTC")
    if name in DAYS:
        return arrow.date32()
    if name in LISTS:
        return arrow.list_(arrow.string())
    return {"relevant": arrow.bool_(), "kind_confidence": arrow.float64()}.get(name, arrow.string())
