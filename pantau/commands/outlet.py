"""`pantau outlet`: lists outlets with their health, probes sites, adds them, runs one live check."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.markup import escape
from rich.table import Table

from archive.database import read
from archive.records.article import Article
from archive.records.codec import to_plain
from archive.records.page import Entry, Page
from archive.store.outlets import OutletState, load_states
from base import said as sentences
from base.address import check_url, parse_networks
from base.errors import AddressRefusedError, UsageError
from base.zones import zones
from crawlers.hosts import Hosts
from crawlers.job import CrawlOptions, MemoryState
from crawlers.outlet import Discover, Outlet
from crawlers.outlets import load_outlets, region_codes
from crawlers.plan import Fetch
from crawlers.probe import Probe, entry_of, probe
from crawlers.robots import RobotsCache
from crawlers.run import crawl, errand
from crawlers.words import reason_in
from pantau.bootstrap import Application, source_of
from pantau.commands.crawl import choose
from pantau.golden import write_case
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.settings import ROOT, Settings
from pipeline.outcome import Outcome
from pipeline.page.extract import extract

OWN = "own.yaml"  # where `outlet add` writes
GOLDEN = ROOT / "tests" / "golden"
TRIED = 3  # pages a check asks for: the newest may be gone, or no article


@click.group("outlet")
def command() -> None:
    """Look after outlets: the sites that are watched."""


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Disabled outlets, too.")
@click.option("--region", help="Only of this province or kabupaten/kota (63, 63.72).")
@json_option
@with_settings
def list_(settings: Settings, region: str | None, *, everything: bool, as_json: bool) -> None:
    """List outlets with their health."""
    application = Application(settings)
    outlets = [o for o in application.outlets.values() if (everything or o.enabled) and _within(o, region)]
    with read(application.engine) as connection:
        states = load_states(connection, [o.id for o in outlets])
    if as_json:
        print_json([_plain(outlet, states[outlet.id]) for outlet in outlets])
        return
    t = texts(settings)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(t("Outlet"), no_wrap=True)  # to be copied into the next command
    for name in ("Name", "Region", "Health", "Last seen", "Due", "An hour"):
        table.add_column(t(name), overflow="fold", min_width=10 if name in {"Health", "Last seen", "Due"} else None)
    why: dict[str, str] = {}
    for outlet in outlets:
        state = states[outlet.id]
        health = t(state.health) if outlet.enabled else t("disabled")
        rate = "" if state.rate_per_hour is None else f"{state.rate_per_hour:.2f}"
        if state.health_reason and outlet.enabled:
            why[outlet.id] = reason_in(state.health_reason, t.language)
        cells = (outlet.id, escape(outlet.name), outlet.region or "", health)
        table.add_row(*cells, _when(state.last_success_at, settings), _when(state.next_due_at, settings), rate)
    terminal().print(table)
    for name, reason in why.items():
        terminal().print(f"{name}: {reason}", markup=False, soft_wrap=True)
    if region is not None and not outlets:
        terminal(errors=True).print(t("No outlet has its home in {region}.", region=region), markup=False)


def _within(outlet: Outlet, region: str | None) -> bool:
    return region is None or (outlet.region is not None and (outlet.region + ".").startswith(region + "."))


def _when(at: datetime | None, settings: Settings) -> str:
    return "" if at is None else f"{at.astimezone(settings.zone):%Y-%m-%d %H:%M}"


def _plain(outlet: Outlet, state: OutletState) -> dict[str, object]:
    told = {"id": outlet.id, "name": outlet.name, "home": outlet.home, "region": outlet.region}
    told |= {"timezone": outlet.timezone, "network": outlet.network, "confirmed": outlet.confirmed}
    return {**told, "enabled": outlet.enabled, **{k: v for k, v in to_plain(state).items() if k != "validators"}}


@command.command("probe")
@click.argument("url")
@click.option(
    "--allow-network", multiple=True, metavar="CIDR", help="Reach this private network (an intranet, a test)."
)
@json_option
@with_settings
def probe_(settings: Settings, url: str, allow_network: tuple[str, ...], *, as_json: bool) -> None:
    """Find what a site offers and print its data entry."""
    found = _probe(settings, url, allow_network)
    if as_json:
        print_json(to_plain(found))
        return
    t = texts(settings)
    console = terminal()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("By", "Path", "Articles", "Dated", "Whole text", "Newest", "Problem"):
        table.add_column(t(name), overflow="fold")
    for trial in found.trials:
        numbers = (str(trial.entries), str(trial.dated), str(trial.whole)) if trial.problem is None else ("", "", "")
        table.add_row(
            trial.means, trial.path, *numbers, _when(trial.newest, settings), reason_in(trial.problem or "", t.language)
        )
    console.print(table)
    console.print(entry_of(found, datetime.now(tz=UTC)), markup=False, highlight=False)


@command.command("add")
@click.argument("url")
@click.option("--region", help="Kemendagri code of its home (63.72).")
@click.option("--timezone", help="Asia/Jakarta, Asia/Makassar or Asia/Jayapura.")
@click.option(
    "--allow-network", multiple=True, metavar="CIDR", help="Reach this private network (an intranet, a test)."
)
@click.option("--golden", type=click.Path(path_type=Path), default=GOLDEN, help="Folder of the golden cases.")
@with_settings
def add(
    settings: Settings, url: str, region: str | None, timezone: str | None, allow_network: tuple[str, ...], golden: Path
) -> None:
    """Probe a site, write its data entry and one of its articles as golden case."""
    known = load_outlets(settings.config)
    _check_place(settings.config, region, timezone)
    _check_new(known, _address(url))  # before the probe, which takes its time
    site = _Site()
    found = _probe(settings, url, allow_network, site)
    if not found.ways:
        raise UsageError(
            sentences.said(
                "{url} offers no way of discovery that works; 'pantau outlet probe {url}' shows what was tried", url=url
            )
        )
    _check_new(known, found.home)
    number = next(n for n in range(1, 1000) if (found.id if n == 1 else f"{found.id}-{n}") not in known)
    found = replace(found, id=found.id if number == 1 else f"{found.id}-{number}")
    path = _write_entry(
        settings.config, _filled(entry_of(found, datetime.now(tz=UTC)), region, timezone, allow_network)
    )
    outlet = load_outlets(settings.config)[found.id]
    agent, case = settings.user_agent, None
    if found.article:
        case = write_case(agent, outlet, found.article, golden, robots=site.robots, hosts=site.hosts)
    t = texts(settings)
    terminal().print(t("Added {outlet} to {file}.", outlet=found.id, file=path), markup=False)
    told = "Wrote the golden case {folder}; correct expected.json by eye."
    if case is None:
        told = "No article could be read for a golden case. See why: pantau outlet test {outlet}"
    terminal().print(t(told, folder=case, outlet=found.id), markup=False, soft_wrap=True)


@command.command("test")
@click.argument("outlet_id", metavar="ID")
@json_option
@with_settings
def test(settings: Settings, outlet_id: str, *, as_json: bool) -> None:
    """Run one live check of an outlet: discovery, one article, its title, date and text. Nothing is stored."""
    application = Application(settings)
    outlet = choose(application.outlets, [outlet_id], everything=False)[0]
    articles: list[Article] = []
    context = source_of(outlet).outlet

    async def look(page: Page, entry: Entry | None = None) -> Outcome:
        _ = entry
        articles.append(await asyncio.to_thread(extract, page, context, application.clock.now()))
        return Outcome("kept")

    options = CrawlOptions(most=TRIED, user_agent=settings.user_agent)
    (report,) = asyncio.run(crawl([outlet], options, look, MemoryState(), application.clock))
    article = next((one for one in articles if _is_whole(one)), articles[0] if articles else None)
    well = article is not None and _is_whole(article)
    if as_json:
        print_json({"report": to_plain(report), "article": to_plain(article) if article else None, "well": well})
    else:
        _show_check(settings, report.outcome, report.reason, (*report.means, *report.notes), article)
    if not well:
        raise click.exceptions.Exit(1)


def _is_whole(article: Article) -> bool:
    return bool(article.title and article.published and article.state == "ok")


def _show_check(settings: Settings, outcome: str, reason: str, notes: tuple[str, ...], article: Article | None) -> None:
    t, console = texts(settings), terminal()
    seen = "announces, but nothing could be read" if outcome == "ok" and article is None else outcome
    console.print(f"[bold]{t(seen)}[/] {escape(reason_in(reason, t.language))}")
    for note in notes:
        console.print(f"  [dim]{escape(reason_in(note, t.language))}[/]")
    if article is None:
        console.print(t("No article could be read."))
        return
    published = _when(article.published.at, settings) if article.published else t("none")
    length = t("{count} characters", count=f"{len(article.text):,}")
    lines = (("Title", article.title or t("none")), ("Date", published), ("Text", length), ("Address", article.url))
    for name, value in lines:
        console.print(f"  {t(name)}: {escape(value)}", soft_wrap=True)


@dataclass(frozen=True, slots=True)
class _Site:
    """What one command's errands on a site share: its rules and when it was asked last."""

    robots: RobotsCache = field(default_factory=RobotsCache)
    hosts: Hosts = field(default_factory=Hosts)


def _check_new(known: Mapping[str, Outlet], address: str) -> None:
    if any(urlsplit(outlet.home).netloc == urlsplit(address).netloc for outlet in known.values()):
        raise UsageError(
            sentences.said("{home} is an outlet already; 'pantau outlet list --all' shows it", home=address)
        )


def _check_place(config: Path, region: str | None, timezone: str | None) -> None:
    if timezone is not None and timezone not in zones():
        raise UsageError(
            sentences.said(
                "{value!r} is no time zone; write Asia/Jakarta, Asia/Makassar or Asia/Jayapura", value=timezone
            )
        )
    if region is not None and region not in region_codes(config / "regions.csv"):
        raise UsageError(
            sentences.said(
                "{value!r} is no code of a province or kabupaten/kota; regions.csv has them all, as 63.72", value=region
            )
        )


def _address(url: str) -> str:
    return url if "://" in url else f"https://{url}"


def _probe(settings: Settings, url: str, allow: tuple[str, ...], site: _Site | None = None) -> Probe:
    address, site = _address(url), site or _Site()
    try:
        networks = parse_networks(allow)
    except ValueError as error:
        raise UsageError(
            sentences.said("--allow-network: {given} is no network; write 10.0.0.0/8", given=", ".join(allow))
        ) from error
    try:
        check_url(address, networks)
    except AddressRefusedError as error:
        if "allow_network" not in str(error):
            raise
        told = sentences.said("{problem}. Here: --allow-network 10.0.0.0/8, with its network", problem=error.args[0])
        raise AddressRefusedError(told) from error
    place = Outlet("probe", "probe", address, (Discover("home", "/"),), allow_network=networks)

    async def work(fetch: Fetch) -> Probe:
        return await probe(address, fetch, datetime.now(tz=UTC))

    options = CrawlOptions(user_agent=settings.user_agent)
    found: Probe = asyncio.run(errand(place, work, options, robots=site.robots, hosts=site.hosts))
    return found


def _filled(text: str, region: str | None, timezone: str | None, allow: tuple[str, ...]) -> str:
    text = text.replace("region: null", f"region: {json.dumps(region)}").replace(
        "timezone: null", f"timezone: {json.dumps(timezone)}"
    )
    return text + (f"  allow_network: {json.dumps(list(allow))}\n" if allow else "")


def _write_entry(config: Path, text: str) -> Path:
    """Append an entry to the user's own outlets; a mistake in it leaves the file as it was."""
    path = config / "outlets" / OWN
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + ("\n" if before else "") + text, encoding="utf-8")
    try:
        load_outlets(config)
    except Exception:
        if before:
            path.write_text(before, encoding="utf-8")
        else:
            path.unlink()
        raise
    return path
