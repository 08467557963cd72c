"""Finds amounts of money that play a part in the story: what was handed out or taken, not what a law or judge fines."""

import re

from archive.records.analysis import Mention
from archive.records.span import Span
from pipeline.entities.words import Reading

_NUMBER = r"\d{1,3}(?:\.\d{3})*(?:,\d{1,2})?"
_UNIT = r"(?:ribu|juta|miliar|milyar|triliun|jt|rb)"
_AMOUNT = re.compile(
    rf"Rp\.?\s?{_NUMBER}(?:\s?{_UNIT}\b)?(?:,-|,00)?|\b{_NUMBER}\s{_UNIT}\s(?:rupiah|perak)\b", re.IGNORECASE
)
_RUPIAH = frozenset(["rp", "rupiah", "perak"])
_FINED = ("denda", "subsider", "paling banyak", "paling sedikit", "maksimal", "minimal")
_BEFORE = 90
"""Characters before an amount in which a fine is told."""


def find_amounts(reading: Reading) -> tuple[Mention, ...]:
    """Return the amounts as printed, each once with all its spans."""
    if not reading.names_any(_RUPIAH):
        return ()
    found: dict[str, list[Span]] = {}
    for match in _AMOUNT.finditer(reading.whole):
        before = reading.whole[max(0, match.start() - _BEFORE) : match.start()].lower()
        clause = before[max(before.rfind("\n"), before.rfind(". ")) + 1 :]
        if not any(word in clause for word in _FINED):
            label = " ".join(match.group().split()).rstrip(",.")
            found.setdefault(label, []).append(reading.span(match.start(), match.end()))
    return tuple(Mention(label, tuple(spans)) for label, spans in found.items())
