"""Moves what an archive on PostgreSQL holds out of the way, and back: its place, `public`, keeps its grants."""

from sqlalchemy import Connection, Engine, text

from archive.engine import read, write

HOME, ASIDE, FAILED = "public", "pantau_before_restore", "pantau_failed_restore"
_FREE = " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')"  # no extension's
_CLASSES = "SELECT o.oid::regclass::text FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace "
KINDS = (
    ("TABLE", _CLASSES + "WHERE n.nspname = :schema AND o.relkind IN ('r', 'p', 'v', 'm')" + _FREE),
    ("SEQUENCE", _CLASSES + "WHERE n.nspname = :schema AND o.relkind = 'S'" + _FREE),  # columns' own went with them
    (
        "ROUTINE",
        (
            "SELECT o.oid::regprocedure::text FROM pg_proc o JOIN pg_namespace n ON n.oid = o.pronamespace "
            "WHERE n.nspname = :schema"
        ),
    ),
    (
        "TYPE",
        (
            "SELECT o.oid::regtype::text FROM pg_type o JOIN pg_namespace n ON n.oid = o.typnamespace "
            "LEFT JOIN pg_class c ON c.oid = o.typrelid "
            "WHERE n.nspname = :schema AND (o.typtype IN ('e', 'd') OR c.relkind = 'c')"
        ),
    ),
)
"""Statement and names of everything that has a place of its own; indexes, triggers and keys go with their tables."""


def set_aside(engine: Engine) -> None:
    """Move what is there into a schema of its own, in one transaction.

    Raises:
        ArchiveError: We do not own it, or what an interrupted restore set aside still waits there.
    """
    with write(engine) as connection:
        _move(connection, HOME, ASIDE)


def bring_back(engine: Engine) -> None:
    """Undo `set_aside`: what has come into the place since is dropped. Nothing set aside leaves the place empty."""
    with write(engine) as connection:
        _move(connection, HOME, FAILED)
        connection.exec_driver_sql(f"DROP SCHEMA {FAILED} CASCADE")
        if _exists(connection):
            _move(connection, ASIDE, HOME)
            connection.exec_driver_sql(f"DROP SCHEMA {ASIDE}")


def let_go(engine: Engine) -> None:
    """Drop what was set aside."""
    with write(engine) as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE")


def waits(engine: Engine) -> bool:
    """Tell whether something is set aside: a restore is going on, or was interrupted."""
    with read(engine) as connection:
        return _exists(connection)


def _exists(connection: Connection) -> bool:
    query = text("SELECT count(*) FROM pg_namespace WHERE nspname = :schema")
    return bool(connection.execute(query, {"schema": ASIDE}).scalar_one())


def _move(connection: Connection, source: str, target: str) -> None:
    if target != HOME:
        connection.exec_driver_sql(f"CREATE SCHEMA {target}")
    for kind, query in KINDS:
        for name in connection.execute(text(query + _FREE), {"schema": source}).scalars().all():
            connection.exec_driver_sql(f"ALTER {kind} {name} SET SCHEMA {target}")
