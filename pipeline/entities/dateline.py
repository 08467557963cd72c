"""Finds the dateline: the place printed before the first sentence (`SUBANG, PasundanKini – ...`).

Outlets print their own name before it too (`NAMAMEDIA.COM, SUBANG – ...`): that name is no place, body or person.
"""

import re
from dataclasses import dataclass

from pipeline.entities.gazetteer import Gazetteer
from pipeline.entities.words import Reading

_NAME = r"[A-ZÀ-Ý][\w'’.]{1,24}(?:[ -][A-ZÀ-Ý][\w'’.]{0,24}){0,4}"
_DASH = r"\s*(?:–|—|--|\|\||\||\s-\s|-\s|:\s|//)"
_TAIL = rf"(?:\s*[,(/|][^\n–—|:]{{0,48}}?[)]?|\s*,\s*[^\n–—|:]{{0,40}}?)?{_DASH}"
_OUTLET = r"(?:[A-Z][\w -]{1,30}(?:\.[A-Za-z]{2,4}){1,2}|[A-Z][A-Z ]{3,30})\s*[,/|–-]\s*"
_PLAIN = re.compile(rf"\s{{0,4}}(?P<place>{_NAME}){_TAIL}")
_BEHIND_OUTLET = re.compile(rf"\s{{0,4}}{_OUTLET}(?P<place>{_NAME}){_TAIL}")
_TIGHT = re.compile(r"\s{0,4}(?P<place>[A-Z][A-Z'’]{2,24}(?: [A-Z'’]{2,24}){0,3})-(?=[A-Z][a-z])")
"""`SAMPIT-Komisi ...`: capitals, a hyphen without spaces, then a word that begins a sentence."""
_TOO_LONG = 120
_PARAGRAPHS = 12
"""Paragraphs in which a dateline is sought: captions and link lists may stand before it."""
_LEVELS = frozenset(["kota", "kabupaten", "kecamatan", "provinsi", "daerah", "nasional"])
"""Sections of a newspaper printed like datelines."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as it stands.

    Args:
        label: The place as printed.
        start: Where the dateline begins in `whole`, the outlet's name included.
        place: Offsets of the place in `whole`.
        end: Where the dateline ends.
    """

    label: str
    start: int
    place: tuple[int, int]
    end: int


def find_dateline(reading: Reading, gazetteer: Gazetteer) -> Dateline | None:
    """Return the dateline; None when there is none.

    Args:
        reading: The article's words.
        gazetteer: Names of regions: after the first paragraph, and behind an outlet's name, only they are datelines.
    """
    first = _at(reading, reading.base, gazetteer, sure=False)
    if first is not None and gazetteer.terms.get(first.label) is not None:
        return first
    for piece in reading.document.paragraphs[1:_PARAGRAPHS]:
        found = _at(reading, piece.start + reading.base, gazetteer, sure=True)
        if found is not None:
            return found
    return first


def _at(reading: Reading, begin: int, gazetteer: Gazetteer, *, sure: bool) -> Dateline | None:
    """Return the dateline that begins at an offset; where `sure`, only capitals that name a region are one."""
    text = reading.whole[begin : begin + _TOO_LONG]
    doubtful = None
    for pattern in (_PLAIN, _BEHIND_OUTLET, _TIGHT):
        match = pattern.match(text)
        if match is None:
            continue
        label = match["place"].rstrip(".")
        if label.lower() in _LEVELS or (sure and not label.isupper()):
            continue
        place = (begin + match.start("place"), begin + match.start("place") + len(label))
        found = Dateline(label, begin + match.start(), place, begin + match.end())
        if gazetteer.terms.get(label) is not None:
            return found
        if pattern is _PLAIN and not sure:
            doubtful = found
    return doubtful
