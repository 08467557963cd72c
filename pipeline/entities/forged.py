"""Tells sentences that say a picture, a voice or news of somebody is forged: who is shown there did nothing."""

from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_NOT = frozenset(["bukan", "tidak", "tak", "diduga", "dugaan", "apakah", "belum", "jika"])
_DENIED = 3
"""Words before `hoaks` in which `bukan` may stand."""


def forged_sentences(reading: Reading, phrases: Phrases) -> list[tuple[int, int, int]]:
    """Return the sentences that state a forgery: (first offset, offset after, first offset at which somebody is shown).

    `Bawaslu memastikan video Camat X adalah rekayasa`: who stands before `memastikan` says so of another; behind
    `dipastikan`, `ternyata` it is told of everybody in the sentence.
    """
    around = phrases.around
    if not reading.names_any(around["forged"]) or not reading.names_any(around["shown"]):
        return []
    found: list[tuple[int, int, int]] = []
    for place in reading.where(around["forged"]):
        offset = reading.starts[place] - reading.base
        quoted = offset >= 0 and reading.document.in_quotation(offset)
        if quoted or not _NOT.isdisjoint(reading.low[max(0, place - _DENIED) : place]):
            continue
        start, end = reading.sentence_bounds(reading.sentence(reading.starts[place]))
        words = _words_of(reading, place, start, end)
        near = reading.low[words.start : words.stop]
        if around["shown"].isdisjoint(near):
            continue
        if not around["turns_out"].isdisjoint(near):
            found.append((start, end, start))
            continue
        says = next((index for index in words if reading.low[index] in around["establishes"]), None)
        if says is not None:
            found.append((start, end, reading.starts[says]))
    return found


def _words_of(reading: Reading, place: int, start: int, end: int) -> range:
    """Return the indexes of the words of a sentence, from one of them."""
    first = after = place
    while first > 0 and reading.starts[first - 1] >= start:
        first -= 1
    while after < len(reading.low) and reading.starts[after] < end:
        after += 1
    return range(first, after)
