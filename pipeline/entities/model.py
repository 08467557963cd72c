"""What `find` returns: every find with its spans, before anything is decided about the story."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from archive.records.analysis import ActorStatus, Law, Mention, Quote
from archive.records.span import Span
from base.quick import quick

Level = Literal["province", "regency", "district"]
"""Provinsi, kabupaten or kota, kecamatan."""

PlaceSource = Literal["dateline", "institution", "office", "level_word", "plain", "abbreviation", "url"]
"""How a place was named: `institution` is `Bawaslu X`, `office` is `Camat X`, `level_word` is `Kabupaten X`."""


Side = Literal["bound", "handler", "voice", "contender", "public"]
"""`bound` by the neutrality rules; `handler` supervises or judges; `voice` comments; `contender` runs for office."""

DateUse = Literal["act", "spread", "statement", "handling", "ahead", "plain"]
"""What the words around a date are about: an act, its becoming known, a statement, handling, something to come."""


@dataclass(frozen=True, slots=True)
class Region:
    """One row of the gazetteer.

    Args:
        code: Kemendagri code: `63`, `63.72` or `63.72.01`.
        name: Official name (`Kota Banjarbaru`).
        level: Its level.
        seat: True where a provincial government (and the press) sits.
    """

    code: str
    name: str
    level: Level
    seat: bool = False

    @property
    def province(self) -> str:
        """Return the code of its province."""
        return self.code[:2]

    @property
    def regency(self) -> str | None:
        """Return the code of its kabupaten or kota; None for a province."""
        return self.code[:5] if self.level != "province" else None


@quick
@dataclass(frozen=True, slots=True)
class PlaceFind:
    """A place name as it stands, with all regions it may mean.

    Args:
        options: Never empty; provinces first, then kabupaten and kota, then kecamatan.
        source: How it was named.
        span: Where.
        parents: The kabupaten or kota of each option (of a province: itself), in the same order.
        provinces: The province of each option, in the same order.
        compared: True when the words around it set it apart from the story (`seperti di`, `kasus serupa di`).
        said_there: True where somebody only spoke there (`katanya di Jakarta, Senin`).
        works_there: True where somebody who comments works there (`dosen ilmu politik di Padang`).
        contested: True where the office or the vote there is what somebody runs for (`calon bupati Muna`).
    """

    options: tuple[Region, ...]
    source: PlaceSource
    span: Span
    parents: tuple[Region, ...] = ()
    provinces: tuple[Region, ...] = ()
    compared: bool = False
    said_there: bool = False
    works_there: bool = False
    contested: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Cues:
    """What the words around a mention say of the part it plays; each 0 or more, summed over mentions.

    Args:
        accused: `diduga`, `dilaporkan`, `oknum`, `terdakwa`, a denial ...
        speaks: Verbs of saying.
        complains: `melapor`, `pelapor`, `mengadukan`.
        suffers: `dicatut`, `diintimidasi`.
        addressed: Appealed to, or spoken of in general.
        weak: The part of `accused` that is said of witnesses and bystanders too (`diperiksa`, `dua kepala desa`).
        chief: Speaks of what his people did (`ulah bawahannya`).
        heard: Named as a witness (`sebagai saksi`): 1 where he is examined as one, 4 where he testifies.
        stops: Stopped the deed, seized its means or looked on (`menyita`, `memergoki`).
    """

    accused: float = 0.0
    speaks: float = 0.0
    complains: float = 0.0
    suffers: float = 0.0
    addressed: float = 0.0
    weak: float = 0.0
    chief: float = 0.0
    heard: float = 0.0
    stops: float = 0.0

    def __add__(self, other: "Cues") -> "Cues":
        if other is NOTHING:
            return self
        if self is NOTHING:
            return other
        return Cues(
            self.accused + other.accused,
            self.speaks + other.speaks,
            self.complains + other.complains,
            self.suffers + other.suffers,
            self.addressed + other.addressed,
            self.weak + other.weak,
            self.chief + other.chief,
            self.heard + other.heard,
            self.stops + other.stops,
        )


NOTHING = Cues()
"""What is said of most."""


@quick
@dataclass(frozen=True, slots=True)
class Person:
    """One person of the article with every place where it is named.

    Args:
        name: The fullest form, titles and degrees stripped; initials as printed.
        initials: True when only initials are printed.
        spans: Every mention in order.
        cues: What is said of the person at each of these mentions.
        aliases: What the person is called too, as printed.
        described: True where a word before the name makes it somebody else than the official a story is about
            (`advokat`, `istrinya`, `paslon`).
        cleared: True where the article tells that the person was acquitted or did nothing wrong.
    """

    name: str
    initials: bool
    spans: tuple[Span, ...]
    cues: tuple[Cues, ...]
    aliases: tuple[str, ...] = ()
    described: bool = False
    cleared: bool = False

    def with_cues(self, cues: tuple[Cues, ...]) -> "Person":
        """Return the person with what is said at each mention."""
        return Person(self.name, self.initials, self.spans, cues, self.aliases, self.described, self.cleared)


@quick
@dataclass(frozen=True, slots=True)
class RoleFind:
    """An office or a kind of worker as it stands.

    Args:
        role: Normalised role (`camat`, `kades`, `guru` ...).
        status: The law's class.
        span: Where.
        institution: What follows as its office, as printed (`Dinas Pendidikan Kota Binjai`); None when nothing does.
        count: The number printed with it (`tiga kepala desa`); None when none.
        plural: True for a group (`sejumlah camat`, `para guru`, a count above one).
        person: Index into `Entities.persons` of the holder named beside it; None when none is.
        side: Whether the neutrality rules bind the office, or it handles cases, comments, runs, or none of these.
        weight: 0..1: how far the word alone names an office (`camat` 1, `pegawai` less).
        former: True after `mantan`.
        cues: What the words around say.
        single: True where one is told of as new (`seorang guru`, `satu kabid`).
    """

    role: str
    status: ActorStatus
    span: Span
    institution: str | None = None
    count: int | None = None
    plural: bool = False
    person: int | None = None
    side: Side = "public"
    weight: float = 1.0
    former: bool = False
    cues: Cues = NOTHING
    single: bool = False

    def with_cues(self, cues: Cues) -> "RoleFind":
        """Return the find with what the words around say; five times faster than `dataclasses.replace`."""
        if cues is self.cues:
            return self
        return RoleFind(
            self.role,
            self.status,
            self.span,
            self.institution,
            self.count,
            self.plural,
            self.person,
            self.side,
            self.weight,
            self.former,
            cues,
            self.single,
        )

    def held_by(self, person: int) -> "RoleFind":
        """Return the find with who holds the office."""
        return RoleFind(
            self.role,
            self.status,
            self.span,
            self.institution,
            self.count,
            self.plural,
            person,
            self.side,
            self.weight,
            self.former,
            self.cues,
            self.single,
        )


@quick
@dataclass(frozen=True, slots=True)
class DateFind:
    """A day named in the title or text.

    Args:
        day: The day meant.
        confidence: 0..1; lower with every assumption.
        span: Where.
        use: What the words around it are about.
        signs: What else they say, from `day_signs`.
    """

    day: date
    confidence: float
    span: Span
    use: DateUse = "plain"
    signs: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Asides:
    """Where the text turns aside from its story: offsets into it, in order.

    Args:
        other_case: Words with which a story turns to other cases.
        goes_on: Words with which a sentence goes on with what the one before told.
        contrast: Words with which a story may turn to another place.
        witness: Words that tell of witnesses.
    """

    other_case: tuple[int, ...] = ()
    goes_on: tuple[int, ...] = ()
    contrast: tuple[int, ...] = ()
    witness: tuple[int, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Entities:
    """All finds of one article, each tuple in order of appearance (title before text).

    `city_words` and `regency_words` count words that speak for a kota or a kabupaten where both share a name; 0 where
    no name found is shared. `told` is how many persons the story says it is about (`ketiganya`); 0 where it does not.
    """

    places: tuple[PlaceFind, ...] = ()
    dateline: Mention | None = None
    persons: tuple[Person, ...] = ()
    roles: tuple[RoleFind, ...] = ()
    institutions: tuple[Mention, ...] = ()
    laws: tuple[Law, ...] = ()
    parties: tuple[Mention, ...] = ()
    candidates: tuple[Mention, ...] = ()
    dates: tuple[DateFind, ...] = ()
    quotes: tuple[Quote, ...] = ()
    platforms: tuple[Mention, ...] = ()
    facilities: tuple[Mention, ...] = ()
    case_numbers: tuple[Mention, ...] = ()
    amounts: tuple[Mention, ...] = ()
    asides: Asides = Asides()
    city_words: int = 0
    regency_words: int = 0
    told: int = 0
