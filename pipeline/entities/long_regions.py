"""Skips the names of regions that no word announces: `Koordinator Wilayah Muara Kaman Budi S`."""

from pipeline.entities.model import Region
from pipeline.entities.phrases import Phrases
from pipeline.entities.terms import Terms
from pipeline.entities.words import Reading


def past_tails(reading: Reading, phrases: Phrases, here: int) -> int:
    """Return the index after the words that end a place's name (`Tulabolo` `Timur`)."""
    tails = phrases.around["tails"]
    while here < len(reading.low) and reading.low[here] in tails and reading.capital[here] and reading.gap(here) == " ":
        here += 1
    return here


def past_long_region(
    reading: Reading, phrases: Phrases, gazetteer: Terms[tuple[Region, ...]], first: int, limit: int
) -> int:
    """Return the index after the name of a region in two words or more (`Pamona Puselemba`); `first` where none stands.

    Args:
        reading: The article's words.
        phrases: Words around persons: what begins with a first name (`Indra Jaya`) is no region here.
        gazetteer: Names of regions.
        first: Index of the first word.
        limit: Index before which it must end.
    """
    low = reading.low
    if not gazetteer.begins(low[first]) or phrases.is_given(low[first]):
        return first
    found = gazetteer.match(low, low, first)
    return found[1] if found is not None and first + 1 < found[1] <= limit else first


def past_region(reading: Reading, phrases: Phrases, gazetteer: Terms[tuple[Region, ...]], start: int) -> int:
    """Return the index after a region's name that stands before a person's: `Kadispora Merauke Budi S`.

    A region of one word is no part of the name only where a first name and one more word follow.
    """
    after = start + 1
    if after + 1 >= len(reading.low) or not (reading.capital[after] and reading.capital[after + 1]):
        return start
    behind = past_long_region(reading, phrases, gazetteer, start, len(reading.low) - 1)
    if behind > start:
        return behind if reading.capital[behind] and reading.gap(behind) == " " else start
    known = phrases.is_given(reading.low[after]) and reading.low[start] not in phrases.given
    joined = known and reading.gap(after) == " " == reading.gap(after + 1)
    return after if joined and is_region(reading, gazetteer, start) else start


def is_region(reading: Reading, gazetteer: Terms[tuple[Region, ...]], index: int) -> bool:
    """Tell whether one word alone is the name of a province, kabupaten or kota: no person's then."""
    regions = gazetteer.get(reading.low[index])
    return regions is not None and regions[0].level != "district"
