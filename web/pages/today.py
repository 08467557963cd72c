"""Today: what an officer needs in ten seconds."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from archive.database import read
from pipeline.linking.names import redacted
from web.data.cases import CaseFilter, by_level, worst_first
from web.data.today import ending, moved, quality
from web.rendering import page
from web.visit import Here
from web.words import LEVELS

router = APIRouter()
PERIODS = (1, 7, 30)
SHOWN = 12


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def today(visit: Here, hari: Annotated[int, Query(ge=1, le=366)] = 1) -> HTMLResponse:
    """Show new cases by level, steps, limits that run out and the quality of the data."""
    house, zone = visit.house, visit.house.options.zone
    since = visit.now - timedelta(days=hari)
    wanted = CaseFilter(since=since.astimezone(zone).date())
    with read(house.engine) as connection:
        levels = house.figure(connection, ("levels", wanted), lambda: by_level(connection, wanted))
        cases = worst_first(connection, wanted, limit=SHOWN)
        steps = moved(connection, since)
        day = visit.now.astimezone(zone).date()
        limits = house.figure(connection, ("ending", day), lambda: ending(connection, visit.now, zone, house.limits))
        told = quality(connection, since)
    return page(
        visit,
        "today.html.j2",
        days=hari,
        periods=PERIODS,
        since=wanted.since,
        levels=[(level, levels.get(level, 0)) for level in LEVELS],
        total=sum(levels.values()),
        cases=[redacted(case, may_see_names=False) for case in cases],
        steps=steps,
        limits=limits,
        quality=told,
    )
