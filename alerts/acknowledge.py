"""Acknowledgements: that a person has taken note of an alert; and the alerts that nobody has answered.

Delivery proves that a mail server took a message, not that an officer read it. An alert counts as answered when
somebody follows one of its signed links and confirms, says so on the command line, reviews the case or takes it. What
nobody answers is told again in the digest, not by ringing twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, true

from archive.store.incidents import load_living
from archive.tables.alerts import acknowledgement, outbox
from archive.tables.incidents import incident

ANSWER_WITHIN = timedelta(hours=12)
"""An alert of the evening may wait for the morning."""
ASKED_FOR = timedelta(days=7)
"""After a week the pages' list of unreviewed cases is the place: a digest that nags for ever is not read."""
THREAD = "case:"


@dataclass(frozen=True, slots=True)
class Answer:
    """Who has taken note.

    Args:
        by: A user's name, `link:` and a subscription, or `command line`.
        at: Aware UTC.
        subscription: Whose alert was answered; None when no alert is known.
    """

    by: str
    at: datetime
    subscription: str | None


def acknowledge(connection: Connection, code: str, by: str, now: datetime, subscription: str | None = None) -> bool:
    """Note that a person has taken note of a case's alert.

    Args:
        connection: In a write transaction.
        code: Of the case; one that was merged away stands for what it became.
        by: Who.
        now: The present.
        subscription: Whose alert is answered.

    Returns:
        False when it had been noted before.

    Raises:
        ArchiveError: There is no such case.
    """
    key = load_living(connection, code).id
    same = acknowledgement.c.subscription_id.is_not_distinct_from(subscription)
    known = select(acknowledgement.c.id).where(acknowledgement.c.incident_id == key, same)
    if connection.scalar(known) is not None:
        return False
    values = {"incident_id": key, "subscription_id": subscription, "by": by[:64], "at": now}
    connection.execute(insert(acknowledgement).values(values))
    return True


def answers(connection: Connection, ids: Iterable[int]) -> dict[int, Answer]:
    """Return the first answer to each case's alerts; cases without one are left out.

    Args:
        connection: For reading.
        ids: Of living cases; answers to cases merged into them count.
    """
    living = func.coalesce(incident.c.merged_into, incident.c.id)
    rows = connection.execute(
        select(living.label("key"), acknowledgement)
        .join(incident, incident.c.id == acknowledgement.c.incident_id)
        .where(living.in_(tuple(ids)))
        .order_by(acknowledgement.c.at.desc(), acknowledgement.c.id.desc())
    )
    return {row.key: Answer(row.by, row.at, row.subscription_id) for row in rows}


def unanswered(connection: Connection, now: datetime, subscription: str | None = None) -> dict[int, datetime]:
    """Return the cases whose alerts nobody has answered, with the time of the first alert.

    Args:
        connection: For reading.
        now: The present: alerts of the last twelve hours may still be answered, older than a week are let go.
        subscription: Of one reader; None: of all.
    """
    living = func.coalesce(incident.c.merged_into, incident.c.id)
    told = connection.execute(
        select(living.label("key"), func.min(outbox.c.sent_at).label("at"))
        .join(incident, outbox.c.thread_key == THREAD + incident.c.code)
        .where(outbox.c.form == "instant", outbox.c.state == "sent", _to(subscription))
        .group_by(living)
        .having(func.min(outbox.c.sent_at).between(now - ASKED_FOR, now - ANSWER_WITHIN))
    ).all()
    waiting = {row.key: row.at for row in told}
    settled = set(connection.scalars(select(incident.c.id).where(incident.c.id.in_(waiting), _settled())))
    settled |= answers(connection, waiting).keys()
    return {key: at for key, at in waiting.items() if key not in settled}


def _to(subscription: str | None) -> ColumnElement[bool]:
    return true() if subscription is None else outbox.c.subscription_id == subscription


def _settled() -> ColumnElement[bool]:
    """Return what shows that a person has the case in hand, or that it is over."""
    return or_(incident.c.review != "unreviewed", incident.c.assignee.is_not(None), incident.c.end_stage.is_not(None))
