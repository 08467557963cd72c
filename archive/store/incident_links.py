"""What linking remembers: profiles and keys of case articles, pair scores, what people said of pairs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, text, update

from archive.records.analysis import Analysis
from archive.records.codec import from_json
from archive.store.dialect import upsert
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article
from archive.tables.incidents import constraint, incident_article, link_key, link_profile, pair_score

LOCK = 0x4C494E4B  # "LINK": linking runs one at a time, or two new articles of one case would not see each other
COPY = '[["copy"%'  # how the reasons of a copy begin: its weight is the greatest, so it stands first
_BATCH = 400


@dataclass(frozen=True, slots=True)
class CaseArticle:
    """An article with what a case takes from it.

    Args:
        id: Archive id.
        key: Folded address key.
        published: Aware UTC; first seen where nothing says it.
        day: Local day of publication.
        source: Network, outlet id or printed name; empty when unknown.
        analysis: As stored.
        text_hash: Of the text.
    """

    id: int
    key: str
    published: datetime
    day: date
    source: str
    analysis: Analysis
    text_hash: str


@dataclass(frozen=True, slots=True)
class StoredPair:
    """A stored score of two ids, in thousandths of log-odds; `copy` tells that one repeats the other."""

    low: int
    high: int
    score: int
    copy: bool


@dataclass(frozen=True, slots=True)
class StoredConstraint:
    """What a person said of two articles: one case or two. `order` rises with time."""

    low: int
    high: int
    same: bool
    order: int


def lock(connection: Connection) -> None:
    """Wait until no other transaction links; SQLite's write transactions exclude each other already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def case_articles(connection: Connection, ids: Iterable[int]) -> dict[int, CaseArticle]:
    """Return the analysed articles among the ids."""
    wanted = sorted(set(ids))
    found: dict[int, CaseArticle] = {}
    for start in range(0, len(wanted), _BATCH):
        query = (
            select(
                article.c.id,
                article.c.url_key,
                func.coalesce(article.c.published_at, article.c.first_seen_at, type_=article.c.published_at.type),
                article.c.published_day,
                func.coalesce(article.c.network, article.c.outlet, article.c.outlet_name, ""),
                article.c.text_hash,
                analyses.c.record,
            )
            .join(analyses, analyses.c.article_id == article.c.id)
            .where(article.c.id.in_(wanted[start : start + _BATCH]))
        )
        for row in connection.execute(query):
            at: datetime = row[2]
            analysis = from_json(Analysis, row[6])
            found[row[0]] = CaseArticle(row[0], row[1], at, row[3] or at.date(), row[4], analysis, row[5])
    return found


def stored_profile(connection: Connection, article_id: int) -> str | None:
    """Return the profile as written; None when the article reports no case."""
    found: str | None = connection.execute(
        select(link_profile.c.record).where(link_profile.c.article_id == article_id)
    ).scalar()
    return found


def profiles(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Return written profiles by article."""
    wanted = sorted(set(ids))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        query = select(link_profile.c.article_id, link_profile.c.record).where(link_profile.c.article_id.in_(part))
        found.update((row[0], row[1]) for row in connection.execute(query))
    return found


def save_profile(connection: Connection, article_id: int, record: str, day: int, keys: Sequence[str]) -> None:
    """Write profile and keys of a case article in place of what was there."""
    forget_profile(connection, article_id)
    connection.execute(insert(link_profile).values(article_id=article_id, record=record))
    if keys:
        rows = [{"key": key, "day": day, "article_id": article_id} for key in keys]
        connection.execute(insert(link_key), rows)


def forget_profile(connection: Connection, article_id: int) -> None:
    """Take an article out of linking: profile, keys and pair scores."""
    connection.execute(delete(link_key).where(link_key.c.article_id == article_id))
    connection.execute(delete(link_profile).where(link_profile.c.article_id == article_id))
    connection.execute(
        delete(pair_score).where(or_(pair_score.c.low_id == article_id, pair_score.c.high_id == article_id))
    )


def candidates(connection: Connection, groups: Iterable[tuple[Sequence[str], int, int]]) -> set[int]:
    """Return articles that share a key inside a window of days.

    Args:
        connection: Any.
        groups: Keys with the first and the last day (proleptic ordinals) they hold for.
    """
    found: set[int] = set()
    for keys, first, last in groups:
        if keys:
            inside = and_(link_key.c.key.in_(keys), link_key.c.day.between(first, last))
            found.update(connection.execute(select(link_key.c.article_id).where(inside)).scalars())
    return found


def save_pairs(connection: Connection, rows: Sequence[tuple[int, int, int, str]]) -> None:
    """Write pair scores: (id, other id, thousandths, reasons)."""
    written = [
        {"low_id": min(one, two), "high_id": max(one, two), "score": score, "reasons": reasons}
        for one, two, score, reasons in rows
    ]
    upsert(connection, pair_score, written, key=["low_id", "high_id"], change=["score", "reasons"])


def pairs_of(connection: Connection, ids: Iterable[int], *, above: int | None = None) -> list[StoredPair]:
    """Return the stored pairs that touch any of the ids, each once.

    Args:
        connection: Any.
        ids: Articles.
        above: Only pairs with a greater score, thousandths; None for all.
    """
    wanted = sorted(set(ids))
    found: dict[tuple[int, int], StoredPair] = {}
    copy = pair_score.c.reasons.startswith(COPY[:-1]).label("copy")
    columns = (pair_score.c.low_id, pair_score.c.high_id, pair_score.c.score, copy)
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        for side in (pair_score.c.low_id, pair_score.c.high_id):
            query = select(*columns).where(side.in_(part))
            if above is not None:
                query = query.where(pair_score.c.score > above)
            for row in connection.execute(query):
                found[row[0], row[1]] = StoredPair(row[0], row[1], round(row[2]), bool(row[3]))
    return list(found.values())


def pair_reasons(connection: Connection, one: int, two: int) -> str | None:
    """Return the reasons of a stored pair as JSON; None when the two are no candidates or speak against each other."""
    low, high = sorted((one, two))
    query = select(pair_score.c.reasons).where(pair_score.c.low_id == low, pair_score.c.high_id == high)
    found: str | None = connection.execute(query).scalar()
    return found


def constraints_of(connection: Connection, ids: Iterable[int]) -> list[StoredConstraint]:
    """Return what people said of pairs that touch any of the ids."""
    wanted = sorted(set(ids))
    found: dict[int, StoredConstraint] = {}
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        for side in (constraint.c.low_id, constraint.c.high_id):
            for row in connection.execute(select(constraint).where(side.in_(part))):
                order = round(row.at.timestamp() * 1000)
                found[row.id] = StoredConstraint(row.low_id, row.high_id, row.same, order)
    return list(found.values())


def constrain(
    connection: Connection, pairs: Iterable[tuple[int, int]], *, same: bool, by: str, now: datetime, reason: str
) -> None:
    """Write what a person says of pairs of articles; a later word on a pair replaces an earlier one."""
    rows = [
        {"low_id": min(pair), "high_id": max(pair), "same": same, "by": by, "at": now, "reason": reason}
        for pair in pairs
    ]
    upsert(connection, constraint, rows, key=["low_id", "high_id"], change=["same", "by", "at", "reason"])


def homes(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """Return the case of each article that is in one."""
    wanted = sorted(set(ids))
    found: dict[int, int] = {}
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        query = select(incident_article.c.article_id, incident_article.c.incident_id)
        found.update(
            (row[0], row[1]) for row in connection.execute(query.where(incident_article.c.article_id.in_(part)))
        )
    return found


def inhabitants(connection: Connection, incident_ids: Iterable[int]) -> dict[int, int]:
    """Return all articles of the cases, with their case."""
    wanted = sorted(set(incident_ids))
    query = select(incident_article.c.article_id, incident_article.c.incident_id)
    rows = connection.execute(query.where(incident_article.c.incident_id.in_(wanted)))
    return {row[0]: row[1] for row in rows}


def settle(connection: Connection, incident_id: int, scores: dict[int, tuple[int, str]]) -> None:
    """Put articles into a case: thousandths of the best link that holds each, and `auto` or `person`."""
    rows = [
        {"article_id": one, "incident_id": incident_id, "score": score, "by": by} for one, (score, by) in scores.items()
    ]
    upsert(connection, incident_article, rows, key=["article_id"], change=["incident_id", "score", "by"])


def unsettle(connection: Connection, article_ids: Iterable[int]) -> None:
    """Take articles out of their cases."""
    wanted = sorted(set(article_ids))
    if wanted:
        connection.execute(delete(incident_article).where(incident_article.c.article_id.in_(wanted)))


def same_text(connection: Connection, text_hash: str) -> list[int]:
    """Return the articles of one text over the whole archive, first published first."""
    at = func.coalesce(article.c.published_at, article.c.first_seen_at)
    query = select(article.c.id).where(article.c.text_hash == text_hash).order_by(at, article.c.url_key)
    return list(connection.execute(query).scalars())


def mark_copies(connection: Connection, original: int, copies: Iterable[int]) -> None:
    """Note which article is the original of others; the original itself is a copy of nothing."""
    connection.execute(
        update(article).where(article.c.id == original, article.c.copy_of.is_not(None)).values(copy_of=None)
    )
    rest = sorted(set(copies) - {original})
    if rest:
        differs = or_(article.c.copy_of.is_(None), article.c.copy_of != original)
        connection.execute(update(article).where(article.c.id.in_(rest), differs).values(copy_of=original))


def source_of(connection: Connection, article_id: int) -> str | None:
    """Return the network an article's outlet belonged to when it was stored; None for none."""
    found: str | None = connection.execute(select(article.c.network).where(article.c.id == article_id)).scalar()
    return found
