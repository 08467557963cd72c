"""One article: its text with the evidence marked, its wordings, and what was cut."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse

from archive.database import read
from web.because import because
from web.data.reading import differences, read_article
from web.pages.cases import wants_names
from web.rendering import page
from web.visit import Here

router = APIRouter()
ArticleId = Annotated[int, Path(ge=1, le=2**62)]


@router.get("/articles/{article_id}", response_class=HTMLResponse, include_in_schema=False)
def article(
    visit: Here,
    article_id: ArticleId,
    nama: Annotated[str, Query(max_length=5)] = "",
    versi: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> HTMLResponse:
    """Show an article; `versi=2` shows how the second wording differs from the first."""
    names = wants_names(visit, nama, f"article:{article_id}")
    with read(visit.house.engine) as connection:
        found = read_article(connection, article_id, may_see_names=names)
    compared = None
    pairs = {new.number: (old, new) for old, new in zip(found.versions, found.versions[1:], strict=False)}
    if versi in pairs:
        old, new = pairs[versi]
        compared = differences(f"{old.title}\n\n{old.text}", f"{new.title}\n\n{new.text}", found.names)
    return page(
        visit,
        "article.html.j2",
        found=found,
        why=because(found.analysis, found.names) if found.analysis else (),
        names_shown=names,
        version=versi,
        compared=compared,
        proofs=visit.house.proofs.of(article_id),
    )
