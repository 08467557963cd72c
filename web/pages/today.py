"""Today: what an officer needs in ten seconds."""

from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from archive.database import read
from archive.store.incident_filter import IncidentFilter
from pipeline.linking.names import redacted
from web.asked import day
from web.data.cases import by_level, worst_first
from web.data.today import by_case, limits, moved, quality, unseen
from web.rendering import page, query
from web.visit import Here, Visit
from web.words import LEVELS

router = APIRouter()
PERIODS = (1, 7, 30)
WIDEST = PERIODS[-1]
SHOWN = 12


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def today(
    visit: Here,
    hari: Annotated[int, Query(ge=1, le=366)] = 1,
    sampai: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """Show what asks for action, new cases by level, steps, limits that run out and the quality of the data.

    `sampai=2024-11-01` shows the period that ended with that day, under an address that stays the same for ever.
    """
    house, zone = visit.house, visit.house.options.zone
    last = day(sampai)
    at = visit.shown_at if last is None else min(visit.shown_at, datetime.combine(last, time.max, zone))
    since = at - timedelta(days=hari)
    first = since.astimezone(zone).date() if last is None else at.astimezone(zone).date() - timedelta(days=hari - 1)
    wanted = IncidentFilter(since=first, until=last)
    with read(house.engine) as connection:
        levels = house.figure(connection, ("levels", wanted), lambda: by_level(connection, wanted))
        earlier = 0 if levels or hari >= WIDEST else _cases_since(visit, connection, at, last)
        cases = worst_first(connection, wanted, limit=SHOWN)
        steps = moved(connection, since, at)
        local = at.astimezone(zone).date()
        timed = house.figure(connection, ("limits", local), lambda: limits(connection, at, zone, house.limits))
        unlooked = house.figure(connection, ("unseen", local), lambda: unseen(connection, at))
        told = quality(connection, since, at)
    return page(
        visit,
        "today.html.j2",
        at=at,
        days=hari,
        until=last,
        permalink="/" + query({"hari": hari, "sampai": local}),
        again=query({"since": first, "until": last}),
        periods=PERIODS,
        since=wanted.since,
        levels=[(level, levels.get(level, 0)) for level in LEVELS],
        total=sum(levels.values()),
        earlier=earlier,
        widest=WIDEST,
        cases=[redacted(case, may_see_names=False) for case in cases],
        moved=by_case(steps),
        missed=timed.missed,
        limits=timed.running,
        unseen=[redacted(case, may_see_names=False) for case in unlooked],
        quality=told,
    )


def _cases_since(visit: Visit, connection: Connection, at: datetime, last: date | None) -> int:
    """Return how many cases the widest period has, for a page that has none: no case today is not no case."""
    first = (at - timedelta(days=WIDEST - (last is not None))).astimezone(visit.house.options.zone).date()
    wanted = IncidentFilter(since=first, until=last)
    levels = visit.house.figure(connection, ("levels", wanted), lambda: by_level(connection, wanted))
    return sum(levels.values())
