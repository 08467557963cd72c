"""Cases as a pure function of stored pair scores and people's constraints.

Agglomerative clustering: the two groups whose better half of pairs has the best mean log-odds are joined while it is
above `JOIN`. The better half, because newspapers tell unequally much: one that names nobody must not keep out the rest,
and one that mixes two cases must not join them. What speaks clearly against (`AGAINST`) counts besides. Pairs without a
score count as `FLOOR`. Scores are whole thousandths and ties are broken by the articles' keys, so the same facts give
the same cases whatever the order of arrival. People's constraints come first: `same` joins before anything is weighed,
`different` forbids; where they contradict each other the newer one holds.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.linking.pair import FLOOR

JOIN = -600  # thousandths of log-odds; the bias is that of a crowded regency, most have one case at a time
AGAINST = -3_000  # two persons of one office, two places: heard even when reports that name nobody bridge the two
SUGGEST = -1_500  # above it and not joined: shown to people
_FLOOR = round(FLOOR * 1000)

Pair = tuple[str, str]
Links = dict[str, dict[str, list[int]]]


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a person said of two articles.

    Args:
        pair: Keys, ascending.
        same: True: one case; False: two cases.
        order: Rises with time; the newer of two that contradict each other holds.
    """

    pair: Pair
    same: bool
    order: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two groups that may be one case.

    Args:
        left: Key of the first article of one group.
        right: Key of the first article of the other.
        mean: Mean of the better half of their scores, thousandths.
    """

    left: str
    right: str
    mean: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """The cases: each a tuple of keys in ascending order, and what is uncertain."""

    cases: tuple[tuple[str, ...], ...]
    suggestions: tuple[Suggestion, ...] = ()


def pair_of(left: str, right: str) -> Pair:
    """Return the two keys in ascending order."""
    return (left, right) if left < right else (right, left)


def group(keys: Iterable[str], scores: Mapping[Pair, int], constraints: Iterable[Constraint] = ()) -> Grouping:
    """Group articles into cases.

    Args:
        keys: The articles.
        scores: Thousandths of log-odds by ascending pair of keys; absent pairs count as `FLOOR`.
        constraints: What people said; those about other articles are ignored.

    Returns:
        Cases by their first key, and suggestions, best first.
    """
    names = sorted(set(keys))
    said = [c for c in constraints if c.pair[0] in set(names) and c.pair[1] in set(names)]
    groups, apart = _said(names, said)
    links = _links(groups, scores)
    queue = _Queue(groups, links)
    while (best := queue.best(apart)) is not None:
        _join(*best, groups=groups, links=links, apart=apart)
        queue.renew(best[0])
    left = sorted(groups, key=lambda head: groups[head][0])
    return Grouping(tuple(tuple(groups[head]) for head in left), _suggestions(groups, links, apart))


def _said(names: list[str], said: list[Constraint]) -> tuple[dict[str, list[str]], set[Pair]]:
    """Return groups by their least key and forbidden pairs of groups, newest word first."""
    home = {name: name for name in names}
    groups = {name: [name] for name in names}
    apart: set[Pair] = set()
    for constraint in sorted(said, key=lambda c: (-c.order, c.pair)):
        one, two = home[constraint.pair[0]], home[constraint.pair[1]]
        if one == two:
            continue
        if not constraint.same:
            apart.add(pair_of(one, two))
        elif pair_of(one, two) not in apart:
            kept, gone = pair_of(one, two)
            groups[kept] = sorted(groups[kept] + groups.pop(gone))
            home.update(dict.fromkeys(groups[kept], kept))
            apart = {pair_of(*(kept if name == gone else name for name in pair)) for pair in apart}
    return groups, apart


def _links(groups: dict[str, list[str]], scores: Mapping[Pair, int]) -> Links:
    """Return, by group, the scores to every other group it has a scored pair with, best first."""
    home = {name: head for head, members in groups.items() for name in members}
    links: Links = {head: {} for head in groups}
    for (left, right), value in scores.items():
        one, two = home.get(left), home.get(right)
        if one is None or two is None or one == two:
            continue
        found = links[one].get(two, [])
        links[one][two] = links[two][one] = [*found, value]
    for others in links.values():
        for values in others.values():
            values.sort(reverse=True)
    return links


def better_half(values: list[int], pairs: int) -> float:
    """Return the mean of the better half of all pairs between two groups and of those that speak clearly against.

    Args:
        values: Scores of the scored pairs, thousandths, best first.
        pairs: Number of all pairs; those without a score count as the floor in the better half.
    """
    half = (pairs + 1) // 2
    told = values[:half]
    against = [value for value in values[half:] if value <= AGAINST]
    return (sum(told) + (half - len(told)) * _FLOOR + sum(against)) / (half + len(against))


class _Queue:
    """Pairs of groups above the threshold, best first, ties by their keys; outdated entries are passed over."""

    def __init__(self, groups: dict[str, list[str]], links: Links) -> None:
        self._groups, self._links = groups, links
        self._heap: list[tuple[float, str, str, int]] = []
        for head in groups:
            self._put(head, (other for other in links[head] if head < other))

    def _put(self, head: str, others: Iterable[str]) -> None:
        for other in others:
            one, two = pair_of(head, other)
            size = len(self._groups[one]) * len(self._groups[two])
            mean = better_half(self._links[one][two], size)
            if mean > JOIN:
                heapq.heappush(self._heap, (-mean, one, two, size))

    def renew(self, head: str) -> None:
        """Weigh a group anew that another one joined."""
        self._put(head, self._links[head])

    def best(self, apart: set[Pair]) -> Pair | None:
        while self._heap:
            _, one, two, size = heapq.heappop(self._heap)
            alive = one in self._groups and two in self._groups
            if alive and size == len(self._groups[one]) * len(self._groups[two]) and (one, two) not in apart:
                return one, two
        return None


def _join(one: str, two: str, *, groups: dict[str, list[str]], links: Links, apart: set[Pair]) -> None:
    groups[one] = sorted(groups[one] + groups.pop(two))
    for other, values in links.pop(two).items():
        links[other].pop(two)
        if other != one:
            links[one][other] = links[other][one] = sorted([*links[one].get(other, []), *values], reverse=True)
    for pair in [pair for pair in apart if two in pair]:
        apart.discard(pair)
        other = pair[0] if pair[1] == two else pair[1]
        apart.add(pair_of(one, other))


def _suggestions(groups: dict[str, list[str]], links: Links, apart: set[Pair]) -> tuple[Suggestion, ...]:
    found = [
        Suggestion(one, two, round(better_half(values, len(groups[one]) * len(groups[two]))))
        for one, others in links.items()
        for two, values in others.items()
        if one < two and (one, two) not in apart and better_half(values, len(groups[one]) * len(groups[two])) > SUGGEST
    ]
    return tuple(sorted(found, key=lambda s: (-s.mean, s.left, s.right)))
