"""Brings an archive to the newest schema: forward only, in one transaction, one process at a time."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from archive.engine import read, write
from base.errors import ArchiveError
from base.said import said

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 0x50414E54  # "PANT": the advisory lock of schema changes on PostgreSQL


def migrate(engine: Engine) -> None:
    """Create or upgrade the schema; does nothing when it is the newest.

    Raises:
        ArchiveError: The archive was written by a newer Pantau, or cannot be written.
    """
    if not pending(engine):
        return
    from alembic import command

    with write(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        command.upgrade(_config(connection), "head")


def pending(engine: Engine) -> tuple[str, ...]:
    """Return the revisions that `migrate` would run, oldest first.

    Raises:
        ArchiveError: The archive was written by a newer Pantau, or cannot be read.
    """
    with read(engine) as connection:
        current = _current(connection)
    known = revisions()
    if current is None:
        return known
    if current not in known:
        raise ArchiveError(
            said(
                "The archive {database} has schema {current}, which this Pantau does not know: it was written"
                " by a newer version. Upgrade Pantau, or open another archive.",
                database=engine.url.database,
                current=current,
            ),
        )
    return known[known.index(current) + 1 :]


def revisions() -> tuple[str, ...]:
    """Return the names of all schema changes this Pantau knows, oldest first."""
    # By file name (m0001_tables.py), so that every command may check the schema without loading Alembic.
    return tuple(path.name[1:5] for path in sorted((SCRIPTS / "versions").glob("m[0-9][0-9][0-9][0-9]_*.py")))


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
