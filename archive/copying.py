"""Moves an archive to another database: SQLite to PostgreSQL when one machine is no longer enough, or back.

Each table is read in the order of its key from one state of the source and written in batches, each committed. What is
there already is left as it is, so a copy that was stopped goes on where it was. At the end every table is compared by
its number of rows and by a hash over them.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Engine, Integer, Select, Table, bindparam, func, select, text
from sqlalchemy.sql.schema import ForeignKey

from archive.copy_target import check_source, check_target
from archive.database import migrate, read, write
from archive.store.dialect import insert_missing
from archive.tables import metadata
from archive.tables.articles import article
from archive.words import vector

BATCH = 500
Progress = Callable[[str, int, int], None]
"""Told (table, rows done, rows in all) after each batch."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A table after the copy.

    Args:
        rows: In the source.
        same: The target has as many, with the same content.
    """

    table: str
    rows: int
    same: bool


def copy_archive(source: Engine, target: Engine, *, progress: Progress | None = None) -> tuple[Checked, ...]:
    """Copy every table and compare; the target is created or upgraded first.

    Args:
        source: Must have the newest schema; nobody should write to it meanwhile.
        target: Empty, or holding part of the same copy; anything else is refused before a row is written.
        progress: Called after each batch.

    Raises:
        ArchiveError: The source is missing or of an older schema, the target holds other rows, both are one, or a
            database fails.
    """
    check_source(source, target)
    with read(source) as reading:
        check_target(reading, target)
        migrate(target)
        for table in metadata.sorted_tables:
            _copy_table(reading, target, table, progress or _silent)
        for table in metadata.sorted_tables:
            _copy_own_references(reading, target, table)
        set_sequences(target)
        with read(target) as copied:
            return tuple(_compare(reading, copied, table) for table in metadata.sorted_tables)


def _silent(_table: str, _done: int, _total: int) -> None: ...


def _copy_table(reading: Connection, target: Engine, table: Table, progress: Progress) -> None:
    total = _count(reading, table)
    own = {column.name for column in _own_references(table)}
    query, done = _remaining(reading, target, table, total)
    for rows in reading.execute(query, execution_options={"yield_per": BATCH}).mappings().partitions(BATCH):
        # Rows may name rows of their own table that come later: those references are set at the end.
        batch = [{name: None if name in own else value for name, value in row.items()} for row in rows]
        with write(target) as writing:
            insert_missing(writing, table, batch)
            if table is article and target.dialect.name == "postgresql":
                _index(writing, batch)
        done += len(rows)
        progress(table.name, min(done, total), total)


def _remaining(reading: Connection, target: Engine, table: Table, total: int) -> tuple[Select[Any], int]:
    """Return the select of what may be missing in the target, and how many rows are surely there."""
    keys = list(table.primary_key.columns)
    query = select(table).order_by(*keys)
    first: Column[Any] = keys[0]
    if not isinstance(first.type, Integer | BigInteger):
        return query, 0  # texts are ordered differently by each database: look at all
    with read(target) as copied:
        last = copied.execute(select(func.max(first))).scalar()
    if last is None:
        return query, 0
    query = query.where(first >= last)
    missing = int(reading.execute(select(func.count()).select_from(query.subquery())).scalar_one())
    return query, total - missing


def _index(writing: Connection, rows: Sequence[dict[str, Any]]) -> None:
    statement = text(
        "INSERT INTO article_search (article_id, words) VALUES (:id, CAST(:words AS tsvector)) ON CONFLICT DO NOTHING"
    )
    writing.execute(statement, [{"id": row["id"], "words": vector(row["title"], row["text"])} for row in rows])


def _own_references(table: Table) -> list[Column[Any]]:
    def own(key: ForeignKey) -> bool:
        return key.column.table is table

    return [column for column in table.columns if any(own(key) for key in column.foreign_keys)]


def _copy_own_references(reading: Connection, target: Engine, table: Table) -> None:
    for column in _own_references(table):
        query = select(table.c.id, column.label("other")).where(column.is_not(None))
        for rows in reading.execute(query, execution_options={"yield_per": BATCH}).partitions(BATCH):
            change = table.update().where(table.c.id == bindparam("row")).values({column.name: bindparam("other")})
            with write(target) as writing:
                writing.execute(change, [{"row": row.id, "other": row.other} for row in rows])


def set_sequences(target: Engine) -> None:
    """Let new rows count on from the highest id, after rows were written with theirs (PostgreSQL; SQLite does so)."""
    if target.dialect.name != "postgresql":
        return
    with write(target) as writing:
        for table in metadata.sorted_tables:
            key = table.autoincrement_column
            if key is not None:
                writing.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key.name}'), m) "  # noqa: S608 - our names
                        f'FROM (SELECT max("{key.name}") AS m FROM "{table.name}") AS t WHERE m IS NOT NULL'
                    )
                )


def _compare(reading: Connection, copied: Connection, table: Table) -> Checked:
    rows, digest = summary(reading, table)
    return Checked(table.name, rows, (rows, digest) == summary(copied, table))


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def summary(connection: Connection, table: Table, columns: Collection[str] | None = None) -> tuple[int, int]:
    """Return the number of rows and the sum of their SHA-256, which does not depend on their order.

    Args:
        connection: For reading.
        table: Of the archive.
        columns: Only those of these names; None for all.
    """
    chosen = [column for column in table.columns if columns is None or column.name in columns]
    count = total = 0
    for line in _lines(connection, chosen):
        count += 1
        total = (total + int.from_bytes(hashlib.sha256(line).digest())) % 2**256
    return count, total


def _lines(connection: Connection, columns: Sequence[Column[Any]]) -> Iterator[bytes]:
    for row in connection.execute(select(*columns), execution_options={"yield_per": BATCH}):
        yield json.dumps([_told(value) for value in row], ensure_ascii=True).encode()


def _told(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    return value.isoformat() if isinstance(value, datetime | date) else value
