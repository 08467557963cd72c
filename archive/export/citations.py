"""Rows as citations: RIS (Zotero, Mendeley, EndNote) and BibTeX."""

import re
from collections.abc import Iterable, Iterator

from archive.export.rows import ExportRow

# Characters with a meaning in (La)TeX; braces and backslashes in a title must not open or close a field.
_TEX = {char: f"\\{char}" for char in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"}
# biblatex reads `url` verbatim: an escape would be part of the address. What would end the field is percent-encoded.
_VERBATIM = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
_SPACE = re.compile(r"\s+")


def ris_text(rows: Iterable[ExportRow]) -> Iterator[str]:
    """Yield rows as RIS records of type NEWS."""
    for row in rows:
        yield "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in _ris(row)) + "\r\n"


def _ris(row: ExportRow) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", f"pantau{row.id}"
    yield "TI", row.title or row.url
    if row.reporter:
        yield "AU", row.reporter
    if row.outlet_name or row.outlet:
        yield "T2", row.outlet_name or row.outlet or ""
    if row.published_day:
        yield "PY", str(row.published_day.year)
        yield "DA", row.published_day.strftime("%Y/%m/%d")
    if row.language:
        yield "LA", row.language
    for keyword in (*row.acts, *row.regions):
        yield "KW", keyword
    yield "UR", row.url
    yield "Y2", row.first_seen_at.strftime("%Y/%m/%d")
    yield "N1", f"SHA-256 {row.text_hash}"
    yield "ER", ""


def bibtex_text(rows: Iterable[ExportRow]) -> Iterator[str]:
    """Yield rows as BibTeX entries."""
    for row in rows:
        told = ((name, _verbatim(value) if name == "url" else _tex(value)) for name, value in _bibtex(row))
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in told)
        yield f"@misc{{pantau{row.id},\n{fields}}}\n\n"


def _bibtex(row: ExportRow) -> Iterator[tuple[str, str]]:
    yield "title", row.title or row.url
    if row.reporter:
        yield "author", row.reporter
    if row.outlet_name or row.outlet:
        yield "howpublished", row.outlet_name or row.outlet or ""
    if row.published_day:
        yield "year", str(row.published_day.year)
        yield "month", str(row.published_day.month)
        yield "date", row.published_day.isoformat()
    if row.language:
        yield "langid", {"id": "indonesian", "en": "english"}.get(row.language, row.language)
    yield "url", row.url
    yield "urldate", row.first_seen_at.date().isoformat()


def _line(value: str) -> str:
    return _SPACE.sub(" ", value).strip()


def _tex(value: str) -> str:
    return "".join(_TEX.get(char, char) for char in _line(value))


def _verbatim(value: str) -> str:
    return "".join(_VERBATIM.get(char, char) for char in _line(value))
