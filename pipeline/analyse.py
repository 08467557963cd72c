"""Article -> Analysis, in this order.

document -> find entities | read clauses -> features -> kind -> acts, steps, sanctions -> places, actors, day
-> rules (act + day + stage of that election there) -> secondary findings -> severity parts
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive.records.analysis import Analysis, Kind, Versions
from archive.records.article import Article
from pipeline.entities.find import Gazetteers, find
from pipeline.entities.model import Entities
from pipeline.entities.resolve import resolve_actors, resolve_event_date, resolve_places
from pipeline.judge.claims import acts_of, denials_of, furthest, sanctions_of, steps_of
from pipeline.judge.features import describe
from pipeline.judge.kind import Verdict, decide
from pipeline.judge.model import KindModel, load_model
from pipeline.judge.reading import Reader, Reading
from pipeline.judge.relevance import relevance_features
from pipeline.text.document import Document
from pipeline.text.lexicon import load_lexicon

CODE = "1"
"""Version of the judging code; raise it when an analysis would change although no data did."""

MODEL = Path("model") / "kinds.json"


@dataclass(frozen=True)
class Analyser:
    """Everything loaded that an analysis needs. Load once a process; analysing has no effects."""

    gazetteers: Gazetteers
    reader: Reader
    model: KindModel
    versions: Versions

    @classmethod
    def load(cls, config: Path) -> "Analyser":
        """Read lexicon, gazetteers, rules, calendar and model under `config`.

        Raises:
            ConfigError: A file is missing or wrong, with file and line.
        """
        lexicon, model = load_lexicon(config), load_model(config / MODEL)
        versions = Versions(CODE, lexicon.version, "0", "0", model.version)
        return cls(Gazetteers.load(config), Reader(lexicon), model, versions)

    def analyse(self, article: Article, outlet_region: str | None = None) -> Analysis:
        """Return what the article reports.

        Args:
            article: Title, text, address and day of publication are read; nothing else.
            outlet_region: Kemendagri code of the outlet's home, a weak prior; None when unknown.
        """
        document = Document(article.title or "", article.text, article.url)
        published = article.published.local_day if article.published else None
        reading = self.reader.read(document)
        about = relevance_features(reading, self.reader.lexicon)
        features = describe(document, reading, self.reader.lexicon)
        verdict = decide(about, features, self.model, reading.findings)
        if verdict.kind is Kind.UNRELATED:
            return _unrelated(verdict, self.versions)
        entities = find(document, published, self.gazetteers)
        return self._report(document, reading, verdict, entities, published, outlet_region)

    def _report(
        self,
        document: Document,
        reading: Reading,
        verdict: Verdict,
        entities: Entities,
        published: date | None,
        outlet_region: str | None,
    ) -> Analysis:
        case = verdict.kind.is_case
        acts = acts_of(reading.findings) if case else ()
        steps = steps_of(reading.findings) if case else ()
        places = resolve_places(document, entities, outlet_region)
        actors = resolve_actors(document, entities, acts, steps)
        day = resolve_event_date(document, entities, acts, published) if case else None
        return Analysis(
            relevant=True,
            relevance=verdict.relevance,
            kind=verdict.kind,
            kind_confidence=verdict.confidence,
            versions=self.versions,
            stage=furthest(steps, reading.findings) if case else None,
            steps=steps,
            acts=acts,
            actors=actors,
            places=places,
            institutions=entities.institutions,
            laws=entities.laws,
            parties=entities.parties,
            candidates=entities.candidates,
            platforms=entities.platforms,
            facilities=entities.facilities,
            case_numbers=entities.case_numbers,
            sanctions=sanctions_of(reading.findings) if case else (),
            denials=denials_of(reading.findings) if case else (),
            event_date=day,
            dateline=entities.dateline,
            quotes=entities.quotes,
            reasons=verdict.reasons,
        )


def _unrelated(verdict: Verdict, versions: Versions) -> Analysis:
    return Analysis(
        relevant=False,
        relevance=verdict.relevance,
        kind=Kind.UNRELATED,
        kind_confidence=verdict.confidence,
        versions=versions,
        reasons=verdict.reasons,
    )
