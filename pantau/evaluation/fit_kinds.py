"""Fits which kind a relevant article is: by its features, and by its plain words."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pantau.evaluation.descent import TINY, TRUSTED, Array, matrix, multinomial, rarity, told_often
from pantau.evaluation.rows import Row
from pipeline.judge.features import TITLE_ONLY
from pipeline.judge.model import KINDS

KIND_PENALTY = 0.012
KIND_PLAIN = {"bias", "opinion", "essay", "byline", "weighed", "reached:early", "reached:late", "concreteness"}
"""Features of kind that mean the same by whoever is writing: held less than counts of words."""
KIND_TITLE_WEIGHT = 2.0
"""The title of a labelled article says more about its kind than about its relevance: it counts so much more there."""
WORD_PENALTY = 0.002
WORD_LEAST = 3
"""Events that must have a root before it speaks for a kind."""
_RELEVANT = 0.5
_BARE = f"{TITLE_ONLY}bias"
_SLIGHT = 0.02


def fit_kinds(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Fit the kinds of relevant articles and titles."""
    about = [row for row in rows if row.target[-1] < _RELEVANT]
    about += [_beside_text(row) for row in about if _BARE in row.features]
    names = sorted({name for row in about for name in row.features})
    table = matrix(names, [row.features for row in about])
    target = np.array([row.target[: len(KINDS)] for row in about])
    titled = [KIND_TITLE_WEIGHT if row.source == "article title" else 1.0 for row in about]
    weight = np.array([row.weight * more for row, more in zip(about, titled, strict=True)])
    penalty = KIND_PENALTY * np.array([TRUSTED if name in KIND_PLAIN else 1.0 for name in names])[:, None]

    return _multinomial(names, table, target, weight, penalty)


def _beside_text(row: Row) -> Row:
    """Return a title as one above a text: what it says of the kind there is learnt from titles alone, too."""
    return replace(row, features={name.removeprefix(TITLE_ONLY): value for name, value in row.features.items()})


def fit_kind_words(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Fit the kinds of relevant articles by the roots in their texts; rare roots weigh more, as for acts."""
    about = [row for row in rows if row.target[-1] < _RELEVANT and row.source == "article"]
    names = told_often([row.group for row in about], [row.worded for row in about], WORD_LEAST)
    if not names:
        return {}
    plain = matrix(names, [row.worded for row in about])
    rare = rarity(plain)
    table = np.hstack([np.ones((len(about), 1)), plain * rare])
    target = np.array([row.target[: len(KINDS)] for row in about])
    penalty = WORD_PENALTY * np.array([0.0] + [1.0] * len(names))[:, None]
    scale = np.concatenate([[1.0], rare])
    return _multinomial(["bias", *names], table, target, np.ones(len(about)), penalty, scale)


def _multinomial(
    names: Sequence[str], table: Array, target: Array, weight: Array, penalty: Array, scale: Array | None = None
) -> dict[str, list[float]]:
    """Return a row of weights by name, each multiplied by its scale; rows that say nothing are left out."""
    weights = multinomial(table, target, weight, penalty)
    if scale is not None:
        weights = weights * scale[:, None]
    least, digits = (TINY, 4) if scale is None else (_SLIGHT, 3)
    return {
        name: [round(float(value), digits) for value in row]
        for name, row in zip(names, weights, strict=True)
        if np.abs(row).max() > least
    }
