"""The queue of time stamps: the newest line of each book is stamped now and then, and asked for until it is.

    new lines, the last stamp old enough -> queued -> asked -> token checked and kept
                                                    -> in vain: later again, by then for the newest line

Nothing here is on the way of a crawl: an authority that fails costs a row in a table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cryptography import x509
from sqlalchemy import Connection, Engine

from archive.database import read, write
from archive.store.evidence import Head, books, find_line, head
from archive.store.evidence_stamps import (
    Stamp,
    keep_token,
    last_stamp,
    note_failure,
    queue_stamp,
    renew_stamp,
    stamps,
)
from base.said import Said, said
from crawlers.evidence.authority import Authority, StampError, check_token, stamp
from crawlers.evidence.chain import Entry, from_row

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
LATE = timedelta(days=1)  # a stamp that has waited so long is a fault that operators must look at


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought.

    Args:
        stamped: Lines that were stamped, by book.
        failed: Why others were not, in English, by book.
    """

    stamped: dict[str, int]
    failed: dict[str, str]


def decide(line: Head, last: Stamp | None, now: datetime, every: timedelta) -> Literal["queue", "renew"] | None:
    """Return what is to be done about the newest line of a book.

    Args:
        line: The newest.
        last: The newest stamp of the book, waiting or received; None before the first.
        now: Present instant.
        every: Shortest time between two stamps.
    """
    if last is None:
        return "queue"
    if last.number >= line.number:
        return None
    if last.token is None:
        return "renew"
    return "queue" if now - last.asked_at >= every else None


def next_try(tries: int, now: datetime) -> datetime:
    """Return when to ask again after `tries` in vain, this one counted: 5, 10, 20 minutes ... at most 6 hours."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(max(tries - 1, 0), 10)
    return now + min(doubled, LONGEST_PAUSE)


def stamp_round(
    engine: Engine,
    authority: Authority,
    roots: Sequence[x509.Certificate],
    now: datetime,
    every: timedelta,
    *,
    at_once: bool = False,
) -> Round:
    """Queue what is to be stamped and ask for what is due; the authority is asked outside of transactions.

    Args:
        engine: Of the archive.
        authority: Whom to ask.
        roots: Whom to trust.
        now: Present instant.
        every: Shortest time between two stamps of a book.
        at_once: Ask for those, too, that wait for their next try: somebody stands beside it and wants to know.
    """
    with write(engine) as connection:
        _queue(connection, now, every)
    with read(engine) as connection:
        due = list(_due(connection, now, at_once=at_once))
    done = Round({}, {})
    for asked, line in due:
        try:
            at, token = stamp(line, authority, roots)
        except StampError as error:
            done.failed[asked.book] = str(error)
            with write(engine) as connection:
                note_failure(connection, asked.id, str(error), next_try(asked.tries + 1, now))
            continue
        done.stamped[asked.book] = asked.number
        with write(engine) as connection:
            keep_token(connection, asked, authority.name, at, token)
    return done


def _queue(connection: Connection, now: datetime, every: timedelta) -> None:
    for book in books(connection):
        line, last = head(connection, book), last_stamp(connection, book)
        if line is None:
            continue
        verdict = decide(line, last, now, every)
        if verdict == "queue":
            queue_stamp(connection, book, line.number, line.hash, now)
        elif verdict == "renew" and last is not None:
            renew_stamp(connection, last.id, line.number, line.hash)


def _due(connection: Connection, now: datetime, *, at_once: bool) -> Iterator[tuple[Stamp, Entry]]:
    for waiting in stamps(connection):
        if waiting.token is None and waiting.due_at is not None and (at_once or waiting.due_at <= now):
            row = find_line(connection, waiting.book, waiting.number)
            if row is not None:
                yield waiting, from_row(row)


def check_stamps(connection: Connection, book: str, roots: Sequence[x509.Certificate]) -> tuple[int, list[Said]]:
    """Return how many time stamps of a book hold, and what is wrong with the others.

    Args:
        connection: For reading.
        book: Folder of evidence.
        roots: Whom to trust.
    """
    good, problems = 0, []
    for one in stamps(connection, book):
        if one.token is None:
            continue
        row = find_line(connection, book, one.number)
        if row is None or from_row(row).hash != one.hash:
            problems.append(said("line {n}: it was time-stamped and is gone or changed", n=one.number))
            continue
        try:
            check_token(one.token, one.hash, roots)
        except StampError as error:
            problems.append(said("line {n}: its time stamp does not hold: {error}", n=one.number, error=str(error)))
        else:
            good += 1
    return good, problems
