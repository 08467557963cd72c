"""Finds political parties by their names and abbreviations."""

from pathlib import Path

from archive.records.analysis import Mention
from archive.records.span import Span
from base.datafile import read_csv
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading

_EVERYDAY = frozenset(
    ["PA", "Ummat", "Garuda", "Gelora", "Demokrat", "SIRA", "Partai Buruh", "Nasional Demokrat", "PDA", "PAS Aceh"]
)
"""Abbreviations that are also other things: they count only after `Partai` (or as a full name)."""


_PLAIN = {"demokrat": "Demokrat", "gelora": "Gelora", "garuda": "Garuda", "ummat": "Ummat"}
_AND = frozenset([",", "dan", "serta", "/", "-"])
_LEADS = frozenset(
    "kader politisi politikus caleg bacaleg fraksi kaus baju bendera dpc dpd dpw dpp spanduk kursi usungan".split()  # noqa: SIM905
)
"""Words before everyday words that make them a party's name: `kaus Demokrat`."""


def load_parties(config: Path) -> Terms[str]:
    """Read `parties.csv`: names to the first abbreviation.

    Raises:
        ConfigError: The file is missing or lacks a column.
    """
    terms: Terms[str] = Terms()
    for _line, row in read_csv(config / "parties.csv", ("nama", "singkatan_alias")):
        aliases = [alias.strip() for alias in row["singkatan_alias"].split("|") if alias.strip()]
        label = aliases[0] if aliases else row["nama"]
        terms.add(row["nama"], label)
        for alias in aliases:
            if alias not in _EVERYDAY:
                terms.add(alias, label)
            terms.add(f"Partai {alias.removeprefix('Partai ')}", label)
    return terms


def find_parties(reading: Reading, parties: Terms[str]) -> tuple[Mention, ...]:
    """Return the parties, each once with all its spans; abbreviations of capitals must stand in capitals."""
    found: dict[str, list[Span]] = {}
    for index, label, after in parties.matches(reading, capitals=True):
        if after - index > 1 or not label.isupper() or reading.words[index].isupper():
            found.setdefault(label, []).append(reading.words_span(index, after))
    ends = {reading.base + span.end for spans in found.values() for span in spans if span.where == "text"}
    ends |= {span.end for spans in found.values() for span in spans if span.where == "title"}
    for index in reading.where(_PLAIN.keys()):
        if index and reading.capital[index] and (reading.low[index - 1] in _LEADS or _is_listed(reading, index, ends)):
            found.setdefault(_PLAIN[reading.low[index]], []).append(reading.words_span(index, index + 1))
    return tuple(Mention(label, tuple(spans)) for label, spans in found.items())


def _is_listed(reading: Reading, index: int, ends: set[int]) -> bool:
    """Tell whether a word stands in a list right behind a party's name: `PDIP, Demokrat dan PSI`."""
    here = index - (reading.low[index - 1] in _AND)
    return here < index and here > 0 and reading.ends[here - 1] in ends
