"""A day told only in part, `akhir Agustus`, `bulan Juni`: enough to tell at which stage an act was done."""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.records.analysis import Act
from pipeline.page.calendar_names import MONTHS
from pipeline.text.document import Document

_FULL = [name for name in MONTHS if len(name) > 3 or name == "mei"]  # noqa: PLR2004 - `jan`, `okt` stand in full dates
_PART = re.compile(
    r"(?i)\b(?:(?P<part>awal|pertengahan|medio|akhir|penghujung)(?:\s+bulan)?\s+|(?:bulan|pada|sejak|selama)\s+(?:bulan\s+)?)"
    rf"(?P<month>{'|'.join(_FULL)})\b(?:\s+(?P<year>20\d\d))?"
    rf"|(?<!\d)(?<!\d\s)\b(?P<past>{'|'.join(_FULL)})\s+(?:lalu|silam)\b"
)
_THIRDS = {"awal": (1, 10), "pertengahan": (11, 20), "medio": (11, 20), "akhir": (21, 31), "penghujung": (21, 31)}
_SHOWN = re.compile(r"(?i)\b(?:foto|video|rekaman|peristiwa|kejadian|perbuatan|pertemuan|acara)(?:nya)?\b")


def part_day(document: Document, acts: Sequence[Act], published: date | None) -> tuple[date, date] | None:
    """Return the first and last day between which the act was done; None where no sentence of it tells a part-date.

    Args:
        document: The article.
        acts: With the words that tell them; a sentence that tells when a photo or meeting was counts as well.
        published: Day of publication, for the year; None when unknown.
    """
    told = {document.sentence_at(span.start) for act in acts for span in act.spans if span.where == "text"}
    for piece in document.sentences:
        text = document.text[piece.start : piece.end]
        if piece in told or _SHOWN.search(text):
            for span in _spans(text, published):
                return span
    return None


def _spans(text: str, published: date | None) -> Iterator[tuple[date, date]]:
    for found in _PART.finditer(text):
        month = MONTHS[(found["month"] or found["past"]).lower()]
        year = int(found["year"]) if found["year"] else published and published.year - (month > published.month)
        if year:
            first, last = _THIRDS.get((found["part"] or "").lower(), (1, 31))
            yield date(year, month, first), date(year, month, min(last, calendar.monthrange(year, month)[1]))
