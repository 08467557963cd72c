"""What a search finds, as a file that streams: without texts, evidence and names, fit to be published."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from sqlalchemy import select

from archive.database import read, write
from archive.export.formats import FORMATS, can_parquet
from archive.export.package import package_bytes
from archive.export.rows import ExportRow, batches, export_rows
from archive.export.statement import PackageFacts
from archive.query.ast import Node
from archive.query.expand import expand
from archive.query.holds import Holds
from archive.query.parse import parse
from archive.store.audit import record_act
from archive.tables.articles import article as articles
from base.errors import UsageError
from web.data.hiding import cover_rows
from web.described import FAULTS
from web.errors import ForbiddenError
from web.pages.search import LONGEST, Without
from web.visit import Calling, Visit

router = APIRouter(tags=["export"])
BATCH = 200  # rows whose names are hidden at once
PACKAGE = "package"
FILE = {
    "description": "The file, piece by piece.",
    "content": {"application/octet-stream": {"schema": {"type": "string"}}},
}


@router.get("/export", include_in_schema=False)
@router.get("/api/v1/export", response_class=StreamingResponse, responses={**FAULTS, 200: FILE})
def export(
    visit: Calling,
    q: Annotated[str, Query(max_length=LONGEST, description="Query; empty: everything.")] = "",
    format: Annotated[  # noqa: A002 - the parameter's name
        str, Query(pattern="^(csv|jsonl|ris|bibtex|parquet|package)$", description="package: a Frictionless zip.")
    ] = "csv",
    artikel: Annotated[int, Query(ge=0, le=2**62, description="This article alone; 0: all that match.")] = 0,
    without: Without = [],  # noqa: B006 - FastAPI copies it
) -> StreamingResponse:
    """Export the articles a query finds. Nothing is left out without saying so."""
    if visit.viewer.scopes is not None and "export" not in visit.viewer.scopes:
        raise ForbiddenError(visit.t("The token lacks the scope {scope}.", scope="export"))
    if format == "parquet" and not can_parquet():
        raise UsageError(visit.t("This server cannot write Parquet. Install it there: pip install 'pantau[parquet]'"))
    house = visit.house
    wanted = _day_of(visit, artikel) if artikel else q
    with read(house.engine) as connection:
        tree = parse(wanted, language=visit.language, regions=house.regions, holds=Holds(connection))
    told = " ".join((q, *(f"--without {form}" for form in without)))
    detail = {"query": told, "format": format, "article": artikel}
    if visit.viewer.known and not house.options.read_only:
        with write(house.engine) as connection:
            record_act(connection, now=visit.now, by=visit.viewer.name, act="export", target="articles", detail=detail)
    known = FORMATS.get(format)
    kind, ending = (known.media_type, known.ending) if known else ("application/zip", "zip")
    headers = {"Content-Disposition": f'attachment; filename="pantau-{visit.now:%Y%m%d}.{ending}"'}
    return StreamingResponse(_pieces(visit, tree, artikel, format, told, without), media_type=kind, headers=headers)


def _day_of(visit: Visit, article: int) -> str:
    """Return a query that finds an article without reading the whole archive."""
    with read(visit.house.engine) as connection:
        day = connection.execute(select(articles.c.published_day).where(articles.c.id == article)).scalar()
    return f"tanggal:{day}" if day else ""


def _pieces(visit: Visit, tree: Node, article: int, form: str, query: str, without: list[str]) -> Iterator[bytes]:
    """Yield the file piece by piece, in memory that does not grow with it."""
    with read(visit.house.engine) as connection:
        node, _ = expand(connection, tree, without=without)
        source = (row for row in export_rows(connection, node, fold=not article) if article in {0, row.id})
        rows: Iterator[ExportRow] = (row for some in batches(source, BATCH) for row in cover_rows(connection, some))
        if form == PACKAGE:
            facts = PackageFacts(query, visit.now, visit.house.options.version or "0")
            yield from package_bytes(connection, rows, facts)
        else:
            yield from FORMATS[form].write(rows, full_text=False)
