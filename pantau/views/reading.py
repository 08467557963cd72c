"""One page as every stage sees it: what `pantau read` prints."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from archive.records.analysis import Analysis
from archive.records.article import Article, Moment
from base.catalogue import Catalogue
from pantau.views.judgement import evidence, judgement_rows
from pantau.views.names import part_name
from pantau.views.reasons import reasons
from pipeline.linking.label import role_name
from pipeline.page.telling import tell as tell_note
from pipeline.process import Reading

CUTS_SHOWN = 12
LINE = 300  # letters of a headline, a caption or an address on the terminal


def show_reading(console: Console, t: Catalogue, reading: Reading, joins: str | None) -> None:
    """Print a reading.

    Args:
        console: Where.
        t: Texts.
        reading: What was made of the page.
        joins: The case it would join or open, in words; None when none.
    """
    article, analysis = reading.article, reading.analysis
    if article is None:
        console.print(t("The screen saw nothing that could make this page relevant; nothing else was read."))
        return
    for title, part in _parts(t, article, analysis, reading, joins):
        console.print(Rule(escape(title), align="left", style="dim"))
        console.print(Padding(part, (0, 0, 1, 2)))


def _parts(
    t: Catalogue, article: Article, analysis: Analysis | None, reading: Reading, joins: str | None
) -> Iterator[tuple[str, RenderableType]]:
    yield t("Article"), _facts(_article_rows(t, article, reading))
    yield t("Text"), Text(article.text or "-")
    if article.cuts:
        yield t("Cut: {count}", count=len(article.cuts)), _cuts(t, article)
    if analysis is None:
        return
    yield t("What it reports"), _facts(judgement_rows(t, analysis, joins))
    people = _people(t, analysis)
    if people is not None:
        yield t("Persons"), people
    if analysis.reasons:
        yield t("Why"), reasons(t, analysis)


def _facts(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(escape(name), escape(value or "-"))
    return table


def _article_rows(t: Catalogue, article: Article, reading: Reading) -> Iterator[tuple[str, str]]:
    yield t("Title"), brief(t, article.title or "-")
    yield t("Outlet"), article.outlet or article.outlet_name or "-"
    yield t("Published"), moment(t, article.published, article.timezone)
    if article.modified:
        yield t("Modified"), moment(t, article.modified, article.timezone)
    yield t("Reporter"), article.reporter or "-"
    yield t("Editor"), article.editor or "-"
    yield t("Language"), article.language or "-"
    yield t("Address"), brief(t, article.url)
    if article.captions:
        yield t("Captions"), "\n".join(brief(t, caption) for caption in article.captions)
    yield t("Screen"), t("passed") if reading.passed else t("would have been screened out")
    yield t("Notes"), "\n".join(tell_note(note, t.language) for note in article.notes) or "-"


def brief(t: Catalogue, text: str) -> str:
    """Return the beginning of a line that somebody else wrote, and how much there is."""
    if len(text) <= LINE:
        return text
    return t("{start}… ({count} letters; --json shows all)", start=text[:LINE].rstrip(), count=len(text))


def moment(t: Catalogue, found: Moment | None, zone: str | None) -> str:
    """Return an instant with its zone and how sure we are of it; a dash for None."""
    if found is None:
        return "-"
    local: datetime = found.at.astimezone(ZoneInfo(zone or "Asia/Jakarta"))
    return f"{local:%Y-%m-%d %H:%M %Z} ({t(found.confidence)}, {found.source})"


def _cuts(t: Catalogue, article: Article) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True, min_width=max(len(cut.rule) for cut in article.cuts))
    table.add_column(overflow="ellipsis", no_wrap=True)
    for cut in article.cuts[:CUTS_SHOWN]:
        table.add_row(escape(cut.rule), escape(" ".join(cut.text.split())))
    if len(article.cuts) > CUTS_SHOWN:
        table.add_row("", t("and {count} more (--json shows all)", count=len(article.cuts) - CUTS_SHOWN))
    return table


def _people(t: Catalogue, analysis: Analysis) -> Table | None:
    if not analysis.actors:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Name", "Role", "Institution", "Part", "Sure", "Evidence"):
        table.add_column(t(name), overflow="fold")
    for actor in analysis.actors:
        many = f" ×{actor.count}" if actor.count else ""
        table.add_row(
            escape((actor.name or "-") + many),
            escape(role_name(actor.role, t.language) if actor.role else "-"),
            escape(actor.institution or "-"),
            part_name(t, actor.part),
            f"{actor.confidence:.0%}",
            escape(evidence(actor.spans)),
        )
    return table
