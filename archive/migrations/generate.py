"""Writes the next migration from the tables: `python -m archive.migrations.generate "what changes"`.

A released migration stands for ever and each change of the tables gets a module of its own. `versions/` holds plain
operations that import nothing of ours, so that a later change of the tables cannot change history. Read what is written
before it is committed: a renamed column is seen as one dropped and one added, and data are moved by hand.
"""

import argparse
import re
import tempfile
import warnings
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Connection

from archive.database import migrate, open_database, read
from archive.tables import metadata
from archive.tables.base import Instant

VERSIONS = Path(__file__).parent / "versions"
# Made by SQL in the migrations themselves, not by the tables.
INDEXES = (
    "ix_article_search_words", "ix_article_shown", "ix_article_facet_begins", "ix_article_outlet_folded",
    "ix_article_described", "ix_analysis_described",
)  # fmt: skip
BY_HAND = ("article_fts", "article_search", "facet_count", *INDEXES)
HEAD = '''"""{what}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    '''


def _render(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def _ours(_thing: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:  # noqa: FBT001 (Alembic's signature)
    return not (name or "").startswith(BY_HAND)


def _changes(connection: Connection) -> tuple[MigrationContext, UpgradeOps | None]:
    options = {"target_metadata": metadata, "render_item": _render, "include_object": _ours, "compare_type": True}
    context = MigrationContext.configure(connection, opts={**options, "render_as_batch": True})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SQLite cannot reflect the expression index of m0002
        return context, produce_migrations(context, metadata).upgrade_ops


def next_migration(what: str, before: str) -> str | None:
    """Return the source of the migration after revision `before`, or None where the tables say nothing new."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/pantau.db")
        migrate(engine)
        with read(engine) as connection:
            context, operations = _changes(connection)
            if operations is None or operations.is_empty():
                return None
            body = render_python_code(operations, render_item=_render, render_as_batch=True, migration_context=context)
        engine.dispose()
    return HEAD.format(what=what.rstrip("."), revision=f"{int(before) + 1:04}", before=before) + body.strip() + "\n"


def main() -> None:
    """Write the next migration into `versions/` and name the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", help="what changes, in a few words: the first line of the module and its name")
    what = parser.parse_args().what
    newest = max(path.name[1:5] for path in VERSIONS.glob("m[0-9]*_*.py"))
    source = next_migration(what, newest)
    if source is None:
        parser.exit(0, "The migrations already say what the tables say.\n")
    slug = re.sub(r"[^a-z0-9]+", "_", what.lower()).strip("_")
    target = VERSIONS / f"m{int(newest) + 1:04}_{slug}.py"
    target.write_text(source, encoding="utf-8")
    parser.exit(0, f"{target.name}\n")


if __name__ == "__main__":
    main()
