"""Writes the first migration from the tables: `python -m archive.migrations.generate`.

Until the first release there is one migration of tables, written out in full and made anew when a table changes; from
the release on it stands for ever and each change gets a module of its own. `versions/` holds plain operations that
import nothing of ours, so that a later change of the tables cannot change history.
"""

from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from archive.tables import metadata
from archive.tables.base import Instant

TARGET = Path(__file__).parent / "versions" / "m0001_tables.py"
HEAD = '''"""The tables of version 0.1. Written by `python -m archive.migrations.generate`."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    '''


def _render(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def first_migration() -> str:
    """Return the source of the migration that makes all tables in an empty database."""
    with create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": metadata, "render_item": _render})
        operations = produce_migrations(context, metadata).upgrade_ops
    if operations is None:  # never: the types of the library allow it
        raise RuntimeError(TARGET)
    body = render_python_code(operations, render_item=_render, migration_context=context)
    return HEAD + body.strip() + "\n"


if __name__ == "__main__":
    TARGET.write_text(first_migration(), encoding="utf-8")
