"""The standard measures, as pure functions of (gold, predicted) pairs."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

Pair = tuple[AbstractSet[str], AbstractSet[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each 0..1; 0 where the denominator is empty."""

    precision: float
    recall: float
    f1: float

    def plain(self) -> dict[str, float]:
        """Return the three numbers rounded to four digits."""
        return {"precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4)}


def score(true_positive: float, predicted: float, gold: float) -> Score:
    """Return precision, recall and F1 from counts."""
    precision = true_positive / predicted if predicted else 0.0
    recall = true_positive / gold if gold else 0.0
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def binary(pairs: Iterable[tuple[bool, bool]]) -> Score:
    """Score a yes-or-no question over (gold, predicted) pairs."""
    counts = Counter((bool(gold), bool(said)) for gold, said in pairs)
    hit = counts[True, True]
    return score(hit, hit + counts[False, True], hit + counts[True, False])


def micro(pairs: Iterable[Pair]) -> Score:
    """Score sets: counts are summed over all (gold, predicted) pairs before dividing."""
    hit = said = wanted = 0
    for gold, predicted in pairs:
        hit += len(gold & predicted)
        said += len(predicted)
        wanted += len(gold)
    return score(hit, said, wanted)


def share(flags: Iterable[bool]) -> float:
    """Return the share of true flags; 0 when there are none."""
    listed = list(flags)
    return sum(listed) / len(listed) if listed else 0.0


def per_label(pairs: Sequence[tuple[str, str]], labels: Iterable[str]) -> dict[str, float]:
    """Return F1 of each label that occurs in gold or prediction."""
    present = {label for pair in pairs for label in pair}
    return {
        label: binary((gold == label, said == label) for gold, said in pairs).f1 for label in labels if label in present
    }


def confusion(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Return counts as gold label -> predicted label -> number."""
    table: dict[str, dict[str, int]] = {}
    for gold, said in pairs:
        row = table.setdefault(gold, {})
        row[said] = row.get(said, 0) + 1
    return table


def within_one(gold: str, said: str | None) -> bool:
    """Tell whether two stages are at most one step apart on the same track; ends (X1, X2) must be equal."""
    if said is None:
        return False
    if gold == said:
        return True
    return gold[0] == said[0] != "X" and abs(int(gold[1:]) - int(said[1:])) <= 1


def b_cubed(gold: Mapping[str, Hashable], said: Mapping[str, Hashable]) -> Score:
    """Score a clustering by item (Bagga and Baldwin 1998).

    Args:
        gold: True cluster by item.
        said: Predicted cluster by item, of the same items.
    """
    if not gold:
        return Score(0.0, 0.0, 0.0)
    true_size = Counter(gold.values())
    said_size = Counter(said[item] for item in gold)
    overlap = Counter((gold[item], said[item]) for item in gold)
    precision = sum(overlap[gold[item], said[item]] / said_size[said[item]] for item in gold) / len(gold)
    recall = sum(overlap[gold[item], said[item]] / true_size[gold[item]] for item in gold) / len(gold)
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def pairwise(gold: Mapping[str, Hashable], said: Mapping[str, Hashable]) -> Score:
    """Score a clustering by pairs of items that lie in one cluster."""

    def links(sizes: Iterable[int]) -> int:
        return sum(size * (size - 1) // 2 for size in sizes)

    together = links(Counter((gold[item], said[item]) for item in gold).values())
    return score(together, links(Counter(said[item] for item in gold).values()), links(Counter(gold.values()).values()))


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which `part` (0..1) of the values lie, by nearest rank; 0 when there are none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
