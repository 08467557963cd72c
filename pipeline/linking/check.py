"""Looks for half cases: what crash tests and `pantau doctor` ask of the archive."""

from sqlalchemy import Connection, func, select

from archive.records.codec import from_json
from archive.records.incident import Incident
from archive.tables.articles import analysis as analyses
from archive.tables.incidents import incident, incident_article, incident_event, link_profile
from base.said import said


def inconsistencies(connection: Connection) -> list[str]:
    """Return what does not fit together, one sentence each, made by `said`; empty for a sound archive."""
    found: list[str] = []
    homes: dict[int, set[int]] = {}
    for article, case in connection.execute(select(incident_article.c.article_id, incident_article.c.incident_id)):
        homes.setdefault(case, set()).add(article)
    reporting = set(connection.execute(select(link_profile.c.article_id)).scalars())
    settled = {article for members in homes.values() for article in members}
    found += [said("Article {id} reports a case and is in none", id=one) for one in sorted(reporting - settled)]
    found += [said("Article {id} is in a case and reports none", id=one) for one in sorted(settled - reporting)]
    for row in connection.execute(
        select(incident.c.id, incident.c.articles, incident.c.merged_into, incident.c.record)
    ):
        members = homes.pop(row.id, set())
        record = from_json(Incident, row.record)
        if set(record.articles) != members or row.articles != len(members):
            told, held = sorted(record.articles), sorted(members)
            found.append(
                said("Case {code} tells the articles {told} and holds {held}", code=record.code, told=told, held=held)
            )
        if row.merged_into is not None and members:
            found.append(said("Case {code} was merged away and still holds articles", code=record.code))
    found += [said("Articles are in case {id}, which does not exist", id=case) for case in sorted(homes)]
    opened = select(incident_event.c.incident_id).where(incident_event.c.type == "opened")
    silent = connection.execute(select(incident.c.code).where(incident.c.id.not_in(opened))).scalars()
    found += [said("Case {code} was opened without an event", code=code) for code in silent]
    judged = select(func.count()).select_from(analyses).where(analyses.c.kind.in_(("incident", "follow_up")))
    missing = (connection.execute(judged).scalar() or 0) - len(reporting)
    if missing > 0:
        found.append(said("{n} articles were judged cases and never linked", n=missing))
    return found
