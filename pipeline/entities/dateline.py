"""Finds the dateline: the place printed before the first sentence (`SUBANG, PasundanKini – ...`)."""

import re

from archive.records.analysis import Mention
from pipeline.entities.words import Reading

_DATELINE = re.compile(
    r"\s{0,4}(?P<place>[A-ZÀ-Ý][\w'’.-]{1,24}(?:[ ][A-ZÀ-Ý][\w'’.-]{0,24}){0,4})"
    r"(?:\s*[,(/|][^\n–—|:]{0,48}?[)]?|\s*,\s*[^\n–—|:]{0,40}?)?\s*(?:–|—|--|\|\||\||\s-\s|-\s|:\s|//)"
)
_TOO_LONG = 90


def find_dateline(reading: Reading) -> tuple[Mention, int, int, int] | None:
    """Return the dateline's place, its offsets in `whole` and where the dateline ends; None when there is none."""
    match = _DATELINE.match(reading.whole[: reading.base + _TOO_LONG], reading.base)
    if match is None:
        return None
    start, end = match.span("place")
    span = reading.span(start, end)
    return Mention(span.text, (span,)), start, end, match.end()
