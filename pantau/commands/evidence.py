"""`pantau evidence`: checks the kept exchanges and hands out those of a case."""

from pathlib import Path

import click

from archive.database import read
from archive.store.evidence_keys import find_keys
from archive.store.incidents import load_living
from base.errors import UsageError
from base.said import said
from crawlers.evidence.book import entries, export, verify
from pantau.bootstrap import Application
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.settings import Settings


@click.group("evidence")
def command() -> None:
    """Look after the evidence: the pages of kept articles as they came over the wire (WARC)."""


@command.command("verify")
@json_option
@with_settings
def verify_(settings: Settings, *, as_json: bool) -> None:
    """Check that every kept exchange is as it was received and that none is missing."""
    folder = settings.var / "evidence"
    problems, count = verify(folder), 0 if not folder.exists() else len(entries(folder))
    if as_json:
        print_json({"exchanges": count, "problems": problems})
    else:
        t, console = texts(settings), terminal()
        for problem in problems:
            console.print(problem, markup=False, soft_wrap=True)
        console.print(t("{count} exchanges checked, {bad} problems.", count=count, bad=len(problems)))
    if problems:
        raise click.exceptions.Exit(1)


@command.command("export")
@click.argument("incident")
@click.option("--output", type=click.Path(path_type=Path), help="The WARC file to write (default: INCIDENT.warc.gz).")
@with_settings
def export_(settings: Settings, incident: str, output: Path | None) -> None:
    """Write the evidence of a case as one WARC file with a manifest of hashes."""
    application = Application(settings)
    with read(application.engine) as connection:
        found = load_living(connection, incident)
    target = output or Path(f"{found.code}.warc.gz")
    if not target.parent.is_dir():
        raise UsageError(said("{parent} is no folder; make it first", parent=target.parent))
    with read(application.engine) as connection:
        keys = find_keys(connection, found.articles)
    count = len(export(settings.var / "evidence", found.articles, target, keys=keys).pieces)
    if not count:
        raise UsageError(
            said(
                "No evidence of incident {code} is kept: its articles were imported or crawled without it",
                code=found.code,
            )
        )
    t = texts(settings)
    terminal().print(t("Wrote {count} exchanges to {file}.", count=count, file=target), markup=False, soft_wrap=True)
