"""Privacy over time: names go a set time after a case closed, figures stay; takedown requests are served at once.

UU 27/2022 (PDP) ps 16 and 43: personal data are erased when they are no longer needed or when the person asks for it.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select, update

from archive.records.analysis import Analysis
from archive.records.incident import Incident
from archive.store.audit import record_act
from archive.store.evidence_keys import destroy_keys
from archive.store.incident_decisions import Decision, add_decision
from archive.store.incident_links import case_articles, constrain, homes, lock
from archive.store.incident_privacy import blank_articles, blank_audit, blank_case, erase_article
from archive.store.incidents import load_incident
from archive.tables.articles import article as articles
from archive.tables.incidents import incident
from base.errors import ArchiveError
from base.said import said
from pipeline.linking.decide import Officer
from pipeline.linking.link import link

KEEP = timedelta(days=365)  # the project's default; officers may choose less
BY = "retention"
# Officials who speak for a body on every case: their names are public business, not personal data of the case.
PUBLIC_VOICES = frozenset({"pengawas_pemilu", "penyelenggara_pemilu", "pengawas_asn", "kepala_daerah", "calon"})


def due(connection: Connection, today: date, keep: timedelta = KEEP) -> list[int]:
    """Return the cases whose names are to be removed, by id.

    Args:
        connection: Any.
        today: Local day.
        keep: How long after its last step a closed case keeps its names.
    """
    ended = (incident.c.closed_day.is_not(None), incident.c.closed_day <= today - keep)
    alive = (incident.c.names_removed_at.is_(None), incident.c.merged_into.is_(None), incident.c.articles > 0)
    return list(connection.execute(select(incident.c.id).where(*ended, *alive).order_by(incident.c.id)).scalars())


def remove_names(connection: Connection, incident_id: int, now: datetime) -> Incident:
    """Remove the names of a case from all that is stored of it; its articles stay together and its figures stay.

    Raises:
        ArchiveError: There is no such case.
    """
    lock(connection)
    case = load_incident(connection, incident_id)
    members = case_articles(connection, case.articles)
    names = {name for member in members.values() for name in _names(member.analysis)}
    names |= {actor.name for actor in case.actors if actor.name}
    first, *others = case.articles
    constrain(connection, [(first, other) for other in others], same=True, by=BY, now=now, reason="names removed")
    blank_articles(connection, case.articles, names)
    blank_case(connection, case.id, names)
    blank_audit(connection, f"incident:{case.code}", names)
    destroy_keys(connection, case.articles, now)
    for one in case.articles:
        link(connection, one, now=now, alertable=False)
    connection.execute(update(incident).where(incident.c.id == case.id).values(names_removed_at=now))
    record_act(
        connection, now=now, by=BY, act="remove names", target=f"incident:{case.code}", detail={"names": len(names)}
    )
    return load_incident(connection, case.id)


def _names(analysis: Analysis) -> set[str]:
    return {actor.name for actor in analysis.actors if actor.name and actor.role not in PUBLIC_VOICES}


def apply_retention(connection: Connection, now: datetime, today: date, keep: timedelta = KEEP) -> list[str]:
    """Remove the names of all cases that are due; return their codes."""
    return [remove_names(connection, one, now).code for one in due(connection, today, keep)]


def forget(connection: Connection, article_id: int, officer: Officer, *, reason: str) -> str | None:
    """Serve a takedown request: remove what an article said and take it out of its case; its address stays as a mark.

    Returns:
        The code of the case it was in; None when it was in none.

    Raises:
        ArchiveError: There is no such article.
    """
    lock(connection)
    if connection.execute(select(articles.c.id).where(articles.c.id == article_id)).first() is None:
        raise ArchiveError(
            said("There is no article {article_id}. Look for it with `pantau search`.", article_id=article_id)
        )
    home = homes(connection, [article_id]).get(article_id)
    code = load_incident(connection, home).code if home is not None else None
    erase_article(connection, article_id)
    destroy_keys(connection, [article_id], officer.now)
    connection.execute(update(articles).where(articles.c.id == article_id).values(removed_at=officer.now))
    add_decision(connection, Decision(home, article_id, "forget", "", officer.by, officer.now, reason))
    link(connection, article_id, now=officer.now, alertable=False)
    detail = {"reason": reason, "incident": code}
    record_act(connection, now=officer.now, by=officer.by, act="forget", target=f"article:{article_id}", detail=detail)
    return code
