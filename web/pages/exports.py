"""What a search finds, as a file that streams: without texts, evidence and names, fit to be published."""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, TextIO

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from sqlalchemy import select

from archive.database import read, write
from archive.export.citations import write_bibtex, write_ris
from archive.export.rows import ExportRow, export_rows
from archive.export.tables import write_csv, write_jsonl
from archive.query.ast import Node
from archive.query.expand import expand
from archive.query.parse import parse
from archive.store.audit import record_act
from archive.tables.articles import article as articles
from web.data.hiding import cover_rows
from web.errors import ForbiddenError
from web.pages.search import LONGEST
from web.visit import Here

router = APIRouter(tags=["export"])
Writer = Callable[[Iterable[ExportRow], TextIO], int]
FORMS: dict[str, tuple[Writer, str, str]] = {
    "csv": (write_csv, "text/csv", "csv"),
    "jsonl": (write_jsonl, "application/x-ndjson", "jsonl"),
    "ris": (write_ris, "application/x-research-info-systems", "ris"),
    "bibtex": (write_bibtex, "application/x-bibtex", "bib"),
}
BATCH = 200  # rows sent at once


@router.get("/export", include_in_schema=False)
@router.get("/api/v1/export")
def export(
    visit: Here,
    q: Annotated[str, Query(max_length=LONGEST, description="Query; empty: everything.")] = "",
    format: Annotated[str, Query(pattern="^(csv|jsonl|ris|bibtex)$")] = "csv",  # noqa: A002 - the parameter's name
    artikel: Annotated[int, Query(ge=0, le=2**62, description="This article alone; 0: all that match.")] = 0,
) -> StreamingResponse:
    """Export the articles a query finds. Nothing is left out without saying so."""
    if visit.viewer.scopes is not None and "export" not in visit.viewer.scopes:
        raise ForbiddenError(visit.t("The token lacks the scope {scope}.", scope="export"))
    house = visit.house
    tree = parse(_day_of(visit, artikel) if artikel else q, language=visit.language, regions=house.regions)
    detail = {"query": q, "format": format, "article": artikel}
    if visit.viewer.known:
        with write(house.engine) as connection:
            record_act(connection, now=visit.now, by=visit.viewer.name, act="export", target="articles", detail=detail)
    writer, kind, ending = FORMS[format]
    headers = {"Content-Disposition": f'attachment; filename="pantau-{visit.now:%Y%m%d}.{ending}"'}
    return StreamingResponse(
        _pieces(visit, tree, artikel, writer), media_type=f"{kind}; charset=utf-8", headers=headers
    )


def _day_of(visit: Here, article: int) -> str:
    """Return a query that finds an article without reading the whole archive."""
    with read(visit.house.engine) as connection:
        day = connection.execute(select(articles.c.published_day).where(articles.c.id == article)).scalar()
    return f"tanggal:{day}" if day else ""


def _pieces(visit: Here, tree: Node, article: int, writer: Writer) -> Iterator[str]:
    """Yield the file piece by piece: the writers write into a stream, which is emptied after every batch."""
    stream = io.StringIO(newline="")
    first = True
    with read(visit.house.engine) as connection:
        node, _ = expand(connection, tree)
        source = (row for row in export_rows(connection, node, fold=not article) if article in {0, row.id})
        for batch in _batches(source):
            (writer if first else _without_head(writer))(cover_rows(connection, batch), stream)
            first = False
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
    if first:
        writer((), stream)
        yield stream.getvalue()


def _batches(rows: Iterator[ExportRow]) -> Iterator[list[ExportRow]]:
    batch: list[ExportRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _without_head(writer: Writer) -> Writer:
    """Return a writer whose table goes on without mark and line of names."""
    if writer is not write_csv:
        return writer

    def going_on(rows: Iterable[ExportRow], stream: TextIO) -> int:
        whole = io.StringIO(newline="")
        count = write_csv(rows, whole, bom=False)
        whole.seek(0)
        whole.readline()
        stream.write(whole.read())
        return count

    return going_on
