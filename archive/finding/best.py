"""Which articles match, best first: BM25 on SQLite, `ts_rank` on PostgreSQL."""

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from archive.finding.narrow import MATCH, by_index
from archive.finding.pages import ordered_query, unfolded
from archive.query.ast import Node
from archive.query.sql import FTS, SEARCH, condition, rank_query, split
from archive.tables.articles import article as articles


def best(connection: Connection, node: Node, *, limit: int, skip: int = 0, fold: bool = True) -> list[int] | None:
    """Return up to `limit` matching articles, best first; None when the query has no text to rank by.

    SQLite ranks by BM25, titles counting five times; PostgreSQL by `ts_rank` of the words.
    """
    if connection.dialect.name != "sqlite":
        with by_index(connection):
            return _best_postgresql(connection, node, limit, skip, fold=fold)
    expression, rest = split(node)
    if expression is None:
        return None
    rank: ColumnElement[float] = literal_column("bm25(article_fts, 5.0, 1.0)")
    query = (
        select(articles.c.id)
        .select_from(FTS.join(articles, articles.c.id == FTS.c.rowid))
        .where(MATCH(expression), condition(rest, connection.dialect, probe=True))
        .where(*unfolded(connection, expression, rest, fold=fold))
        .order_by(rank, articles.c.id.desc())
    )
    return list(connection.execute(query.limit(limit).offset(skip)).scalars().all())


def _best_postgresql(connection: Connection, node: Node, limit: int, skip: int, *, fold: bool) -> list[int] | None:
    words = rank_query(node)
    if words is None:
        return None
    rank: ColumnElement[float] = func.ts_rank(literal_column("'{0.1, 0.1, 0.1, 0.5}'::real[]"), SEARCH.c.words, words)
    query = ordered_query(connection, node, None, fold=fold, probe=False).join(
        SEARCH, SEARCH.c.article_id == articles.c.id
    )
    ranked = query.with_only_columns(articles.c.id).order_by(None).order_by(rank.desc(), articles.c.id.desc())
    return list(connection.execute(ranked.limit(limit).offset(skip)).scalars().all())
