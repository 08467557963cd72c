"""Compiles a query to a condition on `article`, for both databases."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    column,
    exists,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR

from archive.query import fts5, tsquery
from archive.query.ast import And, Between, Everything, Field, Near, Node, Not, Or, Phrase, Word
from archive.query.memory import region_field
from archive.store.facets import LABELS
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article as articles
from archive.tables.articles import article_facet
from archive.tables.incidents import incident, incident_article

FTS = table("article_fts", column("rowid", Integer), column("rank"))
SEARCH = table("article_search", column("article_id", BigInteger), column("words", TSVECTOR))
ARTICLE_COLUMNS = frozenset({"outlet", "network", "language"})

Condition = ColumnElement[bool]


def condition(node: Node, dialect: Dialect, *, target: FromClause = articles, probe: bool = False) -> Condition:
    """Return the condition that an article row matches the query (expanded by `expand`).

    Args:
        node: The tree.
        dialect: Of the connection.
        target: The article table or an alias of it.
        probe: Look each row up in the indexes (for few rows) instead of making sets of ids first.
    """
    return _Compiler(sqlite=dialect.name == "sqlite", target=target, probe=probe).compile(node)


def members(node: Node) -> Select[Any] | None:
    """Return the select of the ids that fulfil a part of a query, where an index of SQLite holds them; else None.

    A day's set has two parts: articles published then, and undated ones first seen then.
    """
    if isinstance(node, Between) and node.name == "date":
        days, seen = _days(node.low, node.high)
        return union_all(
            select(articles.c.id).where(_bounds(articles.c.published_day, *days)),
            select(articles.c.id).where(articles.c.published_day.is_(None), _bounds(articles.c.first_seen_at, *seen)),
        ).subquery().select()  # fmt: skip
    if isinstance(node, Between):
        return select(analyses.c.article_id).where(_measured(node))
    if not isinstance(node, Field) or node.name in {"network", "language"}:
        return None
    found = [select(ids).where(*wanted) for ids, wanted in (_lookup(node.name, v, sqlite=True) for v in node.values)]
    return found[0] if len(found) == 1 else union_all(*found).subquery().select()


def match_expression(node: Node) -> str | None:
    """Return one FTS5 expression for a tree of text leaves alone; None when it holds anything else or only NOT."""
    if isinstance(node, Word | Phrase | Near):
        return fts5.match(node)
    if isinstance(node, Or):
        parts = [match_expression(part) for part in node.parts]
        return None if None in parts else f"({' OR '.join(str(part) for part in parts)})"
    if isinstance(node, And):
        wanted = [match_expression(part) for part in node.parts if not isinstance(part, Not)]
        unwanted = [match_expression(part.part) for part in node.parts if isinstance(part, Not)]
        if not wanted or None in wanted or None in unwanted:
            return None
        expression = f"({' AND '.join(str(part) for part in wanted)})"
        return expression if not unwanted else f"({expression} NOT ({' OR '.join(str(part) for part in unwanted)}))"
    return None


def split(node: Node) -> tuple[str | None, Node]:
    """Return the FTS5 expression that all matches satisfy and what is left to check of them.

    FTS5 answers all text parts of a conjunction in one look-up.
    """
    whole = match_expression(node)
    if whole is not None:
        return whole, Everything()
    if not isinstance(node, And):
        return None, node
    texts = [part for part in node.parts if match_expression(part) is not None]
    if not texts:
        return None, node
    unwanted = [part for part in node.parts if isinstance(part, Not) and match_expression(part.part) is not None]
    rest = tuple(part for part in node.parts if part not in texts and part not in unwanted)
    return match_expression(And((*texts, *unwanted))), And(rest) if rest else Everything()


def text_ids(node: Node) -> Select[Any] | None:
    """Return the select of the ids that a tree of text finds on PostgreSQL, from the index alone; None for other trees.

    Its planner would join the articles first and unpack their words one by one.
    """
    expression = tsquery.expression(node)
    if expression is None:
        return None
    found = select(SEARCH.c.article_id).where(SEARCH.c.words.op("@@")(cast(literal(expression), TSQUERY)))
    return select(found.cte("found").prefix_with("MATERIALIZED").c.article_id)


def text_part(node: Node) -> tuple[Select[Any] | None, Node]:
    """Return the ids that the text of a conjunction finds on PostgreSQL, and what is left to check of them."""
    parts = node.parts if isinstance(node, And) else (node,)
    plain = [part for part in parts if tsquery.expression(part.part if isinstance(part, Not) else part) is not None]
    if all(isinstance(part, Not) for part in plain):
        return None, node
    rest = tuple(part for part in parts if part not in plain)
    return text_ids(And(tuple(plain))), And(rest) if rest else Everything()


def rank_query(node: Node) -> ColumnElement[Any] | None:
    """Return the tsquery of all words that are looked for, to rank by; None when there are none."""
    wanted = [tsquery.match(leaf) for leaf in _wanted(node)]
    return cast(literal(" | ".join(f"({words})" for words in wanted)), TSQUERY) if wanted else None


def _wanted(node: Node) -> Iterator[Word | Phrase | Near]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _wanted(part)
    elif isinstance(node, Word | Phrase | Near):
        yield node


class _Compiler:
    def __init__(self, *, sqlite: bool, target: FromClause, probe: bool) -> None:
        self.sqlite, self.target, self.probe = sqlite, target, probe

    def compile(self, node: Node) -> Condition:  # noqa: PLR0911 - one case a kind of node
        if isinstance(node, Everything):
            return true()
        if isinstance(node, Field):
            return or_(*(self._field(node.name, value) for value in node.values))
        if isinstance(node, Between):
            return self._between(node)
        if self.sqlite:
            expression = match_expression(node)
            if expression is not None:
                return self._among(FTS.c.rowid, literal_column("article_fts").op("MATCH")(expression))
        if isinstance(node, Not):
            return not_(self.compile(node.part))
        if isinstance(node, Or):
            return or_(*(self.compile(part) for part in node.parts))
        if isinstance(node, And):
            return self._all(node)
        return self._postgresql(node)

    def _among(self, ids: ColumnElement[int], *wanted: Condition) -> Condition:
        if self.probe:
            found: Select[Any] = (
                select(literal_column("1")).select_from(ids.table).where(ids == self.target.c.id, *wanted)
            )
            return exists(found.correlate(self.target))
        return self.target.c.id.in_(select(ids).where(*wanted))

    def _all(self, node: And) -> Condition:
        expression, rest = split(node) if self.sqlite else (None, node)
        parts = rest.parts if isinstance(rest, And) else (rest,)
        found = [self.compile(part) for part in parts]
        if expression is not None:
            found.append(self._among(FTS.c.rowid, literal_column("article_fts").op("MATCH")(expression)))
        return and_(*found)

    def _postgresql(self, node: Word | Phrase | Near) -> Condition:
        found: list[Condition] = [SEARCH.c.words.op("@@")(cast(literal(tsquery.match(node)), TSQUERY))]
        if isinstance(node, Phrase) and node.slop is not None:
            words: ColumnElement[object] = SEARCH.c.words
            if node.title:
                words = func.ts_filter(words, literal_column("'{a}'::\"char\"[]"))
            wanted = bindparam(None, list(dict.fromkeys(node.words)), type_=ARRAY(String))
            found.append(func.pantau_window(words, wanted, node.slop))
        return self._among(SEARCH.c.article_id, *found)

    def _field(self, name: str, value: str) -> Condition:
        if name in ARTICLE_COLUMNS:
            return func.coalesce(func.lower(self.target.c[name]) == value, false())
        ids, wanted = _lookup(name, value, sqlite=self.sqlite)
        return self._among(ids, *wanted)

    def _between(self, node: Between) -> Condition:
        if node.name != "date":
            return self._among(analyses.c.article_id, _measured(node))
        days, instants = _days(node.low, node.high)
        day: ColumnElement[Any] = self.target.c.published_day
        seen: ColumnElement[Any] = self.target.c.first_seen_at
        if self.probe and self.sqlite:  # rows are chosen already: keep it from starting from the index of days
            day, seen = (func.ifnull(one, None, type_=one.type) for one in (day, seen))
        return or_(_bounds(day, *days), and_(day.is_(None), _bounds(seen, *instants)))


Lookup = tuple[ColumnElement[int], Sequence[Condition]]
"""A column of article ids, and what their rows must fulfil."""


def _lookup(name: str, value: str, *, sqlite: bool) -> Lookup:  # noqa: PLR0911 - one case a kind of field
    if name == "outlet":
        return articles.c.id, [func.lower(articles.c.outlet) == value]
    if name in {"kind", "stage"}:
        return analyses.c.article_id, [analyses.c[name] == (value.upper() if name == "stage" else value)]
    if name == "relevant":
        return analyses.c.article_id, [analyses.c.relevant.is_(value == "ya")]
    if name == "incident":
        return _in_case(or_(func.lower(incident.c.code) == value, cast(incident.c.id, String) == value))
    if name == "level":
        return _in_case(func.lower(incident.c.level) == value)
    if name in LABELS:
        found = article_facet.c.value
        begins: Condition = found.startswith(f"{value} ", autoescape=True)
        if sqlite:  # a range uses the index, LIKE there does not
            begins = and_(found >= f"{value} ", found < f"{value}!")
        return _facet(f"{name}~", or_(found == value, begins))
    if name == "name":
        spaced = literal(" ") + article_facet.c.value + " "
        return _facet("name", spaced.contains(f" {value} ", autoescape=True))
    return _facet(region_field(value) if name == "region" else name, article_facet.c.value == value)


def _facet(field: str, wanted: Condition) -> Lookup:
    return article_facet.c.article_id, [article_facet.c.field == field, wanted]


def _in_case(wanted: Condition) -> Lookup:
    return incident_article.c.article_id, [incident_article.c.incident_id.in_(select(incident.c.id).where(wanted))]


def _measured(node: Between) -> Condition:
    if node.name == "severity":
        low, high = (None if bound is None else int(bound) for bound in (node.low, node.high))
        return _bounds(analyses.c.severity, low, high)
    return _bounds(analyses.c.event_day, *_days(node.low, node.high)[0])


def _days(low: str | None, high: str | None) -> tuple[tuple[date | None, date | None], tuple[Any, Any]]:
    """Return the bounds as days, and as instants from the first second to the last."""
    first, last = (None if bound is None else date.fromisoformat(bound) for bound in (low, high))
    begin = first and datetime.combine(first, time(), UTC)
    end = last and datetime.combine(last, time.max, UTC)
    return (first, last), (begin, end)


def _bounds(found: ColumnElement[Any], low: object, high: object) -> Condition:
    bounds: list[Condition] = [found.is_not(None)]
    if low is not None:
        bounds.append(found >= low)
    if high is not None:
        bounds.append(found <= high)
    return and_(*bounds)
