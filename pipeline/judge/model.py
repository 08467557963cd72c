"""Three small models over features that a person can read: is it about neutrality, which kind, which acts.

relevance: logistic, its weights held to the direction of each feature (`pipeline.judge.relevance`).
kind: multinomial over the six relevant kinds. acts: logistic, one for all acts. All are fitted by
`pantau lexicon train` and explained term by term.
"""

import hashlib
import math
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from pathlib import Path

from archive.records.analysis import Kind
from base.datafile import read_json
from base.errors import ConfigError
from base.said import said
from pipeline.judge.features import Features

KINDS = tuple(kind for kind in Kind if kind is not Kind.UNRELATED)
"""The kinds of relevant articles, in the order of a row of weights."""

Contribution = tuple[str, float]

FRAMES_SHARE = 0.55
"""How much frames weigh in an act, against the groups that the article names: best with hands left out of the fit."""
_SUREST = 7.0  # logarithm of odds beyond which neither can go, so that the other is always heard


@dataclass(frozen=True)
class KindModel:
    """Weights and thresholds.

    Args:
        relevance: Weight by feature of relevance.
        kinds: Weights by feature, one for each of `KINDS`.
        acts: Weight by feature of an act being told as having happened.
        fields: For each group of the lexicon (and `bias`) the weight by act with which its being named speaks for it.
        relevance_threshold: Least probability to call an article relevant.
        case_threshold: Least probability of incident and follow_up together to call an article a case.
        act_threshold: Least probability to say that an act happened.
        version: Of the file.
    """

    relevance: dict[str, float]
    kinds: dict[str, tuple[float, ...]]
    acts: dict[str, float]
    fields: dict[str, dict[str, float]]
    relevance_threshold: float
    case_threshold: float
    act_threshold: float
    version: str

    def relevance_of(self, features: Features) -> float:
        """Return the probability (0..1) that an article is about neutrality."""
        return _logistic(self.relevance, features)

    def act_of(self, features: Features, named: float = 0.0) -> float:
        """Return how likely (0..1) an act is told as having happened.

        Args:
            features: What frames say of the act (`pipeline.judge.acts`).
            named: What the groups named in the article say of it (one value of `fields_of`).
        """
        told = _sum(self.acts, features)
        return _chance(FRAMES_SHARE * _held(told) + (1 - FRAMES_SHARE) * _held(named))

    def fields_of(self, features: Features) -> dict[str, float]:
        """Return for each act what the groups named in an article say of it, as the logarithm of odds."""
        codes, known = self._fields_by_code
        sums = known.get("bias", [0.0] * len(codes))
        for name, value in features.items():
            row = known.get(name)
            if row is not None:
                sums = [told + weight * value for told, weight in zip(sums, row, strict=True)]
        return dict(zip(codes, sums, strict=True))

    @cached_property
    def _fields_by_code(self) -> tuple[list[str], dict[str, list[float]]]:
        """Return the acts and each group's weight for each of them: whole rows add up faster than single cells."""
        codes = sorted({code for row in self.fields.values() for code in row})
        return codes, {name: [row.get(code, 0.0) for code in codes] for name, row in self.fields.items()}

    def why_act(self, code: str, features: Features, named: Features, most: int = 3) -> list[Contribution]:
        """Return what weighed most for or against an act: features of its frames, and groups (`field:`)."""
        told = [(name, FRAMES_SHARE * self.acts.get(name, 0.0) * value) for name, value in features.items()]
        share = 1 - FRAMES_SHARE
        told += [
            (f"field:{name}", share * self.fields[name].get(code, 0.0) * value)
            for name, value in named.items()
            if name in self.fields
        ]
        return _top([item for item in told if item[0] != "bias"], most)

    def kinds_of(self, features: Features) -> dict[Kind, float]:
        """Return the probability of each kind, given that the article is relevant; they sum to 1."""
        known = self.kinds
        rows = [(value, known[name]) for name, value in features.items() if name in known]
        sums = [sum([value * row[index] for value, row in rows]) for index in range(len(KINDS))]
        top = max(sums)
        raised = [math.exp(value - top) for value in sums]
        total = sum(raised)
        return {kind: value / total for kind, value in zip(KINDS, raised, strict=True)}

    def why_relevant(self, features: Features, most: int = 6) -> list[Contribution]:
        """Return the features that weighed most for or against relevance."""
        told = [(name, self.relevance.get(name, 0.0) * value) for name, value in features.items() if name != "bias"]
        return _top(told, most)

    def why_kind(self, features: Features, kind: Kind, most: int = 6) -> list[Contribution]:
        """Return the features that weighed most for or against a kind, against the mean of the others."""
        known = self._contrasts[kind]
        return _top([(name, known[name] * value) for name, value in features.items() if name in known], most)

    @cached_property
    def _contrasts(self) -> dict[Kind, dict[str, float]]:
        """Return for each kind how far the weight of a feature is from the mean of the other kinds."""
        return {
            kind: {name: row[index] - (sum(row) - row[index]) / (len(row) - 1) for name, row in self.kinds.items()}
            for index, kind in enumerate(KINDS)
        }


def _sum(weights: dict[str, float], features: Features) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def _held(total: float) -> float:
    return max(-_SUREST, min(_SUREST, total))


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def _logistic(weights: dict[str, float], features: Features) -> float:
    return _chance(_sum(weights, features))


def _top(told: list[Contribution], most: int) -> list[Contribution]:
    return nsmallest(most, [item for item in told if item[1]], key=lambda item: -abs(item[1]))


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
            fields={str(name): {str(c): float(w) for c, w in row.items()} for name, row in data["fields"].items()},
            relevance_threshold=float(data["relevance_threshold"]),
            case_threshold=float(data["case_threshold"]),
            act_threshold=float(data["act_threshold"]),
            version=hashlib.sha256(raw).hexdigest()[:12],
        )
    except (ConfigError, ValueError, KeyError, TypeError, AttributeError) as error:
        told = error.problem if isinstance(error, ConfigError) else error
        line = error.line if isinstance(error, ConfigError) else None
        problem = said("the kind model cannot be read ({error}); make it with 'pantau lexicon train'", error=told)
        raise ConfigError(problem, file=str(path), line=line) from error


def _row(row: list[float]) -> tuple[float, ...]:
    if len(row) != len(KINDS):
        raise ValueError(f"made for {len(row)} kinds instead of {len(KINDS)}")
    return tuple(float(weight) for weight in row)
