"""What is remembered of each outlet between crawls."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import Connection, Row, bindparam, func, or_, select

from archive.store.dialect import upsert
from archive.tables.operations import outlet_state

_BATCH = 500  # names in one statement
Health = Literal[
    "new", "ok", "silent", "blocked", "unreachable", "robots", "busy", "broken", "clock", "frozen", "few"
]  # fmt: skip
"""`robots`: robots.txt forbids its news; `busy`: it asks us to slow down; `broken`: discovery or pages cannot be read;
`clock`: its dates are shifted; `frozen`: its feed stands still while the home page moves; `few`: fewer articles than
its data expect."""


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


@dataclass(frozen=True, slots=True)
class Ripe:
    """An outlet whose time has come.

    Args:
        outlet: Its id.
        due_at: When it was due, aware UTC; None: at once.
        ahead: Its last crawl lies in the future: a clock was wrong, and its due time means nothing.
    """

    outlet: str
    due_at: datetime | None = None
    ahead: bool = False


_NAMED = select(outlet_state).where(outlet_state.c.outlet.in_(bindparam("outlets", expanding=True)))
_REACHED = select(outlet_state.c.outlet).where(
    outlet_state.c.outlet.in_(bindparam("outlets", expanding=True)), outlet_state.c.last_success_at.is_not(None)
)
_COUNT = select(func.count()).select_from(outlet_state)
_RIPE = select(outlet_state.c.outlet, outlet_state.c.next_due_at, outlet_state.c.last_crawled_at).where(
    or_(
        outlet_state.c.next_due_at.is_(None),
        outlet_state.c.next_due_at <= bindparam("now"),
        outlet_state.c.last_crawled_at > bindparam("wrong"),
    )
)


def load_state(connection: Connection, outlet: str) -> OutletState:
    """Return what is remembered of an outlet; a fresh state when nothing is."""
    return load_states(connection, [outlet])[outlet]


def load_states(connection: Connection, outlets: Collection[str] | None = None) -> dict[str, OutletState]:
    """Return the states by outlet id: of all that are remembered, or of each named one, fresh where unknown."""
    if outlets is None:
        return {row.outlet: _state(row) for row in connection.execute(select(outlet_state))}
    known = {
        row.outlet: _state(row) for named in _batches(outlets) for row in connection.execute(_NAMED, {"outlets": named})
    }
    return {name: known.get(name) or OutletState(name) for name in outlets}


def reached(connection: Connection, outlets: Collection[str]) -> set[str]:
    """Return those of the outlets that a crawl ever came through to."""
    return {one for named in _batches(outlets) for one in connection.execute(_REACHED, {"outlets": named}).scalars()}


def count_remembered(connection: Connection) -> int:
    """Return of how many outlets anything is remembered."""
    return int(connection.execute(_COUNT).scalar_one())


def remembered(connection: Connection) -> set[str]:
    """Return the outlets that anything is remembered of."""
    return set(connection.execute(select(outlet_state.c.outlet)).scalars())


def ripe(connection: Connection, now: datetime, tolerance: timedelta) -> tuple[Ripe, ...]:
    """Return the remembered outlets whose time has come: what a schedule looks at every few seconds.

    Args:
        connection: To the archive.
        now: Present instant, aware.
        tolerance: How far ahead a last crawl may lie before a clock is taken to have been wrong.
    """
    wrong = now + tolerance
    rows = connection.execute(_RIPE, {"now": now, "wrong": wrong})
    return tuple(
        Ripe(name, due_at, ahead=crawled_at is not None and crawled_at > wrong) for name, due_at, crawled_at in rows
    )


def _batches(outlets: Collection[str]) -> list[list[str]]:
    named = sorted(set(outlets))
    return [named[start : start + _BATCH] for start in range(0, len(named), _BATCH)]


def save_state(connection: Connection, state: OutletState) -> None:
    """Remember the state of an outlet."""
    save_states(connection, [state])


def save_states(connection: Connection, states: Sequence[OutletState]) -> None:
    """Remember the states of outlets."""
    rows = [_row(state) for state in states]
    change = [name for name in OutletState.__dataclass_fields__ if name != "outlet"]
    upsert(connection, outlet_state, rows, key=["outlet"], change=change)


def _row(state: OutletState) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(state, name) for name in OutletState.__dataclass_fields__}
    row["hours"] = json.dumps(state.hours)
    row["watch"] = json.dumps(state.watch)
    row["validators"] = json.dumps(
        {
            url: [told.etag, told.last_modified, told.whole_at.isoformat() if told.whole_at else None]
            for url, told in state.validators.items()
        }
    )
    return row


def _state(row: Row[Any]) -> OutletState:
    fields = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented way to a row's columns by name
    fields["health"] = cast("Health", fields["health"])
    fields["hours"] = tuple(json.loads(fields["hours"] or "[]"))
    fields["watch"] = json.loads(fields["watch"] or "{}")
    told = json.loads(fields["validators"] or "{}")
    fields["validators"] = {
        url: Validators(etag, modified, datetime.fromisoformat(whole) if whole else None)
        for url, (etag, modified, whole) in told.items()
    }
    return OutletState(**fields)
