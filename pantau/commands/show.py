"""`pantau show`: one article or one case."""

import json
import re
from typing import TypeVar

import click

from archive.database import read, write
from archive.records.codec import from_json, to_plain
from archive.records.page import Page
from archive.store.articles import load_article, load_page
from archive.store.audit import record_act
from archive.store.incident_links import standing
from archive.store.incidents import load_incident
from archive.store.notices import Notice, notices_of
from archive.store.wordings import versions
from base.catalogue import Catalogue
from base.errors import UsageError
from base.said import said
from pantau.bootstrap import Application
from pantau.incidents.deciding import by_option
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.searching.words import local_day, words
from pantau.settings import Settings
from pantau.views.reading import show_reading
from pipeline.linking.covering import Hidden
from pipeline.process import Examined, Reading

T = TypeVar("T")
_CASE = re.compile(r"\d{4}-\d+\Z")


@click.command("show")
@click.argument("what")
@click.option("--names", is_flag=True, help="Show names of low ranks in open cases; the access is logged.")
@by_option
@json_option
@with_settings
@click.pass_context
def command(ctx: click.Context, settings: Settings, what: str, *, names: bool, by: str, as_json: bool) -> None:
    """Show an article by its id (12), or a case by its code (2024-0042)."""
    if _CASE.match(what):
        from pantau.commands.incident import show

        ctx.obj = settings
        ctx.invoke(show, case=what, names=names, by=by, as_json=as_json)
        return
    if not what.isdecimal():
        raise UsageError(said("'{what}' is neither an article's id (12) nor a case's code (2024-0042).", what=what))
    _article(settings, int(what), as_json=as_json, by=by if names else None)


def _article(settings: Settings, article_id: int, *, as_json: bool, by: str | None) -> None:
    """Show an article; `by` is who sees hidden names, None for nobody."""
    from pipeline.linking.hiding import names_of_articles

    application = Application(settings)
    with read(application.engine) as connection:
        article, analysis = load_article(connection, article_id)
        hidden = names_of_articles(connection, [article_id], may_see_names=by is not None).get(article_id)
        page = load_page(connection, article_id) or Page(article.url, b"", "html", article.first_seen)
        kept = versions(connection, article_id)
        told = notices_of(connection, [article_id]).get(article_id, ())
        home = standing(connection, article_id).home
        case = load_incident(connection, home).code if home is not None else None
    if by is not None:
        with write(application.engine) as connection:
            now = application.clock.now()
            record_act(connection, now=now, by=by, act="names", target=f"article:{article_id}")
    article, analysis, kept = _covered(article, hidden), _covered(analysis, hidden), _covered(kept, hidden)
    if as_json:
        found = to_plain(analysis) if analysis is not None else None
        wordings, notices = ([to_plain(one) for one in part] for part in (kept, told))
        shown = {"id": article_id, "article": to_plain(article), "analysis": found, "versions": wordings}
        print_json({**shown, "notices": notices, "case": case})
        return
    reading = Reading(page, passed=True, examined=Examined(article, analysis), seconds=())
    console = terminal()
    say = texts(settings)
    show_reading(console, say, reading, say("stands in case {code}", code=case) if case else None)
    t = words(settings.language)
    for notice in told:
        console.print(_notice(t, notice, settings), style="yellow")
    if len(kept) > 1:
        days = ", ".join(local_day(one.seen_at, settings.zone, settings.language) for one in kept)
        console.print(t("{n} wordings: {days}", n=len(kept), days=days), style="dim")


def _covered(record: T, names: Hidden | None) -> T:
    """Return a record with the names as initials wherever prose stands."""
    from web.data.hiding import cover_data

    if names is None or record is None:
        return record
    if isinstance(record, tuple):
        return tuple(_covered(one, names) for one in record)  # type: ignore[return-value]
    return from_json(type(record), json.dumps(cover_data(to_plain(record), names)))


def _notice(t: Catalogue, notice: Notice, settings: Settings) -> str:
    day = local_day(notice.seen_at, settings.zone, settings.language)
    if notice.kind != "takedown":
        return t("The outlet prints: {kind}, seen {day}", kind=notice.kind.replace("_", " "), day=day)
    if notice.ended_at is None:
        return t("Taken down by the outlet, seen {day}", day=day)
    back = local_day(notice.ended_at, settings.zone, settings.language)
    return t("Taken down by the outlet, seen {day}; back since {back}", day=day, back=back)
