"""Finds numbers of persons, cases and reports."""

import re

from pipeline.entities.model import CountFind
from pipeline.entities.words import Reading

_LONGEST_TEXT = 200_000
_ONES = {
    "satu": 1,
    "seorang": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
}
_TENS = {"belas": lambda ones: 10 + ones, "puluh": lambda ones: 10 * ones}
_WORDS = "|".join(_ONES)
_NUMBER = rf"(?P<n>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}}|(?:{_WORDS})(?:\s+(?:belas|puluh)(?:\s+(?:{_WORDS}))?)?)"
_UNITS = {
    "person": (
        r"orang|oknum|ASN|PNS|PPPK|pegawai|kepala\s+desa|kades|camat|lurah|guru|honorer|kepala\s+sekolah|kepala\s+dinas|"
        r"perangkat\s+desa|pejabat|wali\s+nagari|kuwu|perbekel|kepala\s+seksi|staf|petugas|terlapor|tersangka|terdakwa|"
        r"anggota\s+(?:Satpol|Polri|TNI)"
    ),
    "case": r"kasus|perkara|dugaan\s+pelanggaran|pelanggaran|temuan",
    "report": r"laporan|aduan|pengaduan",
}
_COUNT = re.compile(
    rf"(?<![\w./,]){_NUMBER}\s+(?:orang\s+)?(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in _UNITS.items())})\b",
    re.IGNORECASE,
)


def find_counts(reading: Reading) -> tuple[CountFind, ...]:
    """Return the numbers printed with a unit, in order; `puluhan` and the like are no numbers."""
    found = []
    end = 0
    for index, word in enumerate(reading.low):
        start = reading.starts[index]
        if start < end or start > _LONGEST_TEXT or not (word[0].isdigit() or word in _ONES):
            continue
        match = _COUNT.match(reading.whole, start)
        if match is None:
            continue
        end = match.end()
        number = _value(match["n"])
        span = reading.span(match.start(), match.end())
        if match["person"]:
            found.append(CountFind(number, "person", span))
        elif match["case"]:
            found.append(CountFind(number, "case", span))
        else:
            found.append(CountFind(number, "report", span))
    return tuple(found)


def _value(text: str) -> int:
    if text[0].isdigit():
        return int(text.replace(".", ""))
    words = text.lower().split()
    value = _ONES[words[0]]
    if len(words) > 1:
        value = _TENS[words[1]](value)
    return value + (_ONES[words[2]] if len(words) > 2 else 0)  # noqa: PLR2004 - `dua puluh tiga`
