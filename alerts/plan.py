"""Turns events into messages: undecided events -> match -> decide -> outbox, each batch in one transaction.

`plan_alerts` may run at any time, as often as wanted, in any number of processes: an event is decided once, because its
decision is a row with a unique key in the same transaction as the messages that follow from it.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog
from sqlalchemy import Connection, Engine, insert

from alerts.decide import EVERYONE, History, decide, is_clearing, is_internal
from alerts.facts import active_mutes, alerts_this_hour, histories, undecided
from alerts.match import Matcher
from alerts.model import Event, Subscription
from alerts.query import CaseQueries
from alerts.queueing import Choice, Voice, queue_alerts
from alerts.roster import roster_of
from archive.database import read, write
from archive.store.traces import traces_of_articles
from archive.tables.alerts import outbox_item

log = structlog.get_logger("pantau.alerts")

BATCH = 400  # events a transaction: short enough that a crawl never waits long for the write lock
LOCK = 0x50414E41  # "PANA": the advisory lock of planning on PostgreSQL
QUIET = Voice()


@dataclass
class Planned:
    """What planning did.

    Args:
        events: Events decided.
        messages: Messages queued.
        fates: Pairs of event and subscription by fate.
    """

    events: int = 0
    messages: int = 0
    fates: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def plan_alerts(
    engine: Engine, subscriptions: tuple[Subscription, ...], now: datetime, voice: Voice = QUIET
) -> Planned:
    """Decide every undecided event and queue the instant alerts that follow.

    Args:
        engine: The archive.
        subscriptions: Those of the file; those of people are in the archive.
        now: The present, aware.
        voice: How messages link and queries are understood.
    """
    planned = Planned()
    everyone = tuple(entry.subscription for entry in roster_of(engine, subscriptions, now))
    with read(engine) as connection:
        if not undecided(connection, 1):
            return planned
    after = 0
    while True:
        with write(engine) as connection:
            lock(connection)
            events = undecided(connection, BATCH, after)
            if not events and after == 0:
                return planned
            after = events[-1].id if events else 0  # at the end once more from the beginning: nothing is passed over
            if events:
                _plan_batch(connection, events, everyone, now, voice, planned)


def lock(connection: Connection) -> None:
    """Let one planner at a time work; on SQLite every write transaction is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def _plan_batch(
    connection: Connection,
    events: list[Event],
    subscriptions: tuple[Subscription, ...],
    now: datetime,
    voice: Voice,
    planned: Planned,
) -> None:
    choices = _decide_all(connection, events, subscriptions, now, voice)
    rows = queue_alerts(connection, [choice for choice in choices if choice.verdict.fate == "queued"], now, voice)
    items = [_item(EVERYONE, event.id, None, "decided", "", now) for event in events]
    for choice in choices:
        key = (choice.subscription.id, choice.event.id)
        items.append(_item(*key, rows.get(key), choice.verdict.fate, choice.verdict.reason, now))
        planned.fates[choice.verdict.fate] += 1
    connection.execute(insert(outbox_item), items)
    _tell(connection, events, choices)
    planned.events += len(events)
    planned.messages += len(set(rows.values()))


def _tell(connection: Connection, events: list[Event], choices: list[Choice]) -> None:
    """Log what was decided, with the article's trace id."""
    fates: dict[int, dict[str, str]] = defaultdict(dict)
    for choice in choices:
        fates[choice.event.id][choice.subscription.id] = choice.verdict.fate
    told = [event for event in events if event.id in fates]  # what concerns no reader is no news for a log
    traces = traces_of_articles(connection, {event.article_id for event in told if event.article_id is not None})
    for event in told:
        trace = traces.get(event.article_id or 0)
        log.info(
            "event decided", trace=trace, number=event.id, type=event.type, case=event.case.code, fates=fates[event.id]
        )


def _item(subscription: str, event: int, row: int | None, fate: str, reason: str, now: datetime) -> dict[str, object]:
    return {
        "subscription_id": subscription,
        "event_id": event,
        "outbox_id": row,
        "fate": fate,
        "reason": reason,
        "decided_at": now,
    }


def _decide_all(
    connection: Connection, events: list[Event], subscriptions: tuple[Subscription, ...], now: datetime, voice: Voice
) -> list[Choice]:
    matcher = Matcher(subscriptions, CaseQueries(connection, voice.regions))
    known = histories(connection, {event.case.id for event in events})
    hourly = alerts_this_hour(connection, now)
    mutes = active_mutes(connection, now)
    choices: list[Choice] = []
    for event in events:
        for subscription in _concerned(event, matcher, subscriptions, known):
            pair = (subscription.id, event.case.id)
            history = known.get(pair, History())
            counted = replace(history, this_hour=hourly.get(subscription.id, 0))
            verdict = decide(event, subscription, counted, mutes, now)
            choices.append(Choice(subscription, event, verdict))
            if verdict.fate == "queued" and not history.alerted:
                known[pair] = History(alerted=True, told=True)
                hourly[subscription.id] = hourly.get(subscription.id, 0) + 1
    return choices


def _concerned(
    event: Event,
    matcher: Matcher,
    subscriptions: tuple[Subscription, ...],
    known: dict[tuple[str, int], History],
) -> list[Subscription]:
    """Return who matches, and who was told of the case: they hear how it goes on, whatever their filter says now.

    What officers note for themselves concerns no reader.
    """
    if is_internal(event):
        return []
    matched = {subscription.id: subscription for subscription in matcher.match(event)}
    told = {name for name, case in known if case == event.case.id} - set(matched)
    if told:
        for subscription in subscriptions:
            if subscription.id in told and (is_clearing(event) or not subscription.paused):
                matched[subscription.id] = subscription
    return list(matched.values())
