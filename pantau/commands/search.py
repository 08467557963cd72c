"""`pantau search`: the archive, in the query language."""

from dataclasses import replace

import click
from sqlalchemy import Connection

from archive.database import read, write
from archive.query.regions import load_regions
from archive.records.codec import to_plain
from archive.search import SearchResult, search
from archive.store.audit import record_act
from pantau.bootstrap import Application
from pantau.incidents.deciding import by_option
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.searching.view import Reader, show_search
from pantau.settings import Settings

TIMEOUT_MS = 30_000
SETTINGS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}  # -kata and -h... are parts of queries


@click.command("search", context_settings=SETTINGS)
@click.argument("query", nargs=-1)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 200), help="Hits a page.")
@click.option("--sort", default="date", show_default=True, type=click.Choice(["date", "rank"]))
@click.option("--cursor", help="The next page, as the last one told.")
@click.option("--without", "without", multiple=True, help="Word form to leave out; may be repeated.")
@click.option("--facets/--no-facets", default=False, help="Count by outlet, region, kind, act, stage, role, month.")
@click.option("--copies", is_flag=True, help="Show every copy as a hit of its own.")
@click.option("--names", is_flag=True, help="Show names of low ranks in open cases; the access is logged.")
@by_option
@json_option
@with_settings
def command(
    settings: Settings,
    query: tuple[str, ...],
    *,
    limit: int,
    sort: str,
    cursor: str | None,
    without: tuple[str, ...],
    facets: bool,
    copies: bool,
    names: bool,
    by: str,
    as_json: bool,
) -> None:
    """Search articles, newest first; an empty QUERY shows the newest.

    \b
    pantau search camat netral             both words, with their Indonesian forms
    pantau search 'camat OR lurah -imbauan'
    pantau search '"pegawai negeri" kampany* =camat'
    pantau search 'wilayah:banjarbaru jenis:kasus tanggal:2024-10..2024-11 severity:>=40'

    Names of low ranks in open cases are initials, as on the pages.
    """  # noqa: D301 - click keeps the lines after a real backspace
    application = Application(settings)
    regions = load_regions(settings.config)
    with read(application.engine, timeout_ms=TIMEOUT_MS) as connection:
        found = search(
            connection,
            " ".join(query),
            limit=limit,
            cursor=cursor,
            sort="rank" if sort == "rank" else "date",
            language=settings.language,
            regions=regions,
            without_forms=without,
            fold_copies=not copies,
            with_facets=facets,
        )
        shown = found if names else _covered(connection, found)
    if names:
        _log_names(application, found, by)
    if as_json:
        print_json(to_plain(shown))
        return
    reader = Reader(settings.language, texts(settings), settings.zone, regions.names)
    show_search(terminal(), reader, shown)


def _covered(connection: Connection, found: SearchResult) -> SearchResult:
    """Return what was found with initials for names of low ranks in open cases."""
    from web.data.hiding import cover_forms, cover_hits

    return replace(found, hits=cover_hits(connection, found.hits), expansions=cover_forms(connection, found.expansions))


def _log_names(application: Application, found: SearchResult, by: str) -> None:
    """Record who saw names, and for which query."""
    detail = {"query": found.query, "hits": len(found.hits)}
    with write(application.engine) as connection:
        record_act(connection, now=application.clock.now(), by=by, act="names", target="search", detail=detail)
