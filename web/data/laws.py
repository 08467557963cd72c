"""The rules in words: what each forbids and where it stands, as config/rules.yaml has them."""

import re
from dataclasses import dataclass
from pathlib import Path

from base.datafile import read_yaml

FILE = "rules.yaml"
_REMARK = re.compile(r"\s+\([^()]*(?:\([^()]*\)[^()]*)*\)")  # notes on how a basis was verified, and what it is called


@dataclass(frozen=True, slots=True)
class Law:
    """A rule.

    Args:
        text: What it forbids, in Bahasa Indonesia as all law is.
        basis: The law it stands in, the first one where there are several: `PP 94/2021 ps 5 huruf n angka 6`.
    """

    text: str
    basis: str


def load_laws(config: Path) -> dict[str, Law]:
    """Return the rules by code.

    Raises:
        ConfigError: The file cannot be read.
    """
    data = read_yaml(config / FILE).data
    entries = data.get("rules") or () if isinstance(data, dict) else ()
    return {str(one["code"]): Law(str(one.get("text", "")), _first(str(one.get("basis", "")))) for one in entries}


def _first(basis: str) -> str:
    return _REMARK.sub("", basis).split(";")[0].replace("->", "→").strip()
