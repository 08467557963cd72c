"""Finds bodies (Bawaslu, BKN, courts ...) as printed with their region, and the office that follows a title."""

from dataclasses import dataclass
from pathlib import Path

from archive.records.analysis import Mention
from archive.records.span import Span
from base.datafile import read_yaml
from base.listed import entries, words
from base.quick import quick
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading
from pipeline.text.offices import load_offices

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
_BODIES = frozenset(
    "bawaslu panwaslih panwascam panwaslucam panwaslu kpu kip kasn bkn dprd dprk dpra bkpsdm bkpsdmd bkd".split()  # noqa: SIM905 - words
)
"""Last words of a title that are the body itself (`Ketua Bawaslu`)."""
_STARTS = frozenset(
    "kepala ketua sekretaris camat lurah bupati gubernur wali wakil anggota staf guru koordinator asisten".split()  # noqa: SIM905
)
"""Words that begin another title, so that the comma before them ends the office."""
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

    def office_after(
        self, reading: Reading, first: int, head: int, places: dict[int, int], *, into: bool, own: int = 0
    ) -> tuple[str | None, int]:
        """Return the office a title belongs to as printed (None when none follows), and the index after it.

        Args:
            reading: The article's words.
            first: Index of the title's first word.
            head: Index after the title's last word.
            places: First word of each place find to the index after its last.
            into: Whether the office may follow `di`, `pada` (of candidates only the place of the event does).
            own: Words at the end of the title that name its office (`Kepala Disdik`: 1).
        """
        after = self._run(reading, head, places)
        start = head
        body = reading.low[head - 1] in _BODIES and head - first > 1
        if after == head and (body or own):
            return reading.whole[reading.starts[head - max(own, 1)] : reading.ends[head - 1]], head
        if into and after == head and head + 1 < len(reading.words) and reading.low[head] in _INTO:
            begin = head + 1 + (reading.low[head + 1] in _INTO)
            # `Kades di Klaten Kampanye`: what begins with a place is no office
            if begin < len(reading.words) and reading.low[begin] not in _PLACE_WORDS and begin not in places:
                after = self._run(reading, begin, places)
                start = begin
                if after == begin:
                    after = start = head
        if after == start:
            return None, max(after, head)
        if head - first > 1 and (body or own or reading.low[head - 1] in _OWN_WORD) and start == head:
            start = head - max(own, 1)
        text = reading.whole[reading.starts[start] : reading.ends[after - 1]]
        only_place = start in places and places[start] >= after
        only_place = only_place or (
            after == start + 1 and not text.isupper()
        )  # `Kepala Desa`: one plain word says nothing
        return (None if only_place else text), after

    def _run(self, reading: Reading, here: int, places: dict[int, int]) -> int:
        """Return the index after the words from `here` on that make the name of an office."""
        limit = min(len(reading.words), here + _LONGEST)
        begin = end = here
        while here < limit and here not in reading.lines:
            if here in places:
                here = end = places[here]
                continue
            word = reading.low[here]
            if here > begin and _is_short_form(reading, here, limit):
                here = end = here + 3
                continue
            if word in _GLUE or word in {",", "/"}:
                if here == begin or not self._goes_on(reading, here, limit):
                    break
                here += 1 + (word == "," and reading.low[here + 1] in _GLUE)
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

    def _goes_on(self, reading: Reading, here: int, limit: int) -> bool:
        """Tell whether an office's name goes on behind `dan` or a comma (`Divisi SDM, Organisasi, Data`)."""
        follows = here + 1
        follows += reading.low[here] == "," and follows < limit and reading.low[follows] in _GLUE  # `, dan Perkebunan`
        if follows >= limit or reading.low[follows] not in self.words:
            return False
        word = reading.low[follows]
        if reading.low[here] != "," or word in _STARTS:
            return word not in _STARTS  # `Kepala Disdik Kota Batu dan Sekretaris Bappeda` are two
        return reading.capital[follows] and not self.terms.begins(word)


def _is_short_form(reading: Reading, here: int, limit: int) -> bool:
    """Tell whether a short form in brackets stands here (`Badan Kepegawaian Daerah (BKD) Kota Banjarmasin`)."""
    return (
        here + 2 < limit
        and reading.low[here] == "("
        and reading.low[here + 2] == ")"
        and reading.words[here + 1].isupper()
    )


def load_institutions(config: Path) -> Institutions:
    """Read `lexicon/institutions.yaml`.

    Raises:
        ConfigError: The file is missing or an entry is malformed.
    """
    source = read_yaml(config / "lexicon" / "institutions.yaml")
    terms: Terms[str] = Terms()
    for number, item in enumerate(entries(source, ("bodies",), "label", "terms")):
        for term in words(source, ("bodies", number, "terms")):
            terms.add(term, str(item["label"]))
    # Names of companies are persons' names too (`Wijaya`, `Jaya`), those of departments are not.
    named = {name for name in load_offices(config).lists.get("dinas", ()) if " " not in name}
    return Institutions(terms, frozenset(words(source, ("words",))) | named)


@quick
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
    for index, _label, end in institutions.terms.matches(reading, capitals=True):
        if found and index < found[-1].after:
            continue
        after = _with_region(reading, end, places)
        found.append(BodyHit(reading.whole[reading.starts[index] : reading.ends[after - 1]], index, after))
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
    if here not in places or any(one in reading.lines for one in range(after, here + 1)):
        return after  # a title that ends in `Bawaslu` does not go on in the dateline below it
    return places[here]
