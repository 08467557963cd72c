"""Searches the archive: parse, expand word forms, find, fold copies, show.

search(connection, 'camat netral wilayah:banjarbaru tanggal:2024-10..') -> SearchResult
"""

import base64
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from archive.finding.best import best
from archive.finding.counts import Spread, spread
from archive.finding.highlight import Piece, Wanted, mark, passage, wanted
from archive.finding.pages import Place, newest
from archive.query.ast import Node
from archive.query.expand import Expansion, expand
from archive.query.holds import Holds
from archive.query.messages import texts
from archive.query.parse import parse
from archive.query.regions import RegionNames
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article as articles
from archive.tables.incidents import incident, incident_article
from base.catalogue import Language
from base.errors import QueryError

Sort = Literal["date", "rank"]
MOST = 200  # hits a page


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found.

    Args:
        shown_at: Publication, else first sighting, aware UTC.
        published: Whether that is the publication.
        copies: How many further copies of it the archive has.
        incident: Code of its case; None when it belongs to none.
        title: With the words looked for marked; empty when the page has none.
        passage: The stretch of its text that answers the query.
    """

    article_id: int
    url: str
    outlet: str | None
    outlet_name: str | None
    shown_at: datetime
    published: bool
    kind: str | None
    stage: str | None
    severity: int | None
    incident: str | None
    copies: int
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    Args:
        query: As typed.
        sort: As carried out: `date` where there is nothing to rank by.
        hits: One page.
        cursor: To give for the next page; None on the last.
        expansions: Words and their forms that were looked for.
        spread: Figures and facets; None when not asked for.
    """

    query: str
    sort: Sort
    hits: tuple[Hit, ...]
    cursor: str | None
    expansions: tuple[Expansion, ...]
    spread: Spread | None = None


def search(
    connection: Connection,
    query: str,
    *,
    limit: int = 20,
    cursor: str | None = None,
    sort: Sort = "date",
    language: Language = "id",
    regions: RegionNames | None = None,
    without_forms: Collection[str] = (),
    fold_copies: bool = True,
    with_facets: bool = False,
) -> SearchResult:
    """Search the archive; a page of articles, newest or best first.

    Args:
        connection: Reading (`archive.database.read`, best with a `timeout_ms`).
        query: In the query language (`archive.query.grammar`); empty finds everything.
        limit: Articles a page, 1..200.
        cursor: Of the page before; None for the first.
        sort: `date` or `rank`.
        language: Of errors.
        regions: To understand names in `wilayah:` and to check values of closed lists; None understands codes.
        without_forms: Word forms the reader unticked.
        fold_copies: Show copies as one hit with their number.
        with_facets: Count as well.

    Raises:
        QueryError: The query or the cursor cannot be understood.
    """
    limit = max(1, min(limit, MOST))
    tree = parse(query, language=language, regions=regions, holds=Holds(connection))
    node, expansions = expand(connection, tree, without=without_forms)
    start = _start(cursor, language)
    figures, every = spread(connection, node, fold=fold_copies) if with_facets else (None, None)
    ids = _best_page(connection, node, limit, start, fold=fold_copies) if sort == "rank" else None
    next_cursor: str | None
    if ids is not None:
        skip = start if isinstance(start, int) else 0
        next_cursor = _cursor(skip + limit) if len(ids) > limit else None
        ids = ids[:limit]
    else:
        sort = "date"
        after = start if isinstance(start, Place) else None
        places = newest(connection, node, limit=limit + 1, after=after, fold=fold_copies, every=every)
        next_cursor = _cursor(places[limit - 1]) if len(places) > limit else None
        ids = [place.article_id for place in places[:limit]]
    hits = _hits(connection, ids, wanted(node))
    return SearchResult(query, sort, hits, next_cursor, expansions, figures)


def find_all(connection: Connection, node: Node, *, batch: int = 500, fold: bool = True) -> Iterator[int]:
    """Yield the ids of all articles an expanded query finds, newest first, a batch at a time."""
    after: Place | None = None
    while places := newest(connection, node, limit=batch, after=after, fold=fold):
        yield from (place.article_id for place in places)
        if len(places) < batch:
            return
        after = places[-1]


def _best_page(
    connection: Connection, node: Node, limit: int, start: Place | int | None, *, fold: bool
) -> list[int] | None:
    skip = start if isinstance(start, int) else 0
    return best(connection, node, limit=limit + 1, skip=skip, fold=fold)


def _cursor(start: Place | int) -> str:
    told = [start.shown.isoformat(), start.article_id] if isinstance(start, Place) else start
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def _start(cursor: str | None, language: Language) -> Place | int | None:
    if cursor is None:
        return None
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if isinstance(told, int) and 0 <= told < 2**31:
            return told
        shown, article_id = told
        return Place(datetime.fromisoformat(shown).astimezone(UTC), int(article_id))
    except (ValueError, TypeError) as error:
        message = texts(language)("The cursor belongs to another search. Begin again without it.")
        raise QueryError(message, 1) from error


def _hits(connection: Connection, ids: list[int], what: Wanted) -> tuple[Hit, ...]:
    copy = articles.alias("copy")
    copies = select(func.count()).where(copy.c.copy_of == func.coalesce(articles.c.copy_of, articles.c.id))
    query = (
        select(
            articles,
            analyses.c.kind,
            analyses.c.stage,
            analyses.c.severity,
            incident.c.code.label("incident"),
            copies.correlate(articles).scalar_subquery().label("copies"),
        )
        .outerjoin(analyses, analyses.c.article_id == articles.c.id)
        .outerjoin(incident_article, incident_article.c.article_id == articles.c.id)
        .outerjoin(incident, incident.c.id == incident_article.c.incident_id)
        .where(articles.c.id.in_(ids))
    )
    rows = {row.id: row for row in connection.execute(query)}
    return tuple(
        Hit(
            article_id=row.id,
            url=row.url,
            outlet=row.outlet,
            outlet_name=row.outlet_name,
            shown_at=row.published_at or row.first_seen_at,
            published=row.published_at is not None,
            kind=row.kind,
            stage=row.stage,
            severity=row.severity,
            incident=row.incident,
            copies=row.copies,
            title=mark(row.title, what),
            passage=passage(row.text, what),
        )
        for row in (rows[article_id] for article_id in ids)
    )
