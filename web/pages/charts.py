"""Charts as officers know them, each with its table, its query and a fixed address."""

from calendar import monthrange
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from archive.database import read
from web.asked import day
from web.data.figures import by_facet, by_month, by_province, by_region, by_stage, period
from web.pages.cases import REGION
from web.rendering import page, query
from web.visit import Here

router = APIRouter(include_in_schema=False)
PROVINCES_SHOWN = 15


@router.get("/charts", response_class=HTMLResponse)
def charts(
    visit: Here,
    region: Annotated[str, Query(pattern=REGION)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """Show cases by form of breach, position, stage, province and month."""
    house = visit.house
    wanted = period(day(since), day(until), region)
    with read(house.engine) as connection:
        acts = house.figure(connection, ("act", wanted), lambda: by_facet(connection, "act", wanted))
        roles = house.figure(connection, ("role", wanted), lambda: by_facet(connection, "role", wanted, most=15))
        stages = house.figure(connection, ("stage", wanted), lambda: by_stage(connection, wanted))
        regions = house.figure(connection, ("regions", wanted), lambda: by_region(connection, wanted))
        months = house.figure(connection, ("month", wanted), lambda: by_month(connection, wanted))
    counts = sorted(by_province(regions).items(), key=lambda pair: (-pair[1], pair[0]))[:PROVINCES_SHOWN]
    names = house.regions.names
    return page(
        visit,
        "charts.html.j2",
        values={"region": region, "since": since, "until": until},
        address="/charts" + query({"region": region, "since": since, "until": until}),
        acts=acts,
        roles=roles,
        stages=stages,
        provinces=[(code, names.get(code, code), n) for code, n in counts],
        months=months,
        kept={"region": region, "since": since, "until": until},
        again=_again,
        within=month_bounds,
        data="/api/v1/figures" + query({"region": region, "since": since, "until": until}),
        all_provinces={code: name for code, name in names.items() if len(code) == 2},  # noqa: PLR2004
        shown_region=names.get(region, region),
    )


def _again(kept: dict[str, str], **more: str) -> str:
    """Return the address of the list of cases that a figure counts."""
    return "/incidents" + query({**kept, **more, "counted": 1})


def month_bounds(month: str, kept: dict[str, str]) -> dict[str, str]:
    """Return the first and last day of a month, inside the period that is shown."""
    year, number = (int(part) for part in month.split("-"))
    last = f"{month}-{monthrange(year, number)[1]:02}"
    since, until = kept.get("since", ""), kept.get("until", "")
    return {"since": max(f"{month}-01", since), "until": min(last, until) if until else last}
