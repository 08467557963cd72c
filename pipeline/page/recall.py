"""How many of the relevant articles the screen lets pass, estimated from the sample of what it rejects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

from archive.store.screening import Screened

FEWEST = 30  # sampled pages: with fewer even a clean sample leaves room for misses among a tenth (rule of three, 3/n)
CERTAINTY = 0.95
_STEPS = 50  # halvings: nearly a float's 53 bits, and never 1 itself


@dataclass(frozen=True, slots=True)
class Recall:
    """The screen's recall, shares of 0 to 1.

    Args:
        estimate: Best guess.
        low: Lower end of the 95 % interval.
        high: Upper end.
    """

    estimate: float
    low: float
    high: float


def recall(found: Screened, one_in: int) -> Recall | None:
    """Estimate the share of relevant articles that the screen lets pass.

    Each sampled page stands for `one_in` rejected ones; the interval of the share of misses among them is exact
    (Clopper and Pearson, Biometrika 26, 1934), so for rare misses it covers at least as often as it says.

    Args:
        found: Figures of a period or a province.
        one_in: Of the pages screened out one in so many is read; 0 when none is.

    Returns:
        None when fewer than `FEWEST` pages were sampled, or nothing relevant is known.
    """
    if one_in < 1 or found.sampled < FEWEST or found.passed + found.relevant == 0:
        return None
    if one_in == 1:  # all were read: nothing is left to estimate
        low = high = float(found.relevant)
    else:
        rejected = found.sampled * one_in
        least, most = interval(found.relevant, found.sampled)
        low, high = max(found.relevant, least * rejected), most * rejected  # those that were found did exist
    missed = (found.relevant * one_in, high, low)
    return Recall(*(found.passed / (found.passed + number) for number in missed))


def recalls(
    found: Mapping[str | None, Screened], one_in: int
) -> tuple[Recall | None, dict[str | None, Recall | None]]:  # fmt: skip
    """Return the recall over all and by province, the provinces in order of their codes, those without one last."""
    ordered = sorted(found, key=lambda code: (code is None, code or ""))
    return recall(sum(found.values(), Screened()), one_in), {code: recall(found[code], one_in) for code in ordered}


def interval(hits: int, of: int) -> tuple[float, float]:
    """Return the exact 95 % interval of a share, by Clopper and Pearson.

    Args:
        hits: Number found, 0 to `of`.
        of: Number looked at, 1 or more.
    """
    tail = (1 - CERTAINTY) / 2
    low = 0.0 if hits == 0 else _root(lambda share: 1 - _at_most(hits - 1, of, share) < tail)
    high = 1.0 if hits == of else _root(lambda share: _at_most(hits, of, share) > tail)
    return low, high


def _root(below: Callable[[float], bool]) -> float:
    """Return the share up to which `below` holds."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def _at_most(hits: int, of: int, share: float) -> float:
    """Return the probability of at most so many hits, each with this share (binomial)."""
    whole = lgamma(of + 1)
    return sum(
        exp(whole - lgamma(n + 1) - lgamma(of - n + 1) + n * log(share) + (of - n) * log1p(-share))
        for n in range(hits + 1)
    )
