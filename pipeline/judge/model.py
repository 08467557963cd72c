"""The kind of an article as a weighted sum of features: a small multinomial model, explained term by term."""

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path

from archive.records.analysis import Kind
from base.errors import ConfigError
from pipeline.judge.features import Features

KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class KindModel:
    """Weights by feature, one for each kind in the order of `KINDS`.

    Args:
        weights: Feature name to weights.
        version: Of the file.
        case_threshold: Least probability of incident and follow_up together to call an article a case.
        relevance_threshold: Least probability of not being unrelated to call it relevant.
    """

    weights: dict[str, tuple[float, ...]]
    version: str
    case_threshold: float
    relevance_threshold: float

    def probabilities(self, features: Features) -> dict[Kind, float]:
        """Return the probability of each kind; they sum to 1."""
        sums = [0.0] * len(KINDS)
        for name, value in features.items():
            row = self.weights.get(name)
            if row is not None:
                for index, weight in enumerate(row):
                    sums[index] += weight * value
        top = max(sums)
        raised = [math.exp(value - top) for value in sums]
        total = sum(raised)
        return {kind: value / total for kind, value in zip(KINDS, raised, strict=True)}

    def contributions(self, features: Features, kind: Kind, most: int = 8) -> list[tuple[str, float]]:
        """Return the features that spoke most for or against a kind, against the mean of the other kinds."""
        index = KINDS.index(kind)
        told = []
        for name, value in features.items():
            row = self.weights.get(name)
            if row is not None:
                others = (sum(row) - row[index]) / (len(row) - 1)
                told.append((name, (row[index] - others) * value))
        return sorted(told, key=lambda item: -abs(item[1]))[:most]


def _row(row: list[float]) -> tuple[float, ...]:
    if len(row) != len(KINDS):
        raise ValueError(f"made for {len(row)} kinds instead of {len(KINDS)}")
    return tuple(row)


def load_model(path: Path) -> KindModel:
    """Read the model file.

    Raises:
        ConfigError: It is missing or damaged; it is made again by `pantau lexicon train`.
    """
    try:
        raw = path.read_bytes()
        data = json.loads(raw)
        return KindModel(
            weights={name: _row(row) for name, row in data["weights"].items()},
            version=hashlib.sha256(raw).hexdigest()[:12],
            case_threshold=float(data["case_threshold"]),
            relevance_threshold=float(data["relevance_threshold"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"the kind model cannot be read ({error}); make it with 'pantau lexicon train'"
        raise ConfigError(problem, file=str(path)) from error
