"""Tells the operators of outlets that are not seen as they should be, through their ordinary channels.

alarm decided after a crawl -> gathered a few minutes -> one message an operator: what began, what ended -> outbox
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from alerts.model import Message, Subscription
from alerts.outbox import queue
from alerts.plan import lock
from alerts.roster import roster_of
from alerts.schedule import instant_due
from archive.database import read, write
from archive.store.alarms import OutletAlarm, mark_told, untold_alarms
from base.catalogue import Language, catalogue
from crawlers.words import reason_in

GATHERED = timedelta(minutes=10)  # a cut cable silences many outlets: one message tells of all
MOST_LINES = 20
CALM = "Sedang"  # the level that quiet hours are asked with: an outlet is no emergency
EXPIRY = timedelta(days=3)


def plan_operators(
    engine: Engine,
    from_file: tuple[Subscription, ...],
    operators: Collection[str],
    names: Mapping[str, str],
    now: datetime,
) -> int:
    """Queue the operators' messages about alarms they have not been told of; return how many.

    Args:
        engine: The archive.
        from_file: Subscriptions of the file; those of people are in the archive.
        operators: Ids of the operators' subscriptions; empty: those that write to files on this machine.
        names: Names of outlets by id.
        now: The present, aware.
    """
    with read(engine) as connection:
        if not _ripe(untold_alarms(connection), now):
            return 0
    readers = chosen((one.subscription for one in roster_of(engine, from_file, now)), operators)
    with write(engine) as connection:
        lock(connection)
        told = untold_alarms(connection)
        if not _ripe(told, now):
            return 0
        queued = 0
        for reader in readers:
            due = instant_due(reader, CALM, now, waits=False)
            message = compose(reader, told, names, now)
            queued += queue(connection, message, reader.channel, due_at=due, expires_at=due + EXPIRY) is not None
        if readers:
            mark_told(connection, told, now=now)
        return queued


def _ripe(told: Sequence[OutletAlarm], now: datetime) -> bool:
    return any(now - (alarm.ended_at or alarm.since) >= GATHERED for alarm in told)


def chosen(subscriptions: Iterable[Subscription], operators: Collection[str]) -> tuple[Subscription, ...]:
    """Return the subscriptions that are told: the operators', or without any those that write files here."""
    found = tuple(one for one in subscriptions if not one.paused)
    if operators:
        return tuple(one for one in found if one.id in operators)
    return tuple(one for one in found if one.channel in {"file", "stdout"})


def compose(reader: Subscription, told: Sequence[OutletAlarm], names: Mapping[str, str], now: datetime) -> Message:
    """Return the message that tells one operator of alarms that began and ended."""
    t = catalogue(Path(__file__).parent, reader.language)
    begun = [alarm for alarm in told if alarm.ended_at is None]
    ended = [alarm for alarm in told if alarm.ended_at is not None]
    lines: list[str] = []
    if begun:
        lines += [t("Not seen as they should be:"), *_lines(begun, names, reader.language), ""]
    if ended:
        lines += [t("Seen well again:"), *_lines(ended, names, reader.language), ""]
    lines.append(t("All of them: pantau outlet list. One live check: pantau outlet test {id}", id=told[0].outlet))
    subject = t("Pantau: {n} outlets need a look", n=len({alarm.outlet for alarm in begun}))
    if not begun:
        subject = t("Pantau: {n} outlets are seen well again", n=len({alarm.outlet for alarm in ended}))
    return Message(
        key=f"outlets:{reader.id}:{now.isoformat()}",
        form="notice",
        recipient=reader.recipient,
        subscription_id=reader.id,
        subscription=reader.title,
        subject=subject,
        text="\n".join(lines),
        made_at=now,
        language=reader.language,
        summary=subject,
        data={"outlets": [_plain(alarm) for alarm in told]},
    )


def _lines(alarms: Sequence[OutletAlarm], names: Mapping[str, str], language: Language) -> list[str]:
    t = catalogue(Path(__file__).parent, language)
    shown = [
        f"- {names.get(alarm.outlet, alarm.outlet)} ({alarm.outlet}): {reason_in(alarm.reason, language)}"
        for alarm in alarms[:MOST_LINES]
    ]
    rest = len(alarms) - MOST_LINES
    return [*shown, t("- and {n} more", n=rest)] if rest > 0 else shown


def _plain(alarm: OutletAlarm) -> dict[str, object]:
    ended = None if alarm.ended_at is None else alarm.ended_at.isoformat()
    return {
        "outlet": alarm.outlet,
        "kind": alarm.kind,
        "since": alarm.since.isoformat(),
        "ended": ended,
        "reason": alarm.reason,
    }
