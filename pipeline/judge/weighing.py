"""Adds up findings of one claim: how sure they make it together, and their evidence."""

from collections.abc import Iterable, Sequence

from archive.records.span import Span
from pipeline.judge.reading import Finding, Mood

MOST_SPANS = 4
_FIRST, _OPENING = 2, 3  # paragraphs
_ABOVE, _BELOW = 1.15, 0.85  # how much a claim counts there, and further down
_CAP = 0.95


def sureness(group: Sequence[Finding], deep: float = _BELOW) -> float:
    """Return how sure (0..1) several findings make a claim; `deep` is what one behind the opening counts for."""
    doubt = 1.0
    for found in group:
        place = _ABOVE if found.paragraph < _FIRST else _BELOW if found.paragraph < _OPENING else deep
        doubt *= 1 - min(found.frame.weight * place, _CAP)
    return 1 - doubt


def told_spans(group: Iterable[Finding]) -> tuple[Span, ...]:
    """Return the evidence, first what is told as having happened, each stretch once."""
    ordered = sorted(group, key=lambda found: found.mood is not Mood.REAL)
    if len(ordered) == 1:  # as most often: then nothing is told twice, and spans are slow to compare
        return (ordered[0].span,)
    return tuple(dict.fromkeys(found.span for found in ordered))[:MOST_SPANS]
