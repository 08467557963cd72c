"""Uncertain links between cases: not forced, shown to people."""

import json
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection

from archive.store.incident_links import (
    StoredPair,
    constraints_of,
    homes,
    inhabitants,
    pair_reasons,
    pairs_among,
    ties,
)
from pipeline.linking.cases import SUGGEST, better_half

Suggested = dict[int, tuple[float, tuple[str, ...]]]


def uncertain(connection: Connection, members: Iterable[int]) -> Suggested:
    """Return the other cases that the articles of one may belong to, with mean log-odds and reasons.

    Args:
        connection: Cases are settled already.
        members: Articles of the case.
    """
    inside = set(members)
    close = {one for low, high, _ in ties(connection, inside, above=SUGGEST) for one in (low, high)} - inside
    near = homes(connection, close)
    if not near:
        return {}
    refused = _refused(connection, inside)
    there = inhabitants(connection, set(near.values()))
    scores: dict[int, list[int]] = {}
    best: dict[int, StoredPair] = {}
    for pair in pairs_among(connection, inside | set(there)):
        if (pair.low in inside) == (pair.high in inside):
            continue
        other = there[pair.high if pair.low in inside else pair.low]
        scores.setdefault(other, []).append(pair.score)
        if other not in best or pair.score > best[other].score:
            best[other] = pair
    sizes = Counter(there.values())
    found: Suggested = {}
    for other, values in scores.items():
        mean = better_half(sorted(values, reverse=True), len(inside) * sizes[other])
        if mean > SUGGEST and not any(there.get(article) == other for article in refused):
            found[other] = (round(mean / 1000, 3), _reasons(connection, best[other]))
    return found


def _refused(connection: Connection, inside: set[int]) -> set[int]:
    """Return articles that a person said are of another case than one of ours."""
    said = constraints_of(connection, inside)
    return {one for word in said if not word.same for one in (word.low, word.high)} - inside


def _reasons(connection: Connection, pair: StoredPair) -> tuple[str, ...]:
    return readable(pair_reasons(connection, pair.low, pair.high))


def readable(reasons: str | None) -> tuple[str, ...]:
    """Return stored reasons as `feature +weight (detail)`, strongest first."""
    found: list[list[str | float]] = json.loads(reasons) if reasons else []
    return tuple(f"{name} {float(weight):+.1f}{f' ({detail})' if detail else ''}" for name, weight, detail in found)
