"""One case with all that is shown beside it: sources with copies folded, evidence in its sentence, history."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from alerts.quotes import around
from archive.records.analysis import Analysis
from archive.records.codec import from_json
from archive.records.incident import Incident, IncidentEvent, IncidentStep
from archive.records.span import Span
from archive.store.incident_decisions import StoredSuggestion, suggestions
from archive.store.incidents import load_events, load_incidents, load_living
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article
from archive.tables.incidents import incident_article
from pipeline.linking.covering import Hidden, Names, cover
from pipeline.linking.hiding import names_of_case
from pipeline.linking.names import redacted
from pipeline.text.document import Document
from web.marks import Evidence, Stretch, stretches

QUOTES = 2  # sentences of evidence a step or act: short quotations only (UU 28/2014 ps 43)


@dataclass(frozen=True, slots=True)
class Source:
    """An article of the case, with the copies that repeat it.

    Args:
        score: How surely it belongs to the case, in log-odds; None when it stands alone.
    """

    id: int
    title: str
    outlet: str
    day: date | None
    url: str
    score: float | None
    copies: tuple["Source", ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence with its evidence marked, and the article it stands in."""

    article_id: int
    outlet: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the timeline with its evidence."""

    step: IncidentStep
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case as one reader sees it.

    Args:
        case: With names hidden where they must be.
        names: What is hidden from this reader.
        acts: Evidence by act code.
        denials: Each sentence of a denial once, with its day.
        others: Cases that may be the same one, with why.
    """

    case: Incident
    names: Hidden
    sources: tuple[Source, ...]
    timeline: tuple[Told, ...]
    acts: dict[str, tuple[Quoted, ...]]
    denials: tuple[tuple[date | None, Quoted], ...]
    events: tuple[IncidentEvent, ...]
    others: tuple[tuple[Incident, StoredSuggestion], ...]

    @property
    def hides(self) -> bool:
        """Tell whether names are hidden from this reader."""
        return bool(self.names.own)


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    title: str
    outlet: str
    day: date | None
    url: str
    text: str
    copy_of: int | None
    score: float | None
    analysis: Analysis | None


def read_dossier(connection: Connection, code: str, *, may_see_names: bool) -> Dossier:
    """Return a case with what is shown beside it.

    Raises:
        ArchiveError: There is no such case.
    """
    case = load_living(connection, code)
    rows = _rows(connection, case)
    names = names_of_case(connection, case, may_see_names=may_see_names)
    found = suggestions(connection, case.id)
    others = load_incidents(connection, {s.low for s in found} | {s.high for s in found})
    pairs = ((others.get(s.low if s.high == case.id else s.high), s) for s in found)
    shown = redacted(case, may_see_names=may_see_names)
    shown = replace(
        shown,
        review_reason=cover(shown.review_reason, names) if shown.review_reason else None,
        notes=tuple(replace(note, text=cover(note.text, names)) for note in shown.notes),
    )
    return Dossier(
        case=shown,
        names=names,
        sources=_sources(rows, case, names),
        timeline=tuple(Told(step, _step_quotes(step, rows, names)) for step in case.steps),
        acts=_act_quotes(rows, case, names),
        denials=_denials(rows, case, names),
        events=tuple(_covered(event, names) for event in load_events(connection, incident_id=case.id)),
        others=tuple((other, told) for other, told in pairs if other is not None),
    )


def _covered(event: IncidentEvent, names: Names) -> IncidentEvent:
    told = {key: cover(value, names) if isinstance(value, str) else value for key, value in event.payload.items()}
    return replace(event, payload=told)


def _rows(connection: Connection, case: Incident) -> dict[int, _Row]:
    query = (
        select(article, incident_article.c.score, analyses.c.record.label("analysis"))
        .join(incident_article, incident_article.c.article_id == article.c.id)
        .outerjoin(analyses, analyses.c.article_id == article.c.id)
        .where(incident_article.c.incident_id == case.id)
    )
    found = {}
    for row in connection.execute(query):
        told = from_json(Analysis, row.analysis) if row.analysis else None
        outlet = row.outlet_name or row.outlet or "–"
        score = row.score / 1000 if row.score else None
        found[row.id] = _Row(row.id, row.title, outlet, row.published_day, row.url, row.text, row.copy_of, score, told)
    return {key: found[key] for key in case.articles if key in found}


def _sources(rows: dict[int, _Row], case: Incident, names: Names) -> tuple[Source, ...]:
    copies = {key: rows[key] for key in case.copies if key in rows}
    heads = [row for key, row in rows.items() if key not in copies]
    known = {row.id for row in heads}
    folded: dict[int, list[Source]] = {}
    for row in copies.values():
        head = row.copy_of if row.copy_of in known else (heads[0].id if heads else row.id)
        folded.setdefault(head, []).append(_source(row, names))
    return tuple(_source(row, names, tuple(folded.get(row.id, ()))) for row in heads or copies.values())


def _source(row: _Row, names: Names, copies: tuple[Source, ...] = ()) -> Source:
    return Source(row.id, cover(row.title, names), row.outlet, row.day, row.url, row.score, copies)


def _step_quotes(step: IncidentStep, rows: dict[int, _Row], names: Names) -> tuple[Quoted, ...]:
    row = rows.get(step.article_id or 0)
    return () if row is None else _quoted(row, step.spans, "stage", names)[:QUOTES]


def _act_quotes(rows: dict[int, _Row], case: Incident, names: Names) -> dict[str, tuple[Quoted, ...]]:
    found: dict[str, list[Quoted]] = {code: [] for code in case.acts}
    for row in rows.values():
        for act in row.analysis.acts if row.analysis else ():
            if act.code in found and len(found[act.code]) < QUOTES and row.id not in case.copies:
                found[act.code] += _quoted(row, act.spans, "act", names)[:1]
    return {code: tuple(quotes) for code, quotes in found.items()}


def _denials(rows: dict[int, _Row], case: Incident, names: Names) -> tuple[tuple[date | None, Quoted], ...]:
    found: dict[tuple[Stretch, ...], tuple[date | None, Quoted]] = {}
    for denial in case.denials:
        row = rows.get(denial.article_id)
        told = _quoted(row, (denial.span,), "denial", names) if row is not None else ()
        bare = Quoted(denial.article_id, row.outlet if row else "", stretches(denial.span.text, (), names))
        quote = next(iter(told), bare)
        key = tuple(replace(one, claims=()) for one in quote.stretches)
        found.setdefault((Stretch("".join(one.text for one in key)),), (denial.day, quote))
    return tuple(found.values())


def _quoted(row: _Row, spans: tuple[Span, ...], claim: str, names: Names) -> tuple[Quoted, ...]:
    document = Document("", row.text)
    found: dict[str, Quoted] = {}
    for span in spans:
        if span.where == "title":
            sentence = row.title
        elif span.where == "text" and row.text[span.start : span.end] == span.text:
            sentence = around(document, span)
        else:
            continue
        at = sentence.find(span.text)
        marks = [Evidence(at, at + len(span.text), claim)] if at >= 0 else []
        found.setdefault(sentence, Quoted(row.id, row.outlet, stretches(sentence, marks, names)))
    return tuple(found.values())
