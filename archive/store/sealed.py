"""Which articles nothing may be stored of again: forgotten ones, and those whose names were removed."""

from sqlalchemy import Connection, or_, select

from archive.tables.incidents import decision, incident, incident_article


def is_sealed(connection: Connection, article_id: int) -> bool:
    """Tell whether a later crawl, import or analysis must leave a stored article as it is.

    A takedown request (`pantau forget`) or retention would be undone as soon as the address is read again.
    """
    forgotten = select(decision.c.id).where(decision.c.article_id == article_id, decision.c.field == "forget")
    home = incident_article.join(incident, incident.c.id == incident_article.c.incident_id)
    nameless = (
        select(incident.c.id)
        .select_from(home)
        .where(incident_article.c.article_id == article_id, incident.c.names_removed_at.is_not(None))
    )
    found = connection.execute(select(or_(forgotten.exists(), nameless.exists()))).scalar()
    return bool(found)
