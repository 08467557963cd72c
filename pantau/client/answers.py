"""What the archive answers, as frozen dataclasses; `raw` holds the whole answer, for what has no field here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """An article found.

    Args:
        id: In that archive.
        shown_at: Publication, else first sighting; aware.
        published: Whether `shown_at` is the publication.
        kind: `incident`, `follow_up`, `appeal` ...; None when it was not analysed.
        stage: Furthest step told, S1 to X2; None when none is told.
        severity: 0 to 100; None where no score is given.
        case: Code of its case; None when it belongs to none.
        copies: How many further copies the archive has.
        title: Headline; names of low ranks in open cases are initials.
        passage: The stretch of its text that answers the query.
    """

    id: int
    url: str
    outlet: str | None
    outlet_name: str | None
    shown_at: datetime
    published: bool
    kind: str | None
    stage: str | None
    severity: int | None
    case: str | None
    copies: int
    title: str
    passage: str
    raw: Raw = field(repr=False, compare=False, hash=False, default_factory=dict)

    @property
    def day(self) -> date:
        """Return the day it is shown under, in UTC."""
        return self.shown_at.date()

    @classmethod
    def read(cls, raw: Raw) -> "Article":
        """Return the article of an answer."""
        same = {name: raw[name] for name in ("url", "outlet", "outlet_name", "published", "kind", "stage", "severity")}
        return cls(
            id=raw["article_id"],
            shown_at=datetime.fromisoformat(raw["shown_at"]),
            case=raw["incident"],
            copies=raw["copies"],
            title=raw["title"],
            passage=raw["passage"],
            raw=raw,
            **same,
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A case: what several articles tell of one event.

    Args:
        code: Shown to people: 2024-0042.
        label: What is alleged, in Indonesian; `label_en` in English.
        region: Kemendagri code of its most certain place; None when none is told.
        acts: Forms of breach, A01 to A19.
        stage: Where it stands: its end, else the criminal step, else the one of discipline.
        severity: 0 to 100; None where no score is given.
        level: Kritis, Tinggi, Sedang or Rendah.
        review: unreviewed, verified or dismissed by an officer.
        articles: Ids of its articles.
        sources: Independent newsrooms among them.
    """

    code: str
    label: str
    label_en: str
    region: str | None
    acts: tuple[str, ...]
    stage: str | None
    severity: int | None
    level: str
    review: str
    event_day: date | None
    first_published: datetime
    last_published: datetime
    articles: tuple[int, ...]
    sources: int
    raw: Raw = field(repr=False, compare=False, hash=False, default_factory=dict)

    @classmethod
    def read(cls, raw: Raw) -> "Case":
        """Return the case of an answer."""
        return cls(
            code=raw["code"],
            label=raw["label"],
            label_en=raw["label_en"],
            region=raw["places"][0]["code"] if raw["places"] else None,
            acts=tuple(raw["acts"]),
            stage=raw["end"] or raw["criminal"] or raw["discipline"],
            severity=raw["severity"]["score"],
            level=raw["severity"]["level"],
            review=raw["review"],
            event_day=date.fromisoformat(raw["event_day"]) if raw["event_day"] else None,
            first_published=datetime.fromisoformat(raw["first_published"]),
            last_published=datetime.fromisoformat(raw["last_published"]),
            articles=tuple(raw["articles"]),
            sources=len(raw["sources"]),
            raw=raw,
        )


@dataclass(frozen=True, slots=True)
class Count:
    """How many articles a query finds.

    Args:
        total: Copies folded.
        basis: `exact`, `maintained` (exact, of the whole archive) or `estimated` (above 10,000).
        facets: Articles by value: outlet, province, region, kind, act, stage, role, month.
    """

    total: int
    basis: str
    facets: Mapping[str, Mapping[str, int]]

    @classmethod
    def read(cls, raw: Raw) -> "Count":
        """Return the figures of an answer."""
        told = {name: {one["value"]: one["articles"] for one in values} for name, values in raw["facets"].items()}
        return cls(raw["total"], raw["basis"], told)


@dataclass(frozen=True, slots=True)
class Month:
    """Cases first reported in a month.

    Args:
        steady: Of these, told by newsrooms read from the first month on; only they can be compared over time.
        newsrooms: Newsrooms with any article that month.
    """

    month: str
    cases: int
    steady: int
    newsrooms: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Cases by form of breach, position, stage, region and month; each case counts once a value."""

    acts: Mapping[str, int]
    roles: Mapping[str, int]
    stages: Mapping[str, int]
    regions: Mapping[str, int]
    months: tuple[Month, ...]

    @classmethod
    def read(cls, raw: Raw) -> "Figures":
        """Return the figures of an answer."""
        bars = {name: {one["value"]: one["cases"] for one in raw[name]} for name in ("acts", "roles", "stages")}
        return cls(**bars, regions=raw["regions"], months=tuple(Month(**month) for month in raw["months"]))
