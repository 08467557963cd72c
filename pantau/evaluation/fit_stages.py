"""Fits how far a case has come: by the steps that are claimed, and by plain words."""

from collections.abc import Sequence

import numpy as np

from pantau.evaluation.descent import TINY, Array, Table, matrix, multinomial, rarity, told_often
from pantau.evaluation.rows import ActRow
from pipeline.judge.model import STAGES

STAGE_PENALTY, WORD_PENALTY = 0.01, 0.0025
"""Steps that are claimed are held more than plain words: the lexicon finds them surely where it was written, and misses
half where it is new. With each hand left out stages rise by .04 on the founders' hand, .01 on eight newer, and .05 on
three that the lexicon had never met, against .005 for both."""
WORD_LEAST = 4
"""Events that must have a root before it speaks for a stage."""


def fit_stages(rows: Sequence[ActRow]) -> tuple[Table, Table]:
    """Fit both together over all cases with a stage.

    Returns:
        Weights by feature, and by root, one for each stage in the order of `Stage`.
    """
    told = [row for row in rows if row.stage is not None]
    if not told:
        return {}, {}
    names = sorted({name for row in told for name in row.steps})
    roots = told_often([row.group for row in told], [row.worded for row in told], WORD_LEAST)
    plain = matrix(roots, [row.worded for row in told])
    rare = rarity(plain)
    table = np.hstack([matrix(names, [row.steps for row in told]), plain * rare])
    target = np.array([[float(row.stage == stage) for stage in STAGES] for row in told])
    penalty = np.array([STAGE_PENALTY] * len(names) + [WORD_PENALTY] * len(roots))[:, None]
    scale = np.concatenate([np.ones(len(names)), rare])
    weights = multinomial(table, target, np.ones(len(told)), penalty) * scale[:, None]
    return _table(names, weights[: len(names)]), _table(roots, weights[len(names) :])


def _table(names: Sequence[str], weights: Array) -> Table:
    return {
        name: [round(float(value), 3) for value in row]
        for name, row in zip(names, weights, strict=True)
        if np.abs(row).max() > TINY
    }
