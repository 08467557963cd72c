"""A day of the whole country, simulated: how long outlets wait for a place when 47,000 of them are watched.

    python benchmarks/country.py [--outlets 47000] [--articles 5000000] [--places 250 500 1000 2000] [--json]

Every outlet is due again 30 minutes after its last crawl ended. News comes by the hour of the day, outlets' shares
follow Zipf's law. A crawl asks the feed, and each new article after a second of delay and a second of latency; it holds
one place meanwhile. What is told is the wait from due to begun, and how many places were busy. A place count takes
about a minute of a processor.
"""

import argparse
import heapq
import json
import random
import statistics
import sys
from dataclasses import dataclass

HOURS = (1, 1, 1, 1, 2, 3, 5, 6, 7, 7, 7, 7, 6, 6, 6, 6, 6, 5, 5, 5, 4, 3, 2, 1)
"""Relative rates of publication by local hour: the shape that outlets' learnt rhythms have."""
DAY, POLL, LATENCY, DELAY = 86_400.0, 1_800.0, 1.0, 1.0
MOST = 200  # articles of one crawl, as `crawl.most_pages`


@dataclass(frozen=True)
class Result:
    """What a number of places came to.

    Args:
        waits: Seconds from due to begun: p50, p95, the longest.
        busy: Share of the places, in the mean over the day.
        articles: Fetched.
    """

    waits: tuple[float, float, float]
    busy: float
    articles: int


def rate(at: float) -> float:
    """Return the relative rate of publication at a second of the day; its mean over the day is 1."""
    return HOURS[int(at % DAY // 3600)] * len(HOURS) / sum(HOURS)


def simulate(outlets: int, articles: int, places: int, seed: int = 1) -> Result:
    """Simulate a day after half a day of running in."""
    dice = random.Random(seed)  # noqa: S311 - a simulation
    weights = [1 / (rank + 20) for rank in range(outlets)]
    scale = articles / DAY / sum(weights)
    due = [(dice.uniform(0, POLL), outlet) for outlet in range(outlets)]
    heapq.heapify(due)
    last = [0.0] * outlets
    free = [0.0] * places
    waits, busy, fetched = [], 0.0, 0
    while due[0][0] < 1.5 * DAY:
        at, outlet = heapq.heappop(due)
        begun = max(at, heapq.heappop(free))
        expected = weights[outlet] * scale * (begun - last[outlet]) * rate(begun)
        new = min(MOST, _poisson(dice, expected))
        ended = begun + dice.expovariate(1 / LATENCY) + new * (LATENCY + DELAY)
        heapq.heappush(free, ended)
        heapq.heappush(due, (ended + POLL, outlet))
        last[outlet] = begun
        if begun > DAY / 2:
            waits.append(begun - at)
            busy += ended - begun
            fetched += new
    ordered = sorted(waits)
    told = (statistics.median(ordered), ordered[int(len(ordered) * 0.95)], ordered[-1])
    return Result((round(told[0], 1), round(told[1], 1), round(told[2], 1)), round(busy / DAY / places, 3), fetched)


def _poisson(dice: random.Random, mean: float) -> int:
    if mean > 30:  # noqa: PLR2004 - near enough to a normal distribution
        return max(0, round(dice.gauss(mean, mean**0.5)))
    number, product, bound = 0, dice.random(), 2.718281828459045**-mean
    while product > bound:
        number, product = number + 1, product * dice.random()
    return number


def main() -> None:
    """Read the command line, simulate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=47_000)
    parser.add_argument("--articles", type=int, default=5_000_000)
    parser.add_argument("--places", type=int, nargs="+", default=[160, 250, 500, 1000])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = {}
    for places in given.places:
        one = simulate(given.outlets, given.articles, places)
        p50, p95, longest = one.waits
        found[f"places_{places}"] = {
            "wait_p50": p50,
            "wait_p95": p95,
            "wait_max": longest,
            "busy": one.busy,
            "articles": one.articles,
        }
    sys.stdout.write(json.dumps(found, indent=None if given.json else 1) + "\n")


if __name__ == "__main__":
    main()
