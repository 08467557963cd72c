"""Small models over features that a person can read: is it about neutrality, which kind, which acts, how far it came.

relevance: logistic, its weights held to the direction of each feature (`pipeline.judge.relevance`).
kind: multinomial over the six relevant kinds. acts: logistic, one for all acts. stages: multinomial. Roots of plain
words speak beside the features in all. All are fitted by `pantau lexicon train` and explained by term.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from operator import add
from pathlib import Path

from archive.records.analysis import Kind, Stage
from base.datafile import read_json
from base.errors import ConfigError
from base.said import said
from pipeline.judge.features import Features
from pipeline.judge.odds import Contribution, chance, columns, held, odds_of, shares, top, weighed
from pipeline.judge.packed import RowsByCode, SideBySide

KINDS = tuple(kind for kind in Kind if kind is not Kind.UNRELATED)
"""The kinds of relevant articles, in the order of a row of weights."""
STAGES = tuple(Stage)
"""The stages, likewise."""

FRAMES_SHARE, FIELDS_SHARE, WORDS_SHARE = 0.4, 0.3, 0.3
"""How much frames, the groups that the article names, and its plain words weigh in an act: best of a grid over
sixteen hands, each left out of the fit, the founders', four of the newer and eight of the newest, which the lexicon had
hardly met, counting alike."""
UNFRAMED = -2.5
"""What no frame says of an act, as the logarithm of odds; from the same grid. On hands that the lexicon never met half
of the acts lost are claimed by no frame, so that silence of the frames tells less than on those it was written with."""
SLOPE, LIFT = 1.8, 1.7
"""From the mixed voices to how often an act so likely is right, fitted on the same hands: shares alone would tell too
little."""
KIND_WORDS_SHARE = 0.6
"""How much the plain words say of a kind, against its features: best for eleven hands that the lexicon had
not met (.5: kind right .913, .6: .919, .7: .917)."""
WORDS = "words"
"""The name of what all plain words of an article say together for its relevance."""
LEAST_WORDED, MOST_WORDED = -0.5, 4.0
"""How far plain words can speak against and for relevance, as the logarithm of odds. Real news about neutrality was not
at hand as text for the fit: of five real appeals two would be held back by more. On hands never met
(docs/understanding.md) -1.5 and -.5 find and pass equally much."""


@dataclass(frozen=True)
class KindModel:
    """Weights and thresholds.

    Args:
        relevance: Weight by feature of relevance.
        kinds: Weights by feature, one for each of `KINDS`.
        acts: Weight by feature of an act being told as having happened.
        fields: For each group of the lexicon (and `bias`) the weight by act with which its being named speaks for it.
        words: For each root (and `bias`) likewise.
        relevance_threshold: Least probability to call an article relevant.
        case_threshold: Least probability of incident and follow_up together to call an article a case.
        act_threshold: Least probability to say that an act happened.
        version: Of the file.
        kind_words: Weights by root (and `bias`), one for each of `KINDS`.
        stages: Weights by feature of `pipeline.judge.staging`, one for each `Stage`; empty: rules decide.
        stage_words: Weights by root, likewise.
        relevance_words: Weight by root (and `bias`) of an article being relevant.
    """

    relevance: dict[str, float]
    kinds: dict[str, tuple[float, ...]]
    acts: dict[str, float]
    fields: dict[str, dict[str, float]]
    words: dict[str, dict[str, float]]
    relevance_threshold: float
    case_threshold: float
    act_threshold: float
    version: str
    kind_words: dict[str, tuple[float, ...]] = field(default_factory=dict)
    stages: dict[str, tuple[float, ...]] = field(default_factory=dict)
    stage_words: dict[str, tuple[float, ...]] = field(default_factory=dict)
    relevance_words: dict[str, float] = field(default_factory=dict)

    def prepared(self) -> "KindModel":
        """Return the model with the tables made that otherwise the first article waits for."""
        _ = self._fields.of({}), self._spoken, self._contrasts
        return self

    def relevance_of(self, features: Features, worded: Features | None = None) -> float:
        """Return the probability (0..1) that an article is about neutrality.

        Args:
            features: Of `pipeline.judge.relevance`.
            worded: Its roots, as `heard` gives them.
        """
        return chance(weighed(self.relevance, features) + self._pertinent(worded))

    def heard(self, features: Features, worded: Callable[[], Features]) -> Features | None:
        """Return the roots of an article; None where no words could bring it over the threshold of relevance.

        Args:
            features: Of `pipeline.judge.relevance`.
            worded: Gives its roots (`pipeline.judge.wording`).
        """
        return worded() if weighed(self.relevance, features) + MOST_WORDED > odds_of(self.relevance_threshold) else None

    def _pertinent(self, worded: Features | None) -> float:
        """Return what the roots of an article say for its relevance; nothing where it has none."""
        if not worded or not self.relevance_words:
            return 0.0
        told = self.relevance_words.get("bias", 0.0) + self._spoken.totals(3, worded)[0]
        return max(LEAST_WORDED, min(MOST_WORDED, told))

    @property
    def asked(self) -> tuple[str, ...]:
        """Return the acts about which every case is asked, whether a frame claims them or not."""
        return tuple(self.fields.get("bias", ()))

    def act_of(self, features: Features | None, named: float = 0.0, worded: float | None = None) -> float:
        """Return how likely (0..1) an act is told as having happened.

        Args:
            features: What frames say of the act (`pipeline.judge.acts`); None when none names it.
            named: What the groups named in the article say of it (one value of `fields_of`).
            worded: What its words say of it (one value of `words_of`); None when only the title is known.
        """
        told = UNFRAMED if features is None else weighed(self.acts, features)
        total = FRAMES_SHARE * held(told) + FIELDS_SHARE * held(named)
        if worded is None:
            return chance(LIFT + SLOPE * total / (FRAMES_SHARE + FIELDS_SHARE))
        return chance(LIFT + SLOPE * (total + WORDS_SHARE * held(worded)))

    def fields_of(self, features: Features) -> dict[str, float]:
        """Return for each act what the groups named in an article say of it, as the logarithm of odds."""
        return self._fields.of(features)

    def words_of(self, features: Features) -> dict[str, float]:
        """Return for each act what the roots of an article say of it, likewise; empty without a text."""
        return self._words.of(features, self._spoken.totals(2, features)) if features else {}

    @cached_property
    def _fields(self) -> RowsByCode:
        return RowsByCode(self.fields)

    @cached_property
    def _words(self) -> RowsByCode:
        return RowsByCode(self.words)

    def word_weights(self, code: str, roots: Iterable[str]) -> dict[str, float]:
        """Return what each of some roots says for an act."""
        told = self._words.told_by(dict.fromkeys(roots, 1.0))
        return dict(zip(told.names, told.weights(code), strict=False))

    def why_acts(
        self, codes: Iterable[str], claimed: Mapping[str, Features], named: Features, worded: Features, most: int = 3
    ) -> list[tuple[str, Contribution]]:
        """Return by act what weighed most for or against it: of its frames, of groups (`field:`), of roots (`word:`).

        Args:
            codes: The acts.
            claimed: What frames say, by act.
            named: Of `field_features`.
            worded: Of `Wording`.
            most: How many for each act.
        """
        voices = (
            ("field:", self._fields.told_by(named, FIELDS_SHARE)),
            ("word:", self._words.told_by(worded, WORDS_SHARE)),
        )
        found = []
        for code in codes:
            told = [
                (name, FRAMES_SHARE * self.acts.get(name, 0.0) * value)
                for name, value in claimed.get(code, {}).items()
                if name != "bias"
            ]
            for prefix, voice in voices:
                told = top(told, most)
                least = abs(told[-1][1]) if len(told) == most else 0.0
                named_weights = zip(voice.names, voice.weights(code), strict=False)
                told += [(prefix + name, weight) for name, weight in named_weights if abs(weight) >= least]
            found += [(code, contribution) for contribution in top(told, most)]
        return found

    def kinds_of(self, features: Features, worded: Features | None = None) -> dict[Kind, float]:
        """Return the probability of each kind, given that the article is relevant; they sum to 1.

        Args:
            features: Of `pipeline.judge.features`.
            worded: Of `pipeline.judge.wording`; None or empty where only a title is known.
        """
        sums = columns(self.kinds, features, len(KINDS))
        if worded and self.kind_words:
            spoken = map(add, self._spoken.totals(0, worded), self.kind_words.get("bias", repeat(0.0)))
            sums = [
                (1 - KIND_WORDS_SHARE) * told + KIND_WORDS_SHARE * word for told, word in zip(sums, spoken, strict=True)
            ]
        return dict(zip(KINDS, shares(sums), strict=True))

    def stages_of(self, features: Features, worded: Features) -> dict[Stage, float]:
        """Return the probability of each stage of a case; they sum to 1.

        Args:
            features: Of `pipeline.judge.staging`.
            worded: Of `pipeline.judge.wording`; empty where only a title is known.
        """
        told, spoken = columns(self.stages, features, len(STAGES)), self._spoken.totals(1, worded)
        return dict(zip(STAGES, shares([one + two for one, two in zip(told, spoken, strict=True)]), strict=True))

    @cached_property
    def _spoken(self) -> SideBySide:
        """Return what roots say for kinds, stages, acts and relevance."""
        kinds = {name: row for name, row in self.kind_words.items() if name != "bias"}  # it holds for every article
        stages = self.stage_words, len(STAGES)
        about = {name: (weight,) for name, weight in self.relevance_words.items() if name != "bias"}
        return SideBySide((kinds, len(KINDS)), stages, (self._words.rows, self._words.width), (about, 1))

    def why_stage(self, stage: Stage, features: Features, most: int = 3) -> list[Contribution]:
        """Return what weighed most for or against a stage."""
        place, known = STAGES.index(stage), self.stages
        told = [(name, known[name][place] * value) for name, value in features.items() if name in known]
        return top([item for item in told if item[0] != "bias"], most)

    def stage_weights(self, stage: Stage, roots: Iterable[str]) -> dict[str, float]:
        """Return what each of some roots says for a stage."""
        place, known = STAGES.index(stage), self.stage_words
        return {name: known[name][place] for name in roots if name in known}

    def why_relevant(self, features: Features, worded: Features | None = None, most: int = 6) -> list[Contribution]:
        """Return what weighed most for or against relevance: features, and all words together (`words`)."""
        told = [(name, self.relevance.get(name, 0.0) * value) for name, value in features.items() if name != "bias"]
        return top([*told, (WORDS, self._pertinent(worded))], most)

    def why_kind(self, features: Features, kind: Kind, most: int = 6) -> list[Contribution]:
        """Return the features that weighed most for or against a kind, against the mean of the others."""
        known = self._contrasts[kind]
        return top([(name, known[name] * value) for name, value in features.items() if name in known], most)

    @cached_property
    def _contrasts(self) -> dict[Kind, dict[str, float]]:
        """Return for each kind how far the weight of a feature is from the mean of the other kinds."""
        return {
            kind: {name: row[index] - (sum(row) - row[index]) / (len(row) - 1) for name, row in self.kinds.items()}
            for index, kind in enumerate(KINDS)
        }


def load_model(path: Path) -> KindModel:
    """Read the model file.

    Raises:
        ConfigError: It is missing or damaged; it is made again by `pantau lexicon train`.
    """
    try:
        data, raw = read_json(path)
        return KindModel(
            relevance={str(name): float(weight) for name, weight in data["relevance"].items()},
            kinds={str(name): _row(row) for name, row in data["kinds"].items()},
            acts={str(name): float(weight) for name, weight in data["acts"].items()},
            fields=_table(data["fields"]),
            words=_table(data["words"]),
            relevance_threshold=float(data["relevance_threshold"]),
            case_threshold=float(data["case_threshold"]),
            act_threshold=float(data["act_threshold"]),
            version=hashlib.sha256(raw).hexdigest()[:12],
            kind_words={str(name): _row(row) for name, row in data["kind_words"].items()},
            stages={str(name): _row(row, STAGES) for name, row in data["stages"].items()},
            stage_words={str(name): _row(row, STAGES) for name, row in data["stage_words"].items()},
            relevance_words={str(name): float(weight) for name, weight in data["relevance_words"].items()},
        ).prepared()
    except (ConfigError, ValueError, KeyError, TypeError, AttributeError) as error:
        told = error.problem if isinstance(error, ConfigError) else said("it is of another form")
        line = error.line if isinstance(error, ConfigError) else None
        problem = said("the kind model cannot be read ({error}); make it with 'pantau lexicon train'", error=told)
        raise ConfigError(problem, file=str(path), line=line) from error


def _table(data: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {str(name): {str(code): float(weight) for code, weight in row.items()} for name, row in data.items()}


def _row(row: list[float], classes: Sequence[object] = KINDS) -> tuple[float, ...]:
    if len(row) != len(classes):
        raise ValueError(f"made for {len(row)} kinds or stages instead of {len(classes)}")
    return tuple(float(weight) for weight in row)
