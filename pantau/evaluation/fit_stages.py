"""Fits how far a case has come: by the steps that are claimed, and by plain words."""

from collections.abc import Sequence

import numpy as np

from pantau.evaluation.descent import TINY, Array, Table, matrix, multinomial, rarity, told_often
from pantau.evaluation.rows import ActRow
from pipeline.judge.model import STAGES
from pipeline.judge.staging import BY

STAGE_PENALTY, FRAME_PENALTY = 0.005, 0.0025
"""Of steps that are claimed, and of single frames that claim one; half and twice as much do alike."""
WORD_PENALTY, WORD_SHARE = 0.0004, 0.7
"""Of plain words, and how much they weigh beside claims. With 864 short stories of single cases in the fit, words
alone are right in .744 of fourteen hands that the lexicon of an earlier day had not met (.664 without), so they may say
more: both together .860 and within one step .934 (.845 and .927 without the stories at half the share and twice the
penalty); with hands left out today .930 and .971 (.922 and .969)."""
FRAME_LEAST, WORD_LEAST = 3, 4
"""Events that a frame must claim a step in, and that must have a root, before they speak for a stage."""


def fit_stages(rows: Sequence[ActRow]) -> tuple[Table, Table]:
    """Fit both apart over all cases with a stage.

    Returns:
        Weights by feature, and by root, one for each stage in the order of `Stage`; they are added.
    """
    told = [row for row in rows if row.stage is not None]
    if not told:
        return {}, {}
    target = np.array([[float(row.stage == stage) for stage in STAGES] for row in told])
    names, claimed = _by_claims(told, target)
    roots, spoken = _by_words(told, target)
    claimed[names.index("bias")] += spoken[0]
    return _table(names, claimed), _table(roots, spoken[1:])


def _by_claims(rows: Sequence[ActRow], target: Array) -> tuple[list[str], Array]:
    """Return the features and their weights."""
    often = set(told_often([row.group for row in rows], [row.steps for row in rows], FRAME_LEAST))
    names = sorted({name for row in rows for name in row.steps if name in often or not name.startswith(BY)})
    held = np.array([FRAME_PENALTY if name.startswith(BY) else STAGE_PENALTY for name in names])[:, None]
    return names, multinomial(matrix(names, [row.steps for row in rows]), target, np.ones(len(rows)), held)


def _by_words(rows: Sequence[ActRow], target: Array) -> tuple[list[str], Array]:
    """Return the roots and, behind those of the bias, their weights at the share that words have."""
    roots = told_often([row.group for row in rows], [row.worded for row in rows], WORD_LEAST)
    plain = matrix(roots, [row.worded for row in rows])
    rare = rarity(plain)
    table = np.hstack([np.ones((len(rows), 1)), plain * rare])
    penalty = np.array([0.0] + [WORD_PENALTY] * len(roots))[:, None]
    scale = WORD_SHARE * np.concatenate([[1.0], rare])
    return roots, multinomial(table, target, np.ones(len(rows)), penalty) * scale[:, None]


def _table(names: Sequence[str], weights: Array) -> Table:
    return {
        name: [round(float(value), 3) for value in row]
        for name, row in zip(names, weights, strict=True)
        if np.abs(row).max() > TINY
    }
