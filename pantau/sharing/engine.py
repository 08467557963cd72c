"""The queue engine, Procrastinate, on the archive's own PostgreSQL.

The queue holds nothing that the archive does not know: what is due is decided from `outlet_state`, messages lie in the
outbox. Its tables are therefore thrown away and made anew when the engine's version changes, and may be lost.
"""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, text

from archive.database import read, write
from base.errors import UsageError
from base.said import said

if TYPE_CHECKING:
    from procrastinate import App

QUEUES = ("crawl", "analyse", "deliver")
LOCK = 0x50414E51  # "PANQ": the advisory lock of making the tables
POOL: dict[str, Any] = {"min_size": 1, "max_size": 4, "timeout": 10.0, "reconnect_timeout": 30.0}
DROP = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT c.oid::regclass AS name FROM pg_class c
             WHERE c.relname LIKE 'procrastinate\\_%' AND c.relkind = 'r' AND pg_table_is_visible(c.oid) LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
             WHERE p.proname LIKE 'procrastinate\\_%' AND pg_function_is_visible(p.oid) LOOP
    EXECUTE 'DROP FUNCTION IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
  FOR one IN SELECT t.oid::regtype AS name FROM pg_type t
             WHERE t.typname LIKE 'procrastinate\\_%' AND t.typtype IN ('e', 'c') AND pg_type_is_visible(t.oid) LOOP
    EXECUTE 'DROP TYPE IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
END $$"""


def is_installed() -> bool:
    """Tell whether the queue engine is installed."""
    from importlib.util import find_spec

    return find_spec("procrastinate") is not None


def shares(address: str) -> bool:
    """Tell whether the work of an archive is shared: it lies in PostgreSQL and the engine is installed.

    Args:
        address: Of the archive.
    """
    return address.startswith("postgres") and is_installed()


def connection_values(engine: Engine, name: str = "pantau queue") -> dict[str, Any]:
    """Return what psycopg connects with, as SQLAlchemy would; `name` is how the server knows the sessions."""
    _, values = engine.dialect.create_connect_args(engine.url)
    return {**values, "connect_timeout": 10, "application_name": name}


def make_app(engine: Engine, name: str = "pantau queue") -> "App":
    """Return the engine's application, not opened, without tasks.

    Args:
        engine: Of the archive.
        name: How the server knows its sessions.

    Raises:
        UsageError: The archive is no PostgreSQL, or the engine is not installed.
    """
    if engine.dialect.name != "postgresql":
        raise UsageError(
            said(
                "Work is shared through PostgreSQL. With SQLite `pantau run` does all of it in one process; "
                "to share, move the archive (`pantau db copy`) and set "
                "PANTAU_DATABASE_URL=postgresql+psycopg://...",
            )
        )
    if not is_installed():
        command = ".venv/bin/pip install --constraint constraints.txt '.[postgres]'"
        raise UsageError(said("Install what several machines need: {command}", command=command))
    from procrastinate import App, PsycopgConnector

    _quiet()
    return App(connector=PsycopgConnector(kwargs=connection_values(engine, name), **POOL))


def _quiet() -> None:
    """Keep the engine from telling of every job; its errors are told."""
    import logging

    for name in ("procrastinate", "psycopg.pool"):
        logging.getLogger(name).setLevel(logging.ERROR)


def ensure_tables(engine: Engine) -> bool:
    """Make the engine's tables, or make them anew when they are of another version; tell whether that was done.

    Args:
        engine: Of the archive.

    Raises:
        ArchiveError: They are missing and our role may not make them: `pantau db upgrade` with the role that may.
    """
    if _made(engine) == _version():
        return False
    from procrastinate.schema import SchemaManager

    with write(engine) as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        if _told(connection) == _version():
            return False
        connection.exec_driver_sql(DROP.replace("%", "%%"))
        cursor: Any = connection.connection.cursor()
        cursor.execute(SchemaManager.get_schema())  # many statements: without parameters psycopg sends them as they are
        cursor.execute(f"COMMENT ON TABLE procrastinate_jobs IS '{_version()}'")
        cursor.close()
    return True


def _version() -> str:
    from importlib.metadata import version

    return f"pantau: procrastinate {version('procrastinate')}"


def _made(engine: Engine) -> str | None:
    with read(engine) as connection:
        return _told(connection)


def _told(connection: Any) -> str | None:
    found: str | None = connection.execute(
        text("SELECT obj_description(to_regclass('procrastinate_jobs'), 'pg_class')")
    ).scalar()
    return found
