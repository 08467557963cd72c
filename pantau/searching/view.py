"""What `pantau search` prints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from alerts.wording import ACTS
from alerts.wording import words as alert_words
from archive.finding.counts import Spread
from archive.finding.highlight import Piece, shortened
from archive.query.expand import Expansion
from archive.search import Hit, SearchResult
from base.catalogue import Catalogue, Language
from pantau.searching.words import FACETS, local_day, words
from pantau.views.names import KINDS, STAGES

FORMS_SHOWN = 12
VALUES_SHOWN = 6
PASSAGE = 600  # letters: thirty words, unless one of them has no end
TITLE = 300  # letters of a headline: longer ones are whole texts in the wrong place
CAPTIONS = {
    "exact": "{n} articles",
    "maintained": "{n} articles in the whole archive, counted as they came in",
    "estimated": "about {n} articles; figures estimated from {m} of them, spread evenly",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is printed.

    Args:
        names: Texts of the kinds of article.
        zone: In which days are shown.
        regions: Official names by code.
    """

    language: Language
    names: Catalogue
    zone: ZoneInfo
    regions: Mapping[str, str]

    def __call__(self, message: str, **values: object) -> str:
        """Return a text of the search views."""
        return words(self.language)(message, **values)


def show_search(console: Console, reader: Reader, found: SearchResult) -> None:
    """Print one page of hits, the word forms that were looked for, and the figures when they were counted."""
    for expansion in found.expansions:
        if len(expansion.forms) > 1 or expansion.left_out or expansion.unsaid:
            console.print(Text(_forms(reader, expansion), style="dim"))
    for hit in found.hits:
        console.print(_title(hit))
        console.print(Padding(_facts(reader, hit), (0, 0, 0, 2)), style="dim")
        console.print(Padding(_marked(shortened(hit.passage, PASSAGE)), (0, 0, 1, 2)))
    if not found.hits:
        console.print(reader("Nothing found. Fewer words, or OR between them, find more."))
    if found.spread is not None:
        console.print(_figures(reader, found.spread))
    if found.cursor is not None:
        console.print(Text(reader("More: --cursor {cursor}", cursor=found.cursor), style="dim"))


def _forms(reader: Reader, expansion: Expansion) -> str:
    others = [form for form in expansion.forms if form != expansion.word]
    shown = ", ".join(others[:FORMS_SHOWN]) + (" …" if len(others) > FORMS_SHOWN else "")
    text = reader("{word}: also {forms}", word=expansion.word, forms=shown or "-")
    if expansion.unsaid:
        text += f" ({reader('+{n} in hidden names', n=expansion.unsaid)})"
    left_out = ", ".join(expansion.left_out)
    return text + (f" ({reader('without {forms}', forms=left_out)})" if left_out else "")


def _title(hit: Hit) -> Text:
    line = Text(f"{hit.article_id:>6}  ", style="cyan")
    line.append_text(_marked(shortened(hit.title or (Piece(hit.url),), TITLE), base="bold"))
    return line


def _facts(reader: Reader, hit: Hit) -> Text:
    day = local_day(hit.shown_at, reader.zone, reader.language)
    parts = [
        day if hit.published else reader("seen {day}", day=day),
        hit.outlet_name or hit.outlet,
        reader.names(KINDS[hit.kind]) if hit.kind else None,
        f"{hit.stage} {reader.names(STAGES[hit.stage])}" if hit.stage in STAGES else hit.stage,
        reader("case {code}", code=hit.incident) if hit.incident else None,
        reader("severity {points}", points=hit.severity) if hit.severity is not None else None,
        reader("{n} more copies", n=hit.copies) if hit.copies else None,
    ]
    return Text(" · ".join(part for part in parts if part))


def _marked(pieces: Iterable[Piece], *, base: str = "") -> Text:
    line = Text(style=base)
    for piece in pieces:
        line.append(piece.text, style="yellow" if piece.marked else "")
    return line


def _figures(reader: Reader, spread: Spread) -> Table:
    estimated = spread.basis == "estimated"
    table = Table(
        title=reader(CAPTIONS[spread.basis], n=f"{spread.total:,}", m=f"{spread.described:,}"),
        show_header=False,
        box=None,
        title_justify="left",
    )
    for facet, counts in spread.facets.items():
        shown = [
            f"{_value(reader, facet, count.value)} {'≈' if estimated else ''}{count.articles:,}"
            for count in counts[:VALUES_SHOWN]
        ]
        if len(counts) > VALUES_SHOWN:
            shown.append(reader("and {n} more (--json shows all)", n=len(counts) - VALUES_SHOWN))
        if shown:
            table.add_row(Text(reader(FACETS[facet]), style="dim"), Text(" · ".join(shown)))
    return table


def _value(reader: Reader, facet: str, value: str) -> str:
    if facet in {"province", "region"}:
        return reader.regions.get(value, value)
    if facet == "kind":
        return reader.names(KINDS[value])
    if facet == "stage" and value in STAGES:
        return f"{value} {reader.names(STAGES[value])}"
    if facet == "act" and value in ACTS:
        return f"{value} {alert_words(reader.language)(ACTS[value])}"
    return value
