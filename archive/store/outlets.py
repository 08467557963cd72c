"""What is remembered of each outlet between crawls."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import Connection, Row, bindparam, select

from archive.store.dialect import upsert
from archive.tables.operations import outlet_state

_BATCH = 500  # names in one statement
Health = Literal["new", "ok", "silent", "blocked", "unreachable", "broken", "clock", "frozen", "few"]
"""`broken`: discovery or pages cannot be read; `clock`: its dates are shifted; `frozen`: its feed stands still while
the home page moves; `few`: fewer articles than its data expect."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave for asking again whether an address has changed (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None
    whole_at: datetime | None = None  # when the document was last received whole, aware UTC


@dataclass(frozen=True, slots=True)
class OutletState:
    """What is remembered of an outlet.

    Args:
        outlet: Its id.
        first_crawled_at: None before the first crawl has ended.
        last_crawled_at: Last attempt.
        last_success_at: Last attempt that reached it.
        next_due_at: None: due at once.
        failures: In a row.
        health: See `Health`.
        health_reason: For people; None when well.
        rate_per_hour: Learnt publication rate; None when unknown.
        hours: 24 relative rates by local hour; empty when unknown.
        validators: By discovery address.
        newest_at: Of the newest article: its publication, or when it was found; None when nothing was ever found.
        watch: Plain facts that alarms are decided from (`crawlers.watching`); empty before the first crawl.
    """

    outlet: str
    first_crawled_at: datetime | None = None
    last_crawled_at: datetime | None = None
    last_success_at: datetime | None = None
    next_due_at: datetime | None = None
    failures: int = 0
    health: Health = "new"
    health_reason: str | None = None
    rate_per_hour: float | None = None
    hours: tuple[float, ...] = ()
    validators: dict[str, Validators] = field(default_factory=dict)
    newest_at: datetime | None = None
    watch: dict[str, Any] = field(default_factory=dict)


_ONE = select(outlet_state).where(outlet_state.c.outlet == bindparam("outlet"))


def load_state(connection: Connection, outlet: str) -> OutletState:
    """Return what is remembered of an outlet; a fresh state when nothing is."""
    row = connection.execute(_ONE, {"outlet": outlet}).one_or_none()
    return OutletState(outlet) if row is None else _state(row)


def load_states(connection: Connection, outlets: Collection[str] | None = None) -> dict[str, OutletState]:
    """Return the states by outlet id: of all that are remembered, or of each named one, fresh where unknown."""
    query = select(outlet_state)
    if outlets is None:
        return {row.outlet: _state(row) for row in connection.execute(query)}
    named = sorted(set(outlets))
    known = {
        row.outlet: _state(row)
        for start in range(0, len(named), _BATCH)
        for row in connection.execute(query.where(outlet_state.c.outlet.in_(named[start : start + _BATCH])))
    }
    return {name: known.get(name, OutletState(name)) for name in outlets}


def due_times(connection: Connection) -> dict[str, datetime | None]:
    """Return when each remembered outlet is due, by id: what a schedule looks at every few seconds."""
    rows = connection.execute(select(outlet_state.c.outlet, outlet_state.c.next_due_at))
    return {row.outlet: row.next_due_at for row in rows}


def save_state(connection: Connection, state: OutletState) -> None:
    """Remember the state of an outlet."""
    row: dict[str, Any] = {name: getattr(state, name) for name in OutletState.__dataclass_fields__}
    row["hours"] = json.dumps(state.hours)
    row["watch"] = json.dumps(state.watch)
    row["validators"] = json.dumps(
        {
            url: [told.etag, told.last_modified, told.whole_at.isoformat() if told.whole_at else None]
            for url, told in state.validators.items()
        }
    )
    upsert(connection, outlet_state, [row], key=["outlet"], change=[name for name in row if name != "outlet"])


def _state(row: Row[Any]) -> OutletState:
    fields = {name: getattr(row, name) for name in OutletState.__dataclass_fields__}
    told = json.loads(row.validators or "{}")
    return replace(
        OutletState(**fields),
        health=cast("Health", row.health),
        hours=tuple(json.loads(row.hours or "[]")),
        watch=json.loads(row.watch or "{}"),
        validators={
            url: Validators(etag, modified, datetime.fromisoformat(whole) if whole else None)
            for url, (etag, modified, whole) in told.items()
        },
    )
