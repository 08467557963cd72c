"""Which articles match, newest or best first, a page at a time.

On SQLite the order of work decides between milliseconds and minutes, and its planner knows nothing of FTS5's counts, so
it is chosen here. Let T be the articles the text finds:

    T small           read all of T, check the rest of each, sort
    a field has few   start from the articles of that field (a town, a case), look each up in the text
    T large           take the newest few thousand articles, newest first, until the page is full; where too few of them
                      match, the rest of the archive at once, fields as sets

PostgreSQL's planner knows its counts and is left to choose.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select, tuple_

from archive.query.ast import And, Between, Everything, Field, Node
from archive.query.sql import FTS, SEARCH, Condition, condition, rank_query, split
from archive.tables.articles import article as articles

SMALL = 5_000  # articles read and sorted at once: about 20 ms
FIELD = 20_000  # articles of a field (a town, a case) whose other properties are worth reading: 3 microseconds each
FEW = 8_000  # articles that fulfil all but the text, to start from
PROBE = 50  # looking one article up in the full text costs as much as reading so many of its hits in a row
PAGE = 1_000  # articles: above that all are wanted, not the next few
CHUNK = 4_000  # newest articles looked at first where the text finds very many
MOST_CHUNKS = 64_000  # above this the rest of the archive is read at once

MARGIN = timedelta(days=2)
SHOWN = func.coalesce(articles.c.published_at, articles.c.first_seen_at, type_=articles.c.first_seen_at.type)
MATCH = literal_column("article_fts").op("MATCH")


class Place(NamedTuple):
    """Where an article stands in date order."""

    shown: datetime
    article_id: int


def newest(
    connection: Connection, node: Node, *, limit: int, after: Place | None = None, fold: bool = True
) -> list[Place]:
    """Return up to `limit` matching articles, newest first.

    Args:
        connection: Reading.
        node: Expanded query.
        limit: Most articles to return.
        after: The last one of the page before; None for the first page.
        fold: Leave out copies of articles that match themselves.
    """
    if connection.dialect.name != "sqlite":
        return _places(connection, _query(connection, node, after, fold=fold, probe=False), limit)
    expression, rest = split(node)
    if expression is None:
        return _places(connection, _without_text(connection, node, after, limit, fold=fold), limit)
    small = max(SMALL, limit) if isinstance(rest, Everything) else SMALL
    if count_text(connection, expression, small) < small:
        query = _from_text(connection, expression, rest, after, fold=fold, probe=True)
        return _places(connection, query, limit)
    few = _few(connection, rest)
    if few is not None:
        return _places(connection, _from_few(connection, node, few, after, fold=fold), limit)
    if limit > PAGE and not isinstance(rest, Everything):
        query = _from_text(connection, expression, rest, after, fold=fold, probe=False)
        return _places(connection, query, limit)
    return _by_chunks(connection, expression, rest, after, limit, fold=fold)


def _from_few(connection: Connection, node: Node, few: list[int], after: Place | None, *, fold: bool) -> Select[Any]:
    expression, rest = split(node)
    most = PROBE * len(few)
    if expression is not None and count_text(connection, expression, most) < most:
        listed = func.json_each(json.dumps(few)).table_valued("value")
        among = (FTS.c.rowid + 0).in_(select(listed.c.value))  # + 0: read the hits once instead of looking each up
        return _from_text(connection, expression, rest, after, fold=fold, probe=True).where(among)
    return _query(connection, node, after, fold=fold, probe=True).where(articles.c.id.in_(few))


def _without_text(connection: Connection, node: Node, after: Place | None, limit: int, *, fold: bool) -> Select[Any]:
    parts = node.parts if isinstance(node, And) else (node,)
    plain = all(isinstance(part, Field | Between | Everything) for part in parts)
    if limit > PAGE or not plain:
        return _query(connection, node, after, fold=fold, probe=False)
    few = _few(connection, node)
    query = _query(connection, node, after, fold=fold, probe=True)
    if few is not None:
        return query.where(articles.c.id.in_(few))
    # Many fulfil it, so a walk from the newest on soon has a page of them; a period says where to begin and to stop.
    return query.where(*(bound for part in parts if isinstance(part, Between) for bound in _period(part)))


def _period(days: Between) -> Iterator[Condition]:
    """Yield bounds on the place in date order; a day at the outlet is within a day of the same day in UTC."""
    if days.name == "date":
        if days.low is not None:
            yield datetime.combine(date.fromisoformat(days.low), time(), UTC) - MARGIN <= SHOWN
        if days.high is not None:
            yield datetime.combine(date.fromisoformat(days.high), time.max, UTC) + MARGIN >= SHOWN


def matching(connection: Connection, node: Node, *, fold: bool = True) -> Select[Any]:
    """Return the select of the ids of all matching articles, in no order: for exports and counts of everything."""
    query = select(articles.c.id).where(condition(node, connection.dialect))
    if fold:
        origin = articles.alias("origin")
        query = query.where(_is_no_copy(origin, condition(node, connection.dialect, target=origin, probe=True)))
    return query


def count_text(connection: Connection, expression: str, most: int) -> int:
    """Return how many articles the FTS5 expression finds, at most `most`."""
    hits = select(FTS.c.rowid).where(MATCH(expression)).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(hits)).scalar_one())


def _few(connection: Connection, rest: Node) -> list[int] | None:
    """Return the ids of the articles that fulfil all but the text, when they are few; else None."""
    parts = rest.parts if isinstance(rest, And) else (rest,)
    start, fewest = None, FIELD
    for part in parts:
        if isinstance(part, Field):
            members = condition(part, connection.dialect)
            ids = select(articles.c.id).where(members).limit(fewest + 1).subquery()
            count = int(connection.execute(select(func.count()).select_from(ids)).scalar_one())
            if count <= fewest:
                start, fewest = members, count
    if start is None:
        return None
    found = select(articles.c.id).where(start, condition(rest, connection.dialect, probe=True)).limit(FEW + 1)
    few = list(connection.execute(found).scalars())
    return few if len(few) <= FEW else None


def _by_chunks(
    connection: Connection, expression: str, rest: Node, after: Place | None, limit: int, *, fold: bool
) -> list[Place]:
    found: list[Place] = []
    size, seen = CHUNK, 0
    while size < MOST_CHUNKS:
        edge = _edge(connection, after, size)
        if edge is None:  # the chunk would reach the oldest article
            break
        place, lowest, highest = edge
        query = _from_text(connection, expression, rest, after, fold=fold, probe=True)
        query = query.where(FTS.c.rowid.between(lowest, highest), _at_or_before(place))
        found += _places(connection, query, limit - len(found))
        if len(found) >= limit:
            return found
        after, seen = place, seen + size
        size = max(2 * size, int(1.5 * seen * (limit - len(found)) / (len(found) + 1)))
    query = _from_text(connection, expression, rest, after, fold=fold, probe=False)
    return found + _places(connection, query, limit - len(found))


def _edge(connection: Connection, after: Place | None, size: int) -> tuple[Place, int, int] | None:
    """Return the last of the next `size` articles in date order, and the lowest and highest id among them."""
    ordered = select(SHOWN.label("shown"), articles.c.id).order_by(SHOWN.desc(), articles.c.id.desc())
    if after is not None:
        ordered = ordered.where(_before(after))
    last = connection.execute(ordered.offset(size - 1).limit(1)).one_or_none()
    if last is None:
        return None
    some = ordered.limit(size).subquery()
    lowest, highest = connection.execute(select(func.min(some.c.id), func.max(some.c.id))).one()
    return Place(last.shown, last.id), lowest, highest


def _from_text(
    connection: Connection, expression: str, rest: Node, after: Place | None, *, fold: bool, probe: bool
) -> Select[Any]:
    query = (
        select(SHOWN.label("shown"), articles.c.id)
        .select_from(FTS.join(articles, articles.c.id == FTS.c.rowid))
        .where(MATCH(expression))
        .where(condition(rest, connection.dialect, probe=probe))
    )
    return _ordered(query, after).where(*_unfolded(connection, expression, rest, fold=fold))


def _unfolded(connection: Connection, expression: str, rest: Node, *, fold: bool) -> Sequence[Condition]:
    if not fold:
        return ()
    origin = articles.alias("origin")
    hit: Select[Any] = select(literal_column("1")).select_from(FTS).where(FTS.c.rowid == origin.c.id, MATCH(expression))
    in_text = exists(hit.correlate(origin))  # or SQLAlchemy takes the outer full text for this one
    matching = and_(in_text, condition(rest, connection.dialect, target=origin, probe=True))
    return (_is_no_copy(origin, matching),)


def _query(connection: Connection, node: Node, after: Place | None, *, fold: bool, probe: bool) -> Select[Any]:
    query = select(SHOWN.label("shown"), articles.c.id).where(condition(node, connection.dialect, probe=probe))
    if fold:
        origin = articles.alias("origin")
        query = query.where(_is_no_copy(origin, condition(node, connection.dialect, target=origin, probe=True)))
    return _ordered(query, after)


def _is_no_copy(origin: Any, matching: Condition) -> Condition:
    kept: Select[Any] = select(literal_column("1")).select_from(origin)
    kept = kept.where(origin.c.id == articles.c.copy_of, matching).correlate(articles)
    return or_(articles.c.copy_of.is_(None), ~exists(kept))


def _ordered(query: Select[Any], after: Place | None) -> Select[Any]:
    if after is not None:
        query = query.where(_before(after))
    return query.order_by(SHOWN.desc(), articles.c.id.desc())


def _before(place: Place) -> ColumnElement[bool]:
    return tuple_(SHOWN, articles.c.id) < tuple_(place.shown, place.article_id)


def _at_or_before(place: Place) -> ColumnElement[bool]:
    return tuple_(SHOWN, articles.c.id) >= tuple_(place.shown, place.article_id)


def _places(connection: Connection, query: Select[Any], limit: int) -> list[Place]:
    if limit <= 0:
        return []
    return [Place(shown, article_id) for shown, article_id in connection.execute(query.limit(limit))]


def best(connection: Connection, node: Node, *, limit: int, skip: int = 0, fold: bool = True) -> list[int] | None:
    """Return up to `limit` matching articles, best first; None when the query has no text to rank by.

    SQLite ranks by BM25, titles counting five times; PostgreSQL by `ts_rank` of the words.
    """
    if connection.dialect.name != "sqlite":
        return _best_postgresql(connection, node, limit, skip, fold=fold)
    expression, rest = split(node)
    if expression is None:
        return None
    rank: ColumnElement[float] = literal_column("bm25(article_fts, 5.0, 1.0)")
    query = (
        select(articles.c.id)
        .select_from(FTS.join(articles, articles.c.id == FTS.c.rowid))
        .where(MATCH(expression), condition(rest, connection.dialect, probe=True))
        .where(*_unfolded(connection, expression, rest, fold=fold))
        .order_by(rank, articles.c.id.desc())
    )
    return list(connection.execute(query.limit(limit).offset(skip)).scalars())


def _best_postgresql(connection: Connection, node: Node, limit: int, skip: int, *, fold: bool) -> list[int] | None:
    words = rank_query(node)
    if words is None:
        return None
    rank: ColumnElement[float] = func.ts_rank(literal_column("'{0.1, 0.1, 0.1, 0.5}'::real[]"), SEARCH.c.words, words)
    query = _query(connection, node, None, fold=fold, probe=False).join(SEARCH, SEARCH.c.article_id == articles.c.id)
    ranked = query.with_only_columns(articles.c.id).order_by(None).order_by(rank.desc(), articles.c.id.desc())
    return list(connection.execute(ranked.limit(limit).offset(skip)).scalars())
