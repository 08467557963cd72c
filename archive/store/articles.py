"""Articles: stored once an address, with what was understood of them and all they are found by."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from archive.records.analysis import Analysis
from archive.records.article import Article, Moment
from archive.records.codec import from_json, to_json
from archive.records.page import Page
from archive.store.dialect import upsert
from archive.store.facets import facets
from archive.store.mask import mask_analysis, mask_article
from archive.store.pages import pack, unpack
from archive.store.sealed import is_sealed
from archive.store.vocabulary import note_words
from archive.store.wordings import correct_wording, keep_wordings
from archive.tables.articles import analysis as analyses
from archive.tables.articles import article as articles
from archive.tables.articles import article_facet, article_page, article_sketch
from archive.words import distinct, vector
from base.errors import ArchiveError
from base.said import said

Outcome = Literal["new", "updated", "unchanged"]
# Statements of the way every article takes, built once: building them anew takes longer than running them.
_SKETCHES = (
    select(article_sketch)
    .where(article_sketch.c.article_id.in_(bindparam("ids", expanding=True)))
    .order_by(article_sketch.c.hash)
)
_LOADED = (
    select(articles.c.id, articles.c.record, articles.c.text, analyses.c.record.label("analysis"))
    .outerjoin(analyses, analyses.c.article_id == articles.c.id)
    .where(articles.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(articles.c.id)
)
_KNOWN = select(articles).where(articles.c.url_key == bindparam("key"))
_JUDGED = select(analyses.c.record).where(analyses.c.article_id == bindparam("id"))
_NEW = {
    dialect: made.on_conflict_do_nothing(index_elements=["url_key"]).returning(articles.c.id)
    for dialect, made in (("sqlite", sqlite.insert(articles)), ("postgresql", postgresql.insert(articles)))
}
_NEW_FACETS, _NEW_SKETCHES = insert(article_facet), insert(article_sketch)
_SURENESS = {"guessed": 0, "derived": 1, "stated": 2}


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing an article came to.

    Args:
        article_id: Its id.
        outcome: `new`, `updated` (title or text changed, a version was kept) or `unchanged`.
        reanalysed: Its analysis differs from the stored one (always true for `new`): link it anew.
    """

    article_id: int
    outcome: Outcome
    reanalysed: bool


def store_article(
    connection: Connection,
    article: Article,
    analysis: Analysis | None,
    page: Page | None,
    *,
    network: str | None,
    now: datetime,
    sampled: bool = False,
    reread: bool = False,
) -> Stored:
    """Store an article under its `url_key`, once however often it comes, inside the caller's transaction.

    Personal numbers (NIP, NIK) are blanked; of a forgotten article nothing is stored again. An edited article keeps its
    earlier wordings. What is known already and missing now (publication, first sighting) stays.

    Args:
        connection: In a write transaction.
        article: From extraction.
        analysis: None when it could not be analysed.
        page: What it was read from, kept for reprocessing; None keeps the stored one.
        network: Newsroom network of the outlet; None for none.
        now: The present, aware.
        sampled: The screen had rejected the page and the sample read it; an article known already keeps its mark.
        reread: The page is the one we have: a text that differs is our better reading of it and takes the stored one's
            place; its newsroom has edited nothing.
    """
    known = connection.execute(_KNOWN, {"key": article.url_key}).one_or_none()
    if known is not None and is_sealed(connection, known.id):
        return Stored(known.id, "unchanged", reanalysed=False)
    article = mask_article(article)
    analysis = None if analysis is None else mask_analysis(analysis)
    article_id, outcome = _keep(connection, known, article, network, now, sampled=sampled, reread=reread)
    if outcome != "unchanged":
        _index(connection, article_id, article, new=outcome == "new")
    if page is not None and outcome != "unchanged":
        row = {"article_id": article_id, "page": pack(page), "kept_at": now}
        upsert(connection, article_page, [row], key=["article_id"], change=["page", "kept_at"])
    reanalysed = analysis is not None and store_analysis(connection, article_id, analysis, now=now)
    return Stored(article_id, outcome, reanalysed or outcome == "new")


def store_analysis(connection: Connection, article_id: int, analysis: Analysis, *, now: datetime) -> bool:
    """Store what was understood of an article, with its facets; tell whether it differs from what was stored."""
    record = to_json(analysis)
    known = connection.execute(_JUDGED, {"id": article_id}).scalar()
    if known == record:
        return False
    row = {
        "article_id": article_id,
        "relevant": analysis.relevant,
        "kind": analysis.kind.value,
        "kind_confidence": analysis.kind_confidence,
        "stage": None if analysis.stage is None else analysis.stage.value,
        "severity": min(100, sum(part.points for part in analysis.severity)) if analysis.severity else None,
        "event_day": None if analysis.event_date is None else analysis.event_date.day,
        "analysed_at": now,
        "versions": to_json(analysis.versions),
        "record": record,
    }
    upsert(connection, analyses, [row], key=["article_id"], change=[name for name in row if name != "article_id"])
    if known is not None:
        connection.execute(delete(article_facet).where(article_facet.c.article_id == article_id))
    pairs = facets(analysis)
    if pairs:
        rows = [{"article_id": article_id, "field": field, "value": value} for field, value in pairs]
        connection.execute(_NEW_FACETS, rows)
    return True


def load_article(connection: Connection, article_id: int) -> tuple[Article, Analysis | None]:
    """Return an article and what was understood of it (None when it was never analysed).

    Raises:
        ArchiveError: There is no such article.
    """
    found = list(load_articles(connection, [article_id]))
    if not found:
        raise ArchiveError(
            said("There is no article {article_id}. Look for it with `pantau search`.", article_id=article_id)
        )
    return found[0][1:]


def load_articles(
    connection: Connection, article_ids: list[int], *, batch: int = 500
) -> Iterator[tuple[int, Article, Analysis | None]]:
    """Yield (id, article, analysis) of those that exist, ascending by id, a batch at a time."""
    ordered = sorted(set(article_ids))
    for start in range(0, len(ordered), batch):
        wanted = ordered[start : start + batch]
        sketches: dict[int, list[int]] = {}
        for row in connection.execute(_SKETCHES, {"ids": wanted}):
            sketches.setdefault(row.article_id, []).append(row.hash)
        for row in connection.execute(_LOADED, {"ids": wanted}).all():
            article = replace(from_json(Article, row.record), text=row.text, sketch=tuple(sketches.get(row.id, ())))
            yield row.id, article, None if row.analysis is None else from_json(Analysis, row.analysis)


def load_page(connection: Connection, article_id: int) -> Page | None:
    """Return the page an article was read from; None when none was kept."""
    block = connection.execute(select(article_page.c.page).where(article_page.c.article_id == article_id)).scalar()
    return None if block is None else unpack(block)


def find_article(connection: Connection, url_key: str) -> int | None:
    """Return the id of the article with this folded address; None when it is not in the archive."""
    found: int | None = connection.execute(select(articles.c.id).where(articles.c.url_key == url_key)).scalar()
    return found


def mark_removed(connection: Connection, article_id: int, *, now: datetime) -> None:
    """Note that the outlet took an article down; what we have of it stays."""
    gone = update(articles).where(articles.c.id == article_id, articles.c.removed_at.is_(None)).values(removed_at=now)
    connection.execute(gone)


def _row(article: Article, network: str | None) -> dict[str, Any]:
    return {
        "url_key": article.url_key,
        "url": article.url,
        "outlet": article.outlet,
        "outlet_name": article.outlet_name,
        "network": network,
        "title": article.title or "",
        "text": article.text,
        "state": article.state,
        "published_at": article.published and article.published.at,
        "published_day": article.published and article.published.local_day,
        "modified_at": article.modified and article.modified.at,
        "first_seen_at": article.first_seen,
        "language": article.language,
        "text_hash": article.text_hash,
        "record": to_json(replace(article, text="", sketch=())),
    }


def _keep(
    connection: Connection,
    stored: Row[Any] | None,
    article: Article,
    network: str | None,
    now: datetime,
    *,
    sampled: bool,
    reread: bool,
) -> tuple[int, Outcome]:
    if stored is None:
        row = _row(article, network) | {"sampled": sampled}
        made = connection.execute(_NEW[connection.dialect.name], row).scalar()
        if made is not None:
            return int(made), "new"
        # On PostgreSQL another writer stored it between the two statements.
        stored = connection.execute(_KNOWN, {"key": article.url_key}).one()
    return stored.id, _revise(connection, stored, article, network, now, reread=reread)


def _revise(
    connection: Connection, stored: Row[Any], article: Article, network: str | None, now: datetime, *, reread: bool
) -> Outcome:
    known = from_json(Article, stored.record)
    article = replace(
        article,
        first_seen=known.first_seen,
        published=surer(known.published, article.published),
        modified=article.modified or known.modified,
        outlet=article.outlet or known.outlet,
        outlet_name=article.outlet_name or known.outlet_name,
    )
    row = _row(article, network or stored.network)
    edited = (row["title"], row["text"]) != (stored.title, stored.text)
    if edited and reread:
        correct_wording(connection, stored, row)
    elif edited:
        row["version"] = stored.version + 1
        keep_wordings(connection, stored, row, now)
    changed = {name: value for name, value in row.items() if value != getattr(stored, name)}
    if changed:
        connection.execute(update(articles).where(articles.c.id == stored.id).values(**changed))
    return "updated" if edited else "unchanged"


def surer(known: Moment | None, new: Moment | None) -> Moment | None:
    """Return the publication to keep: the surer one, of equally sure ones the one known first."""
    if known is None or new is None:
        return known or new
    return new if _SURENESS[new.confidence] > _SURENESS[known.confidence] else known


def _index(connection: Connection, article_id: int, article: Article, *, new: bool) -> None:
    if not new:
        connection.execute(delete(article_sketch).where(article_sketch.c.article_id == article_id))
    if article.sketch:
        rows = [{"hash": value, "article_id": article_id} for value in dict.fromkeys(article.sketch)]
        connection.execute(_NEW_SKETCHES, rows)
    note_words(connection, distinct(f"{article.title or ''}\n{article.text}"))
    if connection.dialect.name == "postgresql":  # SQLite's index is kept by triggers
        connection.execute(
            text(
                "INSERT INTO article_search (article_id, words) VALUES (:id, CAST(:words AS tsvector)) "
                "ON CONFLICT (article_id) DO UPDATE SET words = excluded.words"
            ).bindparams(bindparam("id", article_id), bindparam("words", vector(article.title or "", article.text)))
        )
