"""Finds quotations and who said them."""

import re
from bisect import bisect_left

from archive.records.analysis import Quote
from pipeline.entities.holders import PersonHit
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_AFTER = 14
"""Words after a quotation in which its speaker is named."""
_BEFORE = 12
_TITLE_QUOTE = re.compile(r"[‘“][^’”]+[’”]|(?:^|(?<=[\s:]))(?P<m>['\"])\S[^'\"]*(?P=m)")
_WORDS = 2
"""Spaces inside a quotation of three words."""
_MOST = 400
"""Quotations of the longest article."""


def find_quotes(reading: Reading, phrases: Phrases, names: list[str], hits: list[PersonHit]) -> tuple[Quote, ...]:
    """Return the quotations of the text with their speakers.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        names: Names of the persons.
        hits: Mentions of persons, in order.
    """
    firsts = [hit.first for hit in hits]
    found = []
    for piece in reading.document.quotations[:_MOST]:
        start, end = piece.start + reading.base, piece.end + reading.base
        person = _speaker(reading, phrases, hits, firsts, (start, end))
        found.append(
            Quote(names[person] if person is not None else None, reading.document.span(piece.start, piece.end))
        )
    return tuple(found)


def quoted_in_title(reading: Reading) -> set[int]:
    """Return the indexes of a headline's words inside quotation marks, three and more: no actors stand there."""
    found: set[int] = set()
    for match in _TITLE_QUOTE.finditer(reading.document.title):
        first, after = bisect_left(reading.starts, match.start()), bisect_left(reading.starts, match.end())
        found.update(range(first, after) if match.group().count(" ") >= _WORDS else ())
    return found


def _speaker(
    reading: Reading, phrases: Phrases, hits: list[PersonHit], firsts: list[int], bounds: tuple[int, int]
) -> int | None:
    opening = bisect_left(reading.starts, bounds[0])
    closing = bisect_left(reading.starts, bounds[1])
    index, limit = closing, min(len(reading.words), closing + _AFTER)
    said = False
    while index < limit and index not in reading.lines:
        said = said or reading.stems[index] in phrases.speech or reading.low[index] in phrases.speech
        place = bisect_left(firsts, index)
        if said and place < len(hits) and hits[place].first == index:
            return hits[place].person
        if said and (reading.low[index].endswith("nya") or reading.low[index] in {"dia", "ia", "beliau"}):
            return _last_before(hits, firsts, opening)
        index += 1
    before = range(max(0, opening - _BEFORE), opening)
    if any(reading.low[here] in phrases.speech for here in before):
        return _last_before(hits, firsts, opening)
    return None


def _last_before(hits: list[PersonHit], firsts: list[int], index: int) -> int | None:
    place = bisect_left(firsts, index) - 1
    return hits[place].person if place >= 0 else None
