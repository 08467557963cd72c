"""`Analysis`: what an article reports, each claim with its evidence and a confidence (0..1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from archive.records.reason import Reason
from archive.records.span import Span
from base.quick import quick


class Kind(StrEnum):
    """Kinds of article, by main topic."""

    INCIDENT = "incident"
    FOLLOW_UP = "follow_up"
    APPEAL = "appeal"
    STATISTICS = "statistics"
    REGULATION = "regulation"
    COMMENTARY = "commentary"
    UNRELATED = "unrelated"

    @property
    def is_case(self) -> bool:
        """Tell whether an officer is alerted to it."""
        return self in {Kind.INCIDENT, Kind.FOLLOW_UP}


class Stage(StrEnum):
    """Steps of a case on two tracks, and its ends. Order inside a track is the order of the law."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    S7 = "S7"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    X1 = "X1"
    X2 = "X2"

    @property
    def track(self) -> Literal["discipline", "criminal", "end"]:
        """Return the track of the step."""
        tracks: dict[str, Literal["discipline", "criminal", "end"]] = {"S": "discipline", "P": "criminal", "X": "end"}
        return tracks[self.value[0]]


ActorStatus = Literal["asn", "desa", "non_asn", "tni", "polri", "pj", "bumd", "official", "other"]
ActorPart = Literal["alleged", "speaker", "complainant", "victim", "beneficiary", "mentioned"]


@quick
@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a role group.

    Args:
        name: Without titles and degrees; initials as printed; None when not given.
        role: Normalised role (`camat`, `kades`, `guru` ...); None when not given.
        institution: As printed; None when not given.
        status: The law's class of the person.
        part: Part in the story.
        count: Number of persons meant; None when one person is named or no number is given.
        spans: Evidence.
        confidence: 0..1.
        aliases: What the person is called too (`alias Gobleg`, `akrab disapa Puang Lolo`), as printed.
    """

    name: str | None
    role: str | None
    institution: str | None
    status: ActorStatus
    part: ActorPart
    count: int | None = None
    spans: tuple[Span, ...] = ()
    confidence: float = 0.5
    aliases: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """A place of the event or topic.

    Args:
        code: Kemendagri code: `63`, `63.72` or `63.72.01`.
        name: Official name.
        part: `event` (or topic) or `mentioned` only.
    """

    code: str
    name: str
    part: Literal["event", "mentioned"]
    spans: tuple[Span, ...] = ()
    confidence: float = 0.5


@quick
@dataclass(frozen=True, slots=True)
class Act:
    """A form of breach, A01..A19 of `config/rules.yaml`."""

    code: str
    spans: tuple[Span, ...] = ()
    confidence: float = 0.5


@quick
@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that follows from act, date and election stage.

    Args:
        code: `KE-01`, `DIS-08`, `PID-71-1` ...
        act: The act it follows from.
        reason: One sentence with the date and the stage used.
    """

    code: str
    act: str
    reason: str


@quick
@dataclass(frozen=True, slots=True)
class Step:
    """A step of handling that the article reports as reached."""

    stage: Stage
    spans: tuple[Span, ...] = ()
    day: date | None = None
    confidence: float = 0.5


@quick
@dataclass(frozen=True, slots=True)
class Law:
    """A law as cited.

    Args:
        cited: Normalised without article: `UU 10/2016`, `PP 94/2021`, `SKB Netralitas ASN`.
        article: Main article number with suffix (`71`, `187A`); None when none is cited.
        note: `diganti oleh ...` (superseded), `nomor keliru, maksudnya ...`; None when the citation stands.
        paragraph: What of the article is cited (`ayat (2)`, `huruf n angka 5`); None when nothing narrower is.
    """

    cited: str
    article: str | None
    note: str | None = None
    spans: tuple[Span, ...] = ()
    paragraph: str | None = None

    @property
    def label(self) -> str:
        """Return the citation in one string: `UU 10/2016 ps 71`."""
        return f"{self.cited} ps {self.article}" if self.article else self.cited

    @property
    def whole(self) -> str:
        """Return the citation with what of the article is cited: `UU 10/2016 ps 71 ayat (2)`."""
        return f"{self.label} {self.paragraph}" if self.paragraph else self.label


@quick
@dataclass(frozen=True, slots=True)
class Sanction:
    """A sanction imposed or recommended (never one merely threatened).

    Args:
        label: Normalised words: `teguran tertulis`.
        severity: `moral`, `ringan`, `sedang`, `berat`, `pidana`, `other`.
        imposed: False when only recommended.
    """

    label: str
    severity: Literal["moral", "ringan", "sedang", "berat", "pidana", "other"]
    imposed: bool
    spans: tuple[Span, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing: institution, party, candidate pair, platform, facility, case number."""

    label: str
    spans: tuple[Span, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks and who said them; None when that cannot be told."""

    speaker: str | None
    span: Span


@quick
@dataclass(frozen=True, slots=True)
class EventDate:
    """The day of the act; `confidence` falls with every assumption. `note` is a remark, as on a wrong weekday."""

    day: date
    spans: tuple[Span, ...] = ()
    confidence: float = 0.5
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Secondary:
    """A case told in passing inside an article about something else.

    Args:
        summary: One sentence from normalised parts (role, place, step), no sentence of the article.
        stage: Furthest step told; None when none.
        actor: The person meant.
        regions: Kemendagri codes; empty when not told.
    """

    summary: str
    stage: Stage | None
    actor: Actor | None
    regions: tuple[str, ...]
    spans: tuple[Span, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class SeverityPart:
    """One additive part of the score 0..100 (`config/rules.yaml`, severity)."""

    name: str
    points: int
    most: int
    reason: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What made an analysis: change of any of them makes stored analyses eligible for `pantau reprocess`."""

    code: str
    lexicon: str
    rules: str
    calendar: str
    model: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything understood from one article. Empty tuples mean: nothing of that sort is told."""

    relevant: bool
    relevance: float
    kind: Kind
    kind_confidence: float
    versions: Versions
    stage: Stage | None = None
    steps: tuple[Step, ...] = ()
    acts: tuple[Act, ...] = ()
    rules: tuple[Rule, ...] = ()
    rules_note: str | None = None
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    institutions: tuple[Mention, ...] = ()
    laws: tuple[Law, ...] = ()
    parties: tuple[Mention, ...] = ()
    candidates: tuple[Mention, ...] = ()
    platforms: tuple[Mention, ...] = ()
    facilities: tuple[Mention, ...] = ()
    amounts: tuple[Mention, ...] = ()
    case_numbers: tuple[Mention, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    denials: tuple[Span, ...] = ()
    event_date: EventDate | None = None
    dateline: Mention | None = None
    persons: int | None = None
    quotes: tuple[Quote, ...] = ()
    secondary: tuple[Secondary, ...] = ()
    severity: tuple[SeverityPart, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def alleged(self) -> tuple[Actor, ...]:
        """Return the persons the article alleges something of."""
        return tuple(actor for actor in self.actors if actor.part == "alleged")

    @property
    def regions(self) -> tuple[str, ...]:
        """Return province or kabupaten/kota codes of the event, most certain first, each once."""
        return tuple(dict.fromkeys(".".join(one.code.split(".")[:2]) for one in self.places if one.part == "event"))
