"""Tells teachers from the schools they teach at: `guru SMP Rita Anggraini`, but `guru SMP Ibnu Sina`."""

from pipeline.entities.names import Name
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_FIRST = 1.0
"""Likeness from which a word may be a first name here: one in twenty-five words of places reaches it."""
_LIKE = 0.0
"""Likeness from which a word behind a first name is no place's."""
_TWO = 2
_OPENS = frozenset([".", '"', "”", "?", "!"])
_ENDS = frozenset([",", ".", "(", ")", ";", "dan", "serta", "bersama", "yang", "juga", "atau", "–", "-"])
_VERBAL = ("me", "ber", "ter", "di")
_VERB = 5
"""Letters of the shortest verb with prefix."""
_LOOKED_AT = 200
"""Mentions of one word that are looked at: no article names anybody so often, and a list of one name stays cheap."""


def teaches_there(reading: Reading, phrases: Phrases, first: int, after: int) -> bool:
    """Tell whether a run right behind the level of a school is the name of a person who works at one.

    Schools are called after saints, heroes and hopes; a run with such a word is a person only where it stands alone.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        first: Index of the run's first word.
        after: Index after its last word.
    """
    low, namesakes = reading.low[first:after], phrases.around["namesakes"]
    if not low or low[0].isdigit() or reading.words[first].isupper():
        return False
    like = phrases.likeness.score
    named = phrases.is_given(low[0]) or (len(low) > 1 and like(low[0]) > _FIRST)
    if named and namesakes.isdisjoint(low) and _closes(reading, after):
        return len(low) <= _TWO or all(word in phrases.given or len(word) == 1 or like(word) > _LIKE for word in low)
    return acts(reading, phrases, first, after)


def stands_alone(reading: Reading, phrases: Phrases, name: Name) -> bool:
    """Tell whether the first or last word of a name acts elsewhere as only a person does."""
    return acts(reading, phrases, name.first, name.after)


def acts(reading: Reading, phrases: Phrases, first: int, after: int) -> bool:
    """Tell whether the first or last word of a run acts elsewhere as only a person does: `Rita sudah menutup akun`."""
    begin = reading.title_words()
    for index in {first, after - 1}:
        word = reading.low[index]
        if word in phrases.common or word in reading.lowered or word in phrases.never:
            continue
        for here in reading.places_of[word][:_LOOKED_AT]:
            if first <= here < after or here < begin or here + 1 >= len(reading.low) or reading.capital[here + 1]:
                continue
            opens = here in reading.lines or reading.low[here - 1] in _OPENS
            if (opens and _does(phrases, reading.low[here + 1])) or reading.low[here - 1] in phrases.saying:
                return True
    return False


def comes_again(reading: Reading, phrases: Phrases, first: int, after: int) -> bool:
    """Tell whether a whole run of two words and more acts elsewhere: `Oya Karya lewat pesan menulis ...`."""
    low, run = reading.low, reading.low[first:after]
    if len(run) < _TWO or reading.count(run[0]) < _TWO:
        return False
    begin = reading.title_words()
    for here in reading.places_of[run[0]][:_LOOKED_AT]:
        end = here + len(run)
        whole = begin <= here != first and low[here:end] == run and end < len(low) and low[here - 1] in _OPENS
        if whole and not reading.capital[end] and _does(phrases, low[end]):
            return True
    return False


def _does(phrases: Phrases, word: str) -> bool:
    """Tell whether a word behind a name says that somebody does something."""
    verb = word.startswith(_VERBAL) and len(word) > _VERB
    return verb or word in phrases.telling_firsts or word in phrases.around["alone"]


def _closes(reading: Reading, after: int) -> bool:
    """Tell whether a run ends where a name does: before a sign, `dan`, or a verb."""
    if after >= len(reading.low):
        return True
    low = reading.low[after]
    return low in _ENDS or reading.words[after].islower()
