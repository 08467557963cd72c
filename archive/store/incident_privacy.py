"""Takes names out of what is stored, everywhere they stand, without moving a character: evidence offsets stay true."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, text, update

from archive.tables.articles import analysis as analyses
from archive.tables.articles import article, article_facet, article_page, article_sketch, article_version
from archive.tables.incidents import decision, incident, incident_event, link_profile
from archive.tables.operations import audit
from archive.words import vector

BLANK = "•"
SHORTEST = 4  # letters: a shorter word of a name is blanked only inside the whole name


def blanker(names: Iterable[str]) -> Callable[[str], str]:
    """Return a function that blanks the names, and their words of four letters or more where they stand capitalised."""
    wholes = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
    words = sorted({word for name in wholes for word in re.findall(r"\w+", name) if len(word) >= SHORTEST})
    if not wholes:
        return lambda text_: text_
    whole = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in wholes), re.IGNORECASE)
    single = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words)) if words else None
    upper = re.compile("|".join(rf"\b{re.escape(word.upper())}\b" for word in words)) if words else None

    def blank(text_: str) -> str:
        for pattern in (whole, single, upper):
            if pattern is not None:
                text_ = pattern.sub(lambda found: re.sub(r"\w", BLANK, found.group()), text_)
        return text_

    return blank


def blank_articles(connection: Connection, ids: Iterable[int], names: Iterable[str]) -> None:
    """Blank names in articles: title, text, earlier wordings, analysis, facets, search index; drop the raw pages."""
    wanted = sorted(set(ids))
    blank = blanker(names)
    for row in connection.execute(select(article).where(article.c.id.in_(wanted))).all():
        title, body = blank(row.title), blank(row.text)
        record = json.dumps(_deep(json.loads(row.record), blank), ensure_ascii=False)
        connection.execute(update(article).where(article.c.id == row.id).values(title=title, text=body, record=record))
        _reindex(connection, row.id, title, body)
    for row in connection.execute(select(article_version).where(article_version.c.article_id.in_(wanted))).all():
        here = (article_version.c.article_id == row.article_id, article_version.c.version == row.version)
        values = {"title": blank(row.title), "text": blank(row.text)}
        connection.execute(update(article_version).where(*here).values(**values))
    for row in connection.execute(select(analyses).where(analyses.c.article_id.in_(wanted))).all():
        record = json.dumps(_nameless(_deep(json.loads(row.record), blank)), ensure_ascii=False)
        connection.execute(update(analyses).where(analyses.c.article_id == row.article_id).values(record=record))
    here_too = (article_facet.c.article_id.in_(wanted), article_facet.c.field == "name")
    connection.execute(delete(article_facet).where(*here_too))
    connection.execute(delete(article_page).where(article_page.c.article_id.in_(wanted)))


def blank_case(connection: Connection, incident_id: int, names: Iterable[str]) -> None:
    """Blank names in the record, the history and the decisions of a case."""
    blank = blanker(names)
    record = connection.execute(select(incident.c.record).where(incident.c.id == incident_id)).scalar_one()
    cleaned = json.dumps(_nameless(_deep(json.loads(record), blank)), ensure_ascii=False)
    connection.execute(update(incident).where(incident.c.id == incident_id).values(record=cleaned))
    for row in connection.execute(select(incident_event).where(incident_event.c.incident_id == incident_id)).all():
        payload = json.dumps(_deep(json.loads(row.payload), blank), ensure_ascii=False)
        connection.execute(update(incident_event).where(incident_event.c.id == row.id).values(payload=payload))
    for row in connection.execute(select(decision).where(decision.c.incident_id == incident_id)).all():
        values = {"value": blank(row.value), "reason": blank(row.reason)}
        connection.execute(update(decision).where(decision.c.id == row.id).values(**values))


def blank_audit(connection: Connection, target: str, names: Iterable[str]) -> None:
    """Blank names in what the audit tells about an object; who did what and when stays."""
    blank = blanker(names)
    for row in connection.execute(select(audit.c.id, audit.c.detail).where(audit.c.object == target)).all():
        detail = json.dumps(_deep(json.loads(row.detail), blank), ensure_ascii=False)
        connection.execute(update(audit).where(audit.c.id == row.id).values(detail=detail))


def erase_article(connection: Connection, article_id: int) -> None:
    """Remove what an article said, in every wording and index, and what was understood of it; its address stays."""
    values = {"title": "", "text": "", "text_hash": "", "state": "empty"}
    row = connection.execute(select(article.c.record).where(article.c.id == article_id)).scalar_one()
    kept = json.loads(row) | {"title": None, "text": "", "state": "empty", "text_hash": "", "sketch": []}
    kept |= {"captions": [], "tags": [], "cuts": [], "reporter": None, "editor": None, "image": None}
    record = json.dumps(kept, ensure_ascii=False)
    connection.execute(update(article).where(article.c.id == article_id).values(record=record, **values))
    for table in (article_version, article_page, article_sketch, article_facet, analyses, link_profile):
        connection.execute(delete(table).where(table.c.article_id == article_id))
    _reindex(connection, article_id, "", "")


def _reindex(connection: Connection, article_id: int, title: str, body: str) -> None:
    if connection.dialect.name == "postgresql":  # SQLite's index is kept by triggers
        statement = text("UPDATE article_search SET words = CAST(:words AS tsvector) WHERE article_id = :id")
        connection.execute(statement.bindparams(bindparam("id", article_id), bindparam("words", vector(title, body))))


def _deep(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_deep(item, change) for item in value]
    if isinstance(value, dict):
        return {key: item if key in {"url", "url_key"} else _deep(item, change) for key, item in value.items()}
    return value


def _nameless(record: Any) -> Any:
    """Set the names of blanked persons to null: a row of bullets is no name."""
    for actor in record.get("actors", []):
        if actor.get("name") and BLANK in actor["name"]:
            actor["name"] = None
    return record
