"""Gives the roles of an archive on PostgreSQL their rights, as `deploy/grants.sql` says, after each change of tables.

A restore makes every table anew, and a schema change makes new ones: default privileges alone would let who reads see
accounts and keys, and take from the pages what they may write.
"""

import re

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from archive.engine import raise_explained
from pantau.settings import ROOT

GRANTS = ROOT / "deploy" / "grants.sql"
PREFIX = "pantau"
ROLE = re.compile(r"\b(?:TO|FROM) ((?P<prefix>\w+?)_(?:crawl|web|read|backup))\b")


def grant(engine: Engine) -> tuple[str, ...]:
    """Set the rights of the roles that exist; return those that do not.

    Args:
        engine: Of an archive on PostgreSQL, as the owner of its tables; on SQLite nothing is done.

    Raises:
        ArchiveError: The tables belong to somebody else.
    """
    if engine.dialect.name != "postgresql":
        return ()
    lacking: list[str] = []
    try:
        with engine.begin() as connection:
            there = _roles(connection)
            for statement, role in statements(PREFIX):
                if role in there:
                    connection.execute(text(statement))
                elif role not in lacking:
                    lacking.append(role)
    except DBAPIError as error:
        raise_explained(error, engine)
    return tuple(lacking)


def statements(prefix: str) -> list[tuple[str, str]]:
    """Return the statements of `deploy/grants.sql`, each with the one role it names.

    Args:
        prefix: What the roles' names begin with in place of `pantau`.
    """
    sql = re.sub(r"--.*", "", GRANTS.read_text(encoding="utf-8")).replace("pantau_", f"{prefix}_")
    found = [one.strip() for one in sql.split(";") if one.strip()]
    return [(one, str(match.group(1))) for one in found if (match := ROLE.search(one)) is not None]


def _roles(connection: Connection) -> set[str]:
    return set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
