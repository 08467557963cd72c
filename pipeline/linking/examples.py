"""Corrected articles in the form of the evaluation sets: what people decided becomes an example."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from archive.records.analysis import Analysis
from archive.records.article import Article
from archive.store.articles import load_articles
from archive.store.incident_decisions import article_decisions
from archive.store.incident_links import homes
from archive.store.incidents import load_incidents
from archive.tables.incidents import decision, incident, incident_article
from pipeline.linking.corrections import correct
from pipeline.linking.rulings import ARTICLE_FIELDS, Ruling


def examples(connection: Connection, *, verified: bool = True) -> Iterator[dict[str, Any]]:
    """Yield one example an article that a person corrected, or whose case a person verified.

    Args:
        connection: Any.
        verified: False leaves the articles of verified cases out: only corrected ones are given.
    """
    wanted = _corrected(connection) | (_verified(connection) if verified else set())
    where = homes(connection, wanted)
    codes = {one: case.code for one, case in load_incidents(connection, where.values()).items()}
    for number, article, analysis in load_articles(connection, sorted(wanted)):
        if analysis is None:
            continue
        said = article_decisions(connection, [number]).get(number, [])
        rulings = [Ruling(made.field, made.value, made.by, made.at, made.reason) for made in said]
        code = codes.get(where.get(number, 0))
        yield _example(number, article, correct(analysis, rulings), code, [ruling.field for ruling in rulings])


def _corrected(connection: Connection) -> set[int]:
    query = select(decision.c.article_id).where(
        decision.c.article_id.is_not(None), decision.c.field.in_(ARTICLE_FIELDS)
    )
    return set(connection.execute(query).scalars())


def _verified(connection: Connection) -> set[int]:
    query = select(incident_article.c.article_id).join(incident, incident.c.id == incident_article.c.incident_id)
    return set(connection.execute(query.where(incident.c.review == "verified")).scalars())


def _example(number: int, article: Article, analysis: Analysis, code: str | None, fields: list[str]) -> dict[str, Any]:
    moment = article.published.at.isoformat() if article.published else None
    return {
        "id": f"article-{number}",
        "outlet": article.outlet_name or article.outlet,
        "url": article.url,
        "title": article.title or "",
        "published": moment,
        "text": article.text,
        "gold": gold_of(analysis, code),
        "corrected": sorted(set(fields)),
    }


def gold_of(analysis: Analysis, event: str | None) -> dict[str, Any]:
    """Return the labels of an analysis in the form of the evaluation sets."""
    return {
        "relevant": analysis.relevant,
        "kind": analysis.kind.value,
        "event": event,
        "acts": sorted({act.code for act in analysis.acts}),
        "rules": sorted({rule.code for rule in analysis.rules}),
        "stage": analysis.stage.value if analysis.stage else None,
        "actors": [{"name": a.name, "role": a.role, "institution": a.institution} for a in analysis.alleged],
        "regions": list(analysis.regions),
        "institutions": [mention.label for mention in analysis.institutions],
        "laws": [law.label for law in analysis.laws],
        "parties": [mention.label for mention in analysis.parties],
        "sanctions": [sanction.label for sanction in analysis.sanctions],
        "event_date": analysis.event_date.day.isoformat() if analysis.event_date else None,
    }
