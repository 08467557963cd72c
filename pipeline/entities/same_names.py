"""Tells which person of an article a name is: the same letters, a part of the name, its initials."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from pipeline.entities.holders import PersonHit
from pipeline.entities.name_signs import MIN_LETTERS
from pipeline.entities.names import Name
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

TOLD_LETTERS = 2
"""Letters of initials that stand beside the name they are told to be of."""
_NICK = 4
"""Letters of the shortest nickname that begins a full name: `Ferdi` of `Ferdinandus Hagul`."""
_TELLS = frozenset(["adalah", "ialah", "yakni", "yaitu", "(", "atau", "bernama"])
"""Between initials and the name they stand for."""


def key_of(name: Name) -> str:
    """Return by what a name is known again: `A.S.` is `AS`."""
    return "".join(filter(str.isalpha, name.text)) if name.initials else name.text


def known_person(
    reading: Reading,
    name: Name,
    names: Sequence[Name],
    by_text: Mapping[str, int],
    hits: Sequence[PersonHit],
    phrases: Phrases,
) -> int | None:
    """Return the person a name means; None where it is somebody new.

    Args:
        reading: The article's words.
        name: The name as read.
        names: The fullest name of each person so far.
        by_text: Each form read so far, by `key_of`, to its person.
        hits: Where persons are named so far.
        phrases: Words around persons.
    """
    if (key := key_of(name)) in by_text:
        return by_text[key]
    shortened = [
        number
        for number, known in enumerate(names)
        if is_shortened(known, name, TOLD_LETTERS)
        and (
            is_shortened(known, name)
            or _is_told_as(reading, hits, number, name)
            or _is_called_accused(reading, known, name, phrases)
        )
    ]
    if name.initials or shortened:
        return shortened[0] if len(shortened) == 1 else None
    parts = {part.lower() for part in name.text.split()}
    for number, known in enumerate(names):
        other = {part.lower() for part in known.text.split()}
        if not known.initials and (parts <= other or other <= parts or _is_short_for(parts, other, phrases.given)):
            return number
    return None


def is_shortened(one: Name, other: Name, least: int = MIN_LETTERS) -> bool:
    """Tell whether of two names one is the other's initials, `least` or more: `LFK` of `L. Fathur Kartajaya`."""
    short, full = (one, other) if one.initials else (other, one)
    if not short.initials or full.initials:
        return False
    letters = [sign for sign in short.text if sign.isalpha()]
    return len(letters) >= least and letters == [
        word[0] for word in full.text.replace(".", " ").split() if word[0].isupper()
    ]


def _is_told_as(reading: Reading, hits: Sequence[PersonHit], person: int, name: Name) -> bool:
    """Tell whether a name stands behind a person's initials, or they behind it: `HS adalah Henry Suhartono`."""
    before = (hit.after for hit in hits if hit.person == person and hit.after < name.first)
    between = reading.low[max(before, default=name.first) : name.first]
    return 0 < len(between) <= TOLD_LETTERS and _TELLS.issuperset(between)


def _is_called_accused(reading: Reading, known: Name, name: Name, phrases: Phrases) -> bool:
    """Tell whether two letters stand behind a word for the accused: `Tersangka DL menyerahkan` of Deisy Lontaan.

    One article rests on it (both its accused) and none speaks against it.
    """
    told = name.initials and not known.initials and known.first < name.first
    return told and reading.low[name.first - 1] in phrases.accused


def _is_short_for(one: set[str], other: set[str], given: AbstractSet[str]) -> bool:
    """Tell whether one word is the beginning of a word of a full name: `Yuli` of `Yuliana Astuti`."""
    short, full = (one, other) if len(one) < len(other) else (other, one)
    if len(short) != 1 or len(full) == 1:
        return False
    (nick,) = short
    return len(nick) >= _NICK - (nick not in given) and any(word.startswith(nick) for word in full)
