"""`pantau upgrade`: brings an installation of any released version to this one."""

import os

import click

from pantau.clocks import clock_of
from pantau.operations.finding import Finding, worst
from pantau.operations.words import words
from pantau.options import terminal, with_settings
from pantau.settings import Settings
from pantau.upgrading import doubts, obstacles, plan, upgrade


@click.command("upgrade")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--no-backup", is_flag=True, help="Save nothing first: you have done so.")
@with_settings
def command(settings: Settings, *, dry_run: bool, no_backup: bool) -> None:
    """Save the archive, bring its schema to this version, and examine the installation. Stop the monitor first.

    Leaves with 1 when something is bad afterwards.
    """
    t, console, clock = words(settings.language), terminal(), clock_of(os.environ)
    now = clock.now()
    planned = plan(settings, now, save=not no_backup)
    if not planned.steps:
        console.print(t("The schema is the newest."))
    if dry_run:
        if planned.backup is not None:
            console.print(t("Would save the archive in {file}.", file=planned.backup), markup=False, soft_wrap=True)
        if planned.steps:
            console.print(t("Would run: {steps}", steps=", ".join(planned.steps)), markup=False)
        in_the_way = list(obstacles(settings, t))
        if in_the_way:
            console.print(t("This would keep the new version from working; put it right first:"))
        _name(in_the_way)
        return
    upgrade(settings, planned, now)
    if planned.backup is not None:
        console.print(t("The archive was saved in {file}.", file=planned.backup), markup=False, soft_wrap=True)
    if planned.steps:
        console.print(t("Done: {steps}", steps=", ".join(planned.steps)), markup=False)
    found = list(doubts(settings, t, clock))
    _name(found)


def _name(found: list[Finding]) -> None:
    """Print findings; leave with 1 when one is bad."""
    for one in found:
        terminal().print(f"{one.told}\n  → {one.advice}", markup=False, soft_wrap=True)
    if worst(found) == "bad":
        raise click.exceptions.Exit(1)
