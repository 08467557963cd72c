"""Entries: which announced addresses were seen and what became of each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, update

from archive.records.page import Entry
from archive.store.dialect import insert_missing
from archive.tables.articles import article as articles
from archive.tables.articles import entry as entries

_BATCH = 500  # SQLite takes 32,766 parameters, PostgreSQL 65,535; this keeps statements short


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that still needs work.

    Args:
        url_key: SHA-256 of its folded address.
        tries: How often it was tried.
        state_at: When it came into its state, aware UTC.
        via: The means that announced it.
        title: As announced; None when the means carries none.
        published: Aware UTC; None when not announced.
    """

    outlet: str
    url_key: str
    url: str
    state: str
    tries: int
    state_at: datetime
    via: str = ""
    title: str | None = None
    published: datetime | None = None


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
    connection: Connection,
    outlet: str,
    keys: Collection[str],
    *,
    states: Collection[str],
    rests: Sequence[timedelta],
    now: datetime,
) -> set[str]:
    """Return those of the outlet's keys that need no work now.

    Args:
        connection: To the archive.
        outlet: Outlet id.
        keys: Keys asked about.
        states: States that are final.
        rests: How long to leave an entry after its first, second ... try; after as many tries it is left for good.
        now: Present, aware.
    """
    found: set[str] = set()
    ordered = sorted(set(keys))
    over = entries.c.state.in_(sorted(states)) | ~_ripe(rests, now)
    for start in range(0, len(ordered), _BATCH):
        wanted = entries.c.url_key.in_(ordered[start : start + _BATCH])
        found.update(
            connection.execute(select(entries.c.url_key).where(entries.c.outlet == outlet, wanted, over)).scalars()
        )
    return found


def _ripe(rests: Sequence[timedelta], now: datetime) -> ColumnElement[bool]:
    """Return the condition that an entry may be tried: it has tries left and has had its rest."""
    rested = [
        (entries.c.tries == tries) & (entries.c.state_at <= now - rest) for tries, rest in enumerate(rests, 1) if rest
    ]
    free = [tries for tries, rest in enumerate(rests, 1) if not rest]
    return or_(entries.c.tries == 0, entries.c.tries.in_(free), *rested)


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
    tried: bool = True,
) -> bool:
    """Note what became of an entry; tell whether it is known.

    Args:
        connection: In a write transaction.
        outlet: Outlet id.
        url_key: SHA-256 of the folded address.
        state: One of `crawlers.report.EntryState`; `found` until it has one.
        now: The present, aware.
        reason: For people; None when the state says enough.
        article_id: The article it became; None leaves what is stored.
        tried: Whether it was asked for; an entry that was only put aside has as many tries left as before.
    """
    values: dict[str, Any] = {"state": state, "state_reason": reason, "state_at": now}
    if tried:
        values["tries"] = entries.c.tries + 1
    if article_id is not None:
        values["article_id"] = article_id
    mine = update(entries).where(entries.c.outlet == outlet, entries.c.url_key == url_key)
    return connection.execute(mine.values(**values)).rowcount > 0


_OPEN = select(entries.c.outlet).distinct().where(
    entries.c.outlet.in_(bindparam("outlets", expanding=True)),
    entries.c.state.in_(bindparam("states", expanding=True)),
)  # fmt: skip


def with_open(connection: Connection, outlets: Collection[str], states: Collection[str]) -> set[str]:
    """Return, at little cost, the outlets that have any entry in one of the states: at most polls none has."""
    named, found = sorted(set(outlets)), set[str]()
    for start in range(0, len(named), _BATCH):
        asked = {"outlets": named[start : start + _BATCH], "states": sorted(states)}
        found.update(connection.execute(_OPEN, asked).scalars())
    return found


def put_aside(connection: Connection, found: Collection[tuple[Entry, str]], state: str, reason: str | None) -> None:
    """Note entries that are not fetched now, as (entry, key) pairs; those that are settled already stay as they are."""
    record_entries(connection, found)
    by_outlet: dict[str, list[str]] = {}
    for entry, key in found:
        by_outlet.setdefault(entry.outlet, []).append(key)
    for outlet, keys in by_outlet.items():
        for start in range(0, len(keys), _BATCH):
            mine = (entries.c.outlet == outlet, entries.c.url_key.in_(keys[start : start + _BATCH]))
            open_ = entries.c.state.in_(("found", "deferred", "skipped"))
            connection.execute(update(entries).where(*mine, open_).values(state=state, state_reason=reason))


def waiting(
    connection: Connection,
    outlet: str,
    *,
    states: Collection[str],
    rests: Sequence[timedelta],
    now: datetime,
    limit: int = 500,
) -> tuple[Waiting, ...]:
    """Return the outlet's entries that need work now: left over, never finished, or failed not too often.

    Oldest state first, so that what a killed process left behind comes before new failures.

    Args:
        connection: To the archive.
        outlet: Outlet id.
        states: States that are not final.
        rests: As for `settled`.
        now: Present, aware.
        limit: The most to return.
    """
    query = (
        select(entries)
        .where(entries.c.outlet == outlet, entries.c.state.in_(sorted(states)), _ripe(rests, now))
        .order_by(entries.c.state_at, entries.c.id)
        .limit(limit)
    )
    return tuple(
        Waiting(row.outlet, row.url_key, row.url, row.state, row.tries, row.state_at, row.via, row.title,
                row.published_at)
        for row in connection.execute(query)
    )  # fmt: skip


def count_states(connection: Connection, outlet: str) -> dict[str, int]:
    """Return how many of the outlet's entries are in each state."""
    query = select(entries.c.state, func.count()).where(entries.c.outlet == outlet).group_by(entries.c.state)
    return {state: count for state, count in connection.execute(query)}  # noqa: C416 - rows are no tuples to mypy
