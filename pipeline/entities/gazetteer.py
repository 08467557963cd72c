"""The gazetteer: every province, kabupaten, kota and kecamatan with the names the press gives them."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from archive.records.span import Span
from base.datafile import Located, read_csv, read_yaml
from base.errors import ConfigError
from base.listed import mapping, words
from base.said import said
from pipeline.entities.model import Level, PlaceFind, PlaceSource, Region
from pipeline.entities.terms import Terms

Hint = Literal["province", "regency", "city", "district", "village"]
"""What the word before a name says of its level."""

_LEVELS: dict[str, Level] = {"provinsi": "province", "kabkota": "regency", "kecamatan": "district"}
_PREFIXES = ("kabupaten administrasi ", "kota administrasi ", "kabupaten ", "kota ", "kepulauan ", "daerah istimewa ")
_LISTS = ("bodies", "long_bodies", "not_place", "needs_context", "apart", "affiliations", "city_cues", "regency_cues")
_REGENCY_LENGTH = 5
_LONG_ENOUGH = 8
"""Letters from which a name of two words is also known printed as one (`Tulangbawang`); `Batubara` is coal too."""
_SEAT = "pusat_provinsi"
"""Kind of a row of `regions_names.csv` that marks the seat of a provincial government."""
_FIRST_CITY = 71
"""From this number on, the second part of a Kemendagri code is a kota (Permendagri 72/2019)."""


@dataclass(frozen=True)
class Naming:
    """Words around place names, from `lexicon/places.yaml`."""

    hints: dict[str, Hint]
    bodies: frozenset[str]
    long_bodies: frozenset[str]
    not_place: frozenset[str]
    needs_context: frozenset[str]
    apart: tuple[str, ...]
    affiliations: frozenset[str]
    city_cues: tuple[str, ...]
    regency_cues: tuple[str, ...]


@dataclass(frozen=True)
class Gazetteer:
    """Regions by code and by name.

    Args:
        regions: All regions by code.
        terms: Names to all regions they may mean, provinces first, then regencies, then districts.
        short: Abbreviations and seats (lower case), which count as such.
        naming: Words around names.
    """

    regions: dict[str, Region]
    terms: Terms[tuple[Region, ...]]
    short: frozenset[str]
    naming: Naming

    def parent(self, region: Region) -> Region:
        """Return the kabupaten or kota of a district, otherwise the region itself."""
        return self.regions[region.code[:_REGENCY_LENGTH]] if region.level == "district" else region

    def place(
        self,
        options: tuple[Region, ...],
        source: PlaceSource,
        span: Span,
        *,
        compared: bool = False,
        said_there: bool = False,
        works_there: bool = False,
    ) -> PlaceFind:
        """Return a find of these regions with their parents."""
        return PlaceFind(
            options,
            source,
            span,
            tuple(self.parent(region) for region in options),
            tuple(self.regions[region.province] for region in options),
            compared,
            said_there,
            works_there,
        )


def is_city(code: str) -> bool:
    """Tell whether a code is that of a kota."""
    return len(code) >= _REGENCY_LENGTH and int(code[3:5]) >= _FIRST_CITY


def load_gazetteer(config: Path) -> Gazetteer:
    """Read `regions.csv`, `regions_names.csv` and `lexicon/places.yaml`.

    Raises:
        ConfigError: A file is missing or malformed, or a name refers to an unknown code.
    """
    others = list(read_csv(config / "regions_names.csv", ("kode", "nama_lain", "jenis")))
    seats = {row["kode"] for _line, row in others if row["jenis"] == _SEAT}
    regions: dict[str, Region] = {}
    codes: dict[str, set[str]] = defaultdict(set)
    for line, row in read_csv(config / "regions.csv", ("kode", "nama", "level")):
        level = _LEVELS.get(row["level"])
        if level is None:
            raise ConfigError(said("unknown level"), file="regions.csv", line=line, allowed=", ".join(_LEVELS))
        region = Region(row["kode"], row["nama"].strip(), level, row["kode"] in seats)
        regions[region.code] = region
        for name in _forms(region.name):
            codes[name].add(region.code)
            if level == "regency" and len(name) > _LONG_ENOUGH:
                codes[name.replace(" ", "")].add(region.code)  # `Tulangbawang`, `Lampung Timur` as `Lampungtimur`
    short = set()
    for line, row in others:
        if row["kode"] not in regions:
            raise ConfigError(
                said("no region has the code {kode}", kode=row["kode"]), file="regions_names.csv", line=line
            )
        if row["jenis"] != _SEAT:
            short.add(row["nama_lain"].lower())
            codes[row["nama_lain"].lower()].add(row["kode"])
    terms: Terms[tuple[Region, ...]] = Terms()
    for name, meant in codes.items():
        terms.add(name, tuple(regions[code] for code in sorted(meant, key=lambda code: (len(code), code))))
    return Gazetteer(regions, terms, frozenset(short), _naming(read_yaml(config / "lexicon" / "places.yaml")))


def _forms(name: str) -> set[str]:
    """Return the forms in which an official name is printed, lower case and without level word."""
    low = name.lower().replace("kep. ", "")
    forms = set()
    for prefix in _PREFIXES:
        low = low.removeprefix(prefix) if prefix not in {"kepulauan ", "daerah istimewa "} else low
    forms.add(low)
    if low.startswith("kepulauan ") and low not in {"kepulauan riau", "kepulauan seribu"}:
        forms.add(low.removeprefix("kepulauan "))
    return forms


def _naming(source: Located) -> Naming:
    levels = mapping(source, ("level",)) if "level" in mapping(source) else {}
    hints: dict[str, Hint] = {}
    for hint in get_args(Hint):
        if hint not in levels:
            raise source.error(said("level lacks {hint}", hint=hint), ("level",), ", ".join(get_args(Hint)))
        hints.update(dict.fromkeys(words(source, ("level", hint)), hint))
    lists = {key: tuple(word.lower() for word in words(source, (key,))) for key in _LISTS}
    return Naming(
        hints=hints,
        bodies=frozenset(lists["bodies"]),
        long_bodies=frozenset(lists["long_bodies"]),
        not_place=frozenset(lists["not_place"]),
        needs_context=frozenset(lists["needs_context"]),
        apart=lists["apart"],
        affiliations=frozenset(lists["affiliations"]),
        city_cues=lists["city_cues"],
        regency_cues=lists["regency_cues"],
    )
