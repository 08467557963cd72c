"""The list of cases and one case."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse

from archive.database import read, write
from archive.store.audit import record_act
from archive.store.incident_filter import IncidentFilter
from pipeline.linking.clocks import incident_clocks
from pipeline.linking.names import redacted
from pipeline.linking.stalled import stalled
from web.asked import day
from web.data.cases import case_page, count_cases
from web.data.dossier import read_dossier
from web.rendering import page, query
from web.visit import Here, Visit
from web.words import LEVELS, NOTED, REVIEWS

router = APIRouter()
CODE = r"^[0-9]{4}-[0-9]{4,9}$"
Code = Annotated[str, Path(pattern=CODE)]
STAGE = r"^([SPX][1-7])?$"
ACT = r"^(A[0-9]{2})?$"
ROLE = r"^[a-z_]{0,40}$"
REGION = r"^([0-9]{2}(\.[0-9]{2})?)?$"


@router.get("/incidents", response_class=HTMLResponse, include_in_schema=False)
def incidents(
    visit: Here,
    region: Annotated[str, Query(pattern=REGION)] = "",
    level: Annotated[str, Query(pattern=r"^(Kritis|Tinggi|Sedang|Rendah)?$")] = "",
    review: Annotated[str, Query(pattern=r"^(unreviewed|verified|dismissed)?$")] = "",
    stage: Annotated[str, Query(pattern=STAGE)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
    open_: Annotated[str, Query(alias="open", max_length=5)] = "",
    act: Annotated[str, Query(pattern=ACT)] = "",
    role: Annotated[str, Query(pattern=ROLE)] = "",
    counted: Annotated[str, Query(max_length=5)] = "",
    cursor: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """List cases, last news first; `counted` as the figures count them, so that each figure has its list."""
    wanted = IncidentFilter(
        region, level, review, stage, None, day(since), day(until), bool(open_), act, role, counted=bool(counted)
    )
    with read(visit.house.engine) as connection:
        found = case_page(connection, wanted, cursor=cursor or None)
        total = visit.house.figure(connection, ("total", wanted), lambda: count_cases(connection, wanted))
    values = {"region": region, "level": level, "review": review, "stage": stage, "since": since, "until": until}
    values |= {"open": open_, "act": act, "role": role, "counted": counted}
    return page(
        visit,
        "incidents.html.j2",
        cases=[redacted(case, may_see_names=False) for case in found.cases],
        total=total,
        values=values,
        more=query({**values, "cursor": found.cursor}) if found.cursor else "",
        levels=LEVELS,
        reviews=REVIEWS,
        regions=visit.house.regions.names,
        provinces={code: name for code, name in visit.house.regions.names.items() if len(code) == 2},  # noqa: PLR2004
        narrowed=any(values.values()),
    )


@router.get("/incidents/{code}", response_class=HTMLResponse, response_model=None, include_in_schema=False)
def incident(
    visit: Here,
    code: Code,
    nama: Annotated[str, Query(max_length=5)] = "",
    tercatat: Annotated[str, Query(max_length=12)] = "",
) -> HTMLResponse | RedirectResponse:
    """Show one case; `nama=1` shows hidden names to those with the right, and the audit notes it."""
    names = wants_names(visit, nama, f"incident:{code}")
    with read(visit.house.engine) as connection:
        found = read_dossier(connection, code, may_see_names=names)
    if found.case.code != code:
        return RedirectResponse(f"/incidents/{found.case.code}", status_code=303)
    zone = visit.house.options.zone
    clocks = incident_clocks(found.case, visit.shown_at, zone)
    return page(
        visit,
        "incident.html.j2",
        reply=visit.house.links.reply(found.case.code) if visit.may_decide else None,
        case=found.case,
        dossier=found,
        clocks=clocks,
        laws=visit.house.laws,
        stalled=stalled(found.case, visit.shown_at, zone),
        names_shown=names,
        noted=tercatat if tercatat in NOTED else "",
        query_again=f"kasus:{code}",
    )


def wants_names(visit: Visit, wish: str, target: str) -> bool:
    """Tell whether names are shown, and note the access when they are."""
    if not wish or not visit.may_see_names:
        return False
    with write(visit.house.engine) as connection:
        record_act(connection, now=visit.now, by=visit.viewer.name, act="names", target=target)
    return True
