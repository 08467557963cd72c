"""How many articles a search finds, and how they spread over outlets, regions, kinds, acts, stages, roles, months."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, cast, column, func, select, table

from archive.finding.hits import Basis, Hits, hits
from archive.finding.narrow import ANALYSES, ARTICLES, listed
from archive.query.ast import Everything, Node
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article as articles
from archive.tables.articles import article_facet

SHOWN = 20  # values of a facet
DIGITS = 2  # of an estimated figure
KEPT = ("province", "region", "act", "role")
FACETS = ("outlet", "province", "region", "kind", "act", "stage", "role", "month")
MAINTAINED = table("facet_count", column("field"), column("value"), column("articles"))  # migration 0005, SQLite
WHOLE = "article"  # its field of all articles


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet and its articles."""

    value: str
    articles: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures of a search.

    Args:
        total: Articles found, copies folded.
        basis: `exact`; `maintained`: exact, as counted when the articles came in; `estimated`: from an even sample.
        described: How many hits were looked at: all, or the sample.
        facets: By facet, most articles first, at most `SHOWN` values (months: newest first).
    """

    total: int
    basis: Basis
    described: int
    facets: dict[str, tuple[Count, ...]]


def spread(connection: Connection, node: Node, *, fold: bool = True) -> tuple[Spread, list[int] | None]:
    """Count what an expanded query finds; return the figures, and the ids of all hits where every one was counted."""
    if isinstance(node, Everything) and fold and connection.dialect.name == "sqlite":
        return _maintained(connection), None
    found = hits(connection, node, fold=fold)
    counted: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for facet, value, count in _counts(connection, found):
        counted[facet][value] += count
    if found.basis == "estimated":
        counted = {
            facet: Counter({value: rounded(n * found.factor) for value, n in counts.items()})
            for facet, counts in counted.items()
        }
    total = found.total if found.basis == "exact" else rounded(found.total)
    figures = Spread(total, found.basis, len(found.ids), _shown(counted))
    return figures, found.ids if found.basis == "exact" else None


def rounded(figure: float) -> int:
    """Return an estimate with as many digits as it is worth."""
    whole = round(figure)
    return round(whole, DIGITS - len(str(whole))) if whole else 0


def _maintained(connection: Connection) -> Spread:
    counted: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    total = 0
    rows = connection.execute(select(MAINTAINED).where(MAINTAINED.c.articles > 0))
    for facet, value, count in rows:
        if facet == WHOLE:
            total = count
        else:
            counted[facet][value] = count
    return Spread(total, "maintained", total, _shown(counted))


def _shown(counted: dict[str, Counter[str]]) -> dict[str, tuple[Count, ...]]:
    return {
        facet: tuple(Count(value, count) for value, count in _ordered(facet, counts)[:SHOWN])
        for facet, counts in counted.items()
    }


def _ordered(facet: str, counts: Counter[str]) -> list[tuple[str, int]]:
    if facet == "region":  # articles that name a province alone are counted there
        counts = Counter({code: n for code, n in counts.items() if "." in code})
    if facet == "month":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _counts(connection: Connection, found: Hits) -> Iterator[tuple[str, str, int]]:
    if not found.ids:
        return
    inside = listed(connection, found.ids)
    grouped = select(article_facet.c.field, article_facet.c.value, func.count())
    grouped = grouped.where(article_facet.c.article_id.in_(inside), article_facet.c.field.in_(KEPT))
    yield from (tuple(row) for row in connection.execute(grouped.group_by("field", "value")))
    yield from _pairs(_outlets(connection, found), ("outlet", "month"))
    pairs = select(analyses.c.kind, analyses.c.stage, func.count()).where(analyses.c.article_id.in_(inside))
    pairs = pairs.with_hint(analyses, ANALYSES, "sqlite").group_by("kind", "stage")
    yield from _pairs(connection.execute(pairs).all(), ("kind", "stage"))


def _outlets(connection: Connection, found: Hits) -> Sequence[Sequence[Any]]:
    """Return (outlet, month, articles)."""
    if found.seen is not None:
        pairs = Counter((outlet, day and f"{day:%Y-%m}") for outlet, day in found.seen)
        return [(*pair, count) for pair, count in pairs.items()]
    month = func.substr(cast(articles.c.published_day, String), 1, 7).label("month")
    query = select(articles.c.outlet, month, func.count()).where(articles.c.id.in_(listed(connection, found.ids)))
    query = query.with_hint(articles, ARTICLES, "sqlite").group_by(articles.c.outlet, "month")
    return connection.execute(query).all()


def _pairs(rows: Sequence[Sequence[Any]], facets: tuple[str, str]) -> Iterator[tuple[str, str, int]]:
    for *values, count in rows:
        yield from ((facet, value, count) for facet, value in zip(facets, values, strict=True) if value is not None)
