"""`pantau incident retain`: names go a set time after a case closed, figures stay."""

from datetime import timedelta

import click

from archive.database import read, write
from archive.store.incidents import load_incidents
from pantau.bootstrap import Application
from pantau.incidents.words import words
from pantau.options import terminal, with_settings
from pantau.settings import Settings
from pipeline.linking.clocks import JAKARTA
from pipeline.linking.retention import KEEP, apply_retention, due


@click.command("retain")
@click.option("--days", default=KEEP.days, show_default=True, type=click.IntRange(0), help="How long names are kept.")
@click.option("--dry-run", is_flag=True, help="Only list the cases.")
@with_settings
def retain(settings: Settings, *, days: int, dry_run: bool) -> None:
    """Remove names from cases that closed long enough ago; figures, steps and addresses stay."""
    application = Application(settings)
    now = application.clock.now()
    today, keep = now.astimezone(JAKARTA).date(), timedelta(days=days)
    t = words(settings.language)
    if dry_run:
        with read(application.engine) as connection:
            codes = [case.code for case in load_incidents(connection, due(connection, today, keep)).values()]
    else:
        with write(application.engine) as connection:
            codes = apply_retention(connection, now, today, keep)
    for code in codes:
        terminal().print(code)
    text = "{n} cases would lose their names." if dry_run else "{n} cases lost their names."
    terminal().print(t(text, n=len(codes)))
