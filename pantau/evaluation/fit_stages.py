"""Fits how far a case has come: by the steps that are claimed, and by plain words."""

from collections.abc import Sequence

import numpy as np

from pantau.evaluation.descent import TINY, Array, Table, matrix, multinomial, rarity, told_often
from pantau.evaluation.rows import ActRow
from pipeline.judge.model import STAGES
from pipeline.judge.staging import BY

STAGE_PENALTY, WORD_PENALTY = 0.01, 0.0025
"""Steps that are claimed are held more than plain words: the lexicon finds them surely where it was written, and misses
half where it is new. With each hand left out stages rise by .04 on the founders' hand, .01 on eight newer, and .05 on
three that the lexicon had never met, against .005 for both."""
FRAME_PENALTY = 0.005
"""Of single frames that claim a step: .005 to .02 do alike."""
FRAME_LEAST, WORD_LEAST = 3, 4
"""Events that a frame must claim a step in, and that must have a root, before they speak for a stage."""


def fit_stages(rows: Sequence[ActRow]) -> tuple[Table, Table]:
    """Fit both together over all cases with a stage.

    Returns:
        Weights by feature, and by root, one for each stage in the order of `Stage`.
    """
    told = [row for row in rows if row.stage is not None]
    if not told:
        return {}, {}
    groups = [row.group for row in told]
    often = set(told_often(groups, [row.steps for row in told], FRAME_LEAST))
    names = sorted({name for row in told for name in row.steps if name in often or not name.startswith(BY)})
    roots = told_often(groups, [row.worded for row in told], WORD_LEAST)
    plain = matrix(roots, [row.worded for row in told])
    rare = rarity(plain)
    table = np.hstack([matrix(names, [row.steps for row in told]), plain * rare])
    target = np.array([[float(row.stage == stage) for stage in STAGES] for row in told])
    held = [FRAME_PENALTY if name.startswith(BY) else STAGE_PENALTY for name in names]
    penalty = np.array(held + [WORD_PENALTY] * len(roots))[:, None]
    scale = np.concatenate([np.ones(len(names)), rare])
    weights = multinomial(table, target, np.ones(len(told)), penalty) * scale[:, None]
    return _table(names, weights[: len(names)]), _table(roots, weights[len(names) :])


def _table(names: Sequence[str], weights: Array) -> Table:
    return {
        name: [round(float(value), 3) for value in row]
        for name, row in zip(names, weights, strict=True)
        if np.abs(row).max() > TINY
    }
