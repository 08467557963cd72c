"""Finds bodies (Bawaslu, BKN, courts ...) as printed with their region, and the office that follows a title."""

from dataclasses import dataclass
from pathlib import Path

from archive.records.analysis import Mention
from archive.records.span import Span
from base.datafile import read_yaml
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading

_LEVEL_WORDS = frozenset(
    [
        "kabupaten",
        "kab",
        "kota",
        "provinsi",
        "prov",
        "kecamatan",
        "kec",
        ".",
        "wilayah",
        "sumatera",
        "daerah",
        "polres",
        "polda",
        "regional",
        "vi",
        "vii",
        "viii",
        "ix",
        "x",
        "xi",
        "xii",
        "xiii",
        "xiv",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
    ]
)
_OWN_WORD = frozenset(
    [
        "dinas",
        "badan",
        "bagian",
        "bidang",
        "uptd",
        "upt",
        "puskesmas",
        "sd",
        "smp",
        "sma",
        "smk",
        "tk",
        "sdn",
        "smpn",
        "sman",
    ]
)
"""Last words of a title that begin the name of its office (`Kepala Dinas Pendidikan`, `guru SMP Negeri 3`)."""
_GLUE = frozenset(["dan", "&"])
_INTO = frozenset(["di", "pada", "lingkup", "lingkungan"])
_PLACE_WORDS = frozenset(
    [
        "kecamatan",
        "kabupaten",
        "kota",
        "kab",
        "kec",
        "provinsi",
        "desa",
        "kelurahan",
        "nagari",
        "wilayah",
        "salah",
        "satu",
        "sebuah",
        "sekolah",
    ]
)
_ACRONYM = 4
"""Letters from which capitals are a body (`DPMPTSP`) rather than a person's initials."""
_LONGEST = 14
_RANKS = frozenset(["akbp", "kompol", "iptu", "ipda", "aiptu", "aipda", "bripka", "kombes", "letkol", "drs", "dra"])
"""Words of the longest office name that is read."""


@dataclass(frozen=True)
class Institutions:
    """The institution lexicon, ready to search."""

    terms: Terms[str]
    words: frozenset[str]

    def office_after(self, reading: Reading, first: int, head: int, places: dict[int, int]) -> tuple[str | None, int]:
        """Return the office a title belongs to as printed (None when none follows), and the index after it.

        Args:
            reading: The article's words.
            first: Index of the title's first word.
            head: Index after the title's last word.
            places: First word of each place find to the index after its last.
        """
        after = self._run(reading, head, places)
        start = head
        if after == head and head + 1 < len(reading.words) and reading.low[head] in _INTO:
            into = head + 1 + (reading.low[head + 1] in _INTO)
            if into < len(reading.words) and reading.low[into] not in _PLACE_WORDS:
                after = self._run(reading, into, places)
                start = into
                if after == into:
                    after = start = head
        if after == start:
            return None, max(after, head)
        if head - first > 1 and reading.low[head - 1] in _OWN_WORD:
            start = head - 1
        text = reading.whole[reading.starts[start] : reading.ends[after - 1]]
        only_place = start in places and places[start] >= after
        only_place = only_place or (
            after == start + 1 and not text.isupper()
        )  # `Kepala Desa`: one plain word says nothing
        return (None if only_place else text), after

    def _run(self, reading: Reading, here: int, places: dict[int, int]) -> int:
        """Return the index after the words from `here` on that make the name of an office."""
        limit = min(len(reading.words), here + _LONGEST)
        end = here
        while here < limit:
            if here in places:
                here = end = places[here]
                continue
            word = reading.low[here]
            if word in _GLUE or word in {",", "/"}:
                follows = here + 1
                if follows >= limit or reading.low[follows] not in self.words or word == ",":
                    break
                here += 1
                continue
            if word == "." and reading.low[here - 1] in {"kab", "kec", "prov"}:
                here += 1
                continue
            if word in _RANKS:
                break
            numbered = word.isdigit() and here + 1 < limit and reading.capital[here + 1]  # `Koramil 04 Kertek`
            acronym = reading.words[here].isupper() and len(word) >= _ACRONYM and here <= end + 1
            known = numbered or word in self.words or acronym
            if not (reading.capital[here] or word == "urut" or word.isdigit()) or not known:
                break
            here += 1
            end = here
        return end


def load_institutions(config: Path) -> Institutions:
    """Read `lexicon/institutions.yaml`.

    Raises:
        ConfigError: The file is missing or an entry is malformed.
    """
    source = read_yaml(config / "lexicon" / "institutions.yaml")
    terms: Terms[str] = Terms()
    for number, item in enumerate(source.data.get("bodies", [])):
        if "label" not in item or "terms" not in item:
            raise source.error("the entry lacks label or terms", ("bodies", number), "label, terms")
        for term in item["terms"]:
            terms.add(str(term), str(item["label"]))
    words = source.data.get("words")
    if not isinstance(words, list):
        raise source.error("words must be a list", ("words",))
    return Institutions(terms, frozenset(str(word) for word in words))


@dataclass(frozen=True, slots=True)
class BodyHit:
    """A body as printed with its region.

    Args:
        label: As printed.
        first: Index of its first word.
        after: Index after its last word.
    """

    label: str
    first: int
    after: int


def find_institutions(reading: Reading, institutions: Institutions, places: dict[int, int]) -> list[BodyHit]:
    """Return the bodies of title and text in order."""
    found: list[BodyHit] = []
    index, count = 0, len(reading.words)
    while index < count:
        matched = institutions.terms.match(reading.low, reading.low, index) if reading.capital[index] else None
        if matched is None:
            index += 1
            continue
        after = _with_region(reading, matched[1], places)
        found.append(BodyHit(reading.whole[reading.starts[index] : reading.ends[after - 1]], index, after))
        index = after
    return found


def mentions(reading: Reading, bodies: list[BodyHit]) -> tuple[Mention, ...]:
    """Return each printed form once with all its spans."""
    found: dict[str, list[Span]] = {}
    for body in bodies:
        found.setdefault(body.label, []).append(reading.words_span(body.first, body.after))
    return tuple(Mention(label, tuple(spans)) for label, spans in found.items())


def _with_region(reading: Reading, after: int, places: dict[int, int]) -> int:
    here = after
    while (
        here < len(reading.words) and reading.low[here] in _LEVEL_WORDS and reading.capital[here] and here not in places
    ):
        here += 1
    return places.get(here, after)
