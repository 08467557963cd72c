"""`pantau prune`: removes what has had its time."""

import click

from archive.records.codec import to_plain
from pantau.bootstrap import Application
from pantau.operations.prune import count, prune
from pantau.operations.words import words
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings


@click.command("prune")
@click.option("--dry-run", is_flag=True, help="Only tell what would be removed.")
@json_option
@with_settings
def command(settings: Settings, *, dry_run: bool, as_json: bool) -> None:
    """Remove rejected pages after 30 days and the names of cases closed long ago (retention_months).

    The monitor does so by itself; this command is for archives that no monitor runs on. Articles and evidence stay.
    """
    application = Application(settings)
    now = application.clock.now()
    found = count(application, now) if dry_run else prune(application, now)
    if as_json:
        print_json(to_plain(found) | {"dry_run": dry_run})
        return
    t = words(settings.language)
    if dry_run:
        told = t("Would remove {rejected} rejected pages and the names of {cases} cases.", **to_plain(found))
    else:
        told = t("Removed {rejected} rejected pages and the names of {cases} cases.", **to_plain(found))
    terminal().print(told, markup=False, soft_wrap=True)
