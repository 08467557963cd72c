"""How far two labellings of the same articles agree: the ceiling of what a program can honestly reach on them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from base.errors import InputError
from base.said import said
from pantau.evaluation.gold import Example, Gold
from pantau.evaluation.measures import binary, micro, share, within_one

Pair = tuple[Gold, Gold]


def pairs_of(first: Sequence[Example], second: Sequence[Example], source: str) -> list[Pair]:
    """Return the labels of the articles that both files label, by id.

    Args:
        first: One labelling.
        second: The other.
        source: Name of its file, for the error.

    Raises:
        InputError: They have no labelled article in common.
    """
    other = {example.id: example.gold for example in second if example.gold is not None}
    found = [
        (example.gold, other[example.id])
        for example in first
        if example.gold is not None and other.get(example.id) is not None
    ]
    pairs = [(one, two) for one, two in found if two is not None]
    if not pairs:
        raise InputError(said("the two files label no article of the same id"), source=source)
    return pairs


def agreement(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return shares and F1 (symmetric: which labelling comes first does not matter), and Cohen's kappa of the kind."""
    cases = [(one, two) for one, two in pairs if one.is_case and two.is_case]
    stages = [(one.stage, two.stage) for one, two in cases if one.stage and two.stage]
    dates = [(one.event_date, two.event_date) for one, two in cases if one.event_date or two.event_date]
    kinds = [(one.kind, two.kind) for one, two in pairs]
    return {
        "articles": len(pairs),
        "cases": len(cases),
        "relevance": _f1([(one.relevant, two.relevant) for one, two in pairs]),
        "case": _f1([(one.is_case, two.is_case) for one, two in pairs]),
        "kind": {"accuracy": round(share(one == two for one, two in kinds), 4), "kappa": round(kappa(kinds), 4)},
        "acts": micro((one.acts, two.acts) for one, two in cases).plain()["f1"],
        "rules": micro((one.rules, two.rules) for one, two in cases).plain()["f1"],
        "stage": {
            "accuracy": round(share(one == two for one, two in stages), 4),
            "within_one": round(share(within_one(one, two) for one, two in stages), 4),
        },
        "roles": micro((one.roles, two.roles) for one, two in cases).plain()["f1"],
        "names": micro((one.names, two.names) for one, two in cases).plain()["f1"],
        "regions": micro((one.regions, two.regions) for one, two in pairs if one.relevant).plain()["f1"],
        "laws": micro((one.laws, two.laws) for one, two in pairs if one.relevant).plain()["f1"],
        "sanctioned": _f1([(one.sanctioned, two.sanctioned) for one, two in cases]),
        "event_date": round(share(one == two for one, two in dates), 4),
    }


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa (1960): agreement beyond what chance gives; 1 where nothing could differ."""
    total = len(pairs)
    seen = sum(one == two for one, two in pairs) / total
    first, second = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    chance = sum(first[label] * second[label] for label in first) / total**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    return binary(pairs).plain()["f1"]
