"""Puts a stored article into the case it reports, inside the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What linking one article did.

    Args:
        incident_id: The case the article now belongs to; None when it reports none.
        code: That case's code; None likewise.
        outcome: `opened`, `joined`, `kept` (was there before), `mentioned` (another kind that speaks of the case),
            `none`.
        copy_of: The earlier article this one repeats; None when it is original.
        score: Log-odds of the best link that holds it in the case; None when it stands alone.
        reasons: Why, as `feature +weight` strings of the best link.
        changed: Ids of all cases that changed, ascending.
    """

    incident_id: int | None
    code: str | None
    outcome: str
    copy_of: int | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()
    changed: tuple[int, ...] = ()


def link(connection: Connection, article_id: int, *, now: datetime, alertable: bool) -> LinkResult:
    """Link one stored article: find copies and candidates, score pairs, regroup cases, write events.

    Args:
        connection: Inside the caller's write transaction; nothing is committed here.
        article_id: A stored article with its analysis, sketch and facets.
        now: Aware UTC.
        alertable: False for imports, backfill and first crawls; goes into the events.

    Raises:
        ArchiveError: There is no such article.
    """
    raise NotImplementedError
