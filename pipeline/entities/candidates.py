"""Finds candidate pairs by the names of `candidates.csv`, where the article is about their region."""

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
_LEVELS = {"gubernur": "province", "bupati/walikota": "regency"}


def load_candidates(config: Path, gazetteer: Gazetteer) -> Terms[tuple[tuple[str, str], ...]]:
    """Read `candidates.csv`: names of two or more words to (region code, label) of the pairs that bear them.

    Raises:
        ConfigError: The file is missing or lacks a column.
    """
    by_name = {region.name.lower(): code for code, region in gazetteer.regions.items() if region.level != "district"}
    known: dict[str, list[tuple[str, str]]] = {}
    for _line, row in read_csv(config / "candidates.csv", ("wilayah", "nomor_urut", "pasangan")):
        code = _code(row["wilayah"], by_name, gazetteer)
        names = pair_names(row["pasangan"])
        label = f"{' - '.join(name.title() for name in names)} ({row['wilayah']}, nomor urut {row['nomor_urut']})"
        for name in names:
            if code is not None and len(name.split()) > 1:
                known.setdefault(name.lower(), []).append((code, label))
    terms: Terms[tuple[tuple[str, str], ...]] = Terms()
    for name, pairs in known.items():
        terms.add(name, tuple(pairs))
    return terms


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
    reading: Reading, candidates: Terms[tuple[tuple[str, str], ...]], regions: frozenset[str]
) -> tuple[Mention, ...]:
    """Return the pairs of which a name stands in the article, only those of the regions it names.

    Args:
        reading: The article's words.
        candidates: From `load_candidates`.
        regions: Codes of provinces, kabupaten and kota named in the article.
    """
    found: dict[str, list[Span]] = {}
    for index, pairs, after in candidates.matches(reading, capitals=True):
        for code, label in pairs:
            if code in regions:
                found.setdefault(label, []).append(reading.words_span(index, after))
    return tuple(Mention(label, tuple(spans)) for label, spans in found.items())
