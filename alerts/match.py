"""Which subscriptions an event concerns: an inverted index of bit sets, one bit a subscription.

A filter asks a value of each field; for every value the index keeps the set of subscriptions that accept it, as one
integer. An event is matched by and-ing a handful of integers, so the work does not grow with the subscriptions that it
does not concern.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from alerts.model import LEVELS, Case, Event, Subscription, rank

QueryTest = Callable[[str, Case], bool]
"""Tells whether one article of the case fulfils a search query."""


@dataclass
class _Field:
    """The subscriptions that accept a value: those that name it and those that do not care."""

    indifferent: int = 0
    by_value: dict[str, int] = field(default_factory=dict)

    def add(self, bit: int, values: tuple[str, ...]) -> None:
        if not values:
            self.indifferent |= bit
        for value in values:
            self.by_value[value] = self.by_value.get(value, 0) | bit

    def accept(self, values: tuple[str, ...]) -> int:
        found = self.indifferent
        for value in values:
            found |= self.by_value.get(value, 0)
        return found


class Matcher:
    """Matches events to subscriptions.

    Args:
        subscriptions: Paused ones match nothing.
        query_test: Needed when a subscription has a query; None: such a subscription matches nothing.
    """

    def __init__(self, subscriptions: tuple[Subscription, ...], query_test: QueryTest | None = None) -> None:
        self._subscriptions = subscriptions
        self._query_test = query_test
        self._regions, self._acts, self._kinds = _Field(), _Field(), _Field()
        self._levels = [0] * len(LEVELS)
        self._followed = 0
        self._queries = 0
        self._known: dict[tuple[object, ...], int] = {}
        for index, subscription in enumerate(subscriptions):
            if not subscription.paused:
                self._add(1 << index, subscription)

    def _add(self, bit: int, subscription: Subscription) -> None:
        self._regions.add(bit, subscription.regions)
        self._acts.add(bit, subscription.acts)
        self._kinds.add(bit, subscription.kinds)
        lowest = rank(subscription.digest_level)
        if subscription.mode != "digest":
            lowest = (
                rank(subscription.level) if subscription.mode == "instant" else min(lowest, rank(subscription.level))
            )
        for level in range(lowest, len(LEVELS)):
            self._levels[level] |= bit
        if subscription.followed:
            self._followed |= bit
        if subscription.query:
            self._queries |= bit

    def match(self, event: Event) -> Iterator[Subscription]:
        """Yield the subscriptions whose filters the event's case fulfils, in order."""
        found = self._filtered(event)
        while found:
            low = found & -found
            found ^= low
            subscription = self._subscriptions[low.bit_length() - 1]
            if subscription.query and (
                self._query_test is None or not self._query_test(subscription.query, event.case)
            ):
                continue
            yield subscription

    def _filtered(self, event: Event) -> int:
        case = event.case
        key = (case.regions, case.acts, case.kinds, event.level, case.followed)
        found = self._known.get(key)
        if found is None:
            found = self._regions.accept(with_parents(case.regions))
            found &= self._acts.accept(case.acts)
            found &= self._kinds.accept(case.kinds)
            found &= self._levels[rank(event.level)] | (self._followed if case.followed else 0)
            self._known[key] = found
        return found


def with_parents(regions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes and the provinces they lie in: `63.72` also answers to `63`."""
    return tuple(dict.fromkeys(code for region in regions for code in (region, region.split(".")[0])))
