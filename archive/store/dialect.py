"""The one statement whose form differs between the databases: insert, or update what is there."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert


def insert_for(connection: Connection, table: Table) -> Insert:
    """Return the insert of the connection's database, which knows ON CONFLICT."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    key: Sequence[str],
    change: Sequence[str],
) -> None:
    """Insert rows; where one with the same key exists, set its `change` columns.

    Never OR REPLACE: on SQLite it deletes and inserts, which breaks an external-content full-text index silently.
    """
    if not rows:
        return
    connection.execute(_upsert(connection.dialect.name, table, tuple(key), tuple(change)), list(rows))


@cache
def _upsert(dialect: str, table: Table, key: tuple[str, ...], change: tuple[str, ...]) -> Insert:
    """Return the statement, built once: building it takes longer than running it."""
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    new = statement.excluded
    return statement.on_conflict_do_update(index_elements=key, set_={name: new[name] for name in change})


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; leave those that exist as they are."""
    if rows:
        connection.execute(insert_for(connection, table).on_conflict_do_nothing(), list(rows))


def add_to(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    key: Sequence[str],
    amounts: Sequence[str],
) -> None:
    """Insert rows of the same columns; where a key exists, add the amounts to the stored ones and set the others."""
    if rows:
        statement = _add_to(connection.dialect.name, table, tuple(rows[0]), tuple(key), tuple(amounts))
        connection.execute(statement, list(rows))


@cache
def _add_to(
    dialect: str, table: Table, columns: tuple[str, ...], key: tuple[str, ...], amounts: tuple[str, ...]
) -> Insert:
    """Return the statement, built once: building it takes longer than running it."""
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    new = statement.excluded
    change = {name: table.c[name] + new[name] if name in amounts else new[name] for name in columns if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=change)
