"""`pantau restore`: brings a backup back into an empty place."""

import sys
from pathlib import Path

import click

from base.catalogue import Catalogue
from base.errors import UsageError
from base.said import said
from pantau.bootstrap import Application
from pantau.operations.bundle import Manifest, unpack
from pantau.operations.restore import Place, restore
from pantau.operations.words import words
from pantau.options import terminal, with_settings
from pantau.settings import Settings

LAST_PORT = 65535


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="Make var/ and config/ in this folder.")
@click.option("--database", metavar="ADDRESS", help="Into this database, in place of the archive's (a trial).")
@click.option("--force", is_flag=True, help="Replace what is there; it is moved aside, not deleted (SQLite, files).")
@click.option("--dry-run", is_flag=True, help="Only read FILE and check every hash.")
@with_settings
def command(
    settings: Settings, file: Path, into: Path | None, database: str | None, *, force: bool, dry_run: bool
) -> None:
    """Bring back the backup FILE: archive, evidence and key into var/. Stop the monitor first.

    The configuration is brought back with --into alone, so that the one in use is never overwritten.
    """
    t, console = words(settings.language), terminal()
    if dry_run:
        manifest = unpack(file, None)
        told = t("The backup is whole: {articles} articles, {cases} cases, made {made}.", **_figures(manifest))
        console.print(told, markup=False, soft_wrap=True)
        return
    place = _place(settings, into, database)
    done = restore(file, place, Application(settings).clock.now(), force=force)
    if done.undone:
        console.print(t("A restore that was interrupted was undone first."))
    told = t("Restored and compared: {articles} articles, {cases} cases, made {made}.", **_figures(done.manifest))
    console.print(told, markup=False, soft_wrap=True)
    for path in done.aside:
        console.print(t("What was there before is now {path}", path=path), markup=False, soft_wrap=True)
    if done.manifest.damaged:
        told = t("Its evidence was not whole when it was saved: {detail}", detail=done.manifest.damaged[0])
        console.print(told, markup=False, soft_wrap=True)
    if into is not None:
        address = "PANTAU_DATABASE_URL=... " if database is not None else ""
        _how_to_look(t, f"{address}PANTAU_VAR={place.var} {_program()} --config {place.config}", settings.web.port)


def _program() -> str:
    """Return what is typed for this program itself: a wrapper named `pantau` may set the real archive's places."""
    beside = Path(sys.executable).parent / "pantau"
    return str(beside) if beside.exists() else f"{sys.executable} -m pantau"


def _how_to_look(t: Catalogue, pantau: str, port: int) -> None:
    """Print how a copy is looked at without sending anything: the monitor that it is of goes on meanwhile."""
    beside = port + 1 if port < LAST_PORT else port - 1
    for told in (
        t("Examine the copy: {command}", command=f"{pantau} doctor"),
        t("Look at it: {command}", command=f"{pantau} web --read-only --port {beside}"),
        t(
            "Neither sends anything. 'run' would send what waited in the backup, beside the real monitor a second "
            "time: use it only in place of that one, after it has stopped."
        ),
    ):
        terminal().print(told, markup=False, soft_wrap=True)


def _place(settings: Settings, into: Path | None, database: str | None) -> Place:
    """Return where to restore to; a trial never touches the archive that is in use.

    Raises:
        UsageError: A trial on PostgreSQL needs a database of its own, a database of its own a folder of its own.
    """
    if into is None:
        if database is not None:
            raise UsageError(
                said("--database is for a trial: name the folder of its evidence, too, with --into FOLDER")
            )
        return Place(settings.archive_url, settings.var, None)
    if database is None and settings.archive_url.startswith("postgres"):
        raise UsageError(
            said(
                "A trial needs a database of its own: createdb pantau_trial, then add --database "
                "postgresql+psycopg://USER@HOST/pantau_trial (the password in PGPASSWORD). The archive in use stays"
            )
        )
    return Place(database or f"sqlite:///{into / 'var' / 'pantau.db'}", into / "var", into / "config")


def _figures(manifest: Manifest) -> dict[str, object]:
    rows = {name: table.rows for name, table in manifest.tables.items()}
    return {"articles": rows.get("article", 0), "cases": rows.get("incident", 0), "made": manifest.made_at[:16]}
