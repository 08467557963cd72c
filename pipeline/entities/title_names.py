"""Reads names that only the headline prints in full: `Camat Haharu Umbu Nggiku Ndamung Dilaporkan`.

A headline has capitals everywhere, so a name is taken from it only behind an office, where the text prints none of its
words at all, or fewer of them as somebody it names (`Ahmad Sobari` of `Sobari`).
"""

from collections.abc import Sequence

from pipeline.entities.names import Name
from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_VERBAL = ("di", "me", "ber", "ter")
_VERB = 6
"""Letters of the shortest verb with prefix, which no text tells from a surname."""
_FULL = 2
"""Words of the shortest name that a headline alone tells."""


def only_in_title(reading: Reading, phrases: Phrases, names: Sequence[Name], name: Name, *, held: bool) -> bool:
    """Tell whether a name read in the headline is one that the text does not print, or prints in part.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        names: The persons of the text.
        name: As read behind an office in the headline.
        held: True where the text names who holds that office.
    """
    words, title = reading.low[name.first : name.after], reading.title_words()
    last = words[-1]
    verb = last.startswith(_VERBAL) and len(last) >= _VERB and last not in phrases.given
    if name.initials or verb or len(words) < _FULL or not phrases.common.isdisjoint(words):
        return False
    told = {word for word in words if reading.places_of[word][-1] >= title}
    if not told:
        return not held and words[0] in phrases.given
    known = [one for one in names if not one.initials and {*one.text.lower().split()} == told]
    return len(known) == 1 and all(word in told or phrases.is_given(word) for word in words)
