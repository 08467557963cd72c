"""The part of the archive that a change can touch: articles tied by strong links, by people, or by a case."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection

from archive.store.incident_links import (
    StoredConstraint,
    StoredPair,
    constraints_of,
    housemates,
    pairs_among,
    profiles,
    ties,
)
from pipeline.linking.cases import JOIN, Pair
from pipeline.linking.pair import CEILING, score
from pipeline.linking.profile import Profile, restore

LARGEST = 24  # articles: about three hundred scores, 6 ms
WIDEST = 16  # cases (or articles in none) tied by weak links; at 8 a wave of cases told the order of arrival
CLOSEST = 4  # ties of the article itself that are looked at even where weak links tie more
FOLLOWS = round(CEILING * 1000) + 1_000  # thousandths, above every score: one copy of a crowd and its leader
FOLLOWED = (JOIN, 1_500, 3_000, 5_000)  # thousandths: what only place, office and kind of act tie stays below 1.5


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that grouping needs.

    Args:
        keys: Address keys of the case articles, by id.
        profiles: Of those articles, by their keys.
        homes: The case each is in, where it is in one; also of articles that no longer report a case.
        pairs: Stored scores among them, each once.
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
    closure holds every group that the seeds can be part of, and every case that could lose an article. Where a region
    is so full of cases that weak links chain more than `WIDEST` of them, only stronger links are followed.
    """
    start = set(seeds)
    near = _Near(connection)
    reach = next(found for above in FOLLOWED if (found := _reach(near, start, above)) is not None)
    alive = {article: restore(record) for article, record in profiles(connection, reach.known).items()}
    return Scene(
        {article: profile.key for article, profile in alive.items()},
        {profile.key: profile for profile in alive.values()},
        reach.settled,
        tuple(pairs_among(connection, reach.known)),
        tuple(reach.said.values()),
    )


@dataclass(frozen=True, slots=True)
class _Reach:
    known: set[int]
    settled: dict[int, int]
    said: dict[tuple[int, int], StoredConstraint]


class _Near:
    """What lies around articles, read once however often the way is walked again along stronger links."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: set[int] = set()
        self._ties: dict[int, list[tuple[int, int]]] = {}
        self._mates: dict[int, dict[int, int]] = {}
        self._said: dict[int, list[StoredConstraint]] = {}

    def read(self, layer: set[int]) -> None:
        """Read what lies around a layer of articles."""
        new = layer - self._read
        if not new:
            return
        self._read |= new
        cases: dict[int, dict[int, int]] = {}
        for article, case in housemates(self._connection, new).items():
            cases.setdefault(case, {})[article] = case
        for mates in cases.values():
            self._mates.update((article, mates) for article in mates)
        for low, high, value in ties(self._connection, new, above=FOLLOWED[0]):
            self._ties.setdefault(low, []).append((high, value))
            self._ties.setdefault(high, []).append((low, value))
        for word in constraints_of(self._connection, new):
            for one in (word.low, word.high):
                self._said.setdefault(one, []).append(word)

    def tied(self, article: int, above: int) -> Iterator[int]:
        """Yield the articles tied to one by more than a score."""
        return (other for other, value in self._ties.get(article, ()) if value > above)

    def closest(self, article: int) -> Iterator[int]:
        """Yield the articles with the strongest ties to one."""
        ranked = sorted(self._ties.get(article, ()), key=lambda tie: (-tie[1], tie[0]))
        return (other for other, _ in ranked[:CLOSEST])

    def mates(self, article: int) -> dict[int, int]:
        """Return the articles of the case an article is in, with the case; empty when it is in none."""
        return self._mates.get(article, {})

    def said(self, article: int) -> list[StoredConstraint]:
        """Return what people said of an article."""
        return self._said.get(article, [])


def _reach(near: _Near, seeds: set[int], above: int) -> _Reach | None:
    """Return what links above some thousandths tie to the seeds; None when that is too much.

    The strongest ties of the seeds themselves are always looked at: a weak one may be all that a late report has.
    """
    found = _Reach(set(), {}, {})
    layer = seeds
    while layer:
        found.known.update(layer)
        near.read(layer)
        reached: set[int] = set()
        for article in layer:
            found.settled.update(near.mates(article))
            reached.update(near.tied(article, above))
            if article in seeds:
                reached.update(near.closest(article))
            for word in near.said(article):
                found.said[word.low, word.high] = word
                if word.same:
                    reached |= {word.low, word.high}
        layer = (reached | found.settled.keys()) - found.known
        width = len({found.settled.get(article, -article) for article in found.known | layer})
        if width > max(WIDEST, 2 * len(seeds)) and above != FOLLOWED[-1]:
            return None
    return found


def complete(scores: dict[Pair, int], found: dict[str, Profile], joined: Iterable[Pair] = ()) -> dict[Pair, int]:
    """Return the scores with those of pairs that share no key but hang together, so that none counts as contrary.

    Only inside what stored scores above the threshold, or people, tie together: two that merely stand in one scene
    (one was tied to the other until it was read anew) would otherwise end in one case or in two by the order of
    arrival. Where more than `LARGEST` articles hang together the stored scores stay alone: what they have in common is
    told often enough.

    Args:
        scores: Stored, by pair of keys.
        found: The articles of the scene by key.
        joined: Pairs of which people said that they are one case.
    """
    whole = dict(scores)
    strong = [pair for pair, value in scores.items() if value > JOIN]
    for members in _tied([*strong, *joined]):
        if len(members) > LARGEST:
            continue
        for pair in combinations(sorted(members), 2):
            if pair not in whole:
                whole[pair] = round(score(found[pair[0]], found[pair[1]]).score * 1000)
    return whole


def _tied(pairs: Iterable[Pair]) -> list[set[str]]:
    """Return the keys that pairs tie together, directly or through others."""
    home: dict[str, set[str]] = {}
    for one, two in pairs:
        kept, gone = home.setdefault(one, {one}), home.setdefault(two, {two})
        if kept is not gone:
            kept |= gone
            home.update(dict.fromkeys(gone, kept))
    return list({id(members): members for members in home.values()}.values())


def followers(pairs: Iterable[StoredPair]) -> dict[int, int]:
    """Return the leader of each article that is tied to nothing else."""
    found = list(pairs)
    ties = Counter(one for pair in found for one in (pair.low, pair.high))
    led: dict[int, int] = {}
    for pair in found:
        if pair.score >= FOLLOWS:
            one, other = (pair.low, pair.high) if ties[pair.low] <= ties[pair.high] else (pair.high, pair.low)
            led[one] = other
    return led
