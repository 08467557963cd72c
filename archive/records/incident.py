"""`Incident`: a case made of articles, with its life: steps, two statuses, denials, severity, people's review."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from archive.records.analysis import ActorStatus, Rule, Sanction, SeverityPart, Stage
from archive.records.span import Span

Level = Literal["Kritis", "Tinggi", "Sedang", "Rendah"]
"""Levels of severity: 70 and more, 50 to 69, 30 to 49, less (`config/rules.yaml`, severity)."""

Review = Literal["unreviewed", "verified", "dismissed"]
"""What officers made of the case; `dismissed` always has a reason in the decisions."""

EventType = Literal[
    "opened", "article", "step", "severity", "cleared", "denied", "corrected", "decision", "merged", "split"
]


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """A place of the case.

    Args:
        code: Kemendagri code, province or kabupaten/kota.
        name: Official name; the code itself when no article brought a name.
        confidence: 0..1, the best of its articles.
    """

    code: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class IncidentActor:
    """A person or a role group the case alleges something of, united over its articles.

    Args:
        name: The fullest form printed; initials as printed; None when no article names the person.
        role: Normalised role; None when not given.
        institution: The longest form printed; None when not given.
        status: The law's class of the person.
        count: Greatest number told for a role group; None when one person is meant or no number is told.
        articles: Ids of the articles that tell of the person, ascending.
        aliases: What the person is called too, as printed; hidden with the name.
    """

    name: str | None
    role: str | None
    institution: str | None
    status: ActorStatus
    count: int | None
    articles: tuple[int, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentStep:
    """A step that was reached: one a stage, from the article that tells it best, with all that tell it.

    Args:
        stage: The step.
        day: When it was reached; falls back to the day of the first article that tells it (`dated` is then False).
        dated: Whether an article states the day.
        article_id: The earliest article that tells the step.
        spans: Evidence in that article.
        articles: Ids of every article that tells the step, ascending.
        by: `auto`, or the officer who set it.
    """

    stage: Stage
    day: date
    dated: bool
    article_id: int | None
    spans: tuple[Span, ...]
    articles: tuple[int, ...]
    by: str = "auto"


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial or a clearing statement, kept apart from the allegation.

    Args:
        article_id: Where it stands.
        day: Local day of publication of that article; None when unknown.
        span: The words.
    """

    article_id: int
    day: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class CaseSeverity:
    """The score of the case, 0..100, every part shown.

    Args:
        score: Sum of the parts after the modifiers; None where no score is given (misused names).
        level: See `Level`.
        parts: One a name; the strongest of the articles.
        modifiers: Codes of what changed the sum: `cleared`, `single_anonymous_source`, `victim`.
    """

    score: int | None
    level: Level
    parts: tuple[SeverityPart, ...] = ()
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentSource:
    """An independent newsroom (or a network or agency, which counts once).

    Args:
        name: Network, outlet id or printed name.
        articles: Ids of its articles, ascending.
    """

    name: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """A case.

    Units are kept apart: `persons` counts people alleged, `reports` formal reports told, `articles` publications,
    `sources` independent newsrooms; the case itself counts one.

    Args:
        id: Archive id; stable when cases regroup.
        code: Shown to people: `2024-0042`; stable.
        label: Indonesian wording from normalised parts, with `diduga` until S7 or P4; no names.
        label_en: The same in English.
        places: Most certain first.
        actors: Alleged persons and groups, most told first.
        acts: Codes A01..A19, most told first.
        rules: One a code.
        discipline: Furthest step S1..S7; None when none is told.
        criminal: Furthest step P1..P4; None when none is told.
        end: X1 or X2 when the case ended so and nothing later reopened it; None otherwise.
        steps: By day, then by order of the law.
        denials: By publication.
        sanctions: Imposed first, then recommended, each label once.
        severity: See `CaseSeverity`.
        event_day: Day of the act; None when no article tells it.
        event_day_confidence: 0..1; 0 when None.
        election: `pilkada` or `pemilu` as the calendar says for the event day; None when undecided. Picks the clocks.
        known_day: Local day the first article was published: when the case became known to us at the latest.
        first_published: Aware UTC, first article.
        last_published: Aware UTC, last article.
        changed: Aware UTC, last change of anything above.
        articles: Ids, by publication; copies among them.
        copies: Ids of articles that repeat another one of the case.
        sources: Independent newsrooms.
        persons: Median of the numbers of persons that the articles tell or name; None when none does.
        reports: Formal reports told (distinct case numbers); None when none is told.
        case_numbers: As printed, each once.
        parties: Each once.
        candidates: Each once.
        institutions: Handling bodies as printed, each once.
        review: See `Review`.
        review_reason: Why it was dismissed or verified; None when no reason was given.
        assignee: Officer; None when nobody has it.
        followed: An officer asked to hear of every change.
        notes: Officers' notes, oldest first.
        fixed: Fields that people set; automatic runs leave them.
        mentions: Ids of other articles that speak of the case in passing.
        closed_day: Local day of the last step of a closed case; None while it is open.
        merged_into: Id of the case this one became part of; None for a living case.
    """

    id: int
    code: str
    label: str
    label_en: str
    places: tuple[IncidentPlace, ...]
    actors: tuple[IncidentActor, ...]
    acts: tuple[str, ...]
    rules: tuple[Rule, ...]
    discipline: Stage | None
    criminal: Stage | None
    end: Stage | None
    steps: tuple[IncidentStep, ...]
    denials: tuple[Denial, ...]
    sanctions: tuple[Sanction, ...]
    severity: CaseSeverity
    event_day: date | None
    event_day_confidence: float
    election: Literal["pilkada", "pemilu"] | None
    known_day: date
    first_published: datetime
    last_published: datetime
    changed: datetime
    articles: tuple[int, ...]
    copies: tuple[int, ...] = ()
    sources: tuple[IncidentSource, ...] = ()
    persons: int | None = None
    reports: int | None = None
    case_numbers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    review: Review = "unreviewed"
    review_reason: str | None = None
    assignee: str | None = None
    followed: bool = False
    notes: tuple["Note", ...] = ()
    fixed: tuple[str, ...] = ()
    mentions: tuple[int, ...] = ()
    closed_day: date | None = None
    merged_into: int | None = None

    @property
    def regions(self) -> tuple[str, ...]:
        """Return the codes of the places, most certain first."""
        return tuple(place.code for place in self.places)

    @property
    def cleared(self) -> bool:
        """Tell whether the case ended without a finding (not proven, stopped, report withdrawn)."""
        return self.end is not None

    @property
    def found(self) -> bool:
        """Tell whether a competent body decided (S7 sanction, P4 verdict); until then all wording says `diduga`."""
        return self.discipline is Stage.S7 or self.criminal is Stage.P4

    @property
    def open(self) -> bool:
        """Tell whether more steps are to be expected."""
        return self.closed_day is None and self.merged_into is None and self.review != "dismissed"


@dataclass(frozen=True, slots=True)
class Note:
    """An officer's note.

    Args:
        at: Aware UTC.
        by: Officer.
        text: As written.
    """

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class IncidentEvent:
    """One line of a case's append-only history.

    Args:
        incident_id: The case.
        at: Aware UTC, when we noticed.
        type: See `EventType`.
        level: Level of the case after the change.
        alertable: False for imports, backfill and first crawls.
        payload: What changed, JSON-ready: `from`, `to`, `stage`, `span`, `copy` ... by type.
        article_id: What brought it; None for people's decisions.
        published_at: Publication of that article; None when unknown.
        id: Archive id; 0 before it is stored.
    """

    incident_id: int
    at: datetime
    type: EventType
    level: Level
    alertable: bool
    payload: dict[str, str | int | bool | None]
    article_id: int | None = None
    published_at: datetime | None = None
    id: int = 0
