"""`pantau evidence`: checks the kept exchanges, hands out those of a case, has them time-stamped."""

import getpass
from dataclasses import dataclass
from pathlib import Path

import click

from archive.database import read, write
from archive.store.audit import record_act
from archive.store.evidence_keys import find_keys
from archive.store.evidence_stamps import stamps
from archive.store.incidents import load_living
from base.errors import UsageError
from base.said import said
from crawlers.evidence.book import book_of, entries
from crawlers.evidence.export import Exported, covering, export, stamp_records
from crawlers.evidence.witness import adopt
from pantau.bootstrap import Application
from pantau.evidence import FOLDER, Verdict, examine
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.settings import Settings


@click.group("evidence")
def command() -> None:
    """Look after the evidence: the pages of kept articles as they came over the wire (WARC)."""


@command.command("verify")
@click.option("--head", "noted", metavar="HASH", help="A head noted earlier: check that the chain still holds it.")
@click.option("--adopt", "adopting", is_flag=True, help="Take lines into the archive that only the chain's file has.")
@json_option
@with_settings
def verify_(settings: Settings, *, noted: str | None, adopting: bool, as_json: bool) -> None:
    """Check that every kept exchange is as it was received and that none is missing.

    Compares the WARC files with the chain beside them, that with the chain in the archive, and both with the time
    stamps. Note the head that is printed: with --head it shows later that nothing before it was changed.
    """
    application = Application(settings)
    taken = adopt(settings.var / FOLDER, application.engine) if adopting else 0
    verdict = examine(application, noted)
    if as_json:
        print_json(verdict.plain())
    else:
        _tell(settings, verdict, taken)
    if verdict.problems:
        raise click.exceptions.Exit(1)


def _tell(settings: Settings, verdict: Verdict, taken: int) -> None:
    t, console = texts(settings), terminal()

    def say(line: str) -> None:
        console.print(line, markup=False, soft_wrap=True)

    if taken:
        say(t("{count} lines were taken into the archive.", count=taken))
    for clause in (*verdict.problems, *verdict.notes):
        say(clause.tell(settings.language))
    count, sealed = verdict.exchanges, verdict.sealed
    say(
        t(
            "{count} exchanges checked ({sealed} sealed), {bad} problems.",
            count=count,
            sealed=sealed,
            bad=len(verdict.problems),
        )
    )
    if verdict.exchanges:
        say(t("Head: {head}; time stamps that hold: {stamps}", head=verdict.head, stamps=verdict.stamps))


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be exported, and how."""

    incident: str
    target: Path | None
    form: str | None
    chain: bool


@command.command("export")
@click.argument("incident")
@click.option("--output", type=click.Path(path_type=Path), help="The file to write (default: INCIDENT.wacz).")
@click.option("--form", type=click.Choice(["wacz", "warc"]), help="Default: by the name of the file, else wacz.")
@click.option("--chain", is_flag=True, help="Add the chain's lines up to the time stamps; they name other articles.")
@click.option("--by", default=getpass.getuser, show_default="your login", help="Who exports; kept in the audit.")
@with_settings
def export_(settings: Settings, incident: str, *, output: Path | None, form: str | None, chain: bool, by: str) -> None:
    """Write the evidence of a case as one WACZ or WARC file with a manifest of hashes; sealed pages are opened."""
    application = Application(settings)
    code, target, exported = _export(application, _Order(incident, output, form, chain))
    if not exported.pieces and not exported.damaged:
        raise UsageError(
            said(
                "No evidence of incident {code} is kept: its articles were imported or crawled without it, or its keys "
                "were destroyed when its time was over",
                code=code,
            )
        )
    t, detail = texts(settings), {"file": target.name, "exchanges": len(exported.pieces), "sha256": exported.sha256}
    with write(application.engine) as connection:
        now = application.clock.now()
        record_act(connection, now=now, by=by, act="export evidence", target=f"incident:{code}", detail=detail)
    sentences = [t("Wrote {count} exchanges to {file}.", count=len(exported.pieces), file=target)]
    if exported.closed:
        sentences.append(t("{count} more cannot be opened: their keys were destroyed.", count=len(exported.closed)))
    if exported.damaged:
        told = (
            "{count} exchanges are not in it: their bytes are not those that were received. See: pantau evidence verify"
        )
        sentences.append(t(told, count=len(exported.damaged)))
    terminal().print("\n".join(sentences), markup=False, soft_wrap=True)
    if exported.damaged:
        raise click.exceptions.Exit(1)


def _export(application: Application, order: _Order) -> tuple[str, Path, Exported]:
    from crawlers.evidence.wacz import export_wacz

    folder = application.settings.var / FOLDER
    with read(application.engine) as connection:
        found = load_living(connection, order.incident)
        keys = find_keys(connection, found.articles)
        stamped = stamp_records(stamps(connection, book_of(folder)))
    form = order.form or ("warc" if order.target and not order.target.name.endswith(".wacz") else "wacz")
    target = order.target or Path(f"{found.code}.{'wacz' if form == 'wacz' else 'warc.gz'}")
    if not target.parent.is_dir():
        raise UsageError(said("{parent} is no folder; make it first", parent=target.parent))
    if target.exists() and not target.is_symlink():  # a link is replaced, what it leads to stays
        raise UsageError(said("{file} exists already; name another with --output, or remove it first", file=target))
    lines = entries(folder)
    tokens, chain = covering(lines, found.articles, stamped)
    if not order.chain:
        chain = ()
    if form == "warc":
        return found.code, target, export(folder, found.articles, target, keys=keys, stamps=tokens, chain=chain)
    created = application.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    exported = export_wacz(
        folder, found.articles, target, title=found.code, created=created, keys=keys, stamps=tokens, chain=chain
    )
    return found.code, target, exported


@command.command("stamp")
@json_option
@with_settings
def stamp_(settings: Settings, *, as_json: bool) -> None:
    """Ask the time stamp authority now for what is due; the monitor does so by itself."""
    from pantau.stamping import stamp_due

    if not settings.evidence.stamps:
        raise UsageError(said("No time stamp authority is set: name one in [evidence] timestamp_authority"))
    application = Application(settings)
    done = stamp_due(application, application.clock.now(), at_once=True)
    if as_json:
        print_json({"stamped": done.stamped, "failed": done.failed})
    else:
        t = texts(settings)
        for problem in done.failed.values():
            terminal().print(
                t("The time stamp authority failed: {problem}", problem=problem), markup=False, soft_wrap=True
            )
        told = "{count} time stamps received."
        if not done.stamped and not done.failed:
            told = "Nothing is to be stamped: no exchange came since the last stamp, or it is too young for another."
        terminal().print(t(told, count=len(done.stamped)), markup=False, soft_wrap=True)
    if done.failed:
        raise click.exceptions.Exit(1)
