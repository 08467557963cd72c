"""The feed of a saved search as it begins: valid at once, with the newest cases that the search finds already."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from alerts.facts import load_events
from alerts.instant import Cause, instant_key, write_instant
from alerts.links import Links
from alerts.model import Message, Subscription
from alerts.views import load_views
from archive.finding.pages import newest
from archive.query.expand import expand
from archive.query.parse import parse
from archive.query.regions import RegionNames
from archive.tables.incidents import incident, incident_article, incident_event

LOOKED_AT = 500  # newest articles whose cases are told
MOST = 20  # cases in a new feed


def first_messages(
    connection: Connection, entry: Subscription, regions: RegionNames, links: Links, now: datetime
) -> tuple[Message, ...]:
    """Return what a new feed tells: the cases its query finds, the one with the oldest news first.

    Each message is that of the last event of its case: a feed that met it already would not take it twice.

    Args:
        connection: Reading.
        entry: The feed's subscription.
        regions: To understand names in the query.
        links: Of messages.
        now: The present.
    """
    node, _ = expand(connection, parse(entry.query or "", language=entry.language, regions=regions))
    places = newest(connection, node, limit=LOOKED_AT)
    last = (
        select(func.max(incident_event.c.id))
        .join(incident, incident.c.id == incident_event.c.incident_id)
        .join(incident_article, incident_article.c.incident_id == incident.c.id)
        .where(
            incident_article.c.article_id.in_([place.article_id for place in places]),
            incident.c.review != "dismissed",
            incident.c.merged_into.is_(None),
            incident_event.c.at <= now,
        )
        .group_by(incident.c.id)
        .order_by(func.max(incident_event.c.id).desc())
        .limit(MOST)
    )
    events = load_events(connection, connection.execute(last).scalars())
    views = load_views(connection, [event.case.id for event in events], entry.language, now, ZoneInfo(entry.timezone))
    found = []
    for event in events:
        cause, view = Cause((event,), follows=False, reasons=()), views[event.case.id]
        key = instant_key(entry, view, cause)
        found.append(write_instant(view, cause, entry, links, event.at, key))
    return tuple(found)
