"""`pantau doctor`: examines the installation and says what to do."""

import os
import sys
from collections.abc import Iterable

import click

from archive.engine import open_database
from archive.records.codec import to_plain
from pantau.clocks import clock_of
from pantau.operations.doctor import examine
from pantau.operations.finding import Finding, State, worst
from pantau.operations.stock import rebuild_index
from pantau.operations.words import words
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings

MARKS: dict[State, tuple[str, str]] = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "bad": ("✗", "bold red")}


@click.command("doctor")
@click.option("--deep", is_flag=True, help="Read the whole database and compare the search index with the texts.")
@click.option("--network", is_flag=True, help="Ask mail server, messengers, webhooks, a few outlets.")
@click.option("--rebuild-index", is_flag=True, help="Make the search index anew from the stored texts, then examine.")
@json_option
@with_settings
def command(settings: Settings, *, deep: bool, network: bool, rebuild_index: bool, as_json: bool) -> None:
    """Examine settings, machine, archive, outlets and channels. Leaves with 1 when something is bad."""
    if rebuild_index:
        _rebuild(settings)
    found = examine(settings, words(settings.language), clock_of(os.environ), deep=deep, network=network)
    state = _json(found) if as_json else _show(settings, found)
    if state == "bad":
        sys.exit(1)


def _rebuild(settings: Settings) -> None:
    number = rebuild_index(open_database(settings.archive_url))
    t = words(settings.language)
    terminal(errors=True).print(t("The search index was made anew from {n} articles.", n=number), markup=False)


def _json(found: Iterable[Finding]) -> State:
    findings = list(found)
    print_json({"state": worst(findings), "findings": [to_plain(one) for one in findings]})
    return worst(findings)


def _show(settings: Settings, found: Iterable[Finding]) -> State:
    t, console = words(settings.language), terminal()
    findings: list[Finding] = []
    for one in found:
        findings.append(one)
        mark, style = MARKS[one.state]
        console.print(mark, style=style, end=" ")
        console.print(one.told, markup=False, soft_wrap=True)
        if one.advice:
            console.print(f"  → {one.advice}", markup=False, soft_wrap=True)
    counts = {state: sum(one.state == state for one in findings) for state in MARKS}
    told = t("{ok} in order, {warning} to look at, {bad} bad.", **counts)
    console.print(told, markup=False)
    return worst(findings)
