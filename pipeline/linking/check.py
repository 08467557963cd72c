"""Looks for half cases: what crash tests and `pantau doctor` ask of the archive."""

from sqlalchemy import Connection, func, select

from archive.records.codec import from_json
from archive.records.incident import Incident
from archive.tables.articles import analysis as analyses
from archive.tables.incidents import incident, incident_article, incident_event, link_profile


def inconsistencies(connection: Connection) -> list[str]:
    """Return what does not fit together, one sentence each; empty for a sound archive."""
    found: list[str] = []
    homes: dict[int, set[int]] = {}
    for article, case in connection.execute(select(incident_article.c.article_id, incident_article.c.incident_id)):
        homes.setdefault(case, set()).add(article)
    reporting = set(connection.execute(select(link_profile.c.article_id)).scalars())
    settled = {article for members in homes.values() for article in members}
    found += [f"article {one} reports a case and is in none" for one in sorted(reporting - settled)]
    found += [f"article {one} is in a case and reports none" for one in sorted(settled - reporting)]
    for row in connection.execute(
        select(incident.c.id, incident.c.articles, incident.c.merged_into, incident.c.record)
    ):
        members = homes.pop(row.id, set())
        record = from_json(Incident, row.record)
        if set(record.articles) != members or row.articles != len(members):
            found.append(f"incident {record.code} tells {sorted(record.articles)} and holds {sorted(members)}")
        if row.merged_into is not None and members:
            found.append(f"incident {record.code} was merged away and still holds articles")
    found += [f"articles are in incident {case}, which does not exist" for case in sorted(homes)]
    opened = select(incident_event.c.incident_id).where(incident_event.c.type == "opened")
    silent = connection.execute(select(incident.c.code).where(incident.c.id.not_in(opened))).scalars()
    found += [f"incident {code} was opened without an event" for code in silent]
    judged = select(func.count()).select_from(analyses).where(analyses.c.kind.in_(("incident", "follow_up")))
    missing = (connection.execute(judged).scalar() or 0) - len(reporting)
    if missing > 0:
        found.append(f"{missing} articles were judged cases and never linked; run `pantau reprocess --from link`")
    return found
