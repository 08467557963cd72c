"""Which parts of a query narrow it down: sets of article ids that an index of SQLite holds together, and their sizes.

Its planner looks the articles of a set up one by one before it asks the full text: 3 microseconds each, and a read of
the disk where a page is not in memory. Reading the hits of the full text in a row costs 0.05 microseconds each, asking
a set of ids 0.25; so text and sets are brought together first, and articles are looked up only for what is left.
"""

import json
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Connection, Select, bindparam, func, literal_column, select

from archive.query.ast import And, Everything, Node
from archive.query.sql import FTS, members

MATCH = literal_column("article_fts").op("MATCH")


ARTICLES = (
    "INDEXED BY ix_article_described"  # for `with_hint`: what lists and figures need, without the rows (migration 0009)
)
ANALYSES = "INDEXED BY ix_analysis_described"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A query without text, taken apart.

    Args:
        sets: Selects of article ids, the smallest set first; all of them together not above the bound.
        rest: What no set answers, or only one that is too large.
        largest: The smallest set that is too large, and what is left of `rest` without it; None when there is none.
    """

    sets: tuple[Select[Any], ...]
    rest: Node
    largest: tuple[Select[Any], Node] | None = None


def narrow(connection: Connection, node: Node, most: int) -> Narrowed:
    """Return the sets of a conjunction that have at most `most` ids in all.

    Args:
        connection: Reading, of SQLite.
        node: Expanded query without its text (`archive.query.sql.split`).
        most: Ids worth making a set of.
    """
    parts = node.parts if isinstance(node, And) else () if isinstance(node, Everything) else (node,)
    known = [(part, members(part)) for part in parts]
    sized = [(count(connection, found, most + 1), found, part) for part, found in known if found is not None]
    sized.sort(key=lambda one: one[0])
    kept: list[Select[Any]] = []
    rest = [part for part, found in known if found is None]
    large: list[tuple[Select[Any], Node]] = []
    spent = 0
    for size, found, part in sized:
        spent += size
        if spent <= most:
            kept.append(found)
        else:
            large.append((found, part))
    left = [*rest, *(part for _, part in large)]
    first = None
    if large:
        found, part = large[0]
        first = (found, together([one for one in left if one is not part]))
    return Narrowed(tuple(kept), together(left), first)


def together(parts: Sequence[Node]) -> Node:
    """Return the conjunction of parts."""
    return And(tuple(parts)) if parts else Everything()


def count(connection: Connection, query: Select[Any], most: int | None = None) -> int:
    """Return how many rows a select has, at most `most`."""
    rows = query.limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(rows)).scalar_one())


def counted(
    connection: Connection, query: Select[Any], mark: Callable[[ColumnElement[int]], ColumnElement[int]], below: int
) -> tuple[int, list[int]]:
    """Return how many ids a select has, and those of them whose mark is below a bound, reading them once."""
    rows = query.subquery()
    key = rows.c[0]
    gather: Any = func.json_group_array if connection.dialect.name == "sqlite" else func.json_agg
    number, kept = connection.execute(
        select(func.count(), gather(key).filter(mark(key) < below)).select_from(rows)
    ).one()
    return int(number), json.loads(kept) if isinstance(kept, str) else kept or []


@contextmanager
def by_index(connection: Connection) -> Generator[None]:
    """Keep PostgreSQL to its indexes.

    Reading the words of all articles in a row looks cheap to its planner, which does not count what unpacking costs.
    """
    steered = connection.dialect.name == "postgresql"
    if steered:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    yield
    if steered:  # after an error the transaction has ended, and the setting with it
        connection.exec_driver_sql("SET LOCAL enable_seqscan = on")


def ids_of(expression: str | None, sets: tuple[Select[Any], ...]) -> Select[Any]:
    """Return the select of the ids that the text finds and all sets hold, in no order.

    Args:
        expression: Of FTS5; None for no text, then there is at least one set.
        sets: Of `narrow`.
    """
    if expression is not None:
        found = FTS.c.rowid + 0  # + 0: ask the sets about each hit, not the text about each member
        return select(FTS.c.rowid).where(MATCH(expression), *(found.in_(one) for one in sets))
    key = sets[0].subquery().c[0]
    query = select(key).where(*(key.in_(one) for one in sets[1:]))
    return query.distinct() if len(sets) > 1 else query


def listed(connection: Connection, ids: Sequence[int]) -> Any:
    """Return many ids as one parameter, for `in_`: ten thousand would each be bound."""
    if connection.dialect.name == "sqlite":
        return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)
    return select(func.unnest(bindparam(None, list(ids), type_=ARRAY(BigInteger))))
