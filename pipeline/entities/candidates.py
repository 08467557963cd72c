"""Finds candidate pairs: by name or number in `candidates.csv`, for regions the article names, or as printed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive.records.analysis import Mention
from archive.records.span import Span
from base.datafile import read_csv
from pipeline.entities.gazetteer import Gazetteer, is_city
from pipeline.entities.likeness import pair_names
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading

_SHORTEST = 2
"""Letters of abbreviated first names (`M.`, `Hj`), which tell nothing."""
_SEASON = (date(2024, 9, 23), date(2025, 8, 31))
"""From the drawing of the numbers (PKPU 2/2024) to the last repeated votes: then numbers mean the pairs of the list."""
_NUMBERED = re.compile(
    r"\b(?:paslon|pasangan(?: calon)?|calon|cagub|cabup|cawali|kandidat|kontestan)(?: [a-z]+){0,3}"
    r" (?:nomor(?: urut)?|no\.?(?: urut)?|nomer) (?P<n>\d|satu|dua|tiga|empat|lima|enam)\b",
    re.IGNORECASE,
)
_PROVINCE = 2
"""Digits of a province's code."""
_NUMBERS = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6}
_OF_PROVINCES = frozenset("pilgub cagub gubernur pemilihan-gubernur".split())  # noqa: SIM905
_OF_REGENCIES = frozenset("pilbup pilwalkot pilwali pilwako pilkot cabup cawalkot cawali bupati wali walikota".split())  # noqa: SIM905
_PART = r"(?:[A-Z]\.|[A-Z][\w'’]+)(?: (?:[A-Z]\.|[A-Z][\w'’]+|bin|binti)){0,4}"
_PAIR = re.compile(
    r"\b(?:[Pp]aslon|[Bb]apaslon|[Pp]asangan(?: [Bb]akal)?(?: [Cc]alon)?|[Dd]uet|[Kk]andidat)"
    r"(?: (?:[a-z]+|[Nn]omor [Uu]rut \d,?|[Bb]upati|[Ww]ali|[Kk]ota|[Gg]ubernur|[Ww]akil|dan|-)){0,7},? "
    rf"(?P<one>{_PART}) ?[-–] ?(?P<other>{_PART})"
)
_SIGNS = frozenset("paslon bapaslon pasangan duet kandidat calon cagub cabup cawali kontestan".split())  # noqa: SIM905


@dataclass(frozen=True)
class Candidates:
    """`candidates.csv`, ready to search.

    Args:
        names: Names of two or more words to (region code, label) of the pairs that bear them.
        numbers: Region code and number to the label of the pair.
    """

    names: Terms[tuple[tuple[str, str], ...]]
    numbers: dict[tuple[str, int], str]


def load_candidates(config: Path, gazetteer: Gazetteer) -> Candidates:
    """Read `candidates.csv`.

    Raises:
        ConfigError: The file is missing or lacks a column.
    """
    by_name = {region.name.lower(): code for code, region in gazetteer.regions.items() if region.level != "district"}
    known: dict[str, list[tuple[str, str]]] = {}
    numbers: dict[tuple[str, int], str] = {}
    for _line, row in read_csv(config / "candidates.csv", ("wilayah", "nomor_urut", "pasangan")):
        code = _code(row["wilayah"], by_name, gazetteer)
        names = pair_names(row["pasangan"])
        label = f"{' - '.join(name.title() for name in names)} ({row['wilayah']}, nomor urut {row['nomor_urut']})"
        if code is not None and row["nomor_urut"].isdigit():
            numbers[code, int(row["nomor_urut"])] = label
        for name in names:
            if code is not None and len(name.split()) > 1:
                known.setdefault(name.lower(), []).append((code, label))
    terms: Terms[tuple[tuple[str, str], ...]] = Terms()
    for name, pairs in known.items():
        terms.add(name, tuple(pairs))
    return Candidates(terms, numbers)


def given_names(config: Path) -> frozenset[str]:
    """Return the first words of candidates' names in lower case, without those that also stand in names of regions.

    Raises:
        ConfigError: A file is missing or lacks a column.
    """
    regions = {
        word for _line, row in read_csv(config / "regions.csv", ("nama",)) for word in row["nama"].lower().split()
    }
    names: set[str] = set()
    for _line, row in read_csv(config / "candidates.csv", ("pasangan",)):
        for name in pair_names(row["pasangan"]):
            words = name.lower().split()
            names.update(words[:1] if len(words) > 1 and len(words[0]) > _SHORTEST else ())
    return frozenset(names - regions)


def _code(name: str, by_name: dict[str, str], gazetteer: Gazetteer) -> str | None:
    low = name.lower().strip()
    for form in (low, low.removeprefix("provinsi "), f"kabupaten {low}", f"kota {low}"):
        if form in by_name:
            return by_name[form]
    bare = low.removeprefix("provinsi ").removeprefix("kabupaten ").removeprefix("kota ")
    options = gazetteer.terms.get(bare) or ()
    for region in options:
        if region.level == "province" and not low.startswith(("kab", "kota")):
            return region.code
        if region.level == "regency" and is_city(region.code) == low.startswith("kota"):
            return region.code
    return None


def find_candidates(
    reading: Reading, candidates: Candidates, regions: frozenset[str], published: date | None
) -> tuple[Mention, ...]:
    """Return the pairs named in the article, with those meant by number, each once.

    Args:
        reading: The article's words.
        candidates: From `load_candidates`.
        regions: Codes of provinces, kabupaten and kota named in the article: only their pairs are meant.
        published: The day of publication: numbers mean pairs of the list in its election only; None when unknown.
    """
    found: dict[str, list[Span]] = {}
    for index, pairs, after in candidates.names.matches(reading, capitals=True):
        for code, label in pairs:
            if code in regions and not _goes_on(reading, after):
                found.setdefault(label, []).append(reading.words_span(index, after))
    if _SIGNS.isdisjoint(reading.places_of):
        return _mentions(found)
    if not found and published is not None and _SEASON[0] <= published <= _SEASON[1]:
        for label, span in _numbered(reading, candidates, regions):
            found.setdefault(label, []).append(span)
    for match in reading.anchored(_PAIR, _SIGNS) if not found else ():
        known = (pair for part in ("one", "other") for pair in candidates.names.get(match[part].lower()) or ())
        printed = f"{match['one']} - {match['other']}"
        label = next((label for code, label in known if code in regions), printed)
        found.setdefault(label, []).append(reading.span(match.start("one"), match.end()))
    return _mentions(found)


def _goes_on(reading: Reading, after: int) -> bool:
    """Tell whether a name is the beginning of a longer one: `Said Abdullah Karim` is another man than Said Abdullah."""
    inside = after < len(reading.low) and reading.starts[after] >= reading.base  # a headline has capitals everywhere
    return inside and reading.capital[after] and reading.gap(after) == " " and not reading.words[after].isupper()


def _mentions(found: dict[str, list[Span]]) -> tuple[Mention, ...]:
    return tuple(Mention(label, tuple(spans)) for label, spans in found.items())


def _numbered(reading: Reading, candidates: Candidates, regions: frozenset[str]) -> Iterable[tuple[str, Span]]:
    """Yield the pairs meant by number where one election and region are named: `paslon nomor urut 3 pilgub Jatim`."""
    province, regency = (not words.isdisjoint(reading.places_of) for words in (_OF_PROVINCES, _OF_REGENCIES))
    codes = [code for code in regions if (len(code) == _PROVINCE) == province]
    if province == regency or len(codes) != 1:
        return
    for match in reading.anchored(_NUMBERED, _SIGNS):
        number = _NUMBERS.get(match["n"].lower()) or int(match["n"])
        label = candidates.numbers.get((codes[0], number))
        if label is not None:
            yield label, reading.span(match.start(), match.end())
