"""Which articles match, newest or best first, a page at a time.

On SQLite the order of work decides between milliseconds and minutes, and its planner knows nothing of FTS5's counts, so
it is chosen here. Let T be the articles the text finds:

    T small           read all of T, check the rest of each, sort; small sets that the indexes hold first
    T and sets small  T and the sets of ids that fields and days have in the indexes (`narrow`) leave few: the same
    T large           take the newest few thousand articles, newest first, until the page is full; where too few of them
                      match, the rest of the archive at once, fields as sets

PostgreSQL's planner knows its counts and is left to choose, but for two things it does not see: that few found by the
text are best read all, and that the newest few hundred alone fill a page of what is found everywhere.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select, true, tuple_

from archive.finding.narrow import ARTICLES, MATCH, Narrowed, by_index, ids_of, listed, narrow
from archive.query.ast import And, Between, Everything, Field, Node
from archive.query.sql import FTS, Condition, condition, split, text_part
from archive.tables.articles import article as articles

SMALL = 5_000  # articles read and sorted at once: about 20 ms
FIELD = 60_000  # ids worth making a set of: about 15 ms
RECENT = (500, 5_000)  # newest articles that PostgreSQL is asked about first
PAGE = 1_000  # articles: above that all are wanted, not the next few
CHUNK = 4_000  # newest articles looked at first where the text finds very many
MOST_ID = 2**62
MOST_CHUNKS = 64_000  # above this the rest of the archive is read at once

MARGIN = timedelta(days=2)
DAWN, DUSK = date.min + MARGIN, date.max - MARGIN
SHOWN = func.coalesce(articles.c.published_at, articles.c.first_seen_at, type_=articles.c.first_seen_at.type)


class Place(NamedTuple):
    """Where an article stands in date order."""

    shown: datetime
    article_id: int


def newest(
    connection: Connection,
    node: Node,
    *,
    limit: int,
    after: Place | None = None,
    fold: bool = True,
    every: list[int] | None = None,
) -> list[Place]:
    """Return up to `limit` matching articles, newest first.

    Args:
        connection: Reading.
        node: Expanded query.
        limit: Most articles to return.
        after: The last one of the page before; None for the first page.
        fold: Leave out copies of articles that match themselves.
        every: The ids of all that match, copies folded, where they are known already.
    """
    if every is not None and len(every) <= SMALL:
        return _places(connection, _from_ids(connection, every, Everything(), after, fold=False), limit)
    if connection.dialect.name != "sqlite":
        with by_index(connection):
            return _recent_first(connection, node, after, limit, fold=fold)
    return _planned(connection, node, after, limit, fold=fold)


def _planned(connection: Connection, node: Node, after: Place | None, limit: int, *, fold: bool) -> list[Place]:
    """Choose the order of work for SQLite."""
    expression, rest = split(node)
    if expression is None:
        return _without_text(connection, node, after, limit, fold=fold)
    small = max(SMALL, limit) if isinstance(rest, Everything) else SMALL
    # Asking an index of each hit costs a tenth of looking its article up: first small sets, then none, then large ones.
    for most in (SMALL, 0, FIELD):
        found = narrow(connection, rest, most) if most else Narrowed((), rest)
        if found.sets or not most:
            ids = _few(connection, ids_of(expression, found.sets), SMALL if most else small)
            if ids is not None:
                return _places(connection, _from_ids(connection, ids, found.rest, after, fold=fold), limit)
    if limit > PAGE and not isinstance(rest, Everything):
        query = _from_text(connection, expression, rest, after, fold=fold, probe=False)
        return _places(connection, query, limit)
    return _by_chunks(connection, expression, rest, after, limit, fold=fold)


def _recent_first(connection: Connection, node: Node, after: Place | None, limit: int, *, fold: bool) -> list[Place]:
    query = ordered_query(connection, node, after, fold=fold, probe=False)
    if limit > PAGE:
        return _places(connection, query, limit)
    words, rest = text_part(node)
    if words is not None:
        ids = _few(connection, words, SMALL)
        if ids is not None:
            return _places(connection, _from_ids(connection, ids, rest, after, fold=fold), limit)
    found: list[Place] = []
    for size in RECENT:
        edge = _edge(connection, after, size)
        if edge is None:
            break
        query = ordered_query(connection, node, after, fold=fold, probe=False).where(_at_or_before(edge[0]))
        found += _places(connection, query, limit - len(found))
        if len(found) >= limit:
            return found
        after = edge[0]
    query = ordered_query(connection, node, after, fold=fold, probe=False)
    return found + _places(connection, query, limit - len(found))


def _few(connection: Connection, ids: Select[Any], most: int) -> list[int] | None:
    """Return the ids when there are fewer than `most`; else None."""
    found = list(connection.execute(ids.limit(most)).scalars().all())
    return found if len(found) < most else None


def _from_ids(connection: Connection, ids: list[int], rest: Node, after: Place | None, *, fold: bool) -> Select[Any]:
    some = listed(connection, ids)
    query = select(SHOWN.label("shown"), articles.c.id).where(articles.c.id.in_(some))
    if isinstance(rest, Everything):
        single = or_(articles.c.copy_of.is_(None), articles.c.copy_of.not_in(some)) if fold else true()
        return _ordered(query.where(single).with_hint(articles, ARTICLES, "sqlite"), after)
    query = query.where(condition(rest, connection.dialect, probe=True))
    if fold:
        origin = articles.alias("origin")
        fits = condition(rest, connection.dialect, target=origin, probe=True)
        query = query.where(_is_no_copy(origin, and_(origin.c.id.in_(some), fits)))
    return _ordered(query, after)


def _without_text(connection: Connection, node: Node, after: Place | None, limit: int, *, fold: bool) -> list[Place]:
    parts = node.parts if isinstance(node, And) else (node,)
    plain = all(isinstance(part, Field | Between | Everything) for part in parts)
    if limit > PAGE or not plain:
        return _places(connection, ordered_query(connection, node, after, fold=fold, probe=False), limit)
    found = narrow(connection, node, FIELD)
    if found.sets:
        ids = _few(connection, ids_of(None, found.sets), SMALL)
        if ids is not None:
            return _places(connection, _from_ids(connection, ids, found.rest, after, fold=fold), limit)
    # Many fulfil it, so a walk from the newest on soon has a page of them; a period says where to begin and to stop.
    query = ordered_query(connection, node, after, fold=fold, probe=True)
    return _places(connection, query.where(*(bound for part in _days(node) for bound in _period(part))), limit)


def _days(node: Node) -> list[Between]:
    parts = node.parts if isinstance(node, And) else (node,)
    return [part for part in parts if isinstance(part, Between) and part.name == "date"]


def _period(days: Between) -> Iterator[Condition]:
    """Yield bounds on the place in date order."""
    earliest, latest = _reach(days)
    if earliest is not None:
        yield earliest <= SHOWN
    if latest is not None:
        yield latest >= SHOWN


def _reach(days: Between) -> tuple[datetime | None, datetime | None]:
    """Return between which instants a period lies; a day at the outlet is within a day of the same day in UTC."""
    low, high = (None if day is None else date.fromisoformat(day) for day in (days.low, days.high))
    earliest = None if low is None else datetime.combine(max(low, DAWN), time(), UTC) - MARGIN
    return earliest, None if high is None else datetime.combine(min(high, DUSK), time.max, UTC) + MARGIN


def matching(connection: Connection, node: Node, *, fold: bool = True) -> Select[Any]:
    """Return the select of the ids of all matching articles, in no order: for exports and counts of everything."""
    query = select(articles.c.id).where(condition(node, connection.dialect))
    if fold:
        origin = articles.alias("origin")
        query = query.where(_is_no_copy(origin, condition(node, connection.dialect, target=origin, probe=True)))
    return query


def _by_chunks(
    connection: Connection, expression: str, rest: Node, after: Place | None, limit: int, *, fold: bool
) -> list[Place]:
    found: list[Place] = []
    size, seen = CHUNK, 0
    reach = [_reach(part) for part in _days(rest)]
    latest = min((high for _, high in reach if high is not None), default=None)
    earliest = max((low for low, _ in reach if low is not None), default=None)
    if latest is not None and (after is None or after.shown > latest):
        after = Place(latest, MOST_ID)  # nothing of the period is newer
    while size < MOST_CHUNKS:
        edge = _edge(connection, after, size)
        if edge is None:  # the chunk would reach the oldest article
            break
        place, lowest, highest = edge
        query = _from_text(connection, expression, rest, None, fold=False, probe=True)
        query = query.where(FTS.c.rowid.between(lowest, highest), _at_or_before(place))
        found += _some(connection, query, after, limit - len(found), (expression, rest) if fold else None)
        if len(found) >= limit or (earliest is not None and place.shown < earliest):
            return found
        after, seen = place, seen + size
        size = max(2 * size, int(1.5 * seen * (limit - len(found)) / (len(found) + 1)))
    query = _from_text(connection, expression, rest, after, fold=fold, probe=False)
    return found + _places(connection, query, limit - len(found))


def _some(
    connection: Connection, query: Select[Any], after: Place | None, limit: int, fold: tuple[str, Node] | None
) -> list[Place]:
    """Return the first places of a query, copies folded: asking the text for each row's original at once is dear."""
    found: list[Place] = []
    query = query.add_columns(articles.c.copy_of)
    while True:
        some = connection.execute(_after(query, after).limit(2 * limit)).all()
        origins = {row.copy_of for row in some if row.copy_of is not None}
        matching = _matching(connection, origins, *fold) if fold and origins else frozenset()
        found += [Place(row.shown, row.id) for row in some if row.copy_of not in matching]
        if len(found) >= limit or len(some) < 2 * limit:
            return found[:limit]
        after = Place(some[-1].shown, some[-1].id)


def _matching(connection: Connection, ids: set[int], expression: str, rest: Node) -> frozenset[int]:
    query = select(articles.c.id).select_from(FTS.join(articles, articles.c.id == FTS.c.rowid))
    query = query.where(
        MATCH(expression), FTS.c.rowid.in_(sorted(ids)), condition(rest, connection.dialect, probe=True)
    )
    return frozenset(connection.execute(query).scalars())


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
    return _ordered(query, after).where(*unfolded(connection, expression, rest, fold=fold))


def unfolded(connection: Connection, expression: str, rest: Node, *, fold: bool) -> Sequence[Condition]:
    """Return what keeps copies of articles that match themselves out of a query over the full text."""
    if not fold:
        return ()
    origin = articles.alias("origin")
    hit: Select[Any] = select(literal_column("1")).select_from(FTS).where(FTS.c.rowid == origin.c.id, MATCH(expression))
    in_text = exists(hit.correlate(origin))  # or SQLAlchemy takes the outer full text for this one
    matching = and_(in_text, condition(rest, connection.dialect, target=origin, probe=True))
    return (_is_no_copy(origin, matching),)


def ordered_query(connection: Connection, node: Node, after: Place | None, *, fold: bool, probe: bool) -> Select[Any]:
    """Return the select of places of all that match, newest first, after a place."""
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
    return _after(query, after).order_by(SHOWN.desc(), articles.c.id.desc())


def _after(query: Select[Any], after: Place | None) -> Select[Any]:
    return query if after is None else query.where(_before(after))


def _before(place: Place) -> ColumnElement[bool]:
    return tuple_(SHOWN, articles.c.id) < tuple_(place.shown, place.article_id)


def _at_or_before(place: Place) -> ColumnElement[bool]:
    return tuple_(SHOWN, articles.c.id) >= tuple_(place.shown, place.article_id)


def _places(connection: Connection, query: Select[Any], limit: int) -> list[Place]:
    if limit <= 0:
        return []
    return [Place(shown, article_id) for shown, article_id in connection.execute(query.limit(limit))]
