"""Entries: which announced addresses were seen and what became of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from archive.records.page import Entry
from archive.store.dialect import insert_missing
from archive.tables.articles import article as articles
from archive.tables.articles import entry as entries

DONE = frozenset({"screened_out", "kept", "copy", "skipped", "gone"})
"""States in which an entry needs no more work; `found`, `fetched`, `failed` and `blocked` may be tried again."""
_BATCH = 500  # SQLite takes 32,766 parameters, PostgreSQL 65,535; this keeps statements short


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that still needs work.

    Args:
        url_key: SHA-256 of its folded address.
        tries: How often it was tried.
        state_at: When it came into its state, aware UTC.
    """

    outlet: str
    url_key: str
    url: str
    state: str
    tries: int
    state_at: datetime


def unseen(connection: Connection, outlet: str, keys: Collection[str]) -> set[str]:
    """Return those keys of an outlet's addresses that the archive does not know yet."""
    return set(keys) - set(states(connection, outlet, keys))


def states(connection: Connection, outlet: str, keys: Collection[str]) -> dict[str, str]:
    """Return the state of those of the outlet's keys that are known."""
    found: dict[str, str] = {}
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), _BATCH):
        wanted = entries.c.url_key.in_(ordered[start : start + _BATCH])
        query = select(entries.c.url_key, entries.c.state).where(entries.c.outlet == outlet, wanted)
        found.update((row.url_key, row.state) for row in connection.execute(query))
    return found


def settled(
    connection: Connection, outlet: str, keys: Collection[str], *, states: Collection[str], most_tries: int
) -> set[str]:
    """Return those of the outlet's keys that need no more work.

    Args:
        connection: To the archive.
        outlet: Outlet id.
        keys: Keys asked about.
        states: States that are final.
        most_tries: Tries after which an entry in any other state is left.
    """
    found: set[str] = set()
    ordered = sorted(set(keys))
    over = entries.c.state.in_(sorted(states)) | (entries.c.tries >= most_tries)
    for start in range(0, len(ordered), _BATCH):
        wanted = entries.c.url_key.in_(ordered[start : start + _BATCH])
        found.update(
            connection.execute(select(entries.c.url_key).where(entries.c.outlet == outlet, wanted, over)).scalars()
        )
    return found


def modified_since(connection: Connection, modified: Mapping[str, datetime]) -> set[str]:
    """Return the keys whose stored article is older than the modification its outlet announces.

    Args:
        connection: To the archive.
        modified: Announced instant (aware) by key.
    """
    changed: set[str] = set()
    ordered = sorted(modified)
    for start in range(0, len(ordered), _BATCH):
        seen = func.coalesce(articles.c.modified_at, articles.c.first_seen_at)
        query = select(articles.c.url_key, articles.c.modified_at, articles.c.first_seen_at).where(
            articles.c.url_key.in_(ordered[start : start + _BATCH]), seen.is_not(None)
        )
        for row in connection.execute(query):
            if modified[row.url_key] > (row.modified_at or row.first_seen_at):
                changed.add(row.url_key)
    return changed


def newest_article(connection: Connection, outlet: str) -> datetime | None:
    """Return when the outlet's newest entry was published, or found where no date is known; None without entries."""
    at = func.coalesce(entries.c.published_at, entries.c.found_at)
    newest: datetime | None = connection.execute(select(func.max(at)).where(entries.c.outlet == outlet)).scalar_one()
    return newest


def record_entry(connection: Connection, entry: Entry, url_key: str) -> None:
    """Note that an outlet announced an address; one that is known stays as it is."""
    record_entries(connection, [(entry, url_key)])


def record_entries(connection: Connection, found: Collection[tuple[Entry, str]]) -> None:
    """Note what an outlet announced, as (entry, key) pairs; known ones stay as they are."""
    rows = [
        {
            "outlet": entry.outlet,
            "url_key": key,
            "url": entry.url,
            "via": entry.via,
            "title": entry.title,
            "published_at": entry.published,
            "found_at": entry.found_at,
            "state": "found",
            "state_at": entry.found_at,
        }
        for entry, key in found
    ]
    insert_missing(connection, entries, rows)


def set_state(
    connection: Connection,
    outlet: str,
    url_key: str,
    state: str,
    *,
    now: datetime,
    reason: str | None = None,
    article_id: int | None = None,
) -> bool:
    """Note what became of an entry; tell whether it is known.

    Args:
        connection: In a write transaction.
        outlet: Outlet id.
        url_key: SHA-256 of the folded address.
        state: One of `found`, `fetched`, `screened_out`, `kept`, `copy`, `failed`, `blocked`, `skipped`, `gone`.
        now: The present, aware.
        reason: For people; None when the state says enough.
        article_id: The article it became; None leaves what is stored.
    """
    values: dict[str, Any] = {"state": state, "state_reason": reason, "state_at": now, "tries": entries.c.tries + 1}
    if article_id is not None:
        values["article_id"] = article_id
    mine = update(entries).where(entries.c.outlet == outlet, entries.c.url_key == url_key)
    return connection.execute(mine.values(**values)).rowcount > 0


def waiting(connection: Connection, outlet: str, *, most_tries: int = 3, limit: int = 500) -> tuple[Waiting, ...]:
    """Return the outlet's entries that need work: found or fetched but never finished, or failed not too often.

    Oldest state first, so that what a killed process left behind comes before new failures.
    """
    query = (
        select(entries)
        .where(entries.c.outlet == outlet, entries.c.state.in_(["found", "fetched", "failed"]))
        .where(entries.c.tries < most_tries)
        .order_by(entries.c.state_at, entries.c.id)
        .limit(limit)
    )
    return tuple(
        Waiting(row.outlet, row.url_key, row.url, row.state, row.tries, row.state_at)
        for row in connection.execute(query)
    )


def count_states(connection: Connection, outlet: str) -> dict[str, int]:
    """Return how many of the outlet's entries are in each state."""
    query = select(entries.c.state, func.count()).where(entries.c.outlet == outlet).group_by(entries.c.state)
    return {state: count for state, count in connection.execute(query)}  # noqa: C416 - rows are no tuples to mypy
