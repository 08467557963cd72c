"""Whether an archive may be copied to a database: it is empty, or holds part of the same copy and nothing else.

Two archives in one database would put articles of one under cases of the other, and nobody could part them again. So
this is asked before anything is written, the schema included.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, inspect, select, tuple_

from archive.database import pending, read
from archive.tables import metadata
from base.errors import ArchiveError
from base.said import said

BATCH = 500


def check_source(source: Engine, target: Engine) -> None:
    """Refuse to copy from nothing, from an older schema or onto itself.

    Raises:
        ArchiveError: Says what to do.
    """
    if source.url == target.url:
        raise ArchiveError(said("Source and target are the same database."))
    name = source.url.database
    if source.dialect.name == "sqlite" and name not in {None, "", ":memory:"} and not Path(str(name)).exists():
        raise ArchiveError(said("There is no archive at {database}. Name the one to copy first.", database=name))
    if pending(source):
        raise ArchiveError(
            said(
                "The archive {database} has an older schema. First run `pantau db upgrade` on it.",
                database=name,
            )
        )


def check_target(reading: Connection, target: Engine) -> None:
    """Refuse a database that holds what the source does not; a copy that was stopped may go on.

    Args:
        reading: Of the source.
        target: Is only read.

    Raises:
        ArchiveError: It holds other rows, an archive of an older schema, or tables of something else.
    """
    if target.dialect.name == "sqlite" and not Path(str(target.url.database)).exists():
        return
    older = pending(target)
    with read(target) as copied:
        there = set(inspect(copied).get_table_names())
        for table in metadata.sorted_tables:
            if table.name not in there:
                continue
            if older and copied.execute(select(func.count()).select_from(table)).scalar_one():
                _refuse(target, table)
            if not older and not _is_part(reading, copied, table):
                _refuse(target, table)


def _refuse(target: Engine, table: Table) -> None:
    raise ArchiveError(
        said(
            "The target {database} holds other rows than the source (table {table}). Nothing was written: copy into an"
            " empty database, and check that source and target are not exchanged.",
            database=target.url.database,
            table=table.name,
        )
    )


def _is_part(reading: Connection, copied: Connection, table: Table) -> bool:
    """Tell whether each row of the target lies in the source with the same content."""
    # References within the table are set when all rows are there: a copy that was stopped does not have them.
    columns = [column for column in table.columns if not any(key.column.table is table for key in column.foreign_keys)]
    keys = list(table.primary_key.columns)
    for batch in copied.execute(select(*columns), execution_options={"yield_per": BATCH}).mappings().partitions(BATCH):
        there = {tuple(row[key.name] for key in keys): dict(row) for row in batch}
        query = select(*columns).where(tuple_(*keys).in_(list(there)))
        same = {tuple(row[key.name] for key in keys): dict(row) for row in reading.execute(query).mappings()}
        if same != there:
            return False
    return True
