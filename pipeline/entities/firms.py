"""Tells the names of a region's companies from names of persons: `PDAM Way Rilau`, `menurut Perumda Panca Mitra`."""

from pipeline.entities.phrases import Phrases
from pipeline.entities.words import Reading

_LONGEST = 4
"""Words of a company's name behind its form."""
_FULL = 2
"""Words from which a first name in the run is its holder's: `PDAM Tirta Kencana Hendra Wijaya`."""
_JOINED = (" ", ' "', " “")


def firm_names(reading: Reading, phrases: Phrases, heads: set[int]) -> set[int]:
    """Return the words behind a company's form that are its name; persons' names behind its office are none.

    Behind an office (`Direktur PDAM Budi Santoso`) only a run that begins as companies are called is its name.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        heads: Indexes of words of offices.
    """
    found = set[int]()
    for index in reading.where(phrases.around["firms"]):
        here = index + 1
        begins = here < len(reading.low) and reading.low[here] in phrases.around["firm_names"]
        if reading.starts[index] < reading.base or (index in heads and not begins):
            continue
        while here < len(reading.low) and here - index <= _LONGEST and reading.capital[here]:
            person = here - index > _FULL and reading.low[here] in phrases.given
            if person or reading.gap(here) not in _JOINED:
                break
            found.add(here)
            here += 1
    return found
