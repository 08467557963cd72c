"""The map: cases by kabupaten/kota and period, and where nobody looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from archive.database import read
from web.asked import day
from web.data.figures import Seen, by_province, by_region, period, seen
from web.mapping.shapes import NATION, shapes, window
from web.mapping.tiles import Cell, Grid, of_country, of_province
from web.rendering import page, query
from web.visit import Here, Visit

router = APIRouter(include_in_schema=False)
PERIODS = (7, 30, 90)  # days
STEPS = (1, 2, 4, 8, 16)  # lower ends of the colours: counts of cases are skewed, doubling keeps small ones apart
NOTHING = Seen(0, 0)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the map with cases; `address` is where they are listed."""

    code: str
    name: str
    cases: int
    path: str
    colour: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table beside the map; `seen` is None inside a province."""

    code: str
    name: str
    cases: int
    seen: Seen | None
    address: str


def colour(cases: int) -> str:
    """Return the class of a count: c0 for none, c1 to c5."""
    return f"c{sum(cases >= step for step in STEPS)}"


@router.get("/map", response_class=HTMLResponse)
def overview(
    visit: Here,
    province: Annotated[str, Query(pattern=r"^([0-9]{2})?$")] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """Show the country or one province."""
    house = visit.house
    wanted = period(day(since), day(until), province)
    homes = [(outlet.id, outlet.region) for outlet in house.outlets.values() if outlet.region]
    with read(house.engine) as connection:
        regions = house.figure(connection, ("regions", wanted), lambda: by_region(connection, wanted))
        known = house.figure(connection, ("seen",), lambda: seen(connection, homes))
    kept = {"since": since, "until": until}
    listed = {**kept, "counted": "1"}
    inside = {code: pair for code, pair in shapes().items() if not province or code.startswith(f"{province}.")}
    areas = [
        Area(code, house.regions.names.get(code, code), regions[code], pair[bool(province)], colour(regions[code]),
             "/incidents" + query({**listed, "region": code}))
        for code, pair in inside.items() if regions.get(code)
    ]  # fmt: skip
    empty = [(code, pair[bool(province)]) for code, pair in inside.items() if not regions.get(code)]
    lines = _inside(visit, province, regions, listed) if province else _provinces(visit, regions, known, kept)
    return page(
        visit,
        "map.html.j2",
        province=province,
        name=house.regions.names.get(province, province),
        values=kept,
        window=window(province) if province else NATION,
        areas=areas,
        quiet="".join(path for code, path in empty if not known.get(code[:2], NOTHING).blind),
        blind="".join(path for code, path in empty if known.get(code[:2], NOTHING).blind),
        lines=lines,
        grid=_grid(province, lines),
        steps=STEPS,
        whole=query(kept),
        periods=list(_periods(visit, province, kept)),
        total=sum(regions.values()),
        placed=sum(area.cases for area in areas),
        blind_count=sum(line.seen is not None and line.seen.blind for line in lines),
    )


def _periods(visit: Visit, province: str, kept: dict[str, str]) -> Iterator[tuple[int | None, str, bool]]:
    """Yield (days, address, shown now) of the periods to switch between; None for all that was ever reported."""
    today = visit.shown_at.astimezone(visit.house.options.zone).date()
    for days in (*PERIODS, None):
        since = "" if days is None else (today - timedelta(days=days)).isoformat()
        shown = kept == {"since": since, "until": ""}
        yield days, "/map" + query({"province": province, "since": since}), shown


def _grid(province: str, lines: list[Line]) -> Grid:
    cells = [
        Cell(line.code, line.name, line.cases, colour(line.cases), bool(line.seen and line.seen.blind), line.address)
        for line in lines
        if line.code != province
    ]
    return of_province(cells) if province else of_country(cells)


def _provinces(visit: Visit, regions: dict[str, int], known: dict[str, Seen], kept: dict[str, str]) -> list[Line]:
    counts = by_province(regions)
    names = visit.house.regions.names
    codes = [code for code in names if len(code) == 2]  # noqa: PLR2004 - a province
    lines = [
        Line(code, names[code], counts.get(code, 0), known.get(code, NOTHING),
             "/map" + query({**kept, "province": code}))
        for code in codes
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (-line.cases, line.code))


def _inside(visit: Visit, province: str, regions: dict[str, int], kept: dict[str, str]) -> list[Line]:
    names = visit.house.regions.names
    codes = [code for code in names if code.startswith(province) and code.count(".") <= 1]
    lines = [
        Line(code, names[code], regions.get(code, 0), None, "/incidents" + query({**kept, "region": code}))
        for code in codes
        if code != province or regions.get(code)
    ]
    return sorted(lines, key=lambda line: (-line.cases, line.code))
