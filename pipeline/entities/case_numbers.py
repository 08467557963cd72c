"""Finds numbers of cases, reports and letters: `003/Reg/LP/PB/Kab/35.11/X/2024`, `12/Pid.Sus/2024/PN Swb`."""

import re
from collections.abc import Iterator

from archive.records.analysis import Mention
from archive.records.span import Span
from pipeline.entities.words import Reading

_LONGEST_TEXT = 200_000
_NUMBER = re.compile(
    r"(?<![\w/.])(?P<n>[A-Za-z]{0,4}[-.]?\d{1,6}(?:/[A-Za-z0-9][\w.\-]{0,24}){2,8}(?:(?<=PN)\s[A-Z][a-z]{1,12})?)(?!\w)"
)
_REACH = (14, 240)
"""Characters before and after a slash in which a number with slashes stands."""
_MOST = 60
"""Slashes looked at; more make a table, not a story."""
_SHORT = re.compile(
    r"\b(?:laporan|perkara|surat|register|registrasi|rekomendasi|temuan)\s+(?:dengan\s+)?(?:ber)?nomor\s*:?\s*(?P<n>[A-Z]{0,3}-?\d{1,6}(?:/[\w.\-]{1,25}){0,8})",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}/\d{1,2}/(?:\d{2}|\d{4})")
_LAW = re.compile(r"/PUU-", re.IGNORECASE)


def find_case_numbers(reading: Reading) -> tuple[Mention, ...]:
    """Return case and letter numbers as printed, each once with all its spans, without dates and rulings on laws."""
    text = reading.whole[:_LONGEST_TEXT]
    found: dict[str, dict[int, Span]] = {}
    taken: set[int] = set()
    for match in _matches(text):
        number, start = match["n"].rstrip(".,-"), match.start("n")
        if start not in taken and not _DATE.fullmatch(number) and not _LAW.search(number):
            found.setdefault(number, {})[start] = reading.span(start, start + len(number))
            taken.add(start)
    return tuple(Mention(number, tuple(spans.values())) for number, spans in found.items())


def _matches(text: str) -> Iterator[re.Match[str]]:
    place, end = text.find("/"), 0
    for _ in range(_MOST):
        if place < 0:
            break
        match = _NUMBER.search(text, max(end, place - _REACH[0]), place + _REACH[1])
        if match is not None and match.start() <= place:
            end = match.end()
            yield match
        place = text.find("/", max(place + 1, end))
    if "nomor" in text:
        yield from _SHORT.finditer(text)
