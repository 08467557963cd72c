"""Laws by the names the press gives them, and what is to be said of a citation: `lexicon/laws.yaml`."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from base.datafile import KeyPath, Located, read_yaml
from base.listed import entries, mapping, words
from base.said import said
from pipeline.entities.terms import Terms

_NUMBER = (
    r"(?:\s*(?:\([A-Z][\w-]{1,14}\)|[A-Z]{2,4}))?(?:\s+(?:R\.?I\.?|Republik\s+Indonesia))?\s*,?\s*(?:Nomor|Nomer|Nmr|No)?"
    r"\s*[.:]?\s*(?P<n>\d{1,3})\s*(?:,?\s*(?:Tahun|Thn|Th)\.?\s*|/\s*)(?P<y>(?:19|20)\d{2})\b"
)
_YEAR_DIGITS = 4
_TWO_NUMBERS = (
    r"\s*(?:Nomor|Nomer|Nmr|No)?\s*[.:]?\s*(?P<n>\d{1,3})\s*(?:,|dan|serta|maupun|&)\s*(?:Nomor|Nomer|Nmr|No)?\s*[.:]?\s*"
    r"(?P<m>\d{1,3})\s*(?:,?\s*(?:Tahun|Thn|Th)\.?\s*|/\s*)(?P<y>(?:19|20)\d{2})\b"
)
"""`Perpres 91 dan 92 Tahun 2024`."""


@dataclass(frozen=True)
class Laws:
    """`lexicon/laws.yaml`, ready to use.

    Args:
        named: Popular names, each with the laws it means and the day from which it means each.
        homes: Law and article to the law in which the article stands.
        notes: Citation, day from which the note holds, note.
        kinds: Kinds of laws in lower case as printed, to their short forms.
        numbered: Finds a kind with its number and year.
        short_places: Provinces in lower case, to how they are called in short.
        paired: Finds a kind with two numbers of one year.
        usual: Kind and number of the laws cited most (`PP 94`), to the law (`PP 94/2021`).
        namesakes: Other laws of the same kind and number that are cited rightly.
        bare: Article to the laws it may be of when none is named, each with words one of which must stand in the text.
    """

    named: Terms[tuple[tuple[date, str], ...]]
    homes: dict[tuple[str, str], str]
    notes: tuple[tuple[str, date, str], ...]
    usual: dict[str, str]
    namesakes: frozenset[str]
    bare: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    kinds: dict[str, str]
    numbered: re.Pattern[str]
    paired: re.Pattern[str]
    short_places: dict[str, str]

    @cached_property
    def firsts(self) -> frozenset[str]:
        """Return the first words of the kinds, in lower case."""
        return frozenset(kind.split()[0] for kind in self.kinds)

    def note(self, law: str, article: str | None, day: date) -> str | None:
        """Return what is to be said of a citation in an article published on a day; None where it stands."""
        told = next((note for cited, since, note in self.notes if cited == law and since <= day), None)
        home = self.homes.get((law, article or ""), law)
        if home == law:
            return told or self._year_note(law, day)
        older = law[-4:] < home[-4:]
        return f"pasal ini diubah dengan {home}" if older else f"pasal ini ada dalam {home}"  # stored in Indonesian

    def _year_note(self, law: str, day: date) -> str | None:
        """Return what is to be said of the year of a citation; None where it may stand."""
        number, _, year = law.rpartition("/")
        if len(year) != _YEAR_DIGITS or not year.isdigit():
            return None
        meant = self.usual.get(number)
        if meant is not None and meant != law and law not in self.namesakes:
            return f"tahun mungkin keliru, lazimnya {meant}"
        return "bertahun sesudah berita terbit" if day != date.max and int(year) > day.year else None


def load_laws(config: Path) -> Laws:
    """Read `lexicon/laws.yaml`.

    Raises:
        ConfigError: The file is missing or an entry is malformed.
    """
    source = read_yaml(config / "lexicon" / "laws.yaml")
    named: Terms[tuple[tuple[date, str], ...]] = Terms()
    for number in range(len(entries(source, ("named",), "terms", "means"))):
        means = _means(source, number)
        for term in words(source, ("named", number, "terms")):
            named.add(term, means)
    homes = {
        (cited, article): str(item["law"])
        for number, item in enumerate(entries(source, ("homes",), "cited", "articles", "law"))
        for cited in words(source, ("homes", number, "cited"))
        for article in words(source, ("homes", number, "articles"))
    }
    notes = tuple(
        (str(item["cited"]), _day(source, item["since"], ("notes", number)), str(item["note"]))
        for number, item in enumerate(entries(source, ("notes",), "cited", "since", "note"))
    )
    kinds = _kinds(source)
    short = {str(place).lower(): str(name) for place, name in mapping(source, ("short_places",)).items()}
    usual = {law.rpartition("/")[0]: law for law in words(source, ("usual",))}
    namesakes = frozenset(words(source, ("namesakes",)))
    return Laws(
        named,
        homes,
        notes,
        usual,
        namesakes,
        _bare(source),
        kinds,
        _numbered(kinds, _NUMBER),
        _numbered(kinds, _TWO_NUMBERS),
        short,
    )


def _kinds(source: Located) -> dict[str, str]:
    table = mapping(source, ("kinds",))
    return {" ".join(form.lower().split()): str(short) for short in table for form in words(source, ("kinds", short))}


def _numbered(kinds: dict[str, str], number: str) -> re.Pattern[str]:
    forms = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"\b(?P<kind>{forms})\b(?:\s+(?:Pilkada|Pemilu|Desa|ASN))?{number}", re.IGNORECASE)


def _bare(source: Located) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    table: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for number, item in enumerate(entries(source, ("bare",), "articles", "law", "with")):
        meant = (str(item["law"]), words(source, ("bare", number, "with")))
        for article in words(source, ("bare", number, "articles")):
            table[article] = (*table.get(article, ()), meant)
    return table


def _means(source: Located, number: int) -> tuple[tuple[date, str], ...]:
    path: KeyPath = ("named", number, "means")
    means = entries(source, path, "since", "law")
    return tuple(sorted((_day(source, entry["since"], path), str(entry["law"])) for entry in means))


def _day(source: Located, value: object, path: KeyPath) -> date:
    if not isinstance(value, date):
        raise source.error(said("must be a day, such as 2024-11-27"), path)
    return value
