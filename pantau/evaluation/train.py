"""Fits the models of the judge, reproducibly: the same files give the same weights.

Full-batch gradient descent (Adam) from zero, so that no chance enters. Needs numpy, which only training uses.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pantau.evaluation.descent import TINY, TRUSTED, Array, descend, matrix, rarity, told_often
from pantau.evaluation.fit_kinds import fit_kind_words, fit_kinds
from pantau.evaluation.fit_relevance import fit_relevance, fit_relevance_words
from pantau.evaluation.fit_stages import fit_stages
from pantau.evaluation.rows import ActRow, Row
from pipeline.judge.acts import ALONE
from pipeline.judge.features import Features

RELEVANCE_THRESHOLD = 0.65
"""Chosen by going back (docs/understanding.md): of eleven hands that the lexicon of an earlier day had not met, .5
finds .985 at precision .973, .65 .982 at .980, .7 .980 at .981; before plain words spoke it was .948 at .984."""
ACT_PENALTY = 0.005
ACT_THRESHOLD = 0.4
"""Best mean of F1 of acts over twenty hands, each left out of the fit in turn: a lower one suits hands that give many
acts a case or that the lexicon never met, a higher one those that give few."""
CASE_THRESHOLD = 0.7
"""Likewise: case F1 of the founders' hand rises from .97 to .98, of eight newer from .98 to .99, of three that the
lexicon had never met from .95 to .96."""
ACT_GENERAL = {"bias", "sure", "title", "opening", "accused", *(f"beside:{code}" for code in ALONE)}
NAMED_PENALTY = 0.002
NAMED_LEAST = 3
"""Events that must name a group, or have a root, before it speaks for acts."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of the models."""

    relevance: dict[str, float]
    kinds: dict[str, list[float]]
    acts: dict[str, float]
    fields: dict[str, dict[str, float]]
    words: dict[str, dict[str, float]]
    kind_words: dict[str, list[float]]
    stages: dict[str, list[float]]
    stage_words: dict[str, list[float]]
    relevance_words: dict[str, float]

    def save(
        self,
        path: Path,
        *,
        made_of: str,
        relevance_threshold: float = RELEVANCE_THRESHOLD,
        case_threshold: float = CASE_THRESHOLD,
    ) -> None:
        """Write the model file."""
        data = {
            "made_of": made_of,
            "relevance_threshold": relevance_threshold,
            "case_threshold": case_threshold,
            "relevance": self.relevance,
            "kinds": self.kinds,
            "act_threshold": ACT_THRESHOLD,
            "acts": self.acts,
            "fields": self.fields,
            "words": self.words,
            "kind_words": self.kind_words,
            "stages": self.stages,
            "stage_words": self.stage_words,
            "relevance_words": self.relevance_words,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, sort_keys=True, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def fit(rows: Sequence[Row], act_rows: Sequence[ActRow]) -> Fitted:
    """Fit the models; acts on whole articles alone (with the short stories F1 on hands never met stays at .78)."""
    whole = [row for row in act_rows if not row.short]
    return Fitted(
        fit_relevance(rows),
        fit_kinds(rows),
        fit_acts(whole),
        fit_fields(whole),
        fit_words(whole),
        fit_kind_words(rows),
        *fit_stages(act_rows),
        fit_relevance_words(rows),
    )


def fit_acts(rows: Sequence[ActRow]) -> dict[str, float]:
    """Fit the model of acts over all claimed acts of all cases alike."""
    claimed = [item for row in rows for item in row.claimed]
    if not claimed:
        return {}
    names = sorted({name for _, features, _ in claimed for name in features})
    table = matrix(names, [features for _, features, _ in claimed])
    target = np.array([float(told) for *_, told in claimed])
    penalty = ACT_PENALTY * np.array([TRUSTED if name in ACT_GENERAL else 1.0 for name in names])

    def gradient(weights: Array) -> Array:
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope: Array = table.T @ (chance - target) / len(target) + penalty * weights
        return slope

    weights = descend((len(names),), gradient, lambda held: held)
    return {name: round(float(value), 4) for name, value in zip(names, weights, strict=True) if abs(value) > TINY}


def fit_fields(rows: Sequence[ActRow]) -> dict[str, dict[str, float]]:
    """Fit for each act how far the groups that an article names speak for it."""
    return _fit_named(rows, [row.named for row in rows])


def fit_words(rows: Sequence[ActRow]) -> dict[str, dict[str, float]]:
    """Fit for each act how far the roots in an article's text speak for it."""
    return _fit_named(rows, [row.worded for row in rows])


def _fit_named(rows: Sequence[ActRow], found: Sequence[Features]) -> dict[str, dict[str, float]]:
    """Fit for each act how far what stands in articles speaks for it.

    What stands in few articles weighs more than what stands in every one (inverse document frequency, baked in); what
    stands in those of fewer than `NAMED_LEAST` events is left out.
    """
    codes = sorted({code for row in rows for code in row.labelled})
    names = told_often([row.group for row in rows], found, NAMED_LEAST)
    if not codes or not names:
        return {}
    plain = matrix(names, found)
    rare = rarity(plain)
    table = np.hstack([np.ones((len(rows), 1)), plain * rare])
    target = np.array([[float(code in row.labelled) for code in codes] for row in rows])
    penalty = NAMED_PENALTY * np.array([0.0] + [1.0] * len(names))[:, None]

    def gradient(weights: Array) -> Array:
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope: Array = table.T @ (chance - target) / len(rows) + penalty * weights
        return slope

    weights = descend((len(names) + 1, len(codes)), gradient, lambda held: held)
    weights[1:] *= rare[:, None]
    return {
        name: {code: round(float(value), 3) for code, value in zip(codes, row, strict=True) if abs(value) > _SLIGHT}
        for name, row in zip(["bias", *names], weights, strict=True)
    }


def fold_of(group: str, folds: int) -> int:
    """Return the fold of a group: fixed by its name."""
    return int(hashlib.md5(("s" + group).encode(), usedforsecurity=False).hexdigest(), 16) % folds


_SLIGHT = 0.02


def describe_sources(paths: Sequence[Path]) -> str:
    """Return the names and digests of the files a model was made of."""
    return ", ".join(f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}" for path in paths)


def plain_rows(rows: Sequence[Row]) -> dict[str, Any]:
    """Return how many examples of which source there are."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.source] = counts.get(row.source, 0) + 1
    return counts
