"""`pantau corpus`: articles that people corrected, as examples."""

import getpass
import json
from pathlib import Path

import click

from archive.database import read, write
from archive.store.audit import record_act
from pantau.bootstrap import Application
from pantau.incidents.words import words
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings
from pipeline.linking.examples import examples


@click.group("corpus")
def command() -> None:
    """Turn officers' corrections into examples for 'pantau evaluate'."""


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--corrected-only", is_flag=True, help="Leave out articles of verified cases that nobody corrected.")
@click.option(
    "--by", default=getpass.getuser, show_default="your login", help="Who exports; texts and names are logged."
)
@with_settings
def export(settings: Settings, file: Path, *, corrected_only: bool, by: str) -> None:
    """Write corrected articles to FILE, one JSON object a line. The file holds full texts and names: keep it inside."""
    application = Application(settings)
    with read(application.engine) as connection:
        rows = list(examples(connection, verified=not corrected_only))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with write(application.engine) as connection:
        now = application.clock.now()
        record_act(connection, now=now, by=by, act="export", target="corpus", detail={"articles": len(rows)})
    terminal().print(words(settings.language)("{n} examples written to {file}.", n=len(rows), file=file))


@command.command("agreement")
@click.argument("first", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("second", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
@with_settings
def compare(settings: Settings, first: Path, second: Path, *, as_json: bool) -> None:
    """Tell how far two labellings of the same articles agree, measure by measure."""
    from pantau.evaluation.agreement import agreement, pairs_of
    from pantau.evaluation.gold import load
    from pantau.evaluation.report import table

    found = agreement(pairs_of(load(first), load(second), str(second)))
    if as_json:
        print_json(found)
        return
    rows = {key: value if isinstance(value, dict) else {"": value} for key, value in found.items()}
    terminal().print(table(rows, settings.language))
