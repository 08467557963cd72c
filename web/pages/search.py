"""Search: query, word forms to untick, facets, passages, page by page."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from archive.database import read
from archive.export.formats import can_parquet
from archive.query.fields import FIELDS
from archive.search import SearchResult, search
from base.errors import ArchiveError, QueryError
from web.data.hiding import cover_forms, cover_hits
from web.explaining import explain
from web.rendering import page, query
from web.visit import Here, Visit

router = APIRouter()
TIMEOUT_MS = 4_000  # of one statement; the goal at a million articles is 0.15 s
LONGEST = 2_000  # characters of a query
FIELD_OF = {"outlet": "media", "province": "wilayah", "region": "wilayah", "kind": "jenis", "act": "perbuatan"}
FIELD_OF |= {"stage": "tahap", "role": "jabatan", "month": "tanggal"}
Forms = Annotated[list[str], Query(max_length=400)]
Without = Annotated[list[str], Query(max_length=400, description="Word forms to leave out; may be repeated.")]


@router.get("/search", response_class=HTMLResponse, include_in_schema=False)
def find(
    visit: Here,
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    cursor: Annotated[str, Query(max_length=400)] = "",
    sort: Annotated[str, Query(pattern=r"^(date|rank)?$")] = "",
    form: Forms = [],  # noqa: B006 - FastAPI copies it
    chosen: Annotated[str, Query(max_length=5)] = "",
) -> HTMLResponse:
    """Search articles. `form` are the word forms that stay ticked, once `chosen` says that the reader chose."""
    facts: dict[str, Any] = {"q": q, "sort": sort, "result": None, "problem": None, "more": "", "chosen": chosen}
    facts["fields"] = [kind.aliases[0] if visit.language == "id" else kind.name for kind in FIELDS]
    status = 200
    try:
        result = find_page(visit, q, cursor, sort, facets=not cursor)
        left_out = _left_out(result, form) if chosen else ()
        if left_out:
            result = find_page(visit, q, cursor, sort, without=left_out, facets=not cursor)
        facts |= _shown(visit, result, sort, form, chosen)
    except (QueryError, ArchiveError) as error:
        status, facts["problem"] = explain(error, visit.language)
    return page(visit, "search.html.j2", status=status, **facts)


def _left_out(result: SearchResult, kept: list[str]) -> tuple[str, ...]:
    offered = {form for told in result.expansions for form in told.forms if form != told.word}
    return tuple(sorted(offered - set(kept)))


def find_page(
    visit: Visit,
    q: str,
    cursor: str,
    sort: str,
    *,
    without: tuple[str, ...] = (),
    limit: int = 20,
    facets: bool = False,
) -> SearchResult:
    """Return a page of hits as the reader may see them.

    Raises:
        QueryError: The query or the cursor cannot be understood.
        ArchiveError: The search took too long.
    """
    with read(visit.house.engine, timeout_ms=TIMEOUT_MS) as connection:
        result = search(
            connection,
            q,
            cursor=cursor or None,
            sort="rank" if sort == "rank" else "date",
            language=visit.language,
            regions=visit.house.regions,
            without_forms=without,
            limit=limit,
            with_facets=facets,
        )
        forms = cover_forms(connection, result.expansions)
        return replace(result, hits=cover_hits(connection, result.hits), expansions=forms)


def _shown(visit: Visit, result: SearchResult, sort: str, form: list[str], chosen: str) -> dict[str, Any]:
    kept = {"q": result.query, "sort": sort, "form": form if chosen else [], "chosen": chosen}
    left_out = [form for one in result.expansions for form in one.left_out]
    more = query({**kept, "cursor": result.cursor}) if result.cursor else ""
    facets = {}
    for facet, counts in (result.spread.facets if result.spread else {}).items():
        facets[facet] = [
            (_value(visit, facet, one.value), one.articles, query({**kept, "q": _with(result.query, facet, one.value)}))
            for one in counts
        ]
    offered = [one for one in result.expansions if len(one.forms) > 1 or one.left_out or one.unsaid]
    return {
        "result": result,
        "facets": facets,
        "more": more,
        "offered": offered,
        "exports": query({"q": result.query, "without": left_out}),
        "left_out": left_out,
        "parquet": can_parquet(),
    }


def _with(text: str, facet: str, value: str) -> str:
    told = f'"{value}"' if " " in value else value
    narrowed = f"({text})" if " OR " in text or " ATAU " in text else text
    return f"{narrowed} {FIELD_OF[facet]}:{told}".strip()


def _value(visit: Visit, facet: str, value: str) -> tuple[str, str]:
    """Return how a value is told: which words of ours, or the value itself."""
    if facet in {"province", "region"}:
        return "plain", visit.house.regions.names.get(value, value)
    if facet == "outlet":
        outlet = visit.house.outlets.get(value)
        return "plain", outlet.name if outlet else value
    return facet, value
