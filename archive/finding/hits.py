"""Which articles the figures of a search are of: all of them, an even sample of very many, or counts kept as they came.

Up to `EXACT` hits every one is counted. Above that the number of hits is still counted, but what they are like is told
from an even sample of them that no newsroom, place or time can bend. The whole archive's counts are maintained by
triggers (SQLite, migration 0005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select

from archive.finding.narrow import ARTICLES, by_index, counted, ids_of, listed, narrow
from archive.query.ast import And, Between, Everything, Field, Node
from archive.query.sql import condition, split, text_ids
from archive.tables.articles import article as articles

EXACT = 10_000  # hits up to which every figure is exact: 60 ms
SAMPLE = 2_000  # hits looked at above that: shares are right within 2.2 points in 19 of 20 cases
SCATTER, GOLDEN = 2**32, 2_654_435_761  # their product with an id fits 63 bits up to an id of 3,400,000,000
WIDE = 150_000  # ids worth making sets of for figures: 35 ms
LOOKED_UP = 60_000  # articles worth looking up one by one when a sample shows that few of them match
Basis = Literal["exact", "estimated", "maintained"]


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits that figures describe.

    Args:
        ids: Of articles, copies folded.
        total: Hits in all; about so many when estimated.
        basis: `exact` or `estimated`.
        seen: Outlet and day of each of `ids` where they were read already; None where not.
    """

    ids: list[int]
    total: int
    basis: Basis
    seen: tuple[tuple[str | None, date | None], ...] | None = None

    @property
    def factor(self) -> float:
        """Return for how many hits each of `ids` stands."""
        return self.total / len(self.ids) if self.ids else 1.0


def hits(connection: Connection, node: Node, *, fold: bool = True) -> Hits:
    """Return the hits of an expanded query that its figures are counted from.

    Args:
        connection: Reading.
        node: Expanded query.
        fold: Leave out copies of articles that match themselves.
    """
    with by_index(connection):
        return _hits(connection, node, fold=fold)


def _hits(connection: Connection, node: Node, *, fold: bool) -> Hits:
    base, rest = _base(connection, node)
    found = list(connection.execute(base.limit(EXACT + 1)).scalars().all())
    if len(found) <= EXACT:
        return _exact(connection, _fitting(connection, found, rest), fold=fold)
    many, step, sample = _sampled(connection, base, found)
    fitting = _fitting(connection, sample, rest)
    if len(fitting) * step <= EXACT and many <= LOOKED_UP and not isinstance(rest, Everything):
        return _exact(connection, _fitting(connection, list(connection.execute(base).scalars().all()), rest), fold=fold)
    # A copy's words are those of the article it copies: where one is found, so is the other.
    kept = [row for row in _rows(connection, fitting) if row.copy_of is None or not fold]
    share = len(kept) / len(sample) if sample else 0.0
    seen = tuple((row.outlet, row.published_day) for row in kept)
    return Hits([row.id for row in kept], round(many * share), "estimated", seen)


def _sampled(connection: Connection, base: Select[Any], first: Sequence[int]) -> tuple[int, int, list[int]]:
    """Return how many rows a select of ids has, of how many each sampled one stands for, and the sample.

    Reading all hits costs more than all else, so they are counted and sampled at once: how far the first of them reach
    tells about how many there are. Where that was wrong, the exact number is known by then and they are read again.
    """
    newest = connection.execute(select(func.max(articles.c.id))).scalar_one()
    many = len(first) * newest // max(1, max(first) - min(first))
    while True:
        step = max(2, -(-many // SAMPLE))
        number, sample = counted(connection, base, _scattered, SCATTER // step)
        if many == number or 3 * SAMPLE <= 4 * len(sample) <= 10 * SAMPLE:
            return number, step, sample
        many = number


def _scattered(key: ColumnElement[int]) -> ColumnElement[int]:
    """Return ids spread evenly and without any rhythm over 0 to SCATTER (Knuth's multiplicative hashing)."""
    return (key * GOLDEN).bitwise_and(SCATTER - 1)


def _exact(connection: Connection, ids: list[int], *, fold: bool) -> Hits:
    if fold:
        among = set(ids)
        copies = select(articles.c.id, articles.c.copy_of).where(articles.c.copy_of.in_(listed(connection, ids)))
        among -= {copy for copy, origin in connection.execute(copies).all() if origin != copy}
        ids = [key for key in ids if key in among]
    return Hits(ids, len(ids), "exact")


def _base(connection: Connection, node: Node) -> tuple[Select[Any], Node]:
    """Return a select of ids that is quick to carry out, and what its articles must be asked besides."""
    if connection.dialect.name != "sqlite":
        texts = text_ids(node)
        if texts is not None:
            return texts, Everything()
        return select(articles.c.id).where(condition(node, connection.dialect)), Everything()
    expression, rest = split(node)
    parts: Sequence[Node] = rest.parts if isinstance(rest, And) else (rest,)
    if expression is None and not all(isinstance(part, Field | Between | Everything) for part in parts):
        return select(articles.c.id).where(condition(node, connection.dialect)), Everything()
    found = narrow(connection, rest, WIDE)
    if expression is not None or found.sets:
        return ids_of(expression, found.sets), found.rest
    if found.largest is not None:
        return ids_of(None, (found.largest[0],)), found.largest[1]
    return select(articles.c.id), rest


def _fitting(connection: Connection, ids: list[int], rest: Node) -> list[int]:
    """Return those of the articles that fulfil the rest of the query."""
    if isinstance(rest, Everything) or not ids:
        return ids
    fits = condition(rest, connection.dialect, probe=True)
    query = select(articles.c.id).where(articles.c.id.in_(listed(connection, ids)), fits)
    return list(connection.execute(query).scalars().all())


def _rows(connection: Connection, ids: list[int]) -> Sequence[Any]:
    query = select(articles.c.id, articles.c.copy_of, articles.c.outlet, articles.c.published_day)
    query = query.where(articles.c.id.in_(listed(connection, ids)))
    return connection.execute(query.with_hint(articles, ARTICLES, "sqlite")).all()
