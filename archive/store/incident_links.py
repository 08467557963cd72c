"""What linking remembers: profiles and keys of case articles, pair scores, what people said of pairs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, delete, func, insert, or_, select, text, update

from archive.records.analysis import Analysis
from archive.records.codec import from_json
from archive.store.dialect import upsert
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article
from archive.tables.incidents import constraint, incident_article, link_key, link_profile, pair_score

LOCK = 0x4C494E4B  # "LINK": linking runs one at a time, or two new articles of one case would not see each other
COPY = '[["copy"'  # how the reasons of a copy begin: its weight is the greatest, so it stands first
_BATCH = 400

# Statements of the way every article takes, built once: building them anew takes longer than running them.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_AT = func.coalesce(article.c.published_at, article.c.first_seen_at, type_=article.c.published_at.type)
_TOUCHES = or_(pair_score.c.low_id.in_(_IDS), pair_score.c.high_id.in_(_IDS))  # answered from two indexes
_OTHER = incident_article.alias()
_CASE_ARTICLES = (
    select(
        article.c.id,
        article.c.url_key,
        _AT,
        article.c.published_day,
        func.coalesce(article.c.network, article.c.outlet, article.c.outlet_name, ""),
        article.c.text_hash,
        analyses.c.record,
    )
    .join(analyses, analyses.c.article_id == article.c.id)
    .where(article.c.id.in_(_IDS))
)
_PROFILES = select(link_profile.c.article_id, link_profile.c.record).where(link_profile.c.article_id.in_(_IDS))
_FILED = select(link_key.c.article_id, link_key.c.day, link_key.c.key).where(
    link_key.c.key.in_(bindparam("keys", expanding=True)),
    link_key.c.day.between(bindparam("first"), bindparam("last")),
)
_AMONG = select(
    pair_score.c.low_id, pair_score.c.high_id, pair_score.c.score, pair_score.c.reasons.startswith(COPY)
).where(pair_score.c.low_id.in_(_IDS), pair_score.c.high_id.in_(bindparam("others", expanding=True)))
_NEIGHBOURS = select(pair_score.c.low_id, pair_score.c.high_id, pair_score.c.score).where(
    _TOUCHES, pair_score.c.score > bindparam("above")
)
_CONSTRAINTS = select(constraint).where(or_(constraint.c.low_id.in_(_IDS), constraint.c.high_id.in_(_IDS)))
_HOMES = select(incident_article.c.article_id, incident_article.c.incident_id)
_HOMES_OF = _HOMES.where(incident_article.c.article_id.in_(_IDS))
_INHABITANTS = _HOMES.where(incident_article.c.incident_id.in_(_IDS))
_STANDING = (
    select(link_profile.c.record, incident_article.c.incident_id, article.c.network)
    .select_from(article)
    .outerjoin(link_profile, link_profile.c.article_id == article.c.id)
    .outerjoin(incident_article, incident_article.c.article_id == article.c.id)
    .where(article.c.id == bindparam("article"))
)
_REASONS = select(pair_score.c.reasons).where(
    pair_score.c.low_id == bindparam("low"), pair_score.c.high_id == bindparam("high")
)
_SAME_TEXT = select(article.c.id).where(article.c.text_hash == bindparam("hash")).order_by(_AT, article.c.url_key)
_ADD_PROFILE = insert(link_profile)
_ADD_KEYS = insert(link_key)
_HOUSEMATES = (
    select(_OTHER.c.article_id, _OTHER.c.incident_id)
    .join(incident_article, incident_article.c.incident_id == _OTHER.c.incident_id)
    .where(incident_article.c.article_id.in_(_IDS))
)


def _rows(connection: Connection, statement: Select[Any], ids: Iterable[int], **values: object) -> Iterator[Any]:
    """Yield the rows for a set of ids, some hundred ids a statement."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _BATCH):
        yield from connection.execute(statement, {"ids": wanted[start : start + _BATCH], **values})


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
    found: dict[int, CaseArticle] = {}
    for row in _rows(connection, _CASE_ARTICLES, ids):
        at: datetime = row[2]
        analysis = from_json(Analysis, row[6])
        found[row[0]] = CaseArticle(row[0], row[1], at, row[3] or at.date(), row[4], analysis, row[5])
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stands before it is linked.

    Args:
        profile: Its profile as written; None when it reported no case.
        home: The case it is in; None for none.
        network: The network its outlet belonged to when it was stored; None for none.
    """

    profile: str | None
    home: int | None
    network: str | None


def standing(connection: Connection, article_id: int) -> Standing:
    """Return where an article stands."""
    row = connection.execute(_STANDING, {"article": article_id}).one()
    return Standing(row[0], row[1], row[2])


def profiles(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Return written profiles by article."""
    return {row[0]: row[1] for row in _rows(connection, _PROFILES, ids)}


def save_profile(connection: Connection, article_id: int, record: str, day: int, keys: Sequence[str]) -> None:
    """Write profile and keys of a case article that has none (see `forget_profile`)."""
    connection.execute(_ADD_PROFILE, {"article_id": article_id, "record": record})
    if keys:
        connection.execute(_ADD_KEYS, [{"key": key, "day": day, "article_id": article_id} for key in keys])


def forget_profile(connection: Connection, article_id: int) -> None:
    """Take an article out of linking: profile, keys and pair scores."""
    connection.execute(delete(link_key).where(link_key.c.article_id == article_id))
    connection.execute(delete(link_profile).where(link_profile.c.article_id == article_id))
    connection.execute(delete(pair_score).where(_TOUCHES), {"ids": [article_id]})


def filed(connection: Connection, keys: Sequence[str], first: int, last: int) -> list[tuple[int, int, str]]:
    """Return (article, publication day, key) of what is filed under any of the keys in a window of days.

    Args:
        connection: Any.
        keys: At most some hundred.
        first: Day as a proleptic ordinal.
        last: Day likewise, included.
    """
    if not keys:
        return []
    rows = connection.execute(_FILED, {"keys": keys, "first": first, "last": last})
    return [(row[0], row[1], row[2]) for row in rows]


def save_pairs(connection: Connection, rows: Sequence[tuple[int, int, int, str]]) -> None:
    """Write pair scores: (id, other id, thousandths, reasons)."""
    written = [
        {"low_id": min(one, two), "high_id": max(one, two), "score": score, "reasons": reasons}
        for one, two, score, reasons in rows
    ]
    upsert(connection, pair_score, written, key=["low_id", "high_id"], change=["score", "reasons"])


def pairs_among(connection: Connection, ids: Iterable[int]) -> list[StoredPair]:
    """Return the stored pairs of which both are among the ids, each once."""
    wanted = sorted(set(ids))
    batches = [wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH)]
    rows = (row for others in batches for row in _rows(connection, _AMONG, wanted, others=others))
    return [StoredPair(row[0], row[1], round(row[2]), bool(row[3])) for row in rows]


def neighbours(connection: Connection, ids: Iterable[int], *, above: int) -> set[int]:
    """Return the ids and the articles tied to any of them by a score above some thousandths of log-odds."""
    found = set(ids)
    return found.union(*((low, high) for low, high, _ in ties(connection, found, above=above)))


def ties(connection: Connection, ids: Iterable[int], *, above: int) -> list[tuple[int, int, int]]:
    """Return (id, other id, thousandths) of the pairs above a score that touch any of the ids; some may come twice."""
    return [(row[0], row[1], round(row[2])) for row in _rows(connection, _NEIGHBOURS, ids, above=above)]


def pair_reasons(connection: Connection, one: int, two: int) -> str | None:
    """Return the reasons of a stored pair as JSON; None when the two are no candidates or speak against each other."""
    low, high = sorted((one, two))
    found: str | None = connection.execute(_REASONS, {"low": low, "high": high}).scalar()
    return found


def constraints_of(connection: Connection, ids: Iterable[int]) -> list[StoredConstraint]:
    """Return what people said of pairs that touch any of the ids."""
    rows = {row.id: row for row in _rows(connection, _CONSTRAINTS, ids)}
    return [
        StoredConstraint(row.low_id, row.high_id, row.same, round(row.at.timestamp() * 1000)) for row in rows.values()
    ]


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
    return {row[0]: row[1] for row in _rows(connection, _HOMES_OF, ids)}


def inhabitants(connection: Connection, incident_ids: Iterable[int]) -> dict[int, int]:
    """Return all articles of the cases, with their case."""
    return {row[0]: row[1] for row in _rows(connection, _INHABITANTS, incident_ids)}


def housemates(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """Return the articles of all cases that any of the ids is in, with their case."""
    return {row[0]: row[1] for row in _rows(connection, _HOUSEMATES, ids)}


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
    return list(connection.execute(_SAME_TEXT, {"hash": text_hash}).scalars())


def mark_copies(connection: Connection, original: int, copies: Iterable[int]) -> None:
    """Note which article is the original of others; the original itself is a copy of nothing."""
    connection.execute(
        update(article).where(article.c.id == original, article.c.copy_of.is_not(None)).values(copy_of=None)
    )
    rest = sorted(set(copies) - {original})
    if rest:
        differs = or_(article.c.copy_of.is_(None), article.c.copy_of != original)
        connection.execute(update(article).where(article.c.id.in_(rest), differs).values(copy_of=original))
