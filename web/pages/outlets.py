"""The newsrooms and how well each is read."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse
from sqlalchemy import func, select

from archive.database import read
from archive.store.coverage import WALKED, ledger
from archive.store.crawls import recent_crawls
from archive.store.outlets import OutletState, load_states
from archive.store.screening import Screened, missed, screened
from archive.tables.articles import article
from pipeline.page.recall import recalls
from web.errors import NotFoundError
from web.rendering import page
from web.visit import Here

router = APIRouter(include_in_schema=False)
DAYS = 14
LEDGER = ("found", "again", "fetched", "kept", "failed", "refused", "waiting")  # found + again = the others but kept
MOST_MISSED = 10  # articles named that the screen had rejected


@router.get("/outlets", response_class=HTMLResponse)
def outlets(visit: Here) -> HTMLResponse:
    """List the newsrooms, those with trouble first."""
    house = visit.house
    with read(house.engine) as connection:
        states = load_states(connection)
        counts = {
            row.outlet: row.n
            for row in connection.execute(
                select(article.c.outlet, func.count().label("n")).group_by(article.c.outlet)
            )
        }  # fmt: skip
        provinces = {name: outlet.province for name, outlet in house.outlets.items()}
        sampled = screened(connection, visit.shown_at, lambda name: provinces.get(name or ""))
        lost = missed(connection, visit.shown_at, MOST_MISSED)
    known = sorted({*house.outlets, *states})
    rows = [(name, house.outlets.get(name), states.get(name, OutletState(name)), counts.get(name, 0)) for name in known]
    wanted = [row for row in rows if row[0] in states or (row[1] is not None and row[1].enabled)]
    wanted.sort(key=lambda row: (row[2].health in {"ok", "new"}, row[2].health == "new", row[0]))
    return page(
        visit,
        "outlets.html.j2",
        rows=wanted,
        regions=house.regions.names,
        lost=lost,
        **_recall(sampled, house.options.sample_one_in),
    )


def _recall(sampled: Mapping[str | None, Screened], one_in: int) -> dict[str, Any]:
    """Return what the page tells of the screen's recall, the provinces that are known only."""
    whole, provinces = recalls(sampled, one_in)
    known = [(code, told, sampled[code]) for code, told in provinces.items() if told is not None]
    return {"one_in": one_in, "recall": whole, "recalls": known, "sampled": sum(sampled.values(), Screened())}


@router.get("/outlets/{name}", response_class=HTMLResponse)
def outlet(visit: Here, name: Annotated[str, Path(max_length=64)]) -> HTMLResponse:
    """Show one newsroom: state, crawls, what it announced and what became of it, day by day."""
    house = visit.house
    with read(house.engine) as connection:
        state = load_states(connection).get(name)
        if state is None and name not in house.outlets:
            raise NotFoundError(name)
        hours = ledger(
            connection, visit.shown_at - timedelta(days=DAYS), visit.shown_at + timedelta(hours=1), outlet=name
        )
        crawls = recent_crawls(connection, outlet=name, limit=20)
    days: dict[date, list[int]] = {}
    for hour in hours:
        if hour.means.startswith(WALKED):  # counted in the hour of the walk
            continue
        told = days.setdefault(hour.hour.astimezone(house.options.zone).date(), [0] * len(LEDGER))
        for place, column in enumerate(LEDGER):
            told[place] += getattr(hour, column)
    return page(
        visit,
        "outlet.html.j2",
        name=name,
        outlet=house.outlets.get(name),
        state=state or OutletState(name),
        days=sorted(days.items(), reverse=True),
        crawls=crawls,
        regions=house.regions.names,
    )
