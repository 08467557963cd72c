"""The part of the archive that a change can touch: articles tied by strong links, by people, or by a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection

from archive.store.incident_links import (
    StoredConstraint,
    StoredPair,
    constraints_of,
    housemates,
    neighbours,
    pairs_of,
    profiles,
)
from pipeline.linking.cases import JOIN, Pair
from pipeline.linking.pair import score
from pipeline.linking.profile import Profile, restore

LARGEST = 32  # articles: about five hundred scores, 15 ms


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that grouping needs.

    Args:
        keys: Address keys of the case articles, by id.
        profiles: Of those articles, by their keys.
        homes: The case each is in, where it is in one; also of articles that no longer report a case.
        pairs: Stored scores among them and to others, each once.
        constraints: What people said of them.
    """

    keys: dict[int, str]
    profiles: dict[str, Profile]
    homes: dict[int, int]
    pairs: tuple[StoredPair, ...]
    constraints: tuple[StoredConstraint, ...]

    @property
    def articles(self) -> frozenset[int]:
        """Return the ids of the case articles."""
        return frozenset(self.keys)


def gather(connection: Connection, seeds: Iterable[int]) -> Scene:
    """Return the scene around some articles.

    Groups never reach across a gap without a pair above the threshold (their mean could not be above it), so this
    closure holds every group that the seeds can be part of, and every case that could lose an article.
    """
    known: set[int] = set()
    settled: dict[int, int] = {}
    said: dict[tuple[int, int], StoredConstraint] = {}
    layer = set(seeds)
    while layer:
        known |= layer
        settled |= housemates(connection, layer - set(settled))
        reached = set(settled) | neighbours(connection, layer, above=JOIN)
        for word in constraints_of(connection, layer):
            said[word.low, word.high] = word
            if word.same:
                reached |= {word.low, word.high}
        layer = reached - known
    alive = {article: restore(record) for article, record in profiles(connection, known).items()}
    by_key = {profile.key: profile for profile in alive.values()}
    return Scene(
        {article: profile.key for article, profile in alive.items()},
        by_key,
        settled,
        tuple(pairs_of(connection, known)),
        tuple(said.values()),
    )


def complete(scores: dict[Pair, int], found: dict[str, Profile]) -> dict[Pair, int]:
    """Return the scores with those of pairs that share no key but stand in one scene, so that none counts as contrary.

    A scene of more than `LARGEST` articles keeps the stored ones: what it has in common is told often enough.
    """
    if len(found) > LARGEST:
        return scores
    whole = dict(scores)
    for pair in combinations(sorted(found), 2):
        if pair not in whole:
            whole[pair] = round(score(found[pair[0]], found[pair[1]]).score * 1000)
    return whole
