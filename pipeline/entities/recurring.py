"""Tells persons' words from places' by how they come again: a person by one word alone, a place behind `Desa`, `di`."""

from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_SHORTEST = 4
"""Letters of a word that tells anything."""
_LOOKED_AT = 50
"""Mentions of one word that are looked at."""
_INTO = frozenset("di ke dari se pada asal warga sekitar daerah kawasan wilayah penduduk pasar".split())  # noqa: SIM905
"""Words before a place."""


def comes_alone(reading: Reading, phrases: Phrases, places: set[int], run: tuple[int, int], here: int) -> bool:
    """Tell whether a word of a run stands alone elsewhere, and behind nothing that leads to a place.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        places: Indexes of words that name regions.
        run: Index of the run's first word, and after its last.
        here: Index of the word.
    """
    word, low, begin = reading.low[here], reading.low, reading.title_words()
    leads = phrases.around["place_leads"]
    if len(word) < _SHORTEST or word in phrases.common or word in phrases.never or word in reading.lowered:
        return False
    for other in reading.places_of[word][:_LOOKED_AT]:
        if other < begin or run[0] <= other < run[1] or other in places or reading.words[other].isupper():
            continue
        before, ends = low[other - 1], other + 1 >= len(low) or not reading.capital[other + 1]
        alone = other in reading.lines or not reading.capital[other - 1] or before in phrases.titles
        if ends and alone and before not in leads and before not in _INTO and before not in {"-", "(", "/"}:
            return True
    return False
