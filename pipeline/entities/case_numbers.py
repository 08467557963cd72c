"""Finds numbers of cases, reports and letters: `003/Reg/LP/PB/Kab/35.11/X/2024`, `12/Pid.Sus/2024/PN Swb`."""

import re

from archive.records.analysis import Mention
from archive.records.span import Span
from pipeline.entities.words import Reading

_LONGEST_TEXT = 200_000
_NUMBER = re.compile(
    r"(?<![\w/.])(?:(?:nomor|no\.?|bernomor)\s*:?\s*)?(?P<n>[A-Za-z]{0,4}[-.]?\d{1,6}(?:/[A-Za-z0-9][\w.\-]{0,24}){2,8}(?:\s+PN\s+[A-Z][a-z]{1,12})?)(?!\w)",
    re.IGNORECASE,
)
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
    for pattern in (_NUMBER, _SHORT):
        for match in pattern.finditer(text):
            number = match["n"].rstrip(".,-")
            if _DATE.fullmatch(number) or _LAW.search(number):
                continue
            start = match.start("n")
            known = next((key for key, spans in found.items() if start in spans), None)
            if known is None:
                found.setdefault(number, {})[start] = reading.span(start, start + len(number))
    return tuple(Mention(number, tuple(spans.values())) for number, spans in found.items())
