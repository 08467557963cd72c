"""`Reason`: one signed weight in the score of a pair, with its name."""

from typing import NamedTuple


class Reason(NamedTuple):
    """One feature of a pair.

    Args:
        feature: Its name: `place:regency`, `name:same` ...
        weight: Signed, log-odds.
        detail: What agreed or differed; empty when the name says it.

    A tuple and no dataclass: hundreds are made for an article that is linked.
    """

    feature: str
    weight: float
    detail: str = ""
