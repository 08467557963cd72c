"""Which case keeps which id when articles regroup: a pure function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claims:
    """Who lives on.

    Args:
        owners: By position of the group: the case that keeps its id; groups not listed are new cases.
        merged: By id of a case that lost all its articles: position of the group that has most of them; None when its
            articles are in no group any more.
    """

    owners: dict[int, int]
    merged: dict[int, int | None]


def claim(
    groups: Sequence[Sequence[int]], homes: Mapping[int, int], kept_first: frozenset[int] = frozenset()
) -> Claims:
    """Match groups of articles with the cases the articles were in.

    A case goes where most of its articles are; where two want one group, the one people decided on keeps it, then the
    one with more articles in it, then the older one.

    Args:
        groups: Articles by group.
        homes: Case of each article that was in one.
        kept_first: Cases that people decided on.
    """
    counts: dict[tuple[int, int], int] = {}
    for position, members in enumerate(groups):
        for article in members:
            if article in homes:
                counts[homes[article], position] = counts.get((homes[article], position), 0) + 1
    ranked = sorted(counts, key=lambda pair: (pair[0] not in kept_first, -counts[pair], pair[0], pair[1]))
    owners: dict[int, int] = {}
    placed: set[int] = set()
    for case, position in ranked:
        if case not in placed and position not in owners:
            owners[position] = case
            placed.add(case)
    merged: dict[int, int | None] = {}
    for case in sorted(set(homes.values()) - placed):
        wanted = [pair for pair in counts if pair[0] == case]
        merged[case] = min(wanted, key=lambda pair: (-counts[pair], pair[1]))[1] if wanted else None
    return Claims(owners, merged)
