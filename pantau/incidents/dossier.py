"""Reads what the view of one case needs, with names hidden from readers without the right."""

from dataclasses import replace

from sqlalchemy import Connection, select

from archive.records.incident import Incident
from archive.store.incident_decisions import suggestions
from archive.store.incidents import load_events, load_incidents, load_living
from archive.tables.articles import article
from archive.tables.incidents import incident_article
from pantau.incidents.view import Dossier, Publication
from pipeline.linking.names import redact_text, redacted


def read_dossier(connection: Connection, name: int | str, *, may_see_names: bool) -> Dossier:
    """Return a case with its articles, history and suggestions.

    Raises:
        ArchiveError: There is no such case.
    """
    case = load_living(connection, name)
    found = suggestions(connection, case.id)
    others = load_incidents(connection, {s.low for s in found} | {s.high for s in found})
    shown = redacted(case, may_see_names=may_see_names)
    denials = tuple(
        replace(d, span=replace(d.span, text=redact_text(d.span.text, case, may_see_names=may_see_names)))
        for d in case.denials
    )
    hidden = [replace(s, reasons=_without_names(s.reasons, case, may_see_names)) for s in found]
    return Dossier(
        case=replace(shown, denials=denials),
        articles=_articles(connection, case, may_see_names=may_see_names),
        events=load_events(connection, incident_id=case.id),
        suggestions=hidden,
        codes={one: other.code for one, other in others.items()},
    )


def _without_names(reasons: tuple[str, ...], case: Incident, may_see_names: bool) -> tuple[str, ...]:  # noqa: FBT001
    if may_see_names:
        return reasons
    return tuple(
        r.split(" (", 1)[0] if r.startswith("name:") else redact_text(r, case, may_see_names=False) for r in reasons
    )


def _articles(connection: Connection, case: Incident, *, may_see_names: bool) -> list[Publication]:
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
            title=redact_text(row.title, case, may_see_names=may_see_names),
            url=row.url,
            score=row.score / 1000 if row.score else None,
            copy=row.id in case.copies,
        )
        for one in case.articles
        if (row := rows.get(one)) is not None
    ]
