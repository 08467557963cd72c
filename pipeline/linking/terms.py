"""Rare words: what an article shares with another one of the same case and with few else.

Weights come from a fixed table and never from the archive: the score of a pair must not depend on what arrived before.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

MOST = 48  # words kept of an article: a profile stays below 2 KB, and longer lists changed no link on the written sets
SHORTEST = 4
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_SUFFIX = re.compile(r"(?:nya|lah|kah|pun)$")


@cache
def _common() -> dict[str, float]:
    table: dict[str, float] = {}
    path = Path(__file__).parent / "common_words.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            level, _, word = line.partition(" ")
            table[word] = 0.0 if level == "0" else 0.3
    return table


@lru_cache(maxsize=100_000)
def weight(word: str) -> float:
    """Return how much a folded word tells about the case: 0 (every story has it), 0.3 or 1 (rare)."""
    return _common().get(plain(word), 1.0)


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """Return a folded word without a particle at its end; a known word that only looks so (`setelah`) stays."""
    return word if word in _common() else _SUFFIX.sub("", word)


def rare_terms(title: str, text: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the rarest words, folded: those of the title and those said often first, then by the alphabet.

    Ties are broken by the words themselves, so equal texts give equal terms.

    Args:
        title: May be empty.
        text: May be empty.
        without: Folded words that stand in every story of the place or the outlet: its name, its officials'.
    """
    known = frozenset(without)
    counts: dict[str, float] = {}
    for source, step in ((title, 1.5), (text, 1.0)):
        for match in _WORD.finditer(source.casefold()):
            word = plain(match.group())
            counts[word] = counts.get(word, 0.0) + step
    ranked = sorted(
        (
            (weight(word) * min(count, 4.0), word)
            for word, count in counts.items()
            if len(word) >= SHORTEST and word not in known
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return tuple(word for value, word in ranked[:MOST] if value > 0)


def overlap(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
    """Return the weighted cosine (0..1) of two term sets and the fully rare words they share, by the alphabet."""
    one = frozenset(left)
    common = [word for word in right if word in one]
    if not common:
        return 0.0, ()
    rare = sorted([word for word in common if weight(word) >= 1.0])
    return _square(common) / (_norm(left) * _norm(right)) ** 0.5, tuple(rare)


def _square(words: Sequence[str]) -> float:
    """Return the sum of the squares of the weights, counted so that their order does not matter."""
    whole = sum([weight(word) >= 1.0 for word in words])
    return whole + 0.09 * (len(words) - whole)  # all others weigh 0.3: words without weight are no terms


@lru_cache(maxsize=4096)
def _norm(terms: tuple[str, ...]) -> float:
    return _square(terms)
