"""What the words around a mention say of the part it plays in the story."""

from dataclasses import replace

from pipeline.entities.model import Cues
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_AHEAD = 12
"""Words after a mention in which its verb is sought."""
_CLOSE = 6
_FAR = 0.7
"""A verb further from the mention than `_CLOSE` words may be another's."""
_BACK = 3
_CLAUSE_BACK = 10
_QUOTES = frozenset(['"', "“", "”"])
NOTHING = Cues()
_TITLE = 1.5
"""A headline names the accused first: its cues count more."""
_QUOTED = 0.5
"""What somebody says of others counts half."""


def cues_around(reading: Reading, phrases: Phrases, first: int, after: int) -> Cues:
    """Return the cues of one mention.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        first: Index of the mention's first word.
        after: Index after its last word (and its office).
    """
    told = _verb(reading, phrases, after) + _left(reading, phrases, first)
    accused, speaks, addressed = told.accused, told.speaks, told.addressed
    if _general(reading, phrases, first):
        addressed += 1.0
        accused *= 0.3
    offset = reading.starts[first]
    suffers = told.suffers
    if offset < reading.base:
        accused *= _TITLE
        suffers *= _TITLE
        addressed *= _TITLE
    elif reading.document.in_quotation(offset - reading.base):
        accused *= _QUOTED
        speaks *= _QUOTED
    return Cues(accused, speaks, told.complains, suffers, addressed)


def _verb(reading: Reading, phrases: Phrases, after: int) -> Cues:
    """Return what the first telling verb after the mention says; in a headline, the verb that accuses most."""
    low, limit = reading.low, min(len(reading.low), after + _AHEAD)
    if after >= len(low):
        return NOTHING
    headline = reading.starts[after] < reading.base
    end = reading.sentence_bounds(reading.sentence(reading.starts[after]))[1]
    told = NOTHING
    for here in range(after, limit):
        word = low[here]
        if reading.starts[here] >= end or word in _QUOTES:
            break
        found = phrases.telling.get(f"{word} {low[here + 1]}") if here + 1 < limit else None
        found = found or phrases.telling.get(word)
        if found is None:
            continue
        far = replace(found, accused=found.accused * _FAR)
        found = _of_others(reading, phrases, here, found if here - after < _CLOSE else far)
        if not headline:
            return found
        told = found if told is NOTHING or found.accused > told.accused else told
    return told


def _of_others(reading: Reading, phrases: Phrases, verb: int, found: Cues) -> Cues:
    """Return the cues of a verb, much less of an accusation where a chief speaks of his people."""
    if found.accused and any(word in phrases.subordinates for word in reading.low[verb : verb + _AHEAD]):
        return replace(found, accused=found.accused * 0.3, speaks=found.speaks + 1.0)
    return found


def _left(reading: Reading, phrases: Phrases, first: int) -> Cues:
    low = reading.low
    accused = speaks = complains = addressed = 0.0
    here = first - 1
    for step in range(_BACK):
        if here < 0 or low[here] in {".", '"', "”", "“", ";"} or "\n" in reading.gap(here + 1):
            break
        word = low[here]
        if word in phrases.accused:
            accused += 3.0 if step == 0 else 1.0
        elif word == "pelapor" and step == 0:
            complains += 3.0
        elif word in phrases.saying or reading.stems[here] in phrases.saying:
            speaks += 2.0
            break
        elif word in phrases.examines:
            accused += 1.0
        elif word in phrases.about:
            accused += 1.5 if step == 0 else 0.8
        elif word in phrases.addressed:
            addressed += 1.2
        if word == ",":
            break
        here -= 1
    return Cues(accused=accused, speaks=speaks, complains=complains, addressed=addressed)


def _general(reading: Reading, phrases: Phrases, first: int) -> bool:
    """Tell whether the mention stands in a clause of the general, the forbidden or the future."""
    low = reading.low
    for here in range(first - 1, max(-1, first - _CLAUSE_BACK), -1):
        word = low[here]
        if word in {".", '"', "”", "“", ";", ":"} or "\n" in reading.gap(here + 1):
            return False
        if word in phrases.general:
            return True
    return False
