"""Article -> Analysis, in this order.

document -> find entities | read claims -> features -> kind -> acts, steps, sanctions -> places, actors, day
-> rules (act + day + stage of that election there) -> secondary findings -> severity parts
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from archive.records.analysis import Analysis, Kind, Place, SeverityPart, Versions
from archive.records.article import Article
from archive.records.reason import Reason
from archive.records.span import Span
from base.collecting import uncollected
from pipeline.entities.accusing import Accusing, load_accusing
from pipeline.entities.alleged_number import alleged_number
from pipeline.entities.did_right import did_right
from pipeline.entities.find import Gazetteers, find
from pipeline.entities.model import Entities
from pipeline.entities.part_days import part_day
from pipeline.entities.resolve import resolve_actors, resolve_event_date, resolve_places
from pipeline.judge.acts import acts_of
from pipeline.judge.calendar import Calendar
from pipeline.judge.claims import (
    acting_village_head,
    candidates_open,
    charged,
    election_of,
    mobilised,
    real,
    sanctions_of,
)
from pipeline.judge.denial_words import DenialWords, load_denial_words
from pipeline.judge.denials import Deniers, denials_of
from pipeline.judge.features import describe
from pipeline.judge.kind import Verdict, decide
from pipeline.judge.model import KindModel, load_model
from pipeline.judge.reading import Reader, Reading
from pipeline.judge.relevance import relevance_features
from pipeline.judge.rules import Offence, Rulebook
from pipeline.judge.secondary import secondary_cases
from pipeline.judge.severity import severity_parts
from pipeline.judge.staging import staged
from pipeline.judge.wording import Wording
from pipeline.text.document import Document
from pipeline.text.lexicon import load_lexicon
from pipeline.text.satire import SatireWords, load_satire

CODE = "10"
"""Version of the judging code; raise it when an analysis would change although no data did."""

MODEL = Path("model") / "kinds.json"


@dataclass(frozen=True)
class Analyser:
    """Everything loaded that an analysis needs. Load once a process; analysing has no effects."""

    gazetteers: Gazetteers
    reader: Reader
    model: KindModel
    rulebook: Rulebook
    calendar: Calendar
    accusing: Accusing
    denying: DenialWords
    satire: SatireWords

    @classmethod
    def load(cls, config: Path) -> "Analyser":
        """Read lexicon, gazetteers, rules, calendar and model under `config`.

        Raises:
            ConfigError: A file is missing or wrong, with file and line.
        """
        with uncollected():
            return cls(
                Gazetteers.load(config),
                Reader(load_lexicon(config)),
                load_model(config / MODEL),
                Rulebook.load(config),
                Calendar.load(config),
                load_accusing(config),
                load_denial_words(config),
                load_satire(config),
            )

    @property
    def versions(self) -> Versions:
        """Return what makes an analysis."""
        lexicon = self.reader.lexicon.version
        return Versions(
            CODE, lexicon, self.rulebook.version, self.calendar.version, f"{self.model.version}-{self.accusing.version}"
        )

    def analyse(self, article: Article, outlet_region: str | None = None) -> Analysis:
        """Return what the article reports.

        Args:
            article: Title, text, address and day of publication are read; nothing else.
            outlet_region: Kemendagri code of the outlet's home, a weak prior; None when unknown.
        """
        with uncollected():  # it leaves no garbage that goes round in a circle, and is over in milliseconds
            return self._analysed(article, outlet_region)

    def _analysed(self, article: Article, outlet_region: str | None) -> Analysis:
        document = Document(article.title or "", article.text, article.url)
        published = article.published.local_day if article.published else None
        reading = self.reader.read(document)
        about = relevance_features(reading, self.reader.lexicon)
        features = describe(document, reading, self.reader.lexicon)
        wording = Wording(document, reading)
        verdict = decide(about, features, self.model, reading.findings, lambda: wording.features)
        if verdict.kind is Kind.UNRELATED:
            return _unrelated(verdict, self.versions)
        invented = self.satire.said_in(document)
        if invented:
            told = replace(verdict, relevance=0.0, confidence=0.0)  # it says so itself, so it is sure
            return _unrelated(_taken_back(told, "satire", invented), self.versions)
        found = find(document, published, self.gazetteers, days=verdict.kind.is_case)
        general, opinion = verdict.kind is Kind.REGULATION, verdict.kind is Kind.COMMENTARY
        places = resolve_places(document, found, outlet_region, general=general, opinion=opinion)
        named = _named(verdict, self.versions, found, places)
        if not verdict.kind.is_case:
            regions = named.regions
            secondary = secondary_cases(verdict.kind, reading, found, self.reader.lexicon, regions)
            return replace(
                named, actors=resolve_actors(document, found, (), (), self.accusing, case=False), secondary=secondary
            )
        case = self._case(_Found(document, reading, wording, found, published), named)
        right = did_right(document, found, case.acts, case.steps, case.actors)
        if right:
            return _unrelated(_taken_back(verdict, "did_right", right), self.versions)
        return case

    def _case(self, read: "_Found", named: Analysis) -> Analysis:
        """Return what a case is: how far it came, what was done, by whom and when, and what follows from that."""
        document, reading, found = read.document, read.reading, read.entities
        course = staged(reading, self.model, read.wording)
        told, why = acts_of(document, reading, self.reader.lexicon, self.model, read.wording)
        acts = charged(told, course.stage, course.steps)
        actors = resolve_actors(document, found, acts, course.steps, self.accusing)
        case = replace(
            named,
            stage=course.stage,
            steps=course.steps,
            acts=acts,
            actors=actors,
            sanctions=sanctions_of(reading.findings, course.stage),
            denials=denials_of(reading.findings, Deniers(self.denying, document, found, actors)),
            event_date=resolve_event_date(document, found, acts, read.published),
            persons=alleged_number(found, actors),
            reasons=(*named.reasons, *why, *course.reasons),
        )
        offence = self._offence(read, case)
        rules, note = self.rulebook.apply(offence, self.calendar)
        return replace(case, rules=rules, rules_note=note, severity=self._severity(read, case, offence))

    def _offence(self, read: "_Found", case: Analysis) -> Offence:
        """Return what the rules ask of a case."""
        reading, lexicon, day = read.reading, self.reader.lexicon, case.event_date
        leaning = election_of(reading, lexicon)
        part = None if day else part_day(read.document, case.acts, read.published)
        return Offence(
            case.acts,
            case.actors,
            case.regions,
            day.day if day else None,
            read.published,
            leaning,
            mobilised(reading, lexicon),
            candidates_open(reading, lexicon),
            None if day else self.calendar.about(part, case.regions, leaning),
            acting_village_head(reading, lexicon),
        )

    def _severity(self, read: "_Found", case: Analysis, offence: Offence) -> tuple[SeverityPart, ...]:
        """Return the parts of a case's severity; the election is that of its day or, untold, of its publication."""
        reckoned = offence.day or offence.about or read.published
        return severity_parts(
            self.rulebook.severity,
            kind=case.kind,
            acts=case.acts,
            actors=case.actors,
            stage=case.stage,
            steps=[step.stage for step in case.steps],
            sanctions=case.sanctions,
            facilities=read.entities.facilities,
            persons=case.persons,
            standing=self.calendar.find(reckoned, case.regions, offence.leaning) if reckoned else None,
            verified=False,
            crowds=[one.span for one in real(read.reading.findings, "cue:crowd")],
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """An article and everything read in it, before it is judged as a case.

    Args:
        document: The article.
        reading: What the lexicon found.
        wording: Its plain words.
        entities: Who, where, when and which law.
        published: Local day; None when unknown.
    """

    document: Document
    reading: Reading
    wording: Wording
    entities: Entities
    published: date | None


def _named(verdict: Verdict, versions: Versions, found: Entities, places: tuple[Place, ...]) -> Analysis:
    return Analysis(
        relevant=True,
        relevance=verdict.relevance,
        kind=verdict.kind,
        kind_confidence=verdict.confidence,
        versions=versions,
        places=places,
        institutions=found.institutions,
        laws=found.laws,
        parties=found.parties,
        candidates=found.candidates,
        platforms=found.platforms,
        facilities=found.facilities,
        case_numbers=found.case_numbers,
        amounts=found.amounts,
        dateline=found.dateline,
        quotes=found.quotes,
        reasons=verdict.reasons,
    )


def _taken_back(verdict: Verdict, feature: str, spans: tuple[Span, ...]) -> Verdict:
    """Return a verdict with what speaks against it after all."""
    why = (*verdict.reasons, Reason("relevant", feature, -1.0, spans))
    return replace(verdict, confidence=round(1 - verdict.confidence, 4), reasons=why)


def _unrelated(verdict: Verdict, versions: Versions) -> Analysis:
    return Analysis(
        relevant=False,
        relevance=verdict.relevance,
        kind=Kind.UNRELATED,
        kind_confidence=verdict.confidence,
        versions=versions,
        reasons=verdict.reasons,
    )
