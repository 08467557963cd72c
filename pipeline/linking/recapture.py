"""How many cases the press told nobody of: a lower bound from how often cases are told by one or two newsrooms."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

NORMAL_95 = 1.96  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True)
class Estimate:
    """Estimated number of cases, with what it rests on.

    Args:
        seen: Cases told by at least one newsroom.
        once: Cases told by exactly one independent newsroom.
        twice: By exactly two.
        total: Estimated cases, seen and unseen: a lower bound.
        low: Lower end of the 95 % interval; never below `seen`.
        high: Upper end.
    """

    seen: int
    once: int
    twice: int
    total: float
    low: float
    high: float


def estimate(sources: Iterable[int]) -> Estimate | None:
    """Estimate all cases from the number of independent newsrooms of each seen case.

    Chao's lower bound in its bias-corrected form with a log-normal interval (Chao 1987, Biometrics 43:783; Chao 1984).
    It assumes that newsrooms find cases independently of each other and that none is counted twice; where some cases
    are harder to see than others it errs on the low side. Networks and copies must be counted as one source before.

    Args:
        sources: Number of independent newsrooms, one value a case; values below 1 are left out.

    Returns:
        None without any case.
    """
    counts = [count for count in sources if count >= 1]
    if not counts:
        return None
    seen, once, twice = len(counts), counts.count(1), counts.count(2)
    unseen = once * (once - 1) / (2 * (twice + 1))
    if unseen == 0:
        return Estimate(seen, once, twice, float(seen), float(seen), float(seen))
    half = (twice + 1) ** 2
    variance = unseen + once * (2 * once - 1) ** 2 / (4 * half) + once**2 * twice * (once - 1) ** 2 / (4 * half**2)
    spread = math.exp(NORMAL_95 * math.sqrt(math.log(1 + variance / unseen**2)))
    return Estimate(seen, once, twice, seen + unseen, seen + unseen / spread, seen + unseen * spread)
