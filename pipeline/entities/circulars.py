"""Finds circulars printed apart from who issued them: `Gubernur Papua meneken surat edaran nomor 2/SET`."""

import re
from collections.abc import Iterator, Mapping

from pipeline.entities.words import Reading

CIRCULARS = frozenset(["se", "surat", "edaran"])
"""Words with which circulars are cited."""
_NAME = r"[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,2}"
_NUMBERED = re.compile(
    r"\b(?:SE|surat\s+edaran|edaran)\s+(?:(?P<by>Gubernur|Bupati|Wali\s?Kota|Sekda|Sekretaris\s+Daerah)\s+)?"
    r"(?:ber)?(?:nomor|no)\.?\s*:?\s*(?P<n>(?:\d|[A-Z]/\d)[\w.\-]*(?:/[\w.\-]+)+)",
    re.IGNORECASE,
)
_ISSUER = re.compile(rf"\b(?P<by>Bupati|Wali\s?Kota|Gubernur)\s+(?P<where>{_NAME})")
_OFFICE = re.compile(
    r"\b(?P<by>Pemprov|Pemkab|Pemkot|Pemko|Pemerintah\s+(?:Provinsi|Kabupaten|Kota)|Sekretariat\s+Daerah(?:\s+(?:Provinsi|Kabupaten|Kota))?"
    rf"|Sekda|Sekretaris\s+Daerah)\s+(?P<where>{_NAME})"
)
_SIGNED = re.compile(
    r"\b(?:diteken|ditandatangani|bertanda\s+tangan)\s+(?:oleh\s+)?(?:Penjabat\s+|Pj\.?\s+|Plt\.?\s+)?"
    r"(?P<by>Gubernur|Bupati|Wali\s?Kota|Sekda|Sekretaris\s+Daerah)\b",
    re.IGNORECASE,
)
_BY = {
    "sekretaris daerah": "Sekda",
    "sekretariat daerah": "Sekda",
    "pemerintah provinsi": "Pemprov",
    "pemerintah kabupaten": "Pemkab",
    "pemerintah kota": "Pemkot",
    "pemko": "Pemkot",
    "walikota": "Wali Kota",
}
_MINISTERIAL = re.compile(r"/M\.S?M", re.IGNORECASE)
"""In the numbers of the minister for civil servants only."""
_BEFORE, _BEHIND = 300, 250
"""Characters around a circular's number in which its issuer, and who signed it, are sought."""


def circulars(reading: Reading, short: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and name of each circular with a number of its own: `SE Sekda Sulsel 800.1/9921/BKD`.

    Args:
        reading: The article's words.
        short: How provinces are called in short.
    """
    for match in reading.anchored(_NUMBERED, CIRCULARS):
        number = match["n"].rstrip(".")
        if _MINISTERIAL.search(number):
            parts = number.split("/")
            yield match.start(), match.end(), f"SE MenPANRB {'/'.join([*parts[:2], parts[-1]])}"
            continue
        issuer = _issuer(reading.whole, match, short)
        if issuer is not None:
            yield match.start(), match.end(), f"SE {issuer} {number}"


def _issuer(text: str, match: re.Match[str], short: Mapping[str, str]) -> str | None:
    """Return who issued a circular, by office and region; None when that is not told."""
    before = max(0, match.start() - _BEFORE)
    named = [*_ISSUER.finditer(text, before, match.start()), *_OFFICE.finditer(text, before, match.start())]
    if not named:
        return None
    nearest = max(named, key=lambda found: found.start())
    signed = _SIGNED.search(text, match.end(), match.end() + _BEHIND)
    by = match["by"] or (signed["by"] if signed else nearest["by"])
    by = " ".join(by.split())
    where = " ".join(nearest["where"].split())
    by = next((told for form, told in _BY.items() if by.lower().startswith(form)), by)
    return f"{by} {short.get(where.lower(), where)}"
