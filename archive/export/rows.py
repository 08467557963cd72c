"""The rows of an export, one an article, read in batches in order of their ids."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from archive.finding.pages import matching
from archive.query.ast import Node
from archive.records.analysis import Analysis
from archive.records.codec import from_json
from archive.records.span import Span
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article as articles
from archive.tables.incidents import incident, incident_article

BATCH = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Where in an article something that was understood stands.

    Args:
        claim: `act:A04`, `stage:S2`, `law:UU 10/2016 ps 71`, `place:63.72`, `role:camat`, `sanction:...`, `denial`.
        where: `title`, `text` or `url`.
        start: First character, 0-based.
        end: One past the last.
        text: Those characters; None in a release without text.
    """

    claim: str
    where: str
    start: int
    end: int
    text: str | None


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One article, flat.

    Args:
        id: In this archive.
        incident: Code of its case; None when it belongs to none.
        copy_of: Id of the article it is a copy of; None for originals.
        text_hash: SHA-256 (hex) of the normalised text: tells whether a text at hand is the one that was read.
        names: Of the alleged; empty in a release without text.
        text: None in a release without text.
    """

    id: int
    url: str
    outlet: str | None
    outlet_name: str | None
    network: str | None
    title: str
    reporter: str | None
    language: str | None
    published_at: datetime | None
    published_day: date | None
    first_seen_at: datetime
    version: int
    copy_of: int | None
    text_hash: str
    relevant: bool | None
    kind: str | None
    kind_confidence: float | None
    stage: str | None
    severity: int | None
    event_day: date | None
    incident: str | None
    acts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    sanctions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str | None = None


def count_rows(connection: Connection, node: Node, *, fold: bool = True) -> int:
    """Return how many rows an export of an expanded query has."""
    ids = matching(connection, node, fold=fold).subquery()
    return int(connection.execute(select(func.count()).select_from(ids)).scalar_one())


def export_rows(
    connection: Connection, node: Node, *, full_text: bool = False, fold: bool = True
) -> Iterator[ExportRow]:
    """Yield the articles that an expanded query finds, by id; memory does not grow with their number.

    Args:
        connection: Reading; sees one state of the archive to the end.
        node: Expanded query.
        full_text: With text, evidence text and names; never for publication.
        fold: Leave out copies of articles that match themselves.
    """
    query = matching(connection, node, fold=fold).order_by(articles.c.id)
    found = connection.execute(query, execution_options={"yield_per": BATCH})
    for ids in found.scalars().partitions(BATCH):
        rows = {row.id: row for row in connection.execute(_details(list(ids), full_text=full_text))}
        for article_id in ids:
            yield _row(rows[article_id], full_text=full_text)


def batches(rows: Iterable[ExportRow], size: int) -> Iterator[list[ExportRow]]:
    """Yield the rows in lists of `size`, the last one shorter."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some


def _details(ids: list[int], *, full_text: bool) -> Select[Any]:
    columns = [column for column in articles.c if full_text or column.name != "text"]
    return (
        select(
            *columns,
            analyses.c.relevant,
            analyses.c.kind,
            analyses.c.kind_confidence,
            analyses.c.stage,
            analyses.c.severity,
            analyses.c.event_day,
            analyses.c.record.label("analysis"),
            incident.c.code.label("incident"),
        )
        .outerjoin(analyses, analyses.c.article_id == articles.c.id)
        .outerjoin(incident_article, incident_article.c.article_id == articles.c.id)
        .outerjoin(incident, incident.c.id == incident_article.c.incident_id)
        .where(articles.c.id.in_(ids))
    )


SAME = (
    *("id", "url", "outlet", "outlet_name", "network", "title", "language", "published_at", "published_day"),
    *("first_seen_at", "version", "copy_of", "text_hash", "relevant", "kind", "kind_confidence", "stage"),
    *("severity", "event_day", "incident"),
)


def _row(row: Row[Any], *, full_text: bool) -> ExportRow:
    same = {name: getattr(row, name) for name in SAME}
    reporter = json.loads(row.record).get("reporter")
    text = row.text if full_text else None
    if row.analysis is None:
        return ExportRow(**same, reporter=reporter, text=text)
    found = from_json(Analysis, row.analysis)
    return ExportRow(
        **same,
        reporter=reporter,
        acts=_each(act.code for act in found.acts),
        rules=_each(rule.code for rule in found.rules),
        steps=_each(step.stage.value for step in found.steps),
        regions=found.regions,
        roles=_each(actor.role for actor in found.alleged if actor.role),
        parties=_each(party.label for party in found.parties),
        laws=_each(law.label for law in found.laws),
        institutions=_each(one.label for one in found.institutions),
        sanctions=_each(sanction.label for sanction in found.sanctions),
        names=_each(actor.name for actor in found.alleged if actor.name) if full_text else (),
        findings=tuple(_findings(found, full_text=full_text)),
        text=text,
    )


def _each(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _findings(found: Analysis, *, full_text: bool) -> Iterator[Finding]:
    claims: list[tuple[str, tuple[Span, ...]]] = [
        *((f"act:{act.code}", act.spans) for act in found.acts),
        *((f"stage:{step.stage.value}", step.spans) for step in found.steps),
        *((f"law:{law.label}", law.spans) for law in found.laws),
        *((f"place:{place.code}", place.spans) for place in found.places if place.part == "event"),
        *((f"role:{actor.role}", actor.spans) for actor in found.alleged if actor.role),
        *((f"sanction:{sanction.label}", sanction.spans) for sanction in found.sanctions),
        *(("denial", (span,)) for span in found.denials),
    ]
    for claim, spans in claims:
        for span in spans:
            yield Finding(claim, span.where, span.start, span.end, span.text if full_text else None)
