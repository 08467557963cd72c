"""The REST interface: cases, articles, figures. Reading; one act of review for tokens with the scope `decide`."""

import hashlib
import json
from collections import OrderedDict
from dataclasses import asdict, replace
from datetime import date
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.responses import Response

from archive.database import read, write
from archive.finding.highlight import Piece
from archive.records.codec import to_plain
from archive.records.incident import Incident
from archive.search import MOST
from archive.store.incident_filter import IncidentFilter
from pipeline.linking import decide
from pipeline.linking.clocks import incident_clocks
from pipeline.linking.covering import Names, cover_url
from pipeline.linking.hiding import names_of_case, names_of_cases
from pipeline.linking.names import redacted
from web.asked import day
from web.data.cases import case_page, count_cases
from web.data.dossier import Source, read_dossier
from web.data.figures import by_facet, by_month, by_region, by_stage, period
from web.data.hiding import cover_data
from web.data.reading import read_article
from web.described import FAULTS, answered
from web.errors import ForbiddenError
from web.pages.articles import ArticleId
from web.pages.cases import REGION, STAGE, Code
from web.pages.search import LONGEST, Without, find_page
from web.visit import Visit, call

Day = Annotated[str, Query(max_length=10, description="2024-10-31; empty: no bound.")]
Cursor = Annotated[str, Query(max_length=400, description="Of the page before.")]


def caller(request: Request) -> Visit:
    """Return the visit of an API call, within its rate.

    Raises:
        TooManyError: The caller asks too often.
        ForbiddenError: The token may not read.
    """
    visit = call(request)
    if visit.viewer.scopes is not None and "read" not in visit.viewer.scopes and request.method == "GET":
        raise ForbiddenError(visit.t("The token lacks the scope {scope}.", scope="read"))
    return visit


Calling = Annotated[Visit, Depends(caller)]
router = APIRouter(prefix="/api/v1", tags=["archive"], responses=FAULTS)


def _plain_value(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)  # an instant is a date, too


def answer(visit: Visit, document: Any) -> Response:
    """Return the document, or 304 when the caller has it already (RFC 9110, section 13.1.2)."""
    body = json.dumps(document, ensure_ascii=False, default=_plain_value).encode("utf-8", "replace")
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    held = {part.strip().removeprefix("W/") for part in visit.request.headers.get("if-none-match", "").split(",")}
    if tag in held:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type="application/json", headers={"ETag": tag})


def _case(case: Incident, names: Names) -> dict[str, Any]:
    """Return a case as data, with hidden names as initials wherever words of articles or officers stand."""
    return cast("dict[str, Any]", cover_data(to_plain(redacted(case, may_see_names=False)), names))


@router.get("/incidents", responses=answered("Cases.", incidents="list", total="number", cursor="text?"))
def incidents(
    visit: Calling,
    region: Annotated[str, Query(pattern=REGION)] = "",
    level: Literal["", "Kritis", "Tinggi", "Sedang", "Rendah"] = "",
    review: Literal["", "unreviewed", "verified", "dismissed"] = "",
    stage: Annotated[str, Query(pattern=STAGE)] = "",
    since: Day = "",
    until: Day = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Cursor = "",
) -> Response:
    """List cases, last news first; `cursor` is null on the last page."""
    wanted = IncidentFilter(region, level, review, stage, None, day(since), day(until))
    with read(visit.house.engine) as connection:
        found = case_page(connection, wanted, limit=limit, cursor=cursor or None)
        total = visit.house.figure(connection, ("total", wanted), lambda: count_cases(connection, wanted))
        hidden = names_of_cases(connection, found.cases)
    cases = [_case(case, hidden[case.id]) for case in found.cases]
    return answer(visit, {"incidents": cases, "total": total, "cursor": found.cursor})


@router.get("/incidents/{code}", responses=answered("The case.", code="text", clocks="list", publications="list"))
def incident(visit: Calling, code: Code) -> Response:
    """Return one case with its limits and sources; names of low ranks are initials while it is open."""
    with read(visit.house.engine) as connection:
        found = read_dossier(connection, code, may_see_names=False)
    clocks = incident_clocks(found.case, visit.shown_at, visit.house.options.zone)
    document = _case(found.case, found.names) | {"clocks": [to_plain(clock) for clock in clocks]}
    return answer(visit, document | {"publications": [to_plain(_source(one, found.names)) for one in found.sources]})


def _source(source: Source, names: Names) -> Source:
    """Return an article of a case without an address that spells a hidden name."""
    return replace(
        source, url=cover_url(source.url, names), copies=tuple(_source(copy, names) for copy in source.copies)
    )


@router.post("/incidents/{code}/review", responses=answered("The case.", code="text", review="text"))
def review(
    visit: Calling,
    code: Code,
    verdict: Annotated[Literal["verified", "dismissed", "unreviewed"], Body()],
    reason: Annotated[str, Body(max_length=1000)] = "",
) -> Response:
    """Review a case; needs a token with the scope `decide`, of an officer."""
    if not visit.may_decide or "decide" not in (visit.viewer.scopes or ()):
        raise ForbiddenError(visit.t("The token lacks the scope {scope}.", scope="decide"))
    with write(visit.house.engine) as connection:
        by = decide.Officer(visit.viewer.name, visit.now)
        found = decide.review(connection, code, verdict, by, reason=reason)
        names = names_of_case(connection, found, may_see_names=False)
    return answer(visit, _case(found, names))


@router.get("/articles", responses=answered("Hits.", articles="list", cursor="text?", forms="map", figures="map?"))
def articles(
    visit: Calling,
    q: Annotated[str, Query(max_length=LONGEST, description="Query; empty: the newest.")] = "",
    sort: Literal["date", "rank"] = "date",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    cursor: Cursor = "",
    facets: bool = False,  # noqa: FBT001, FBT002 - a parameter of the address
    without: Without = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Search articles; copies are folded into one hit."""
    found = find_page(visit, q, cursor, sort, without=tuple(without), limit=limit, facets=facets)
    hits = [to_plain(hit) | {"title": _plain(hit.title), "passage": _plain(hit.passage)} for hit in found.hits]
    forms = {one.word: one.forms for one in found.expansions}
    spread = asdict(found.spread) if found.spread else None
    return answer(visit, {"articles": hits, "cursor": found.cursor, "forms": forms, "figures": spread})


def _plain(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


@router.get("/articles/{article_id}", responses=answered("The article.", id="number", url="text", title="text"))
def article(visit: Calling, article_id: ArticleId) -> Response:
    """Return what was understood of an article, with offsets; its text only as far as evidence shows it."""
    with read(visit.house.engine) as connection:
        found = read_article(connection, article_id, may_see_names=False)
    told: OrderedDict[str, Any] = OrderedDict(id=found.id, url=cover_url(found.article.url, found.names))
    told["text_hash"] = found.article.text_hash
    told["title"] = "".join(stretch.text for stretch in found.title)
    told["outlet"], told["outlet_name"] = found.article.outlet, found.article.outlet_name
    told["published"] = found.article.published.at if found.article.published else None
    told["incident"] = found.case.code if found.case else None
    told["copy_of"] = found.copy_of
    if found.analysis is not None:
        analysis = to_plain(found.analysis)
        keys = ("kind", "kind_confidence", "stage", "steps", "acts", "rules", "places", "laws", "sanctions", "versions")
        told |= {key: _bare(analysis[key]) for key in keys}
    return answer(visit, told)


def _bare(value: Any) -> Any:
    """Return a claim with the offsets of its evidence and without its words, which may hold names."""
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        spans = "start" in value and "end" in value and "where" in value
        return {key: _bare(item) for key, item in value.items() if not (spans and key == "text")}
    return value


SERIES = {"acts": "list", "roles": "list", "stages": "list", "months": "list", "regions": "map"}


@router.get("/figures", responses=answered("Figures.", **SERIES))
def figures(
    visit: Calling, region: Annotated[str, Query(pattern=REGION)] = "", since: Day = "", until: Day = ""
) -> Response:
    """Return cases by form of breach, position, stage, region and month."""
    wanted, house = period(day(since), day(until), region), visit.house
    with read(house.engine) as connection:
        acts = house.figure(connection, ("act", wanted), lambda: by_facet(connection, "act", wanted))
        roles = house.figure(connection, ("role", wanted), lambda: by_facet(connection, "role", wanted, most=15))
        stages = house.figure(connection, ("stage", wanted), lambda: by_stage(connection, wanted))
        regions = house.figure(connection, ("regions", wanted), lambda: by_region(connection, wanted))
        months = house.figure(connection, ("month", wanted), lambda: by_month(connection, wanted))
    bars: dict[str, tuple[Any, ...]] = {"acts": acts, "roles": roles, "stages": stages, "months": months}
    return answer(visit, {key: [asdict(bar) for bar in told] for key, told in bars.items()} | {"regions": regions})
