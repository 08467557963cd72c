"""Region names of queries: `wilayah:banjarbaru` means its Kemendagri code."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from archive.store.facets import fold_name
from base.datafile import read_csv

_CODE = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2,3})?)?\Z")
_KINDS = {"kabupaten": "kabupaten", "kab": "kabupaten", "kota": "kota", "provinsi": "provinsi", "prov": "provinsi"}


@dataclass(frozen=True, slots=True)
class RegionNames:
    """Codes by folded name, provinces and kabupaten/kota before kecamatan.

    Args:
        codes: Codes by name with and without its kind; several where a name means several.
        names: Official name by code.
        folder: The configuration they come from, where the other closed lists lie; None when made otherwise.
    """

    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes that a code or a name means; empty when none does."""
        if _CODE.match(text):
            return (text,) if not self.names or text in self.names else ()
        folded = fold_name(text).split()
        if folded and folded[0] in _KINDS:
            folded[0] = _KINDS[folded[0]]
        return self.codes.get(" ".join(folded), ())


@cache
def load_regions(config: Path) -> RegionNames:
    """Read `regions.csv`, and other names from `regions_names.csv` where it lies.

    Raises:
        ConfigError: A file lacks a column.
    """
    names: dict[str, str] = {}
    codes: dict[str, list[str]] = {}
    for _, row in read_csv(config / "regions.csv", ("kode", "nama")):
        names[row["kode"]] = row["nama"]
    other = config / "regions_names.csv"
    pairs = list(names.items())
    if other.exists():
        pairs += [(row["kode"], row["nama_lain"]) for _, row in read_csv(other, ("kode", "nama_lain"))]
    for code, name in sorted(pairs, key=lambda pair: pair[0].count(".")):
        folded = fold_name(name)
        bare = folded.split(" ", 1)[-1] if folded.split(" ")[0] in {"kabupaten", "kota"} else folded
        for key in {folded, bare}:
            known = codes.setdefault(key, [])
            # A kecamatan named like a kabupaten is meant only by its code.
            if code not in known and not (code.count(".") > 1 and known and known[0].count(".") <= 1):
                known.append(code)
    return RegionNames({key: tuple(found) for key, found in codes.items()}, names, config)
