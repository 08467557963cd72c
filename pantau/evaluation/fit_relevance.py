"""Fits how likely an article is about neutrality: by its features, and by its plain words."""

from collections.abc import Sequence

import numpy as np

from pantau.evaluation.descent import TINY, Array, descend, matrix, rarity, told_often
from pantau.evaluation.rows import Row
from pipeline.judge.features import TITLE_ONLY
from pipeline.judge.relevance import AGAINST, FOR

RELEVANCE_PENALTY = 0.001
PRIOR_PENALTY = 0.01
PRIOR = {
    "misuse_title": -5.0,
    "misuse": -3.0,
    "network": -5.0,
    "village_poll": -3.0,
    "adhoc_title": -3.0,
    "adhoc_lead": -2.0,
    "crime_title": -2.0,
    "crime_alone": -2.0,
    "rotation": -0.7,
    "title_facility_contest": 1.5,
    "abroad": -1.0,
    "abroad_title": -2.0,
    "promise": -0.7,
    "enforced": -1.5,
    "enforced_title": -5.0,
    "claimed": -0.7,
    "claimed_title": -1.5,
    "securing": -0.7,
    "securing_title": -1.5,
    "former_title": -1.0,
    "no_election": -2.0,
    "elsewhere_title": -1.0,
    "village_poll_title": -4.0,
    "team_title": -2.8,
    "act_handled": 1.0,
    "tried": 1.0,
    "watched": 0.5,
    "essay": 2.0,
    "stops_title": -5.0,
    "stops_praised": -4.0,
    "resigned": -1.5,
    "resigned_title": -4.0,
    "rotation_ban": 2.0,
    "praised": -3.0,
    "forged": -3.0,
    "consented": -2.0,
    "resigned_first": -2.0,
    "weighed": 1.5,
    "other_title": -2.5,
}
"""Where weights start from and are drawn back to: the traps of the domain (names misused by parties, networks called
ASN, village-head polls, election staff, corruption) are too rare in any sample to be learnt from it."""
WORD_PENALTY = 0.003
WORD_LEAST = 4
"""Events that must have a root before it speaks for relevance."""
WORD_WEIGHTS = {"article": 1.0, "negative": 0.1}
"""What words are learnt from: without real articles about something else every real word speaks for relevance (of 376
never read 4 % pass at equal recall); with more weight on them the words of more real digests speak against it."""
_SLIGHT = 0.02


def fit_relevance(rows: Sequence[Row]) -> dict[str, float]:
    """Fit relevance by its features, each held to its direction."""
    bare = ["bias", *FOR, *AGAINST]
    names = bare + [TITLE_ONLY + name for name in bare]
    signs = np.array(([0] + [1] * len(FOR) + [-1] * len(AGAINST)) * 2)
    table = matrix(names, [row.about for row in rows])
    target = np.array([1 - row.target[-1] for row in rows])
    weight = np.array([row.weight for row in rows])
    prior = np.array([PRIOR.get(name.removeprefix(TITLE_ONLY), 0.0) for name in names])
    penalty = np.where(prior != 0, PRIOR_PENALTY, RELEVANCE_PENALTY) * (signs != 0)

    def gradient(weights: Array) -> Array:
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope: Array = table.T @ ((chance - target) * weight) / weight.sum() + penalty * (weights - prior)
        return slope

    def bound(weights: Array) -> Array:
        held: Array = np.where(signs > 0, np.maximum(weights, 0), np.where(signs < 0, np.minimum(weights, 0), weights))
        return held

    weights = descend((len(names),), gradient, bound)
    return {name: round(float(value), 4) for name, value in zip(names, weights, strict=True) if abs(value) > TINY}


def fit_relevance_words(rows: Sequence[Row]) -> dict[str, float]:
    """Fit relevance by the roots in texts, apart from the features; rare roots weigh more, as for acts.

    Nothing is learnt where articles of one sort are missing (`WORD_WEIGHTS`).
    """
    about = [row for row in rows if row.worded and row.source in WORD_WEIGHTS]
    names = told_often([row.group for row in about], [row.worded for row in about], WORD_LEAST)
    if not names or {row.source for row in about} != set(WORD_WEIGHTS):
        return {}
    plain = matrix(names, [row.worded for row in about])
    rare = rarity(plain)
    table = np.hstack([np.ones((len(about), 1)), plain * rare])
    target = np.array([1 - row.target[-1] for row in about])
    weight = np.array([WORD_WEIGHTS[row.source] for row in about])
    penalty = WORD_PENALTY * np.array([0.0] + [1.0] * len(names))

    def gradient(weights: Array) -> Array:
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope: Array = table.T @ ((chance - target) * weight) / weight.sum() + penalty * weights
        return slope

    weights = descend((len(names) + 1,), gradient, lambda held: held)
    weights[1:] *= rare
    told = zip(["bias", *names], weights, strict=True)
    return {name: round(float(value), 3) for name, value in told if abs(value) > _SLIGHT}
