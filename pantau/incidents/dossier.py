"""Reads what the view of one case needs, with names hidden from readers without the right."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from alerts.quotes import around
from archive.records.incident import Incident, IncidentEvent
from archive.store.incident_decisions import suggestions
from archive.store.incidents import load_events, load_incidents, load_living
from archive.tables.articles import article
from archive.tables.incidents import incident_article
from pantau.incidents.view import Denied, Dossier, Publication
from pipeline.linking.covering import Names, cover
from pipeline.linking.hiding import names_of_case
from pipeline.linking.names import redacted
from pipeline.text.document import Document
from web.data.laws import Law


def read_dossier(connection: Connection, name: int | str, laws: Mapping[str, Law], *, may_see_names: bool) -> Dossier:
    """Return a case with its articles, history and suggestions.

    Args:
        connection: Reading.
        name: Code or id.
        laws: The rules in words, by code.
        may_see_names: The reader has the right and asked for them.

    Raises:
        ArchiveError: There is no such case.
    """
    case = load_living(connection, name)
    hides = names_of_case(connection, case, may_see_names=may_see_names)
    found = suggestions(connection, case.id)
    others = load_incidents(connection, {s.low for s in found} | {s.high for s in found})
    shown = redacted(case, may_see_names=may_see_names)
    denials = tuple(
        replace(denial, span=replace(denial.span, text=cover(denial.span.text, hides))) for denial in case.denials
    )
    hidden = [replace(s, reasons=s.reasons if may_see_names else _without_names(s.reasons, hides)) for s in found]
    return Dossier(
        case=replace(
            shown,
            denials=denials,
            review_reason=cover(case.review_reason, hides) if case.review_reason else None,
            notes=tuple(replace(note, text=cover(note.text, hides)) for note in case.notes),
        ),
        articles=_articles(connection, case, hides),
        events=[_covered(event, hides) for event in load_events(connection, incident_id=case.id)],
        suggestions=hidden,
        codes={one: other.code for one, other in others.items()},
        denied=_denied(connection, case, hides),
        laws=laws,
    )


def _denied(connection: Connection, case: Incident, hides: Names) -> tuple[Denied, ...]:
    """Return each sentence of a denial once: its bare word (`membantah`) says nothing."""
    wanted = article.c.id.in_(sorted({one.article_id for one in case.denials}))
    query = select(article.c.id, article.c.title, article.c.text).where(wanted)
    texts = {row.id: (row.title, Document("", row.text)) for row in connection.execute(query)}
    found: dict[str, Denied] = {}
    for one in case.denials:
        title, document = texts.get(one.article_id, ("", Document("", "")))
        whole = title if one.span.where == "title" else around(document, one.span) if document.text else one.span.text
        told = cover(whole if one.span.text in whole else one.span.text, hides)
        found.setdefault(told, Denied(one.day, told, one.article_id))
    return tuple(found.values())


def _covered(event: IncidentEvent, hides: Names) -> IncidentEvent:
    """Return an event with names hidden: an officer's note or correction may hold one."""
    told = {key: cover(value, hides) if isinstance(value, str) else value for key, value in event.payload.items()}
    return replace(event, payload=told)


def _without_names(reasons: tuple[str, ...], hides: Names) -> tuple[str, ...]:
    return tuple(r.split(" (", 1)[0] if r.startswith("name:") else cover(r, hides) for r in reasons)


def _articles(connection: Connection, case: Incident, hides: Names) -> list[Publication]:
    query = (
        select(
            article.c.id,
            article.c.published_day,
            article.c.outlet_name,
            article.c.outlet,
            article.c.title,
            article.c.url,
            incident_article.c.score,
        )
        .join(incident_article, incident_article.c.article_id == article.c.id)
        .where(incident_article.c.incident_id == case.id)
    )
    rows = {row.id: row for row in connection.execute(query)}
    return [
        Publication(
            id=row.id,
            day=row.published_day,
            outlet=row.outlet_name or row.outlet or "-",
            title=cover(row.title, hides),
            url=row.url,
            score=row.score / 1000 if row.score else None,
            copy=row.id in case.copies,
        )
        for one in case.articles
        if (row := rows.get(one)) is not None
    ]
