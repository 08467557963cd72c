"""PostgreSQL's own tools, which know best how to save and restore its databases."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import Engine

from base.errors import ArchiveError
from base.said import said

PATIENCE = 6 * 3600  # seconds: a national archive of some hundred GB
VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
"""libpq's environment (https://www.postgresql.org/docs/current/libpq-envars.html): a password in a command line can be
read by everyone on the machine."""


def dump(engine: Engine, target: Path, snapshot: str) -> None:
    """Write a dump of the database as of an exported snapshot.

    Raises:
        ArchiveError: `pg_dump` is missing, older than the server, or fails.
    """
    _run("pg_dump", engine, ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={target}"])


def load(engine: Engine, source: Path) -> None:
    """Restore a dump into an empty database, in one transaction.

    Args:
        engine: Of the database to fill.
        source: Made by `dump`.

    Raises:
        ArchiveError: `pg_restore` is missing or fails; the database is then empty as it was.
    """
    name = str(engine.url.database)
    options = ["--no-owner", "--no-acl", "--single-transaction", "--exit-on-error", f"--dbname={name}"]
    _run("pg_restore", engine, [*options, str(source)])


def _run(tool: str, engine: Engine, options: list[str]) -> None:
    program = shutil.which(tool)
    if program is None:
        raise ArchiveError(
            said(
                "{tool} is missing. Install PostgreSQL's client tools (Debian, Ubuntu: apt-get install "
                "postgresql-client) of the server's version or newer.",
                tool=tool,
            )
        )
    done = subprocess.run(  # noqa: S603 - our arguments, found by name in PATH as an administrator expects
        [program, *options], env=_environment(engine), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        raise ArchiveError(
            said(
                "{tool} failed: {detail}",
                tool=tool,
                detail=done.stderr.strip().splitlines()[-1] if done.stderr else done.returncode,
            )
        )


def _environment(engine: Engine) -> dict[str, str]:
    _, arguments = engine.dialect.create_connect_args(engine.url)
    named = {variable: str(arguments[name]) for name, variable in VARIABLES.items() if arguments.get(name)}
    modes = {"PGSSLMODE": str(arguments["sslmode"])} if arguments.get("sslmode") else {}
    return {**os.environ, **named, **modes}
