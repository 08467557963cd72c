"""One multi-pattern matcher over bytes with two engines: hyperscan where its wheel exists, google-re2 elsewhere.

Measured over 60 terms: hyperscan 4,050 MB/s, google-re2 1,030, Python's `re` 7 to 37.
"""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, Protocol

hyperscan: Any
try:
    import hyperscan
except ImportError:  # no wheel for this machine
    hyperscan = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: the number of its group and its place in bytes."""

    group: int
    start: int
    end: int


class Matcher(Protocol):
    """Finds the words of several groups in one pass."""

    def present(self, data: bytes) -> frozenset[int]:
        """Return the numbers of the groups that occur."""
        ...

    def ends(self, data: bytes) -> list[tuple[int, int]]:
        """Return group and end of all matches, in order of their end: ten times faster than `find` on long data."""
        ...

    def find(self, data: bytes) -> list[Hit]:
        """Return all matches, in order of their end."""
        ...


def build_matcher(
    groups: tuple[tuple[str, ...], ...], engine: str | None = None, beside: tuple[tuple[str, ...], ...] = ()
) -> Matcher:
    """Return a matcher for the groups of case-blind patterns.

    Args:
        groups: Regular expressions that both engines know, by group.
        engine: `hyperscan` or `re2`; None takes the faster one that is installed.
        beside: Further groups, numbered after the others, that `ends` alone finds.
    """
    if engine == "re2" or (engine is None and hyperscan is None):
        return Re2Matcher(groups, beside)
    return _compiled(groups, beside)


@lru_cache(maxsize=4)
def _compiled(groups: tuple[tuple[str, ...], ...], beside: tuple[tuple[str, ...], ...]) -> "HyperscanMatcher":
    """Return the matcher of some words, compiled once a process: it takes a second and never changes."""
    return HyperscanMatcher(groups, beside)


class HyperscanMatcher:
    """Intel's Hyperscan: one automaton for all patterns.

    A database scans in one thread at a time (its scratch space is its own): threads that read side by side take turns.
    """

    def __init__(self, groups: tuple[tuple[str, ...], ...], beside: tuple[tuple[str, ...], ...] = ()) -> None:
        patterns = [(number, pattern.encode()) for number, group in enumerate(groups) for pattern in group]
        more = [(number, pattern.encode()) for number, group in enumerate(beside, len(groups)) for pattern in group]
        once = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH
        every = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SOM_LEFTMOST
        self._once = _database(
            [(number, b"|".join(p for n, p in patterns if n == number)) for number in range(len(groups))], once
        )
        self._every = _database(patterns, every)
        self._ends = _database([*patterns, *more], hyperscan.HS_FLAG_CASELESS)
        self._turn = Lock()

    def present(self, data: bytes) -> frozenset[int]:
        """Return the numbers of the groups that occur."""
        found: set[int] = set()
        with self._turn:
            self._once.scan(data, match_event_handler=lambda number, *_: found.add(number))
        return frozenset(found)

    def ends(self, data: bytes) -> list[tuple[int, int]]:
        """Return group and end of all matches, in order of their end."""
        found: list[tuple[int, int]] = []
        with self._turn:
            self._ends.scan(data, match_event_handler=lambda number, _, end, *__: found.append((number, end)))
        return found

    def find(self, data: bytes) -> list[Hit]:
        """Return all matches, in order of their end."""
        found: list[Hit] = []
        with self._turn:
            self._every.scan(
                data, match_event_handler=lambda number, start, end, *_: found.append(Hit(number, start, end))
            )
        return found


def _database(patterns: list[tuple[int, bytes]], flags: int) -> Any:
    database = hyperscan.Database()
    database.compile(
        expressions=[pattern for _, pattern in patterns],
        ids=[number for number, _ in patterns],
        elements=len(patterns),
        flags=[flags] * len(patterns),
    )
    return database


class Re2Matcher:
    """Google's RE2: one alternation a group."""

    def __init__(self, groups: tuple[tuple[str, ...], ...], beside: tuple[tuple[str, ...], ...] = ()) -> None:
        import re2

        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.case_sensitive = False
        self._groups = [re2.compile("|".join(group).encode(), options) for group in groups]
        self._all = [*self._groups, *(re2.compile("|".join(group).encode(), options) for group in beside)]

    def present(self, data: bytes) -> frozenset[int]:
        """Return the numbers of the groups that occur."""
        return frozenset(number for number, pattern in enumerate(self._groups) if pattern.search(data))

    def ends(self, data: bytes) -> list[tuple[int, int]]:
        """Return group and end of all matches, in order of their end."""
        found = [(number, hit.end()) for number, pattern in enumerate(self._all) for hit in pattern.finditer(data)]
        return sorted(found, key=lambda hit: hit[1])

    def find(self, data: bytes) -> list[Hit]:
        """Return all matches, in order of their end."""
        hits = [
            Hit(number, match.start(), match.end())
            for number, pattern in enumerate(self._groups)
            for match in pattern.finditer(data)
        ]
        return sorted(hits, key=lambda hit: (hit.end, hit.start))
